package neostore

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"linchpin/graph"
)

// Undo brings everything an operation changed back to what it was: in one write,
// or not at all. It is a Conflict that lists what was changed since. The undo
// is an operation itself, and so can be undone. What an import changed is
// undone with the import.
func (s *Store) Undo(ctx context.Context, op graph.Op, operation string) ([]graph.Change, error) {
	changes, err := s.make(ctx, op, nil, nil, func(ctx context.Context, t tx) ([]graph.Edit, error) {
		changes, found, err := done(ctx, t, graph.Op{ID: operation})
		switch {
		case err != nil:
			return nil, err
		case !found:
			return nil, graph.Errorf(graph.NotFound, "no operation has the id %q", operation)
		case len(changes) > 0 && changes[0].ImportID != "":
			return nil, graph.Errorf(graph.Conflict, "the operation is part of the import %s: undo that", changes[0].ImportID)
		}
		var traces graph.Traces
		for i := range changes {
			traces.Add(&changes[i])
		}
		now, err := t.near(ctx, traces.All)
		if err != nil {
			return nil, err
		}
		edits, kept, err := graph.WayBack(traces.All, now)
		switch {
		case err != nil:
			return nil, err
		case len(kept) > 0:
			return nil, changedSince(kept)
		case len(edits) == 0:
			return nil, graph.Errorf(graph.Conflict, "there is nothing left to undo")
		}
		return edits, prepare(edits)
	})
	if broken, ok := refusal(err); ok && graph.CodeOf(err) == graph.Invalid { // what it rested on is gone
		return nil, &graph.Error{Code: graph.Conflict, Detail: "nothing was undone: " + broken.Detail, Refs: broken.Refs}
	}
	return changes, err
}

// near is the part of the graph that graph.WayBack reads.
func (t tx) near(ctx context.Context, touched []*graph.Touched) (now graph.Snapshot, err error) {
	ids := make([]string, len(touched))
	for i, p := range touched {
		ids[i] = p.ID
	}
	found, err := records(ctx, t, ids)
	if err != nil {
		return now, err
	}
	naming, err := referrers(ctx, t, ids)
	if err != nil {
		return now, err
	}
	for _, r := range naming {
		found[r.ID] = r
	}
	nodes, edges := make([]graph.Node, 0, len(found)), map[string]graph.Edge{}
	for _, r := range found {
		nodes = append(nodes, graph.NodeOf(r))
		for _, e := range graph.EdgesOf(r) {
			edges[e.ID] = e
		}
	}
	for _, q := range []query{linksQuery, linksAtQuery} {
		own, err := links(ctx, t, q, ids)
		if err != nil {
			return now, err
		}
		for _, l := range own {
			edges[l.ID] = graph.EdgeOf(l)
		}
	}
	var ends []string
	for _, e := range edges {
		for _, id := range []string{e.From, e.To} {
			if !has(found, id) {
				ends = append(ends, id)
			}
		}
	}
	others, err := refs(ctx, t, ends)
	if err != nil {
		return now, err
	}
	for _, r := range others {
		nodes = append(nodes, graph.Node{ID: r.ID, Kind: r.Kind, Name: r.Name, ExternalID: r.ExternalID})
	}
	return graph.NewSnapshot(0, nodes, slices.Collect(maps.Values(edges)))
}

// changedSince is the refusal of an undo.
func changedSince(kept []graph.Kept) error {
	e := &graph.Error{Code: graph.Conflict}
	var said []string // the first of them
	for _, k := range kept {
		detail := k.Detail
		if k.Ref != nil {
			detail = fmt.Sprintf("%s %q: %s", strings.ReplaceAll(string(k.Ref.Kind), "_", " "), k.Ref.Name, k.Detail)
			if len(e.Refs) < maxRefs {
				e.Refs = append(e.Refs, *k.Ref)
			}
		}
		if len(said) < maxRefs {
			said = append(said, detail)
			e.Fields = append(e.Fields, graph.Field{Pointer: "", Detail: detail, Code: "changed_since"})
		}
	}
	e.Detail = "nothing was undone: " + said[0]
	if more := len(kept) - 1; more > 0 {
		e.Detail += fmt.Sprintf("; %d more", more)
	}
	return e
}
