package jobs

import (
	"iter"

	"linchpin/graph"
)

// After returns the graph as it would be after a plan.
func After(before graph.Snapshot, plan iter.Seq2[planned, error]) (graph.Snapshot, error) {
	d := graph.Delta{Change: before.Change, Nodes: map[string]*graph.Node{}, Stated: map[string][]graph.Edge{}, Links: map[string]*graph.Edge{}}
	gone := map[string]bool{} // entities and links
	for e, err := range plan {
		switch {
		case err != nil:
			return before, err
		case e.Delete:
			gone[e.ID] = true
		case e.Link != nil:
			link := graph.EdgeOf(graph.Link{ID: e.ID, LinkBody: *e.Link})
			d.Links[e.ID] = &link
		default:
			r := graph.Record{Meta: graph.Meta{ID: e.ID}, Body: e.Body}
			n := graph.NodeOf(r)
			d.Nodes[e.ID], d.Stated[e.ID] = &n, graph.EdgesOf(r)
		}
	}
	if len(gone) > 0 {
		for e := range before.Edges() {
			if gone[e.ID] || graph.Stater(e.ID) == "" && (gone[e.From] || gone[e.To]) {
				d.Links[e.ID] = nil
			}
		}
		for id := range gone {
			if _, ok := before.Number(id); ok {
				d.Nodes[id] = nil
			}
		}
	}
	return before.With(d)
}
