package risk

import "linchpin/graph"

// prospects returns the offerings of a component that are no source yet and
// may become one.
func (g *Graph) prospects(component int32) []int32 {
	return g.planned.get(func() map[int32][]int32 {
		of := map[int32][]int32{}
		for v, c := range g.fulfils {
			if c >= 0 && g.traits[v]&isProspect != 0 {
				of[c] = append(of[c], num(v))
			}
		}
		return of
	})[component]
}

// prospective reports whether an offering is planned or a candidate, and
// neither ended nor refused.
func prospective(n *graph.Node) bool {
	if n.Counts || n.Status == "ended" {
		return false
	}
	return n.Approval == "candidate" || n.Status == "planned" && graph.Counts("active", n.Approval)
}
