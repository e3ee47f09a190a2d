package risk

import (
	"cmp"
	"math/bits"
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
		switch t := g.traits[v]; {
		case t&isComponent != 0:
			if g.layer[v] != 0 {
				layers[bits.TrailingZeros8(g.layer[v])].Components++
			}
		case t&(isItem|isClosed) != 0:
			if i := slices.Index(graph.Layers(), g.node(v).Layer); i >= 0 {
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
	if k, l := g.kinds[a], g.kinds[b]; k != l {
		order := kindOrder()
		return cmp.Compare(slices.Index(order, nodeKinds[k]), slices.Index(order, nodeKinds[l]))
	}
	if c := cmp.Or(cmp.Compare(g.rank[a], g.rank[b]), cmp.Compare(g.layer[a], g.layer[b])); c != 0 {
		return c
	}
	return g.byName(a, b)
}
