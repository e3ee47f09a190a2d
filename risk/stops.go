package risk

import (
	"cmp"
	"slices"

	"linchpin/graph"
)

// topsShown is how many tops a row lists.
const topsShown = 20

// Stops counts the tops that fail: the items still ahead and the products,
// the items' values, each added once, by currency without conversion, and the
// earliest of their dates.
type Stops struct {
	RoadmapItems int        `json:"roadmapItems"`
	Products     int        `json:"products"`
	Value        []Amount   `json:"value"`
	Earliest     graph.Date `json:"earliest,omitempty"`
}

// Top is a product, item or route with the facts a row shows of it.
type Top struct {
	graph.Ref
	Key        string     `json:"key,omitempty"`
	TargetDate graph.Date `json:"targetDate,omitempty"`
	Status     string     `json:"status,omitempty"`
	Value      *Amount    `json:"value,omitempty"`
}

// stops adds up the tops among vs. The facts of a top are read where they were
// noted down for all, since it is asked for each of many parties.
func (g *Graph) stops(vs []int32) Stops {
	var s Stops
	var values sums
	first := int32(-1)
	for _, v := range vs {
		switch t := g.traits[v]; {
		case t&isProduct != 0:
			s.Products++
		case t&isItem != 0:
			s.RoadmapItems++
			if first < 0 || g.rank[v] < g.rank[first] {
				first = v
			}
			if a := g.annual(v); a.recorded {
				values.add(amountOf(a.currency, a.amount))
			}
		}
	}
	if first >= 0 {
		s.Earliest = g.node(first).TargetDate
	}
	s.Value = values.amounts(1)
	return s
}

// tops returns the tops among vs, by date.
func (g *Graph) tops(vs []int32) (out []int32) {
	for _, v := range vs {
		if g.traits[v]&isTop != 0 {
			out = append(out, v)
		}
	}
	slices.SortFunc(out, func(a, b int32) int { return cmp.Compare(g.rank[a], g.rank[b]) })
	return out
}

func (g *Graph) top(v int32) Top {
	n := g.node(v)
	t := Top{Ref: g.ref(v), Key: n.Key, TargetDate: n.TargetDate}
	if n.Kind == graph.KindRoadmapItem {
		t.Status = cmp.Or(n.Status, "proposed")
		if n.Value != nil {
			scale := graph.MinorUnits(n.Currency)
			t.Value = &Amount{n.Currency, graph.MoneyOf(*n.Value, scale, scale)}
		}
	}
	return t
}

// topRows returns the first tops of a list.
func (g *Graph) topRows(vs []int32) []Top {
	out := make([]Top, 0, min(len(vs), topsShown))
	for _, v := range vs[:min(len(vs), topsShown)] {
		out = append(out, g.top(v))
	}
	return out
}
