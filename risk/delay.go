package risk

import (
	"fmt"

	"linchpin/graph"
)

// widen fills wide: the cone, the prospects of its components and what is
// behind them.
func (r *run) widen() {
	r.wide.reset()
	for _, v := range r.cone.list {
		r.wide.add(v)
	}
	for i := 0; i < len(r.wide.list); i++ {
		v := r.wide.list[i]
		for _, group := range r.g.groupsOf(v) {
			for _, m := range r.g.membersOf(group) {
				r.wide.add(m)
			}
		}
		if r.g.traits[v]&isComponent != 0 {
			for _, o := range r.g.prospects(v) {
				r.wide.add(o)
			}
		}
	}
}

// farOf fills far: what has v in its cone or behind a prospect in it.
func (r *run) farOf(v int32) {
	r.far.reset()
	r.far.add(v)
	for i := 0; i < len(r.far.list); i++ {
		u := r.far.list[i]
		for _, e := range r.g.entries(u) {
			r.far.add(e.owner)
		}
		if r.g.traits[u]&isProspect != 0 {
			if c := r.g.componentOf(u); c >= 0 {
				r.far.add(c)
			}
		}
	}
}

// prospectsIn lists the prospects of wide.
func (r *run) prospectsIn() (out []int32) {
	for _, v := range r.wide.list {
		if r.g.traits[v]&isProspect != 0 {
			out = append(out, v)
		}
	}
	return out
}

// behind lists the partners that are behind prospects only.
func (r *run) behind() (out []int32) {
	for _, v := range r.wide.list {
		if r.g.traits[v]&isPartner != 0 && !r.cone.has(v) {
			out = append(out, v)
		}
	}
	return out
}

// delayed reports the day to which the last blast moves an item that has one,
// and whether it does.
func (c *calendar) delayed(r *run, item int32) (to int64, ok bool) {
	before := c.day[item]
	if before == never {
		return 0, false
	}
	c.shift(r.queue, nil, nil)
	defer c.back()
	return c.day[item], c.day[item] > before
}

// delays lists the items that the last blast moves without stopping them, with
// the days to which it does.
func (c *calendar) delays(r *run) map[int32]int64 {
	moved := map[int32]int64{}
	c.shift(r.queue, nil, nil)
	for _, n := range c.edit.nodes {
		if c.g.traits[n.v]&isItem != 0 && !r.failed(n.v) && c.day[n.v] > n.day {
			moved[n.v] = c.day[n.v]
		}
	}
	c.back()
	return moved
}

// lostBy returns the nearest to an item of what its date rests on and the last
// blast takes.
func (c *calendar) lostBy(r *run, item int32) int32 {
	seen := map[int32]bool{item: true}
	for todo := []int32{item}; len(todo) > 0; todo = todo[1:] {
		if r.failed(todo[0]) {
			return todo[0]
		}
		for _, v := range c.under(todo[0]) {
			if !seen[v] {
				seen[v] = true
				todo = append(todo, v)
			}
		}
	}
	return -1
}

// delay tells by how many days a partner, of whom r holds the blast, delays an
// item, and proves that it loses what its date rests on.
func (c *calendar) delay(r *run, k knot, tie *Tie) {
	g := c.g
	head := g.label(k.partner) + " leaves " + g.title(k.item) + " without a date"
	if k.to != never {
		days := k.to - c.day[k.item]
		tie.DelayDays = &days
		head = fmt.Sprintf("%s delays %s by %d %s, from %s to %s", g.label(k.partner), g.title(k.item), days, plural(int(days), "day", "days"),
			text(c.dateOn(c.day[k.item])), text(c.dateOn(k.to)))
	}
	tie.ReadyDate = c.date(k.item)
	tie.Proof = g.proof(head, r.witness(c.lostBy(r, k.item)))
}

// datesFrom returns the calendar of what is asked from a day on, nil without one.
func (g *Graph) datesFrom(asOf graph.Date, cone *marks) (*calendar, error) {
	if asOf == "" {
		return nil, nil //nolint:nilnil // no dates are asked for
	}
	if !asOf.Valid() {
		return nil, notADay()
	}
	return g.calendar(terms{asOf: asOf}, cone), nil
}
