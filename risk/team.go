package risk

import (
	"slices"
	"strings"

	"linchpin/graph"
)

// inDepth is the depth at which a person covers a layer, of 0 to 3.
const inDepth = 3

// team returns the graph in which, besides, a layer fails without the last
// person who knows it in depth, and its components with it.
func (g *Graph) team() *Graph {
	return g.teamed.get(func() *Graph { return compile(g.facts, true) })
}

// covered makes components rest on their layer, and layers on the people who
// know them in depth; a layer that nobody does rests on nothing.
func (c *compiler) covered() {
	for i, l := range graph.Layers() {
		var people []int32
		for _, v := range c.ofKind(graph.KindPerson) {
			if depth(c.node(v), i) >= inDepth {
				people = append(people, v)
			}
		}
		if len(people) == 0 {
			continue
		}
		layer := layerRef(l)
		at := c.derive(derived{layer.ID, layer.Name, layer.Kind, -1})
		c.add(at, Person, int64(len(people)), people...)
		for _, v := range c.inLayer(l) {
			c.add(v, Person, 1, at)
		}
	}
}

// depth is how deep somebody knows a layer, -1 where nobody recorded it.
func depth(n graph.Node, layer int) int64 {
	if n.Kind != graph.KindPerson || layer >= len(n.LayerDepth) {
		return -1
	}
	return n.LayerDepth[layer]
}

// layerRef names a layer as answers do.
func layerRef(l graph.Layer) graph.Ref {
	return graph.Ref{ID: string(l), Kind: graph.KindLayer, Name: strings.ReplaceAll(string(l), "_", " ")}
}

// experts lists the people who know a layer in depth, by name.
func (g *Graph) experts(layer int) (out []int32) {
	for _, v := range g.ofKind(graph.KindPerson) {
		if depth(g.node(v), layer) >= inDepth {
			out = append(out, v)
		}
	}
	slices.SortFunc(out, g.byName)
	return out
}
