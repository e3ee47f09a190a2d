package risk

import "slices"

// scenarios evaluates 64 sets of basic events at once, a bit of a machine word
// each. It holds what lies between some events and some targets, in the order
// of evaluation: members before owners, and what rests on each other in a
// circle side by side. Nodes are numbered by their place in that order.
type scenarios struct {
	events  []int32 // places of the basic events, in the order they were given
	targets []int32 // places of the targets; -1 for one that no event reaches
	size    int

	gates         []gate
	gateAt        []int32 // gates of the node at place i: gates[gateAt[i]:gateAt[i+1]]
	input, weight []int32 // of gate i: input[gates[i].at:gates[i].end]; weight is nil without shares

	circles []stretch
	outAt   []int32 // the owners, in the same circle, of the node at place i: out[outAt[i]:outAt[i+1]]
	out     []int32
}

// gate is one group with the members that can fail, or all groups for which
// one failure is enough.
type gate struct {
	at, end int32
	planes  int32 // of the counter; 0 for OR, see operators
	need    int64
	shares  bool
}

// The operators that take no counter.
const (
	or  = 0
	and = -1
)

// stretch is a range of places that rest on each other.
type stretch struct{ at, end int32 }

// scenarios prepares the evaluation of targets by events.
func (g *Graph) scenarios(events, targets []int32) *scenarios {
	n := g.size()
	live := g.between(events, targets)
	order, ends := g.topological(live)
	place := make([]int32, n)
	for v := range place {
		place[v] = -1
	}
	for i, v := range order {
		place[v] = num(i)
	}
	s := &scenarios{size: len(order), gateAt: make([]int32, 1, len(order)+1)}
	for _, v := range events {
		s.events = append(s.events, place[v])
	}
	for _, v := range targets {
		s.targets = append(s.targets, place[v])
	}
	b := gateBuilder{g: g, scenarios: s, place: place}
	for _, v := range order {
		b.node(v)
	}
	s.outAt = make([]int32, 1, len(order)+1)
	lo := int32(0)
	for _, hi := range ends {
		if hi-lo > 1 {
			s.circles = append(s.circles, stretch{lo, hi})
		}
		for _, v := range order[lo:hi] {
			for _, e := range g.entries(v) {
				if p := place[e.owner]; hi-lo > 1 && p >= lo && p < hi {
					s.out = append(s.out, p)
				}
			}
			s.outAt = append(s.outAt, num(len(s.out)))
		}
		lo = hi
	}
	return s
}

// between marks what an event reaches and what a target rests on: nothing else
// can fail and be asked for.
func (g *Graph) between(events, targets []int32) []bool {
	below, live := make([]bool, g.size()), make([]bool, g.size())
	todo := slices.Clone(targets)
	for len(todo) > 0 {
		v := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if below[v] {
			continue
		}
		below[v] = true
		for _, i := range g.groupsOf(v) {
			todo = append(todo, g.membersOf(i)...)
		}
	}
	todo = append(todo, events...)
	for len(todo) > 0 {
		v := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if live[v] || !below[v] {
			continue
		}
		live[v] = true
		for _, e := range g.entries(v) {
			todo = append(todo, e.owner)
		}
	}
	return live
}

// topological lists the live nodes, circle by circle, members before owners,
// and where each circle ends.
func (g *Graph) topological(live []bool) (order, ends []int32) {
	s := g.strata()
	for _, v := range slices.Backward(s.order) {
		if !live[v] {
			continue
		}
		if n := len(order); n > 0 && s.part[order[n-1]] != s.part[v] {
			ends = append(ends, num(n))
		}
		order = append(order, v)
	}
	return order, append(ends, num(len(order)))
}

// gateBuilder turns groups into gates.
type gateBuilder struct {
	*scenarios
	g     *Graph
	place []int32
}

func (b *gateBuilder) node(v int32) {
	from := num(len(b.input))
	for _, i := range b.g.groupsOf(v) {
		if b.g.groups[i].counter < 0 {
			b.add(i, b.g.membersOf(i))
		}
	}
	if end := num(len(b.input)); end > from {
		b.gates = append(b.gates, gate{at: from, end: end, planes: or})
	}
	for _, i := range b.g.groupsOf(v) {
		if b.g.groups[i].counter >= 0 {
			b.counted(i)
		}
	}
	b.gateAt = append(b.gateAt, num(len(b.gates)))
}

// add appends the members that can fail and returns what they weigh.
func (b *gateBuilder) add(group int32, members []int32) (weight int64) {
	of := &b.g.groups[group]
	for _, m := range members {
		p := b.place[m]
		if p < 0 {
			continue
		}
		w := b.g.weight(of, m)
		weight += w
		b.input = append(b.input, p)
		if b.g.share != nil {
			b.weight = append(b.weight, int32(w)) //nolint:gosec // a share, or 1
		}
	}
	return weight
}

// counted makes the gate of a group that takes more than one failure.
func (b *gateBuilder) counted(group int32) {
	of, from := &b.g.groups[group], num(len(b.input))
	most := b.add(group, b.g.membersOf(group))
	end := num(len(b.input))
	if most < of.need { // all that can fail are too few
		b.input = b.input[:from]
		if b.weight != nil {
			b.weight = b.weight[:from]
		}
		return
	}
	x := gate{at: from, end: end, planes: planes(most), need: of.need, shares: of.shares}
	if most == of.need && !of.shares {
		x.planes = and
	}
	b.gates = append(b.gates, x)
}
