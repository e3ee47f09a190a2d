package ecosystem

import (
	"maps"
	"math/rand/v2"
	"slices"

	"linchpin/graph"
)

// Top is the id of the top of a Tree.
func Top() string { return id(component, 0) }

// Tree returns a fault tree as an ecosystem: gates are components, the first of
// them the top; each basic event is a partner that alone supplies one part.
// Half of the gates fail with any of two to five inputs, a third with all, the
// rest with two of them. Of the first half of the gates six of ten inputs are
// gates of their own and one in twenty is a subtree that another gate has too,
// of the second half most are; the rest are events of a stretch that lies near
// the gate's. No tree of a real plant is so entangled.
func Tree(seed uint64, gates, events int) (nodes []graph.Node, edges []graph.Edge) {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 3))} //nolint:gosec // the same ones every time
	g.single(gates, events)
	next := 1
	for i := range gates {
		inputs := map[int]bool{}
		for range 2 + g.IntN(4) {
			inputs[g.input(i, gates, events, &next)] = true
		}
		if next == i+1 && next < gates { // else the tree would end here
			inputs[next] = true
			next++
		}
		g.gate(i, inputs, g.need(len(inputs)))
	}
	return g.nodes, g.edges
}

// single makes the components of gates and, after them, of events, each of
// which one partner supplies.
func (g *generator) single(gates, events int) {
	for i := range gates + events {
		g.node(component, i, graph.Node{Kind: graph.KindComponent, Layer: graph.Layers()[i%5], SourcesKnown: "yes"})
	}
	for e := range events {
		p := float64(1+g.IntN(50)) / 1000
		g.node(partner, e, graph.Node{Kind: graph.KindPartner, Status: "active", SubTiersKnown: "yes", FailureProbability: &p})
		g.node(offering, e, graph.Node{Kind: graph.KindOffering, Counts: true, Status: "active", Approval: "approved"})
		g.state(id(offering, e), graph.Fulfils, id(component, gates+e))
		g.state(id(offering, e), graph.MadeBy, Partner(e))
	}
}

// input draws the component that an input of a gate is.
func (g *generator) input(gate, gates, events int, next *int) int {
	const near = 40
	switch k := g.IntN(100); {
	case k < 60 && *next < gates:
		*next++
		return *next - 1
	case k < 65 && *next > gate+1:
		return gate + 1 + g.IntN(*next-gate-1)
	default:
		return gates + min(events-1, gate*events/gates+g.IntN(near))
	}
}

// need draws how many failed inputs fail a gate of a tree.
func (g *generator) need(inputs int) int {
	switch k := g.IntN(100); {
	case k >= 80:
		return min(2, inputs)
	case k >= 50:
		return inputs
	default:
		return 1
	}
}

// gate links a component to its inputs, so many of which fail it.
func (g *generator) gate(i int, inputs map[int]bool, need int) {
	group, minimum := "", int64(0)
	if need > 1 {
		group, minimum = "alternates", int64(len(inputs)-need+1)
	}
	for _, to := range slices.Sorted(maps.Keys(inputs)) {
		g.link(graph.Edge{From: id(component, i), Kind: graph.Requires, To: id(component, to), Group: group, Minimum: minimum})
	}
}
