package neostore

import (
	"context"
	"fmt"

	"linchpin/graph"
)

// Paths returns the shortest ways from one entity to another: those of the least
// number of links, twelve at most, walked in either direction; at most limit.
// Links of one kind beside each other, as for two services, are one way. Who owns
// what explains nothing, so those links count only where an end is a person. An
// end that does not exist is a graph.NotFound that names it.
func (s *Store) Paths(ctx context.Context, from, to string, limit int) ([][]graph.Hop, error) {
	ends, err := s.Refs(ctx, []string{from, to})
	if err != nil {
		return nil, err
	}
	person := false
	for _, end := range []struct{ at, id string }{{"/from", from}, {"/to", to}} {
		if !has(ends, end.id) {
			said := fmt.Sprintf("nothing has the id %q", end.id)
			return nil, &graph.Error{Code: graph.NotFound, Detail: said, Fields: []graph.Field{{Pointer: end.at, Detail: said, Code: "unknown_ref"}}}
		}
		person = person || ends[end.id].Kind == graph.KindPerson
	}
	if from == to {
		return nil, nil
	}
	var types []string
	for _, typ := range linkTypes(nil) {
		if person || typ != graph.Owns.Type() {
			types = append(types, typ)
		}
	}
	rs, err := s.run(ctx, pathsQuery, map[string]any{"from": from, "to": to, "types": types, "limit": max(limit, 1)})
	if err != nil {
		return nil, fmt.Errorf("paths: %w", err)
	}
	for i, r := range rs { // the shortest come first
		if len(value[[]any](r, "links")) > len(value[[]any](rs[0], "links")) {
			rs = rs[:i]
			break
		}
	}
	var ids []string
	for _, r := range rs {
		ids = append(ids, textsOf(value[[]any](r, "ids"))...)
	}
	refs, err := s.Refs(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make([][]graph.Hop, len(rs))
	for i, r := range rs {
		way, links := textsOf(value[[]any](r, "ids")), value[[]any](r, "links")
		for j, x := range links {
			l := textsOf(x.([]any))
			hop := graph.Hop{From: refs[way[j]], To: refs[way[j+1]], Kind: linkKindOf(l[0]), Reverse: l[1] != way[j]}
			out[i] = append(out[i], hop)
		}
	}
	return out, nil
}

func textsOf(list []any) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i], _ = x.(string)
	}
	return out
}
