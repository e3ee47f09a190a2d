package jobs

import (
	"iter"
	"maps"
	"slices"

	"linchpin/graph"
)

// After returns the graph as it would be after a plan.
func After(before graph.Snapshot, plan iter.Seq2[planned, error]) (graph.Snapshot, error) {
	nodes := map[string]graph.Node{} // changed ones
	edges := map[string]graph.Edge{} // changed ones of their own
	gone := map[string]bool{}
	stated := map[string][]graph.Edge{} // by changed entity: the links its body states
	for e, err := range plan {
		switch {
		case err != nil:
			return before, err
		case e.Delete:
			gone[e.ID] = true
		case e.Link != nil:
			edges[e.ID] = graph.EdgeOf(graph.Link{ID: e.ID, LinkBody: *e.Link})
		default:
			r := graph.Record{Meta: graph.Meta{ID: e.ID}, Body: e.Body}
			nodes[e.ID], stated[e.ID] = graph.NodeOf(r), graph.EdgesOf(r)
		}
	}
	out := graph.Snapshot{Change: before.Change}
	for _, n := range before.Nodes {
		if _, ok := nodes[n.ID]; !ok && !gone[n.ID] {
			out.Nodes = append(out.Nodes, n)
		}
	}
	for _, e := range before.Edges {
		_, changed := edges[e.ID]
		_, restated := stated[graph.Stater(e.ID)]
		if !changed && !restated && !gone[e.ID] && !gone[e.From] && !gone[e.To] {
			out.Edges = append(out.Edges, e)
		}
	}
	out.Nodes = slices.AppendSeq(out.Nodes, maps.Values(nodes))
	out.Edges = slices.AppendSeq(out.Edges, maps.Values(edges))
	for _, list := range stated {
		out.Edges = append(out.Edges, list...)
	}
	graph.SortSnapshot(&out)
	return out, nil
}
