package neostore

import (
	"context"
	"slices"

	"linchpin/graph"
)

// Changes returns up to limit changes that follow a number, oldest first. What
// stands behind a gap belongs to a write that is being committed, of which not
// all is to be seen yet: it is left to the next call.
func (s *Store) Changes(ctx context.Context, after int64, limit int) ([]graph.Change, error) {
	to := after + int64(limit)
	out, err := s.changes(ctx, changesQuery, map[string]any{"from": after - pageLines, "to": to})
	out = between(out, after, to)
	for i := range out {
		if out[i].Seq != after+1+int64(i) {
			return out[:i], err
		}
	}
	return out, err
}

// between leaves of the changes on some pages those that follow a number, up to
// another.
func between(changes []graph.Change, after, to int64) []graph.Change {
	return slices.DeleteFunc(changes, func(c graph.Change) bool { return c.Seq <= after || c.Seq > to })
}

// ChangesOf returns up to limit changes of an import that follow a number,
// oldest first.
func (s *Store) ChangesOf(ctx context.Context, importID string, after int64, limit int) ([]graph.Change, error) {
	return s.changes(ctx, changesOfQuery, map[string]any{"import": importID, "from": after - pageLines, "after": after, "limit": limit})
}

// History returns up to limit changes of an entity or link, newest first, those
// below a number when it is not 0. It goes on to answer when the entity is gone.
func (s *Store) History(ctx context.Context, entityID string, after int64, limit int) ([]graph.Change, error) {
	return s.changes(ctx, historyQuery, map[string]any{"id": entityID, "span": pageLines, "after": after, "limit": limit})
}

func (s *Store) changes(ctx context.Context, q query, params map[string]any) ([]graph.Change, error) {
	rs, err := s.run(ctx, q, params)
	if err != nil {
		return nil, err
	}
	return changesIn(rs)
}
