package faulttree

import "slices"

// systems are gates of a net each of which has variables of its own: whatever
// way leads from them to the top leads through it. What systems share comes to
// few variables in trees of plants, where support systems carry all others;
// once these are decided the systems are modules.
type systems struct {
	gates  []int32 // by number
	nets   []*net  // of each; their variables are those of the whole by place
	above  []bool  // by gate of the whole: it rests on systems
	shared []bool  // by variable of the whole: several systems rest on it, or one and what is above
}

// systems finds the systems nearest to the top of a net that is simplified.
func (n *net) systems() *systems {
	s := &systems{above: make([]bool, len(n.gates)), shared: make([]bool, len(n.vars))}
	owners, owns := n.owners(), make([]bool, len(n.vars)+len(n.gates))
	for v := range n.vars {
		if o := owners[v]; o >= 0 && o != num(v) {
			owns[o] = true
		}
	}
	seen := make([]bool, len(n.gates))
	todo := []int32{^n.top}
	for len(todo) > 0 {
		g := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[g] {
			continue
		}
		seen[g] = true
		if owns[n.node(^g)] {
			s.gates = append(s.gates, g)
			continue
		}
		s.above[g] = true
		for _, r := range slices.Backward(n.gates[g].in) {
			if isGate(r) {
				todo = append(todo, ^r)
			}
		}
	}
	places := make([]int32, len(n.vars))
	for v := range places {
		places[v] = num(v)
	}
	met := make([]bool, len(n.vars))
	for g, above := range s.above {
		for _, r := range n.gates[g].in {
			if above && r >= 0 {
				met[r] = true
			}
		}
	}
	for _, g := range s.gates {
		is := make([]bool, len(n.gates))
		is[g] = true
		m := (&net{vars: places, gates: n.gates, top: ^g}).cut(is, 0)[0].compact()
		for _, v := range m.vars {
			met[v], s.shared[v] = true, met[v]
		}
		s.nets = append(s.nets, m)
	}
	return s
}

// owners says for each node, by number, through which one right below the top
// all ways to the top lead: through itself where there is no other.
func (n *net) owners() []int32 {
	own := make([]int32, len(n.vars)+len(n.gates))
	for v := range own {
		own[v] = -1
	}
	top := n.node(n.top)
	for i, g := range slices.Backward(n.gates) { // users come before what they use
		user := n.node(^num(i))
		for _, r := range g.in {
			if r == nothing {
				continue
			}
			v, by := n.node(r), own[user]
			if user == top {
				by = v
			}
			switch own[v] {
			case -1:
				own[v] = by
			case by:
			default:
				own[v] = v
			}
		}
	}
	return own
}
