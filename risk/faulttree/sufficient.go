package faulttree

// withoutSufficient takes the nodes that fail the top by themselves, variables
// and gates alike, out of each other and out of everything else; nil means that
// they are nothing but inputs of the top already. With H all of them,
//
//	top = OR of the h in H, each with no other of H among its inputs.
//
// If none of H fails, then what it is an input of can do without it. If some do,
// the first that does so needs none of the others, and the top fails.
func (n *net) withoutSufficient() *net {
	if n.single() {
		return nil
	}
	is := n.sufficient()
	if !n.usesBelow(is) {
		return nil
	}
	m := &net{vars: n.vars, gates: make([]gate, len(n.gates), len(n.gates)+1)}
	var top []ref
	for v := range n.vars {
		if is[v] {
			top = append(top, num(v))
		}
	}
	for i, g := range n.gates {
		in := make([]ref, len(g.in))
		for j, r := range g.in {
			if in[j] = r; r != nothing && is[n.node(r)] {
				in[j] = nothing
			}
		}
		m.gates[i] = gate{g.need, in, g.weights}
		if is[n.node(^num(i))] {
			top = append(top, ^num(i))
		}
	}
	m.gates = append(m.gates, gate{need: 1, in: top})
	m.top = ^num(len(m.gates) - 1)
	return m
}

// usesBelow reports whether some of the nodes, all sufficient, are inputs of
// anything but an OR that is the top.
func (n *net) usesBelow(is []bool) bool {
	for i := range n.gates {
		if num(i) == ^n.top && n.gates[i].isOr() && !n.restsOnTop() {
			continue
		}
		for _, r := range n.gates[i].in {
			if r != nothing && is[n.node(r)] {
				return true
			}
		}
	}
	return false
}

// sufficient marks the nodes each of which fails the top by itself. Most are
// found from the top down, as inputs of an OR; the rest by a blast that ends
// where it meets one.
func (n *net) sufficient() []bool {
	is := make([]bool, len(n.vars)+len(n.gates))
	var todo []ref
	mark := func(r ref) {
		todo = append(todo, r)
		for len(todo) > 0 {
			r := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if r == nothing || is[n.node(r)] {
				continue
			}
			if is[n.node(r)] = true; !isGate(r) {
				continue
			}
			g := &n.gates[^r]
			for i, in := range g.in {
				if g.weight(i) >= g.need {
					todo = append(todo, in)
				}
			}
		}
	}
	mark(n.top)
	b := n.blasts()
	for i := range n.gates { // what lies highest first
		if r := ^num(len(n.gates) - 1 - i); !is[n.node(r)] && b.meets(r, is) {
			mark(r)
		}
	}
	for v := range n.vars {
		if !is[v] && b.meets(num(v), is) {
			mark(num(v))
		}
	}
	return is
}
