package risk

import (
	"cmp"
	"slices"

	"linchpin/graph"
)

// Degraded is an entity that works though it has lost members of a group.
type Degraded struct {
	Entity  graph.Ref   `json:"entity"`
	Layer   graph.Layer `json:"layer,omitempty"`
	Rule    Rule        `json:"rule"`
	Failed  []graph.Ref `json:"failed"`
	Needed  int64       `json:"needed"` // failures that stop it
	Members []graph.Ref `json:"members"`

	Shares []float64 `json:"shares,omitempty"` // of failed, percent
	Spare  *float64  `json:"spare,omitempty"`  // percent that may fail, where shares decide
}

// degraded lists what has lost members of a group and works, a part of it.
func (g *Graph) degraded(r *run, offset, limit int) []Degraded {
	var groups []int32
	for _, i := range r.counted {
		if owner := g.groups[i].owner; !r.failed(owner) && g.traits[owner]&isClosed == 0 {
			groups = append(groups, i)
		}
	}
	slices.SortFunc(groups, func(a, b int32) int {
		return cmp.Or(g.byKind(g.groups[a].owner, g.groups[b].owner), cmp.Compare(a, b))
	})
	groups = page(groups, offset, limit)
	out := make([]Degraded, 0, len(groups))
	for _, i := range groups {
		s := g.step(fired{i, r.lost(i, num(len(r.queue)))})
		out = append(out, Degraded{s.Owner, g.node(g.groups[i].owner).Layer, s.Rule, s.Failed, s.Needed, s.Members, s.Shares, s.Spare})
	}
	return out
}
