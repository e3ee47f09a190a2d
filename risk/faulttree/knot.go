package faulttree

import "slices"

// knots lists gates by strongly connected components, each after all it rests
// on: those below the roots, over the inputs that follow lets pass (Tarjan
// 1972, with a stack of its own because chains may be long).
func (n *net) knots(roots []ref, follow func(g int32, in ref) bool) [][]int32 {
	t := tarjan{n: n, place: make([]int32, len(n.gates)), low: make([]int32, len(n.gates)), closed: make([]bool, len(n.gates))}
	for _, r := range roots {
		if isGate(r) && t.place[^r] == 0 {
			t.visit(^r, follow)
		}
	}
	return t.out
}

// below lists all gates below the top by knots.
func (n *net) below() [][]int32 {
	return n.knots([]ref{n.top}, func(int32, ref) bool { return true })
}

// cyclic reports whether a component of knots is more than a gate that does
// not rest on itself.
func (n *net) cyclic(knot []int32) bool {
	return len(knot) > 1 || slices.Contains(n.gates[knot[0]].in, ^knot[0])
}

// loops reports whether a gate rests on itself.
func (n *net) loops() bool { return slices.ContainsFunc(n.below(), n.cyclic) }

type tarjan struct {
	n          *net
	place, low []int32 // place is 0 for a gate not yet visited
	closed     []bool
	open       []int32
	calls      []visit
	visited    int32
	out        [][]int32
}

// visit is a gate whose inputs are being followed.
type visit struct {
	gate int32
	next int // input to follow
}

func (t *tarjan) visit(g int32, follow func(g int32, in ref) bool) {
	t.enter(g)
	for len(t.calls) > 0 {
		c := &t.calls[len(t.calls)-1]
		in := t.n.gates[c.gate].in
		if c.next == len(in) {
			t.leave(c.gate)
			continue
		}
		r := in[c.next]
		c.next++
		switch g := ^r; {
		case !isGate(r) || !follow(c.gate, r):
		case t.place[g] == 0:
			t.enter(g)
		case !t.closed[g]:
			t.low[c.gate] = min(t.low[c.gate], t.place[g])
		}
	}
}

func (t *tarjan) enter(g int32) {
	t.visited++
	t.place[g], t.low[g] = t.visited, t.visited
	t.open = append(t.open, g)
	t.calls = append(t.calls, visit{gate: g})
}

// leave ends a visit: a gate closes a component when nothing leads from it to
// what was open before.
func (t *tarjan) leave(g int32) {
	t.calls = t.calls[:len(t.calls)-1]
	if n := len(t.calls); n > 0 {
		up := t.calls[n-1].gate
		t.low[up] = min(t.low[up], t.low[g])
	}
	if t.low[g] != t.place[g] {
		return
	}
	at := len(t.open) - 1
	for t.open[at] != g {
		at--
	}
	knot := slices.Clone(t.open[at:])
	t.open = t.open[:at]
	for _, m := range knot {
		t.closed[m] = true
	}
	t.out = append(t.out, knot)
}
