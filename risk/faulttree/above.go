package faulttree

import (
	"math"
	"slices"
)

// above makes diagrams of the systems of a net and returns what is above them:
// a net whose variables are vertices.
func (s *sharing) above(n *net, of *systems, vertices int) (*net, bool) {
	level := n.levels(heavyFirst)
	for _, v := range inverse(level) {
		if of.shared[v] {
			s.vars = append(s.vars, v)
		}
	}
	s.shared = num(len(s.vars))
	root, scratch := make([]int32, len(n.gates)), newTable(s.meter)
	for i, m := range of.nets {
		d, ok := m.under(level, of.shared, scratch, vertices)
		if !ok {
			return nil, false
		}
		root[of.gates[i]] = s.copyOf(d, of.shared)
		s.keep(-d.bytes())
	}
	m := &net{gates: make([]gate, len(n.gates)), top: n.top}
	at := map[int32]ref{}
	for i, g := range n.gates {
		if !of.above[i] {
			m.gates[i].need = 1
			continue
		}
		in := make([]ref, len(g.in))
		for j, r := range g.in {
			switch {
			case r >= 0:
				l := slices.Index(s.vars, r)
				if l < 0 {
					l = len(s.vars)
					s.vars = append(s.vars, r)
				}
				in[j] = m.variable(s.t.vertex(num(l), 1, 0), at)
			case of.above[^r]:
				in[j] = r
			default:
				in[j] = m.variable(root[^r], at)
			}
		}
		m.gates[i] = gate{g.need, in, g.weights}
	}
	for l, v := range s.vars {
		s.vars[l] = n.vars[v]
	}
	return m.simplified().used(), true
}

// under builds the diagram of a system with the shared variables first, in
// their order.
func (n *net) under(level []int32, shared []bool, t *table, vertices int) (diagram, bool) {
	for _, o := range []ordering{heavyFirst, asWritten} {
		own := n.levels(o)
		order := inverse(own)
		slices.SortStableFunc(order, func(a, b int32) int {
			x, y := n.vars[a], n.vars[b]
			switch {
			case shared[x] && shared[y]:
				return int(level[x] - level[y])
			case shared[x]:
				return -1
			case shared[y]:
				return 1
			default:
				return 0
			}
		})
		if d, ok := n.attempt(t, inverse(order), vertices); ok {
			return d, true
		}
	}
	return diagram{}, false
}

// inverse lists what has number 0, 1, ...
func inverse(number []int32) []int32 {
	out := make([]int32, len(number))
	for i, n := range number {
		out[n] = num(i)
	}
	return out
}

// copyOf copies the diagram of a system, whose own variables get levels.
func (s *sharing) copyOf(d diagram, shared []bool) int32 {
	level := make([]int32, len(d.vars))
	for l, v := range d.vars {
		if shared[v] {
			level[l] = num(slices.Index(s.vars, v))
			continue
		}
		level[l] = num(len(s.vars))
		s.vars = append(s.vars, v)
	}
	to := make([]int32, len(d.v))
	to[1] = 1
	for i := 2; i < len(d.v); i++ {
		x := d.v[i]
		to[i] = s.t.vertex(level[x.level], to[x.hi], to[x.lo])
	}
	return to[d.root]
}

// variable returns the variable of a number, which the net gets if it has none.
func (n *net) variable(v int32, at map[int32]ref) ref {
	r, ok := at[v]
	if !ok {
		r = num(len(n.vars))
		n.vars = append(n.vars, v)
		at[v] = r
	}
	return r
}

// used drops the variables of a net that no gate has.
func (n *net) used() *net {
	m := &net{gates: make([]gate, len(n.gates)), top: n.top}
	at := map[int32]ref{}
	for i, g := range n.gates {
		in := make([]ref, len(g.in))
		for j, r := range g.in {
			if in[j] = r; r >= 0 {
				in[j] = m.variable(n.vars[r], at)
			}
		}
		m.gates[i] = gate{g.need, in, g.weights}
	}
	if n.top >= 0 {
		m.top = m.variable(n.vars[n.top], at)
	}
	return m
}

// copied is the diagram of a vertex by itself.
func (s *sharing) copied(root int32) diagram {
	reached := []int32{root}
	s.place[root] = 1
	first, last := int32(math.MaxInt32), int32(0) // levels: those of one system are neighbours
	for i := 0; i < len(reached); i++ {
		x := &s.t.v[reached[i]]
		first, last = min(first, x.level), max(last, x.level)
		for _, f := range [2]int32{x.hi, x.lo} {
			if f > 1 && s.place[f] == 0 {
				s.place[f] = 1
				reached = append(reached, f)
			}
		}
	}
	d := constants(s.vars[first : last+1]...)
	d.vars = append([]int32(nil), d.vars...)
	slices.Sort(reached)
	to := func(f int32) int32 {
		if f > 1 {
			return s.place[f]
		}
		return f
	}
	for _, f := range reached {
		x := &s.t.v[f]
		d.v = append(d.v, vertex{x.level - first, to(x.hi), to(x.lo)})
		s.place[f] = num(len(d.v) - 1)
	}
	d.root = s.place[root]
	for _, f := range reached {
		s.place[f] = 0
	}
	return d
}
