package risk

import (
	"cmp"
	"slices"

	"linchpin/graph"
)

// Waiting is a component, product or open item whose verdict waits for a fact
// that nobody recorded. Settles says that it lacks nothing else.
type Waiting struct {
	Top     Top  `json:"top"`
	Settles bool `json:"settles"`
}

// WaitingFilter names the entity that lacks the fact, and leaves the verdicts of
// a kind and those that it settles alone. Offset and Limit as elsewhere.
type WaitingFilter struct {
	Entity        string
	Kind          graph.Kind
	Settles       bool
	Offset, Limit int
}

// Waiting lists the verdicts that a next question counts: items and products by
// date, then components by name. It counts all that the filter leaves.
func (g *Graph) Waiting(f WaitingFilter) ([]Waiting, int, error) {
	fact, err := g.find(f.Entity)
	if err != nil {
		return nil, 0, err
	}
	out := []Waiting{}
	if g.missing(fact) == "" {
		return out, 0, nil
	}
	sole := g.unanswered().sole
	settles := func(v int32) bool { only, ok := sole[v]; return ok && only == fact }
	rows := slices.DeleteFunc(g.above(fact), func(v int32) bool {
		return !g.waits(v) || f.Kind != "" && g.kind(v) != f.Kind || f.Settles && !settles(v)
	})
	slices.SortFunc(rows, func(a, b int32) int {
		return cmp.Or(cmp.Compare(g.traits[b]&isItem, g.traits[a]&isItem), cmp.Compare(g.traits[b]&isTop, g.traits[a]&isTop),
			cmp.Compare(g.rank[a], g.rank[b]), g.byName(a, b))
	})
	for _, v := range page(rows, f.Offset, f.Limit) {
		out = append(out, Waiting{g.top(v), settles(v)})
	}
	return out, len(rows), nil
}

// waits reports whether v is judged, unknown, and would be safe if all were known.
func (g *Graph) waits(v int32) bool {
	return g.traits[v]&(isComponent|isTop) != 0 && g.verdict(v) == Unknown && g.rests(v)
}

// above lists what has v in its cone.
func (g *Graph) above(v int32) []int32 {
	r := g.borrow()
	defer g.giveBack(r)
	r.reach.reset()
	r.reach.add(v)
	for i := 0; i < len(r.reach.list); i++ {
		for _, e := range g.entries(r.reach.list[i]) {
			r.reach.add(e.owner)
		}
	}
	return slices.Clone(r.reach.list)
}
