package faulttree

import (
	"encoding/binary"
	"slices"
)

// together makes a net of its own of variables that are inputs of just the same
// gates, all of them ORs or all of them ANDs: none is ever seen without the
// others. What is left of the net comes first; a single net means that there
// are no such variables.
func (n *net) together(next int32) []*net {
	if n.single() {
		return []*net{n}
	}
	m := &net{vars: n.vars, gates: slices.Clone(n.gates), top: n.top}
	gone := make([]bool, len(n.vars))
	for _, c := range n.companies() {
		need := int64(1)
		if n.gates[c.users[0]].isAnd() {
			need = int64(len(c.vars))
		}
		m.gates = append(m.gates, gate{need: need, in: c.vars})
		for _, v := range c.vars {
			gone[v] = true
		}
		for _, g := range c.users {
			m.gates[g].in = append(slices.Clip(m.gates[g].in), ^num(len(m.gates)-1))
		}
	}
	if len(m.gates) == len(n.gates) {
		return []*net{n}
	}
	is := make([]bool, len(m.gates))
	is[^m.top] = true
	for i := range m.gates {
		if i >= len(n.gates) {
			is[i] = true
			continue
		}
		and := n.gates[i].isAnd()
		m.gates[i].in = slices.DeleteFunc(slices.Clone(m.gates[i].in), func(r ref) bool { return r >= 0 && gone[r] })
		if and {
			m.gates[i].need = int64(len(m.gates[i].in))
		}
	}
	parts := m.cut(is, next)
	parts[0] = parts[0].simplified()
	return parts
}

// company is variables that are inputs of the same gates.
type company struct{ vars, users []int32 }

// companies lists those of two or more variables, in the order of the first.
func (n *net) companies() (out []company) {
	users := make([][]int32, len(n.vars))
	for i := range n.gates {
		for _, r := range n.gates[i].in {
			if r >= 0 {
				users[r] = append(users[r], num(i))
			}
		}
	}
	at := map[string]int{}
	var key []byte
	for v, gs := range users {
		if len(gs) == 0 || !n.gates[gs[0]].isOr() && !n.gates[gs[0]].isAnd() {
			continue
		}
		key = key[:0]
		for _, g := range gs {
			key = binary.AppendVarint(key, int64(g))
		}
		i, ok := at[string(key)]
		switch {
		case ok:
			out[i].vars = append(out[i].vars, num(v))
		case !slices.ContainsFunc(gs, func(g int32) bool {
			return n.gates[g].isOr() != n.gates[gs[0]].isOr() || !n.gates[g].isOr() && !n.gates[g].isAnd()
		}):
			at[string(key)] = len(out)
			out = append(out, company{[]int32{num(v)}, gs})
		}
	}
	return slices.DeleteFunc(out, func(c company) bool {
		return len(c.vars) < 2 || len(c.users) == 1 && len(n.gates[c.users[0]].in) == len(c.vars)
	})
}
