package risk

import "linchpin/graph"

// prospects returns the offerings of a component that are no source yet and
// may become one: planned or candidate, and neither ended nor refused.
func (g *Graph) prospects(component int32) []int32 {
	return g.planned.get(func() map[int32][]int32 {
		of := map[int32][]int32{}
		for v, c := range g.fulfils {
			if c >= 0 && prospective(g.node(num(v))) {
				of[c] = append(of[c], num(v))
			}
		}
		return of
	})[component]
}

// isProspect reports whether v is an offering that may become a source.
func (g *Graph) isProspect(v int32) bool {
	return g.componentOf(v) >= 0 && prospective(g.node(v))
}

func prospective(n graph.Node) bool {
	if n.Counts || n.Status == "ended" {
		return false
	}
	return n.Approval == "candidate" || n.Status == "planned" && graph.Counts("active", n.Approval)
}
