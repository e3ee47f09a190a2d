package neostore

import (
	"context"
	"errors"

	"linchpin/graph"
)

// maxMerge is how many edits a merge may take: what holds the lock of all
// writers for two seconds.
const maxMerge = 10_000

// MergePreview says what Merge would do, and why it would be refused.
func (s *Store) MergePreview(ctx context.Context, into, from string) (out graph.Merge, err error) {
	err = s.reading(ctx, func(ctx context.Context, t tx) error {
		var edits []graph.Edit
		if out, edits, err = t.merging(ctx, into, from); err != nil {
			return err
		}
		err := newDraft(t, edits).plan(ctx)
		if broken, ok := refusal(err); ok {
			out.Refused, err = append(out.Refused, broken), nil
		}
		return err
	})
	return out, err
}

// Merge lets one partner take the place of another, which is deleted: see
// graph.Merge. It is a Conflict where that would change what rests on what.
func (s *Store) Merge(ctx context.Context, op graph.Op, into, from string) (out graph.Merge, changes []graph.Change, err error) {
	changes, err = s.make(ctx, op, nil, nil, func(ctx context.Context, t tx) (edits []graph.Edit, err error) {
		if out, edits, err = t.merging(ctx, into, from); err != nil || len(out.Refused) == 0 {
			return edits, err
		}
		why := out.Refused[0]
		return nil, &graph.Error{Code: graph.Conflict, Detail: why.Detail, Refs: why.Refs}
	})
	return out, changes, err
}

// merging plans a merge.
func (t tx) merging(ctx context.Context, into, from string) (graph.Merge, []graph.Edit, error) {
	m, err := t.around(ctx, into, from)
	if err != nil {
		return graph.Merge{}, nil, err
	}
	out, edits, err := m.Plan()
	switch {
	case err != nil:
	case len(edits) > maxMerge:
		err = graph.Errorf(graph.TooBig, "the merge changes %d entities and links, more than the %d of one write", len(edits), maxMerge)
	default:
		err = prepare(edits)
	}
	return out, edits, err
}

// refusal is a rule that an error is about.
func refusal(err error) (graph.MergeConflict, bool) {
	e, ok := errors.AsType[*graph.Error](err)
	if !ok || e.Code != graph.Invalid && e.Code != graph.Conflict {
		return graph.MergeConflict{}, false
	}
	out := graph.MergeConflict{Code: string(e.Code), Detail: e.Detail, Refs: e.Refs}
	if len(e.Fields) > 0 {
		out.Code = e.Fields[0].Code
	}
	return out, true
}

// around reads what is stored around two partners.
func (t tx) around(ctx context.Context, into, from string) (m graph.Merging, err error) {
	if into == from {
		return m, graph.FieldError("/from", "self", "is the partner itself")
	}
	both := []string{into, from}
	found, err := records(ctx, t, both)
	if err != nil {
		return m, err
	}
	for _, p := range []struct {
		id string
		to *graph.Record
	}{{into, &m.Into}, {from, &m.From}} {
		if _, ok := found[p.id].Body.(*graph.Partner); !ok {
			if p.id == into {
				return m, graph.Errorf(graph.NotFound, "no partner has the id %q", p.id)
			}
			return m, graph.FieldError("/from", "unknown_ref", "no partner has the id %q", p.id)
		}
		*p.to = found[p.id]
	}
	if m.Naming, err = referrers(ctx, t, both); err != nil {
		return m, err
	}
	if m.Links, err = links(ctx, t, linksAtQuery, both); err != nil {
		return m, err
	}
	m.Refs, err = refs(ctx, t, m.Mentioned())
	return m, err
}
