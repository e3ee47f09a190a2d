package risk

import (
	"cmp"
	"slices"

	"linchpin/graph"
)

// KindCount counts entities of one kind.
type KindCount struct {
	Kind  graph.Kind `json:"kind"`
	Count int        `json:"count"`
}

// LayerStop counts what fails in one layer.
type LayerStop struct {
	Layer        graph.Layer `json:"layer"`
	Components   int         `json:"components"`
	RoadmapItems int         `json:"roadmapItems"`
}

// census counts nodes by kind and layer.
func (g *Graph) census(vs []int32) ([]KindCount, []LayerStop) {
	count, kinds := map[graph.Kind]int{}, []KindCount{}
	layers := make([]LayerStop, 0, len(graph.Layers()))
	for _, l := range graph.Layers() {
		layers = append(layers, LayerStop{Layer: l})
	}
	for _, v := range vs {
		count[g.kind(v)]++
		n := g.node(v)
		if i := slices.Index(graph.Layers(), n.Layer); i >= 0 {
			if n.Kind == graph.KindComponent {
				layers[i].Components++
			} else {
				layers[i].RoadmapItems++
			}
		}
	}
	for _, k := range kindOrder() {
		if count[k] > 0 {
			kinds = append(kinds, KindCount{k, count[k]})
		}
	}
	return kinds, layers
}

// kindOrder is the order of kinds in answers: what is at stake comes first.
func kindOrder() []graph.Kind {
	return []graph.Kind{
		graph.KindRoadmapItem, graph.KindProduct, graph.KindRoute, graph.KindService, graph.KindLayer,
		graph.KindComponent, graph.KindOffering, graph.KindPartner,
	}
}

// byKind orders nodes by kind, tops by date, components by layer, then by name.
func (g *Graph) byKind(a, b int32) int {
	order := kindOrder()
	if c := cmp.Compare(slices.Index(order, g.kind(a)), slices.Index(order, g.kind(b))); c != 0 {
		return c
	}
	x, y := g.node(a), g.node(b)
	return cmp.Or(
		cmp.Compare(g.rank[a], g.rank[b]),
		cmp.Compare(slices.Index(graph.Layers(), x.Layer), slices.Index(graph.Layers(), y.Layer)),
		cmp.Compare(x.Name, y.Name), cmp.Compare(x.ID, y.ID))
}
