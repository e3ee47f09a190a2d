package risk

import (
	"cmp"
	"slices"

	"linchpin/graph"
)

// Help is a component of which one more source, that rests on nothing that
// fails, would let tops work that a scenario stops: what they are worth, and
// the first 20 by date.
type Help struct {
	Component graph.Ref `json:"component"`
	Frees     Stops     `json:"frees"`
	Tops      []Top     `json:"tops"`
}

const (
	helpsShown  = 3
	helpsLooked = 100 // components tried, those that fail first
)

// helps lists the components of which one more source would free most, each
// on its own, with one blast for each that lost its sources.
func (c *comparison) helps() []Help {
	g := c.whole
	type help struct {
		component int32
		tops      []int32
		load      load
	}
	var found []help
	tried := 0
	stops := len(g.tops(c.r.queue)) > 0
	for _, v := range c.r.queue {
		if !stops || tried == helpsLooked {
			break
		}
		if c.lostSources(v) < 0 {
			continue
		}
		tried++
		h := help{component: v, tops: c.freed(v)}
		for _, t := range h.tops {
			if g.traits[t]&isItem != 0 {
				h.load.items++
			} else {
				h.load.products++
			}
		}
		if len(h.tops) > 0 {
			found = append(found, h)
		}
	}
	slices.SortFunc(found, func(a, b help) int { return cmp.Or(a.load.compare(b.load), g.byName(a.component, b.component)) })
	out := []Help{}
	for _, h := range page(found, 0, helpsShown) {
		out = append(out, Help{g.ref(h.component), g.stops(h.tops), g.topRows(h.tops)})
	}
	return out
}

// freed lists the tops that one more source of a component would let work.
func (c *comparison) freed(v int32) []int32 {
	k := c.lostSources(v)
	if k < 0 {
		return nil
	}
	c.probe.backed(k, c.seeds...)
	return slices.DeleteFunc(c.whole.tops(c.r.queue), c.probe.failed)
}

// lostSources returns the group of the sources that a failed component has
// lost, -1 where it is none, has others left, was itself removed or needs more
// sources than one more would make.
func (c *comparison) lostSources(v int32) int32 {
	g := c.whole
	if g.traits[v]&isComponent == 0 || !c.r.failed(v) || c.r.state[v].by < 0 || g.short(v) != nil {
		return -1
	}
	k := g.sourcesOf(v)
	if k < 0 || !slices.ContainsFunc(g.membersOf(k), c.r.failed) || !c.r.tripped(k) {
		return -1
	}
	return k
}

// backed is blast, had a group of sources one more that nothing takes: where
// shares decide, one that could supply everything.
func (r *run) backed(group int32, seeds ...int32) {
	of := &r.g.groups[group]
	held := group
	if of.counter >= 0 {
		held = ^of.counter
	}
	r.seed(seeds)
	told := r.spread(0, held)
	lost, last := int64(0), int32(0)
	for _, v := range r.g.membersOf(group) {
		if r.failed(v) {
			lost, last = lost+1, max(last, r.state[v].place)
		}
	}
	if !of.shares && lost > of.need {
		r.fail(of.owner, group, last)
		r.spread(told, held)
	}
}
