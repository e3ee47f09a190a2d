package faulttree

import "slices"

// absorbed takes inputs that make no difference out of a net (I. Niemelä, On
// simplification of large fault trees, Reliability Engineering and System
// Safety 44, 1994). Where x is an input of an OR, that gate fails with x
// whatever lies below it: an x that is seen through such gates alone need never
// fail. Where x is an input of an AND, nothing below counts before x has failed:
// an x that is seen through such gates alone may always have. nil means that
// there is nothing to take out.
func (n *net) absorbed() *net {
	if n.single() || n.loops() {
		return nil
	}
	m := &net{vars: append(slices.Clip(n.vars), -1), gates: make([]gate, len(n.gates)), top: n.top}
	certain := num(len(n.vars)) // the variable that has failed
	for g := range n.gates {
		m.gates[g] = gate{n.gates[g].need, append([]ref(nil), n.gates[g].in...), n.gates[g].weights}
	}
	const mostSteps = 1 << 21
	w := watch{n: n, users: n.blasts(), seen: make([]int32, len(n.gates)), keeps: make([]int32, len(n.gates))}
	changed := false
	for v := range num(len(n.vars) + len(n.gates)) {
		uses := w.users.out[w.users.outAt[v]:w.users.outAt[v+1]]
		if len(uses) < 2 || w.steps > mostSteps {
			continue
		}
		for _, fate := range []struct {
			keeps func(g *gate) bool
			to    ref
		}{{(*gate).isOr, nothing}, {(*gate).isAnd, certain}} {
			for _, g := range w.hidden(uses, fate.keeps) {
				for i, r := range n.gates[g].in {
					if r != nothing && n.node(r) == v {
						m.gates[g].in[i], changed = fate.to, true
					}
				}
			}
		}
	}
	if !changed {
		return nil
	}
	m, fails := m.failed(certain)
	if fails {
		panic("a net that fails by itself")
	}
	m.vars = n.vars
	return m
}

// watch walks a net from the top down to see what is in sight.
type watch struct {
	n           *net
	users       *blast
	seen, keeps []int32 // by gate: the walk that saw it, or for which it hides what is below
	walk        int32
	todo        []int32
	steps       int
}

// hidden returns the users of a node that are seen through other users alone,
// of those that keep it.
func (w *watch) hidden(uses []use, keeps func(g *gate) bool) (out []int32) {
	w.walk++
	some := false
	for _, u := range uses {
		if keeps(&w.n.gates[u.gate]) {
			w.keeps[u.gate], some = w.walk, true
		}
	}
	if !some {
		return nil
	}
	w.todo = append(w.todo[:0], ^w.n.top)
	w.seen[^w.n.top] = w.walk
	for len(w.todo) > 0 {
		g := w.todo[len(w.todo)-1]
		w.todo = w.todo[:len(w.todo)-1]
		if w.keeps[g] == w.walk {
			continue
		}
		w.steps += len(w.n.gates[g].in)
		for _, r := range w.n.gates[g].in {
			if isGate(r) && w.seen[^r] != w.walk {
				w.seen[^r] = w.walk
				w.todo = append(w.todo, ^r)
			}
		}
	}
	for _, u := range uses {
		if w.seen[u.gate] != w.walk {
			out = append(out, u.gate)
		}
	}
	return out
}
