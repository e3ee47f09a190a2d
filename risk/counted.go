package risk

import (
	"slices"

	"linchpin/graph"
)

// Counted names one of the counts of a State.
type Counted string

// When is a side of a scenario.
type When string

// The counts: the first five of products, items and components, the next two of
// components, then two of items, and of partners the rest.
const (
	CountedWorks         Counted = "works"
	CountedStopped       Counted = "stopped"
	CountedExposed       Counted = "exposed" // of what works, as are the next two
	CountedUnknown       Counted = "unknown"
	CountedSafe          Counted = "safe"
	CountedSourced       Counted = "sourced"
	CountedSingleSourced Counted = "singleSourced"
	CountedOthersExposed Counted = "othersExposed"
	CountedLate          Counted = "late"
	CountedSinglePoints  Counted = "singlePoints"
	CountedHidden        Counted = "hidden"
	CountedNewPoints     Counted = "newSinglePoints"   // of after alone
	CountedEndedPoints   Counted = "endedSinglePoints" // of after alone
)

// What is counted before and after, after and not before, before and not after.
const (
	WhenBefore When = "before"
	WhenAfter  When = "after"
	WhenNew    When = "new"
	WhenEnded  When = "ended"
)

func counteds() []Counted {
	return []Counted{
		CountedWorks, CountedStopped, CountedExposed, CountedUnknown, CountedSafe, CountedSourced, CountedSingleSourced,
		CountedOthersExposed, CountedLate, CountedSinglePoints, CountedHidden, CountedNewPoints, CountedEndedPoints,
	}
}

func whens() []When { return []When{WhenBefore, WhenAfter, WhenNew, WhenEnded} }

// counts are the counts that one node is in: bit i is of counteds()[i].
type counts uint16

const (
	inWorks counts = 1 << iota
	inStopped
	inExposed
	inUnknown
	inSafe
	inSourced
	inSingleSourced
	inOthersExposed
	inLate
	inSinglePoints
	inHidden
	inNewPoints
	inEndedPoints
)

func countOf(of Counted) counts { return 1 << slices.Index(counteds(), of) }

func (c *counts) put(count counts, in bool) {
	if in {
		*c |= count
	}
}

// in is 1 where a node is in a count, else 0.
func (c counts) in(count counts) int {
	if c&count != 0 {
		return 1
	}
	return 0
}

// put adds a node of a kind by the counts that it is in.
func (s *State) put(t trait, c counts) {
	of := &Standing{} // of partners none
	switch {
	case t&isItem != 0:
		of = &s.RoadmapItems
	case t&isProduct != 0:
		of = &s.Products
	case t&isComponent != 0:
		of = &s.Components
	}
	of.Works += c.in(inWorks)
	of.Stopped += c.in(inStopped)
	of.Exposed += c.in(inExposed)
	of.Unknown += c.in(inUnknown)
	of.Safe += c.in(inSafe)
	s.Sourced += c.in(inSourced)
	s.SingleSourced += c.in(inSingleSourced)
	s.OthersExposed += c.in(inOthersExposed)
	s.Late += c.in(inLate)
	s.SinglePoints += c.in(inSinglePoints)
	s.Hidden += c.in(inHidden)
}

// count says of every node which counts it is in: before, where nothing has
// failed, and after.
func (c *comparison) count() {
	c.counted[0], c.counted[1] = make([]counts, c.whole.size()), make([]counts, c.whole.size())
	for v := range num(c.whole.facts.Len()) {
		if at := c.old[v]; at >= 0 {
			c.counted[0][v] = c.countsOf(c.before, v, at, false)
		}
		c.counted[1][v] = c.countsOf(c.after, v, v, true)
	}
	was, _ := c.before.pointsOf(CausePartner) // a cause it knows
	for _, p := range was.rows {
		c.counted[0][c.place[p.party]].point(p)
	}
	now, _ := c.after.pointsOf(CausePartner)
	for _, p := range now.rows {
		c.counted[1][p.party].point(p)
	}
	for _, x := range c.changes {
		c.counted[1][x.party].put(inNewPoints, len(x.now) > 0)
		c.counted[1][x.party].put(inEndedPoints, len(x.ended) > 0)
	}
}

func (c *counts) point(p point) {
	c.put(inSinglePoints, true)
	c.put(inHidden, p.hidden)
}

// countsOf is what a node v of the whole, which is at in g, counts for.
func (c *comparison) countsOf(g *Graph, v, at int32, after bool) (out counts) {
	t := g.traits[at]
	if t&(isTop|isComponent) == 0 {
		return 0
	}
	verdict := g.verdict(at)
	out.put(inOthersExposed, t&isItem != 0 && verdict == Exposed && !c.r.failed(v))
	if after && c.r.failed(v) {
		out.put(inStopped, true)
		return out
	}
	out.put(inWorks, true)
	out.put(inExposed, verdict == Exposed)
	out.put(inUnknown, verdict == Unknown)
	out.put(inSafe, verdict == Safe)
	out.put(inLate, t&isItem != 0 && c.misses(at, after))
	if t&isComponent != 0 {
		makers := len(g.makersOf(g.sourcesOf(at)))
		out.put(inSourced, makers > 0)
		out.put(inSingleSourced, makers == 1)
	}
	return out
}

// countsWhen is which counts a node is in at one side of the scenario.
func (c *comparison) countsWhen(v int32, when When) counts {
	was, is := c.counted[0][v], c.counted[1][v]
	switch when {
	case WhenBefore:
		return was
	case WhenNew:
		return is &^ was
	case WhenEnded:
		return was &^ is
	default:
		return is
	}
}

// state counts how the graph stands at one side of the scenario.
func (c *comparison) state(when When) (s State) {
	for v, t := range c.whole.traits {
		if in := c.countsWhen(num(v), when); in != 0 {
			s.put(t, in)
		}
	}
	return s
}

func checkCounted(of Counted, when When) error {
	if of != "" && !slices.Contains(counteds(), of) {
		return graph.FieldError("/counted", "oneof", "is no count of before and after")
	}
	if when != "" && !slices.Contains(whens(), when) {
		return graph.FieldError("/when", "oneof", "is not one of before, after, new, ended")
	}
	return nil
}
