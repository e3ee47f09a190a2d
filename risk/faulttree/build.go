package faulttree

import (
	"cmp"
	"slices"
)

// algebra is what a kind of diagram computes with.
type algebra interface {
	variable(level int32) int32
	and(a, b int32) int32
	or(a, b int32) int32
	swept() // vertices have been renamed
}

// builder makes the diagram of a net, gate by gate.
type builder struct {
	n      *net
	t      *table
	d      algebra
	level  []int32 // by variable
	value  []int32 // by gate
	left   []int32 // by gate: uses that are still to come
	sparse int     // vertices after the last sweep
	acc    []int32 // what else a sweep must keep
}

// build returns the vertex of the top. Gates are in order: see simplified.
func build(n *net, t *table, d algebra, level []int32) int32 {
	b := builder{n: n, t: t, d: d, level: level, value: make([]int32, len(n.gates)), left: make([]int32, len(n.gates))}
	for i := range n.gates {
		for _, r := range n.gates[i].in {
			if isGate(r) {
				b.left[^r]++
			}
		}
	}
	if isGate(n.top) {
		b.left[^n.top]++ // the caller's
	}
	for _, knot := range n.below() {
		if n.cyclic(knot) {
			b.settle(knot)
		} else {
			b.value[knot[0]] = b.gate(knot[0])
		}
		for _, g := range knot {
			b.free(g)
		}
	}
	return b.of(n.top)
}

func (b *builder) of(r ref) int32 {
	switch {
	case r == nothing:
		return 0
	case r >= 0:
		return b.d.variable(b.level[r])
	default:
		return b.value[^r]
	}
}

// free forgets the inputs of a gate that nobody else will ask for.
func (b *builder) free(g int32) {
	for _, r := range b.n.gates[g].in {
		if isGate(r) {
			if b.left[^r]--; b.left[^r] == 0 {
				b.value[^r] = 0
			}
		}
	}
}

// settle finds the least fixpoint of the gates of a cycle: they start as never
// failing and are computed again until none changes.
func (b *builder) settle(knot []int32) {
	users := map[int32][]int32{}
	waits := map[int32]bool{}
	for _, g := range knot {
		users[g], waits[g] = nil, true
	}
	for _, g := range knot {
		for _, r := range b.n.gates[g].in {
			if isGate(r) && waits[^r] {
				users[^r] = append(users[^r], g)
			}
		}
	}
	queue := slices.Clone(knot)
	slices.Reverse(queue) // what lies deepest first
	for len(queue) > 0 {
		g := queue[0]
		queue = queue[1:]
		waits[g] = false
		old := len(b.acc)
		b.acc = append(b.acc, b.value[g])
		now := b.gate(g)
		same := b.acc[old] == now
		b.acc = b.acc[:old]
		if same {
			continue
		}
		b.value[g] = now
		for _, u := range users[g] {
			if !waits[u] {
				waits[u] = true
				queue = append(queue, u)
			}
		}
	}
}

// gate computes a gate from its inputs.
func (b *builder) gate(g int32) int32 {
	b.tidy()
	x := &b.n.gates[g]
	in := make([]part, 0, len(x.in))
	for i, r := range x.in {
		in = append(in, part{b.of(r), x.weight(i)})
	}
	slices.SortStableFunc(in, func(p, q part) int { return cmp.Compare(b.t.v[q.value].level, b.t.v[p.value].level) })
	if !x.isOr() && !x.isAnd() {
		slices.Reverse(in)
		return b.vote(in, x.need)
	}
	old := len(b.acc)
	for _, p := range in { // the deepest first: what is added lies above it
		b.acc = append(b.acc, p.value)
	}
	for i := old + 1; i < len(b.acc); i++ {
		if x.isOr() {
			b.acc[old] = b.d.or(b.acc[i], b.acc[old])
		} else {
			b.acc[old] = b.d.and(b.acc[i], b.acc[old])
		}
		b.acc[i] = 0
		b.tidy()
	}
	r := b.acc[old]
	b.acc = b.acc[:old]
	return r
}

// tidy sweeps the table when it has grown.
func (b *builder) tidy() {
	const few = 1 << 16
	n, most := len(b.t.v), b.t.max
	if n < 2*b.sparse+few && (n < most/4*3 || n < b.sparse+most/8) {
		return
	}
	roots := slices.Concat(b.value, b.acc)
	b.t.sweep(roots)
	b.d.swept()
	copy(b.value, roots)
	copy(b.acc, roots[len(b.value):])
	b.sparse = len(b.t.v)
}

// part is an input of a vote as a diagram.
type part struct {
	value  int32
	weight int64
}

// vote computes the function that holds once the inputs weigh need, from the
// last input up: t(i, need) = x·t(i+1, need-w) + t(i+1, need). All needs
// between which no sum of the remaining weights lies give one function; it is
// computed once.
func (b *builder) vote(in []part, need int64) int32 {
	v := voting{b: b, in: in, rest: make([]int64, len(in)+1), known: make([][]span, len(in)+1)}
	for i := len(in) - 1; i >= 0; i-- {
		v.rest[i] = v.rest[i+1] + in[i].weight
	}
	return v.from(0, need).value
}

type voting struct {
	b     *builder
	in    []part
	rest  []int64 // weight of the inputs from one on
	known [][]span
}

// span is a function for all needs above low, up to high.
type span struct {
	low, high int64
	value     int32
}

func (v *voting) from(i int, need int64) span {
	const far = 1 << 62
	switch {
	case need <= 0:
		return span{-far, 0, 1}
	case need > v.rest[i]:
		return span{v.rest[i], far, 0}
	}
	at, found := slices.BinarySearchFunc(v.known[i], need, func(s span, need int64) int {
		switch {
		case s.high < need:
			return -1
		case s.low >= need:
			return 1
		default:
			return 0
		}
	})
	if found {
		return v.known[i][at]
	}
	v.b.t.step()
	w := v.in[i].weight
	with, bare := v.from(i+1, need-w), v.from(i+1, need)
	s := span{
		max(with.low+w, bare.low), min(with.high+w, bare.high),
		v.b.d.or(v.b.d.and(v.in[i].value, with.value), bare.value),
	}
	at, _ = slices.BinarySearchFunc(v.known[i], s.high, func(s span, high int64) int { return cmp.Compare(s.high, high) })
	v.known[i] = slices.Insert(v.known[i], at, s)
	return s
}
