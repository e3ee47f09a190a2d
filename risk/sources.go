package risk

import (
	"cmp"
	"slices"
)

// sourcesOf returns the group of a component's counting offerings, -1 for none.
func (g *Graph) sourcesOf(component int32) int32 {
	for _, i := range g.groupsOf(component) {
		if r := g.groups[i].rule; r == Sources || r == Share {
			return i
		}
	}
	return -1
}

// makersOf returns the distinct makers (the seller where none is given) of the
// offerings of a group, in order of their numbers.
func (g *Graph) makersOf(group int32) []int32 {
	return g.partiesOf(group, g.makerOf)
}

// sellersOf returns the distinct sellers of the offerings of a group.
func (g *Graph) sellersOf(group int32) []int32 {
	return g.partiesOf(group, func(o int32) int32 { return g.target(o, SoldBy) })
}

func (g *Graph) partiesOf(group int32, party func(offering int32) int32) (out []int32) {
	if group < 0 {
		return nil
	}
	for _, o := range g.membersOf(group) {
		if p := party(o); p >= 0 {
			out = append(out, p)
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	slices.SortStableFunc(out, func(a, b int32) int { return cmp.Compare(g.name(a), g.name(b)) })
	return out
}

// sourcing makes the group of each component's counting offerings.
func (c *compiler) sourcing() {
	at, sources := byKey(c.facts.Len(), c.sources, func(o int32) int32 { return c.fulfils[o] })
	for to := range num(c.facts.Len()) {
		offerings := sources[at[to]:at[to+1]]
		if len(offerings) == 0 {
			continue
		}
		if c.traits[to]&(isPlural|isShared) == 0 {
			c.add(to, Sources, tolerance(len(offerings), 1), offerings...)
			continue
		}
		n := c.node(to)
		if n.RequiredSharePercent == nil {
			c.add(to, Sources, tolerance(len(offerings), n.MinSources), offerings...)
			continue
		}
		if c.share == nil {
			c.share = make([]int32, c.facts.Len())
		}
		total := int64(0)
		for _, o := range offerings {
			if s := c.node(o).SharePercent; s != nil {
				c.share[o] = int32(shareUnits(min(*s, 100))) //nolint:gosec // at most 1e8
			}
			total += int64(c.share[o])
		}
		c.add(to, Share, 1, offerings...)
		c.weigh(max(0, total-shareUnits(*n.RequiredSharePercent)))
	}
}
