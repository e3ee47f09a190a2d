package risk

import (
	"cmp"
	"slices"

	"linchpin/graph"
)

// NoQuarter asks for what has no target date.
const NoQuarter = "none"

// WhatIfFilter narrows the products and items that a what-if lists, not what it
// counts: to some impacts, all but untouched where none is named, to one of the
// two kinds, to items of one quarter, as 2027-Q1. Offset and Limit take a part of
// them; Limit 0 all of the rest.
type WhatIfFilter struct {
	Impacts []Impact
	Kind    graph.Kind
	Quarter string

	Offset, Limit int
}

func (f WhatIfFilter) check() error {
	for _, i := range f.Impacts {
		if !slices.Contains(impacts(), i) {
			return graph.FieldError("/impact", "oneof", "is not one of stopped, delayed, degraded, weakened, relieved, untouched")
		}
	}
	if f.Kind != "" && f.Kind != graph.KindRoadmapItem && f.Kind != graph.KindProduct {
		return graph.FieldError("/kind", "oneof", "is not one of roadmap_item, product")
	}
	if f.Quarter != "" && f.Quarter != NoQuarter && !quarterForm.MatchString(f.Quarter) {
		return graph.FieldError("/quarter", "quarter", "is not a quarter like 2027-Q1, or none")
	}
	return nil
}

// rows lists the products and items that pass a filter: the worst impact
// first, then by date.
func (c *comparison) rows(f WhatIfFilter) (out []int32) {
	for v, i := range c.impact {
		if t := c.whole.traits[v]; t&isTop != 0 && f.wants(c.whole, num(v), i) {
			out = append(out, num(v))
		}
	}
	slices.SortFunc(out, func(a, b int32) int {
		return cmp.Or(
			cmp.Compare(slices.Index(impacts(), c.impact[a]), slices.Index(impacts(), c.impact[b])),
			cmp.Compare(c.whole.rank[a], c.whole.rank[b]))
	})
	return out
}

func (f WhatIfFilter) wants(g *Graph, v int32, i Impact) bool {
	switch {
	case len(f.Impacts) == 0 && i == ImpactUntouched, len(f.Impacts) > 0 && !slices.Contains(f.Impacts, i):
		return false
	case f.Kind != "" && g.kind(v) != f.Kind:
		return false
	case f.Quarter == "":
		return true
	}
	return g.traits[v]&isItem != 0 && cmp.Or(Quarter(g.node(v).TargetDate), NoQuarter) == f.Quarter
}
