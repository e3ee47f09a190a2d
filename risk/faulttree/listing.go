package faulttree

import (
	"cmp"
	"container/heap"
	"iter"
	"math"
	"slices"
)

// Sorting is the order in which cut sets are listed.
type Sorting int

// The sortings.
const (
	SmallestFirst Sorting = iota // fewest events first, of as many the most probable
	ProbableFirst                // the most probable first
)

// All lists the minimal cut sets as List does. An error, a *TooLargeError, is the
// last of the list.
func (c *Family) All(by Sorting, p []float64, b Budget) iter.Seq2[[]int32, error] {
	return func(yield func([]int32, error) bool) {
		for l := c.List(by, p, b); ; {
			set, err := l.Next()
			if set == nil && err == nil || !yield(set, err) || err != nil {
				return
			}
		}
	}
}

// Listing finds the minimal cut sets of a family one after the other, as they
// are asked for: of millions the first cost no more than those of a few.
type Listing struct {
	lister
	top  *lane
	next int
}

// List begins a listing. Event i has the probability p[i].
func (c *Family) List(by Sorting, p []float64, b Budget) *Listing {
	l := &Listing{lister: lister{c: c, by: by, p: p, m: b.meter(), lanes: map[at]*lane{}, best: make([][]price, len(c.parts))}}
	for i := range slices.Backward(c.parts) {
		l.price(i)
	}
	return l
}

// Bytes is how much memory the listing has taken so far.
func (l *Listing) Bytes() int64 { return l.m.used }

// Next returns the next set, its events in rising order, and nil after the
// last. The error is a *TooLargeError.
func (l *Listing) Next() (set []int32, err error) {
	defer guard(&err)
	if l.top == nil {
		l.top = l.lane(at{0, l.c.parts[0].root})
	}
	for {
		s := l.get(l.top, l.next)
		if s == nil {
			return nil, nil
		}
		l.next++
		if s.price.order > l.c.order {
			if l.by == SmallestFirst {
				return nil, nil
			}
			continue
		}
		set = s.events(nil)
		slices.Sort(set)
		return set, nil
	}
}

// price is what sets are sorted by: how many events they have, and the
// negative logarithm of their probability.
type price struct {
	order int32
	rare  float64
}

func (a price) plus(b price) price { return price{a.order + b.order, a.rare + b.rare} }

func (by Sorting) compare(a, b price) int {
	if by == ProbableFirst {
		return cmp.Or(cmp.Compare(a.rare, b.rare), cmp.Compare(a.order, b.order))
	}
	return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.rare, b.rare))
}

// some is one set of a family: an event, or a set of a module, and the rest.
type some struct {
	price price
	event int32
	sub   *some // of a module, in place of the event
	rest  *some // nil for the empty set
}

var empty = &some{event: -1}

func (s *some) events(out []int32) []int32 {
	for ; s != nil; s = s.rest {
		switch {
		case s.sub != nil:
			out = s.sub.events(out)
		case s.event >= 0:
			out = append(out, s.event)
		}
	}
	return out
}

// at is a vertex of a part.
type at struct{ part, vertex int32 }

// lister finds the best sets of a family one by one (after V. Jiménez and
// A. Marzal, Computing the k shortest paths, 1999): each vertex that is asked
// keeps the sets found so far, and a heap of candidates for the next.
type lister struct {
	c     *Family
	by    Sorting
	p     []float64
	m     *meter
	lanes map[at]*lane
	best  [][]price // by part and vertex: the best set
}

// lane is the sets of one vertex: those with the variable of a vertex on its
// chain of lo, and all sets of the vertex's hi.
type lane struct {
	part  int32
	found []*some
	next  candidates
}

// candidate is set number rest of the hi of a vertex, with set number sub of
// its module.
type candidate struct {
	price     price
	vertex    int32
	rest, sub int
}

type candidates struct {
	by Sorting
	c  []candidate
}

