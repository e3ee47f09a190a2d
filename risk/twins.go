package risk

import (
	"cmp"
	"slices"
)

// twinSeller returns who sells an offering where nothing else tells it from
// another: the same part of one maker for one component. Else it returns -1.
func (g *Graph) twinSeller(offering int32) int32 {
	of, maker, seller := g.componentOf(offering), g.target(offering, MadeBy), g.target(offering, SoldBy)
	if of < 0 || maker < 0 || seller < 0 {
		return -1
	}
	part := g.name(offering)
	for _, o := range g.offeringsOf(of) {
		if o != offering && g.target(o, MadeBy) == maker && g.name(o) == part {
			return seller
		}
	}
	return -1
}

// offeringsOf returns all ways to obtain a component, those that do not count too.
func (g *Graph) offeringsOf(component int32) []int32 {
	all := g.offered.get(func() []int32 {
		var out []int32
		for v, of := range g.fulfils {
			if of >= 0 {
				out = append(out, num(v))
			}
		}
		slices.SortFunc(out, func(a, b int32) int { return cmp.Or(cmp.Compare(g.fulfils[a], g.fulfils[b]), cmp.Compare(a, b)) })
		return out
	})
	at := func(of int32) int {
		i, _ := slices.BinarySearchFunc(all, of, func(o, of int32) int { return cmp.Compare(g.fulfils[o], of) })
		return i
	}
	return all[at(component):at(component+1)]
}
