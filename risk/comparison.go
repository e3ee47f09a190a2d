package risk

import (
	"cmp"
	"slices"

	"linchpin/graph"
)

// comparison is a scenario at work. Numbers of nodes are those of whole.
type comparison struct {
	before *Graph // as it is
	whole  *Graph // with what is added
	after  *Graph // what is left of whole

	removed, seeds   []int32
	countries, added []graph.Ref
	delays           []Delayer
	late             map[int32]int64 // days

	r        *run      // of whole: F(seeds)
	probe    *run      // of whole, for proofs
	was, now *calendar // of before and after

	old     []int32 // of a node, its number in before; -1 where it is new
	hurt    []bool  // it has a failed node in its cone
	impact  []Impact
	changes []pointChange
	changed map[int32][]pointChange // by top
}

// pointChange is a partner that stops other tops than before.
type pointChange struct {
	party      int32
	now, ended []int32 // tops, by date
}

func (c *comparison) done() {
	c.whole.giveBack(c.r)
	c.whole.giveBack(c.probe)
}

func (c *comparison) compare(asOf graph.Date) {
	c.r, c.probe = c.whole.borrow(), c.whole.borrow()
	c.r.blast(c.seeds...)
	c.after = c.whole
	if len(c.seeds) > 0 {
		c.after = c.whole.without(c.r)
	}
	c.old = make([]int32, c.whole.size())
	for v := range c.old {
		c.old[v] = num(v)
	}
	if c.whole != c.before {
		for v := range c.old {
			c.old[v] = -1
			if at, ok := c.before.number(c.whole.id(num(v))); ok {
				c.old[v] = at
			}
		}
	}
	c.was, c.now = c.before.calendar(terms{asOf: asOf}, nil), c.after.calendar(terms{asOf: asOf, late: c.late}, nil)
	c.spread()
	c.comparePoints()
	c.impact = make([]Impact, c.whole.size())
	for v := range c.impact {
		c.impact[v] = c.impactOn(num(v))
	}
}

// spread marks what has something failed in its cone.
func (c *comparison) spread() {
	c.hurt = make([]bool, c.whole.size())
	reach := &c.probe.reach
	reach.reset()
	for _, v := range c.r.queue {
		reach.add(v)
	}
	for i := 0; i < len(reach.list); i++ {
		c.hurt[reach.list[i]] = true
		for _, e := range c.whole.entries(reach.list[i]) {
			reach.add(e.owner)
		}
	}
}

// comparePoints finds the tops that each partner stops before and after.
func (c *comparison) comparePoints() {
	was, _ := c.before.pointsOf(CausePartner) // a cause it knows
	now, _ := c.after.pointsOf(CausePartner)
	parties, seen := []int32{}, map[int32]bool{}
	add := func(v int32) {
		if !seen[v] && !c.r.failed(v) {
			parties, seen[v] = append(parties, v), true
		}
	}
	for _, p := range now.rows {
		add(p.party)
	}
	for _, p := range was.rows {
		if v, ok := c.whole.number(c.before.id(p.party)); ok {
			add(v)
		}
	}
	rb, ra := c.before.borrow(), c.after.borrow()
	defer c.before.giveBack(rb)
	defer c.after.giveBack(ra)
	c.changed = map[int32][]pointChange{}
	for _, p := range parties {
		change := c.comparePoint(rb, ra, p)
		if len(change.now)+len(change.ended) == 0 {
			continue
		}
		c.changes = append(c.changes, change)
		for _, t := range slices.Concat(change.now, change.ended) {
			c.changed[t] = append(c.changed[t], change)
		}
	}
}

// comparePoint lets one partner fail before and after.
func (c *comparison) comparePoint(rb, ra *run, p int32) pointChange {
	out := pointChange{party: p}
	if ra.blast(p); c.old[p] < 0 {
		out.now = c.whole.tops(ra.queue)
		return out
	}
	rb.blast(c.old[p])
	for _, t := range c.whole.tops(ra.queue) {
		if c.old[t] < 0 || !rb.failed(c.old[t]) {
			out.now = append(out.now, t)
		}
	}
	for _, t := range c.before.tops(rb.queue) {
		v, _ := c.whole.number(c.before.id(t)) // additions take nothing away
		if !ra.failed(v) && !c.r.failed(v) {
			out.ended = append(out.ended, v)
		}
	}
	return out
}

// impactOn says what happens to a node.
func (c *comparison) impactOn(v int32) Impact {
	switch {
	case c.r.failed(v):
		return ImpactStopped
	case c.isLater(v):
		return ImpactDelayed
	case c.hurt[v]:
		return ImpactDegraded
	case c.whole.traits[v]&(isTop|isComponent) == 0 || c.old[v] < 0:
		return ImpactUntouched
	}
	was, now := c.before.verdict(c.old[v]), c.after.verdict(v)
	worse := cmp.Compare(severity(now), severity(was))
	for _, x := range c.changed[v] {
		if worse == 0 && slices.Contains(x.now, v) {
			worse = 1
		}
	}
	switch {
	case worse > 0:
		return ImpactWeakened
	case worse < 0 || len(c.changed[v]) > 0:
		return ImpactRelieved
	default:
		return ImpactUntouched
	}
}

// isLater reports whether a node that works is ready later than before.
func (c *comparison) isLater(v int32) bool {
	return c.old[v] >= 0 && c.now.day[v] > c.was.day[c.old[v]]
}

func severity(v Verdict) int { return slices.Index([]Verdict{Safe, Unknown, Exposed}, v) }

// tally counts the tops that one impact befalls.
func (c *comparison) tally(i Impact) Stops {
	var vs []int32
	for v, x := range c.impact {
		if x == i {
			vs = append(vs, num(v))
		}
	}
	return c.whole.stops(vs)
}
