package risk

import (
	"math"

	"linchpin/graph"
)

// never is the day of what is not ready on any.
const never = math.MaxInt64

// calendar tells on which day, counted from asOf, everything is ready that has
// a date: items still ahead, products, components and their offerings.
//
//	ready(v) = duration(v) + max over its groups of the day by which enough members are ready
//
// where of k that have to work the k-th earliest decides. The groups are those
// of requires, uses, needs, depends_on and delivers, the last two after the
// link's lag, and the offerings of a component, of which one is enough, also
// for one that works though it has lost them all. As F, days are what grows
// from what is ready by itself, in their order: what waits for itself is ready
// on none, and an alternate that waits for what it is an alternate of is no way
// out.
type calendar struct {
	g *Graph
	terms

	day     []int64 // by node, never for none
	place   []int32 // by node, in the order in which they came
	waits   []int32 // by node, the groups that are not met
	met     []meeting
	source  []int32 // of a component, the offering that was ready first; -1 for none
	settled int32
	agenda  agenda
	queue   []int32 // what became ready and is not told to others yet
	edit    edit
}

// terms are what dates are counted by.
type terms struct {
	asOf graph.Date
	p90  bool            // by the long durations
	late map[int32]int64 // days by which nodes are later than else
	// Whatever has no date for lack of a fact is ready on day 0: what is not
	// ready even then waits for itself.
	lenient bool
}

// meeting is how far a group is.
type meeting struct {
	ready int32 // members that are
	place int32 // of the one that was enough; 0 while there are too few
	day   int64 // on which there were enough
}

// bySource is the group of an event that is about an offering.
const bySource = -2

// calendar dates everything, or only what is in a cone.
func (g *Graph) calendar(t terms, cone *marks) *calendar {
	n := g.size()
	c := &calendar{
		g: g, terms: t, day: make([]int64, n), place: make([]int32, n), waits: make([]int32, n),
		source: make([]int32, n), met: make([]meeting, len(g.groups)), edit: newEdit(n),
	}
	for v := range num(n) {
		c.day[v], c.source[v] = never, -1
	}
	if cone != nil {
		c.edit.only(cone)
		for _, v := range cone.list {
			c.waits[v] = c.groups(v)
		}
		for _, v := range cone.list {
			c.begin(v)
		}
	} else {
		for v := range num(n) {
			c.waits[v] = c.groups(v)
		}
		for v := range num(n) {
			c.begin(v)
		}
	}
	c.run()
	return c
}

// groups counts what v waits for.
func (c *calendar) groups(v int32) (n int32) {
	for _, i := range c.g.groupsOf(v) {
		if c.g.dated(i) {
			n++
		}
	}
	if len(c.g.offers(v)) > 0 || len(c.g.prospects(v)) > 0 || c.g.bereft(v) {
		n++
	}
	return n
}

// begin dates what waits for nothing.
func (c *calendar) begin(v int32) {
	if c.waits[v] > 0 {
		return
	}
	if day := c.alone(v); day != never {
		c.await(event{day + c.lateness(v), v, -1, -1})
	}
}

// await makes something happen, now or on its day.
func (c *calendar) await(e event) {
	if e.day == 0 && e.group == -1 {
		c.settle(e.node, 0)
	} else {
		c.agenda.add(e)
	}
}

// run lets the days pass.
func (c *calendar) run() {
	for {
		for i := 0; i < len(c.queue); i++ {
			c.tell(c.queue[i])
		}
		c.queue = c.queue[:0]
		if len(c.agenda) == 0 {
			return
		}
		switch e := c.agenda.next(); e.group {
		case -1:
			c.settle(e.node, e.day)
		case bySource:
			c.sourced(e.node, e.last, e.day)
		default:
			c.arrive(e.group, e.day)
		}
	}
}

func (c *calendar) settle(v int32, day int64) {
	if c.day[v] == never {
		c.day[v] = day
		c.queue = append(c.queue, v)
	}
}

// tell lets everyone who waits for v know that it is ready.
func (c *calendar) tell(v int32) {
	c.settled++
	day := c.day[v]
	c.place[v] = c.settled
	for _, e := range c.g.entries(v) {
		i := c.g.groupOf(e)
		if !c.g.dated(i) || c.edit.leaves(e.owner) {
			continue
		}
		if lag := c.g.lags[membership{i, v}]; lag > 0 {
			c.agenda.add(event{day + lag, e.owner, i, -1})
		} else {
			c.arrive(i, day)
		}
	}
	if to := c.g.componentOf(v); to >= 0 && !c.edit.leaves(to) {
		c.sourced(to, v, day)
	}
}

// arrive counts a member of a group.
func (c *calendar) arrive(i int32, day int64) {
	m := &c.met[i]
	if m.ready++; m.ready == c.g.enough(i) {
		m.place, m.day = c.settled, day
		c.goOn(c.g.groups[i].owner, day)
	}
}

// sourced gives a component its first offering.
func (c *calendar) sourced(component, offering int32, day int64) {
	if c.source[component] < 0 {
		c.source[component] = offering
		c.goOn(component, day)
	}
}

// goOn takes a group off those that v waits for.
func (c *calendar) goOn(v int32, day int64) {
	c.waits[v]--
	if c.waits[v] > 0 || c.edit.gone.has(v) {
		return
	}
	if own := c.duration(v) + c.lateness(v); own > 0 {
		c.agenda.add(event{day + own, v, -1, -1})
	} else {
		c.settle(v, day)
	}
}
