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
	place   []int32 // of a node of before, its number
	hurt    []bool  // it has a failed node in its cone
	impact  []Impact
	changes []pointChange
	changed map[int32][]pointChange // by top
	counted [2][]counts             // by node, before and after
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
	c.number()
	c.was, c.now = c.before.calendar(terms{asOf: asOf}, nil), c.after.calendar(terms{asOf: asOf, late: c.late}, nil)
	c.spread()
	c.comparePoints()
	c.impact = make([]Impact, c.whole.size())
	for v := range c.impact {
		c.impact[v] = c.impactOn(num(v))
	}
	c.count()
}

// number tells which nodes of before and whole are the same.
func (c *comparison) number() {
	c.old, c.place = make([]int32, c.whole.size()), make([]int32, c.before.size())
	for v := range c.old {
		c.old[v] = -1
	}
	for v := range c.place {
		at := num(v)
		if c.whole != c.before {
			at, _ = c.whole.number(c.before.id(at)) // additions take nothing away
		}
		c.place[v], c.old[at] = at, num(v)
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

// comparePoints finds the tops that each partner stops before and after, in
// several goroutines.
func (c *comparison) comparePoints() {
	parties := c.suspects()
	found := make([][]pointChange, workers())
	befores := make([]*run, len(found))
	for i := range befores {
		befores[i] = c.before.borrow()
		defer c.before.giveBack(befores[i])
	}
	c.after.forEach(parties, len(found), func(ra *run, worker int, p int32) {
		if x := c.comparePoint(befores[worker], ra, p); len(x.now)+len(x.ended) > 0 {
			found[worker] = append(found[worker], x)
		}
	})
	c.changes = slices.Concat(found...)
	slices.SortFunc(c.changes, func(a, b pointChange) int { return c.whole.byName(a.party, b.party) })
	c.changed = map[int32][]pointChange{}
	for _, x := range c.changes {
		for _, t := range slices.Concat(x.now, x.ended) {
			c.changed[t] = append(c.changed[t], x)
		}
	}
}

// suspects lists the partners at work that stop a top before or after.
func (c *comparison) suspects() (out []int32) {
	was, _ := c.before.pointsOf(CausePartner) // a cause it knows
	now, _ := c.after.pointsOf(CausePartner)
	for _, p := range now.rows {
		out = append(out, p.party)
	}
	for _, p := range was.rows {
		out = append(out, c.place[p.party])
	}
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), c.r.failed)
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
		if v := c.place[t]; !ra.failed(v) && !c.r.failed(v) {
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
