package faulttree

import "slices"

// failed returns what is left of a net once a variable has failed, and whether
// its top then has.
func (n *net) failed(v ref) (m *net, top bool) {
	b := n.blasts()
	b.of(v)
	if b.has(n.top) {
		return nil, true
	}
	m = &net{vars: n.vars, gates: make([]gate, len(n.gates)), top: n.top}
	for g := range n.gates {
		old := &n.gates[g]
		x := gate{need: old.need}
		for i, r := range old.in {
			if b.has(r) {
				x.need -= old.weight(i)
				continue
			}
			x.in = append(x.in, r)
			if old.weights != nil {
				x.weights = append(x.weights, old.weights[i])
			}
		}
		x.need = max(1, x.need) // of those that have failed: nothing rests on them any more
		m.gates[g] = x
	}
	return m, false
}

// spared returns what is left of a net once a variable can't fail.
func (n *net) spared(v ref) *net {
	m := &net{vars: n.vars, gates: make([]gate, len(n.gates)), top: n.top}
	for g := range n.gates {
		m.gates[g] = n.gates[g]
		if i := slices.Index(n.gates[g].in, v); i >= 0 {
			in := slices.Clone(n.gates[g].in)
			for ; i < len(in); i++ {
				if in[i] == v {
					in[i] = nothing
				}
			}
			m.gates[g].in = in
		}
	}
	return m
}
