package risk

import "slices"

// without returns the graph that is left when F, which r holds, has failed:
// nothing fails in it again, and groups have lost the members that did and
// need so many failures less; a prospect that did is waited for in vain, and so
// are sources by a component that works though all of them did, of which
// nothing is certain. Nodes keep their numbers.
func (g *Graph) without(r *run) *Graph {
	c := compiler{Graph: &Graph{
		facts: g.facts, kinds: g.kinds, derived: g.derived, derivedAt: g.derivedAt,
		traits: slices.Clone(g.traits), layer: g.layer, fulfils: slices.Clone(g.fulfils), share: g.share, stocked: g.stocked, rank: g.rank, involved: g.involved,
		groups: make([]group, 0, len(g.groups)), member: make([]int32, 0, len(g.member)), memberAt: make([]int32, 1, len(g.memberAt)),
	}}
	var left []int32
	for i := range g.groups {
		of := &g.groups[i]
		if r.failed(of.owner) {
			continue
		}
		lost := int64(0)
		left = left[:0]
		for _, m := range g.membersOf(num(i)) {
			if r.failed(m) {
				lost += g.weight(of, m)
			} else {
				left = append(left, m)
			}
		}
		switch {
		case len(left) == 0: // a component whose sources have no recorded shares works without any
			c.traits[of.owner] |= isLost | isUnsure
		case of.shares:
			c.add(of.owner, of.rule, 1, left...)
			c.weigh(of.need - lost - 1)
		default:
			c.add(of.owner, of.rule, of.need-lost, left...)
		}
		for _, m := range left {
			c.lag(m, g.lags[membership{num(i), m}])
		}
	}
	for v := range c.traits {
		c.traits[v] &^= isDiverse
	}
	for _, v := range r.queue {
		if c.traits[v]&isProspect != 0 {
			c.traits[v] |= isLost
		} else {
			c.fulfils[v] = -1
		}
	}
	c.invert()
	c.compare()
	c.idle.New = func() any { return newRun(c.Graph) }
	return c.Graph
}
