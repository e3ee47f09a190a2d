package risk

import (
	"fmt"

	"linchpin/graph"
)

// affected tells all of one row, and proves what the filter asks for.
func (c *comparison) affected(v int32, f WhatIfFilter) Affected {
	g := c.whole
	out := Affected{Top: g.top(v), Layer: g.node(v).Layer, Impact: c.impact[v], Driver: []DriverStep{}}
	if at := c.old[v]; at >= 0 {
		was := c.before.verdict(at)
		out.Before, out.ReadyBefore = &was, c.was.date(at)
		out.MakersBefore = c.makers(c.before, at)
	}
	if out.Impact != ImpactStopped {
		now := c.after.verdict(v)
		out.After, out.ReadyAfter = &now, c.now.date(v)
		out.MakersAfter = c.makers(c.after, v)
		out.DelayDays = c.delay(v)
	}
	before := f.When == WhenBefore || f.When == WhenEnded
	exposed := f.Counted == CountedExposed || f.Counted == CountedOthersExposed
	var why claim
	switch {
	case f.Counted == CountedLate:
		c.overdue(v, before, &out)
		return out
	case exposed && before:
		g = c.before
		why = exposing(g, c.old[v])
	case exposed:
		why = c.threat(stopper(c.after, v), v)
	case g.kind(v) == graph.KindPartner:
		why = c.partner(v, &out)
	case out.Impact == ImpactDelayed:
		c.delayed(v, &out)
		return out
	default:
		why = c.prove(v)
	}
	if out.Proof = g.proof(why.head, why.steps); why.party >= 0 {
		out.Stopper = new(g.ref(why.party))
	}
	if at := decisive(g, why.steps); at >= 0 {
		out.Because = &Because{g.ref(g.groups[why.steps[at].group].owner), g.clause(why.steps[at])}
	}
	return out
}

// stopper is a partner that alone stops an exposed node, one of the nearest.
func stopper(g *Graph, v int32) int32 {
	r := g.borrow()
	defer g.giveBack(r)
	r.coneOf(v, nil)
	for _, p := range r.cone.list {
		if g.kind(p) != graph.KindPartner || p == v {
			continue
		}
		if r.blast(p); r.failed(v) {
			return p
		}
	}
	return v
}

// exposing proves that one partner stops an exposed node.
func exposing(g *Graph, v int32) claim {
	p := stopper(g, v)
	r := g.borrow()
	defer g.giveBack(r)
	r.blast(p)
	return claim{r.witness(v), g.stopsHead([]int32{p}, v), p}
}

// makers lists the first of those that a component of g can come from.
func (c *comparison) makers(g *Graph, v int32) []graph.Ref {
	if g.traits[v]&isComponent == 0 {
		return nil
	}
	return g.refs(some(g.makersOf(g.sourcesOf(v))))
}

// overdue proves that an item is ready after its target date, at the side of
// the scenario where it is.
func (c *comparison) overdue(v int32, before bool, out *Affected) {
	cal, at, ready := c.now, v, out.ReadyAfter
	if before {
		cal, at, ready = c.was, c.old[v], out.ReadyBefore
	}
	steps, clauses := cal.driver(at)
	late := cal.day[at] - daysFrom(cal.asOf, out.Top.TargetDate)
	head := fmt.Sprintf("%s is ready on %s, %s after its target", c.whole.title(v), text(ready), days(late))
	out.Driver, out.Proof = steps, Proof{Why: []Step{}, Sentence: joined(head, clauses)}
	if n := len(steps); n > 0 {
		out.Because = &Because{steps[n-1].Entity, clauses[n-1]}
	}
}
