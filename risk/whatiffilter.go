package risk

import (
	"cmp"
	"slices"

	"linchpin/graph"
)

// NoQuarter asks for what has no target date.
const NoQuarter = "none"

// WhatIfFilter narrows the rows that a what-if lists, not what it counts: to
// some impacts, to a kind, to the components and items of a layer, to items of
// one quarter, as 2027-Q1; to what a count of State holds, at one side of the
// scenario (after it where none is named); to the products and items that one
// partner alone stops then, of which those that ended still work; to those that
// one more source of a component would free. With none of Counted, Stopper and
// FreedBy they are products and items where no kind is named, and all but the
// untouched where no impact is. Offset and Limit take a part of them; Limit 0
// all of the rest.
type WhatIfFilter struct {
	Impacts []Impact
	Kind    graph.Kind
	Layer   graph.Layer
	Quarter string

	Counted          Counted
	When             When
	Stopper, FreedBy string // ids

	Offset, Limit int
}

func whatIfKinds() []graph.Kind {
	return []graph.Kind{graph.KindRoadmapItem, graph.KindProduct, graph.KindComponent, graph.KindPartner}
}

func (f WhatIfFilter) check() error {
	for _, i := range f.Impacts {
		if !slices.Contains(impacts(), i) {
			return graph.FieldError("/impact", "oneof", "is not one of stopped, delayed, degraded, weakened, relieved, untouched")
		}
	}
	if f.Kind != "" && !slices.Contains(whatIfKinds(), f.Kind) {
		return graph.FieldError("/kind", "oneof", "is not one of roadmap_item, product, component, partner")
	}
	if f.Quarter != "" && f.Quarter != NoQuarter && !quarterForm.MatchString(f.Quarter) {
		return graph.FieldError("/quarter", "quarter", "is not a quarter like 2027-Q1, or none")
	}
	return cmp.Or(checkLayer(f.Layer), checkCounted(f.Counted, f.When))
}

// among is which nodes the rows of a filter are from, nil for all.
func (c *comparison) among(f WhatIfFilter) ([]bool, error) {
	var sets [][]int32
	if f.Stopper != "" {
		p, err := c.whole.findAt("/stopper", f.Stopper)
		if err != nil {
			return nil, err
		}
		sets = append(sets, c.stoppedAlone(p).when(f.When))
	}
	if f.FreedBy != "" {
		v, err := c.whole.findAt("/freedBy", f.FreedBy)
		if err != nil {
			return nil, err
		}
		sets = append(sets, c.freed(v))
	}
	var out []bool
	for _, vs := range sets {
		before := out
		out = make([]bool, c.whole.size())
		for _, v := range vs {
			out[v] = before == nil || before[v]
		}
	}
	return out, nil
}

// rows lists the nodes that pass a filter: the worst impact first, then by
// date, then by name.
func (c *comparison) rows(f WhatIfFilter) (out []int32, err error) {
	among, err := c.among(f)
	if err != nil {
		return nil, err
	}
	for v := range num(c.whole.facts.Len()) {
		if (among == nil || among[v]) && c.wants(f, v) {
			out = append(out, v)
		}
	}
	slices.SortFunc(out, func(a, b int32) int {
		n := cmp.Or(
			cmp.Compare(slices.Index(impacts(), c.impact[a]), slices.Index(impacts(), c.impact[b])),
			cmp.Compare(c.whole.rank[a], c.whole.rank[b]))
		if n == 0 {
			n = c.whole.byName(a, b)
		}
		return n
	})
	return out, nil
}

func (c *comparison) wants(f WhatIfFilter, v int32) bool {
	g, some := c.whole, f.Counted != "" || f.Stopper != "" || f.FreedBy != ""
	switch {
	case f.Counted != "" && c.countsWhen(v, f.When)&countOf(f.Counted) == 0,
		f.Kind != "" && g.kind(v) != f.Kind,
		f.Kind == "" && !some && g.traits[v]&isTop == 0,
		g.traits[v]&(isTop|isComponent) == 0 && g.kind(v) != graph.KindPartner, // a closed item
		f.Layer != "" && g.node(v).Layer != f.Layer:
		return false
	case len(f.Impacts) == 0:
		if !some && c.impact[v] == ImpactUntouched {
			return false
		}
	case !slices.Contains(f.Impacts, c.impact[v]):
		return false
	}
	return f.Quarter == "" || g.traits[v]&isItem != 0 && cmp.Or(Quarter(g.node(v).TargetDate), NoQuarter) == f.Quarter
}