func (h *candidates) Len() int      { return len(h.c) }
func (h *candidates) Swap(i, j int) { h.c[i], h.c[j] = h.c[j], h.c[i] }
func (h *candidates) Push(x any)    { h.c = append(h.c, x.(candidate)) }
func (h *candidates) Pop() any      { x := h.c[len(h.c)-1]; h.c = h.c[:len(h.c)-1]; return x }
func (h *candidates) Less(i, j int) bool {
	a, b := &h.c[i], &h.c[j]
	return cmp.Or(h.by.compare(a.price, b.price), cmp.Compare(a.vertex, b.vertex), cmp.Compare(a.rest, b.rest), cmp.Compare(a.sub, b.sub)) < 0
}

// variable returns the module of a vertex's variable, or its event.
func (l *lister) variable(part, vertex int32) (module int32, event int32) {
	d := &l.c.parts[part]
	v := d.vars[d.v[vertex].level]
	if int(v) < l.c.events {
		return -1, v
	}
	return v - num(l.c.events), -1
}

// single is the price of the best set of a vertex's variable.
func (l *lister) single(part, vertex int32) price {
	m, e := l.variable(part, vertex)
	if m >= 0 {
		return l.best[m][l.c.parts[m].root]
	}
	return price{1, -math.Log(l.p[e])}
}

// price finds the best set of each vertex of a part.
func (l *lister) price(i int) {
	d := &l.c.parts[i]
	best := make([]price, len(d.v))
	best[0] = price{unlimited, math.Inf(1)}
	l.best[i] = best
	for j := 2; j < len(d.v); j++ {
		x := d.v[j]
		best[j] = l.single(num(i), num(j)).plus(best[x.hi])
		if x.lo != 0 && l.by.compare(best[x.lo], best[j]) < 0 {
			best[j] = best[x.lo]
		}
	}
}

func (l *lister) lane(a at) *lane {
	n := l.lanes[a]
	if n != nil {
		return n
	}
	n = &lane{part: a.part, next: candidates{by: l.by}}
	l.lanes[a] = n
	d := &l.c.parts[a.part]
	for z := a.vertex; z != 0; z = d.v[z].lo {
		if z == 1 {
			n.found = append(n.found, empty)
			break
		}
		l.offer(n, candidate{l.single(a.part, z).plus(l.best[a.part][d.v[z].hi]), z, 0, 0})
	}
	return n
}

const candidateBytes = 120 // with the set it becomes

func (l *lister) offer(n *lane, c candidate) {
	l.m.step()
	l.m.keep(candidateBytes)
	heap.Push(&n.next, c)
}

// get returns set number i of a lane, nil when there are fewer.
func (l *lister) get(n *lane, i int) *some {
	for len(n.found) <= i && n.next.Len() > 0 {
		c, _ := heap.Pop(&n.next).(candidate)
		rest, sub, event := l.parts(n, c)
		s := &some{price: c.price, event: event, sub: sub, rest: rest}
		if rest == empty {
			s.rest = nil
		}
		n.found = append(n.found, s)
		l.follow(n, candidate{vertex: c.vertex, rest: c.rest + 1, sub: c.sub})
		if c.rest == 0 && sub != nil {
			l.follow(n, candidate{vertex: c.vertex, rest: 0, sub: c.sub + 1})
		}
	}
	if i < len(n.found) {
		return n.found[i]
	}
	return nil
}

// parts returns what a candidate consists of; rest is nil when there is no such.
func (l *lister) parts(n *lane, c candidate) (rest, sub *some, event int32) {
	m, event := l.variable(n.part, c.vertex)
	rest = l.get(l.lane(at{n.part, l.c.parts[n.part].v[c.vertex].hi}), c.rest)
	if m < 0 {
		return rest, nil, event
	}
	if sub = l.get(l.lane(at{m, l.c.parts[m].root}), c.sub); sub == nil {
		return nil, nil, event
	}
	return rest, sub, event
}

// follow offers a candidate, if it exists, at its price.
func (l *lister) follow(n *lane, c candidate) {
	rest, sub, event := l.parts(n, c)
	if rest == nil {
		return
	}
	if sub != nil {
		c.price = sub.price
	} else {
		c.price = price{1, -math.Log(l.p[event])}
	}
	c.price = c.price.plus(rest.price)
	l.offer(n, c)
}
