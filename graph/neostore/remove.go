package neostore

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"linchpin/graph"
)

// Remove deletes an entity or a link, if it is at the given version still. The
// links of an entity go with it, and fields of others that name it are
// cleared, each with a change of its own. It is a Conflict when an entity
// cannot be without it.
func (s *Store) Remove(ctx context.Context, op graph.Op, id string, ifVersion int64) ([]graph.Change, error) {
	changes, err := s.Apply(ctx, op, []graph.Edit{{ID: id, Delete: true, IfVersion: ifVersion}})
	if err == nil && len(changes) == 0 {
		err = graph.Errorf(graph.NotFound, "nothing has the id %q", id)
	}
	return changes, err
}

// sweep finds what goes with the entities that go.
func (d *draft) sweep(ctx context.Context) error {
	if len(d.goneOrder) == 0 {
		return nil
	}
	own, err := links(ctx, d, linksAtQuery, d.goneOrder)
	if err != nil {
		return err
	}
	for _, l := range own {
		switch {
		case has(d.linkPutOf, l.ID): // it leads elsewhere now, or its end is missing
		case d.alone && !has(d.goneLinks, l.ID):
			return graph.Errorf(graph.Conflict, "a link %s leads to what shall be deleted, or from it", l.Kind)
		default:
			d.dropLink(l)
		}
	}
	named, err := referrers(ctx, d, d.goneOrder)
	if err != nil {
		return err
	}
	var stuck []string
	for _, r := range named {
		if has(d.gone, r.ID) || has(d.putOf, r.ID) { // goes too, or states anew what it names
			continue
		}
		p, err := d.without(r)
		if err != nil {
			return err
		}
		if p == nil || d.alone {
			stuck = append(stuck, r.ID)
			continue
		}
		d.put(p)
	}
	return d.stuckError(ctx, stuck)
}

// referrers returns the entities that name one of ids in a field.
func referrers(ctx context.Context, from runner, ids []string) ([]graph.Record, error) {
	rs, err := from.run(ctx, referrersQuery, map[string]any{"ids": ids})
	if err != nil {
		return nil, err
	}
	others := make([]string, len(rs))
	for i, r := range rs {
		others[i] = value[string](r, "id")
	}
	found, err := records(ctx, from, others)
	if err != nil {
		return nil, err
	}
	out := make([]graph.Record, 0, len(others))
	for _, id := range others {
		out = append(out, found[id])
	}
	return out, nil
}

// without returns the entity without what goes; nil when it cannot be so.
func (d *draft) without(r graph.Record) (*put, error) {
	body, err := graph.Clone(r.Body)
	if err != nil {
		return nil, err
	}
	for _, l := range r.Body.BodyLinks() {
		if has(d.gone, l.Other) {
			graph.Forget(body, l.Other)
		}
	}
	if err := graph.Prepare(body); err != nil {
		return nil, nil //nolint:nilerr,nilnil // the rule it would break is the answer
	}
	meta := r.Meta
	meta.Version, meta.UpdatedAt = r.Version+1, d.now
	return &put{old: &r, now: graph.Record{Meta: meta, Body: body}}, nil
}

func (d *draft) stuckError(ctx context.Context, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	blocking, err := sortedRefs(ctx, d, ids)
	if err != nil {
		return err
	}
	return &graph.Error{Code: graph.Conflict, Detail: stuckDetail(blocking, len(ids)), Refs: blocking}
}

func stuckDetail(blocking []graph.Ref, total int) string {
	s := fmt.Sprintf("the %s %q cannot be without it", blocking[0].Kind, blocking[0].Name)
	if total > 1 {
		s += fmt.Sprintf("; nor can %d more", total-1)
	}
	return s
}

// sortedRefs names the first of ids by kind and name.
func sortedRefs(ctx context.Context, from runner, ids []string) ([]graph.Ref, error) {
	found, err := refs(ctx, from, ids)
	if err != nil {
		return nil, err
	}
	out := make([]graph.Ref, 0, len(found))
	for _, r := range found {
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b graph.Ref) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return out[:min(len(out), maxRefs)], nil
}

// Removal returns what deleting an entity would take along.
func (s *Store) Removal(ctx context.Context, id string) (graph.Removal, error) {
	found, err := records(ctx, s, []string{id})
	if err != nil {
		return graph.Removal{}, err
	}
	r, ok := found[id]
	if !ok {
		return graph.Removal{}, graph.Errorf(graph.NotFound, "nothing has the id %q", id)
	}
	named, err := referrers(ctx, s, []string{id})
	if err != nil {
		return graph.Removal{}, err
	}
	d := newDraft(tx{now: s.moment()}, nil)
	d.drop(r)
	var cleared, blocked []string
	for _, other := range named {
		p, err := d.without(other)
		switch {
		case err != nil:
			return graph.Removal{}, err
		case p == nil:
			blocked = append(blocked, other.ID)
		default:
			cleared = append(cleared, other.ID)
		}
	}
	out := graph.Removal{ClearedTotal: len(cleared), BlockedTotal: len(blocked)}
	self, errSelf := sortedRefs(ctx, s, []string{id})
	var errCleared, errBlocked error
	out.Cleared, errCleared = sortedRefs(ctx, s, cleared)
	out.BlockedBy, errBlocked = sortedRefs(ctx, s, blocked)
	if err := errors.Join(errSelf, errCleared, errBlocked); err != nil || len(self) == 0 {
		return graph.Removal{}, err
	}
	out.Entity = self[0]
	out.Links, err = s.linkCounts(ctx, r)
	return out, err
}

// linkCounts counts the links of an entity by kind, those of its own fields
// and of others' included.
func (s *Store) linkCounts(ctx context.Context, r graph.Record) ([]graph.LinkCount, error) {
	rs, err := s.run(ctx, linkCountsQuery, map[string]any{"id": r.ID})
	if err != nil {
		return nil, err
	}
	out := make([]graph.LinkCount, len(rs))
	for i, rec := range rs {
		out[i] = graph.LinkCount{Kind: linkKindOf(value[string](rec, "type")), Count: int(value[int64](rec, "n"))}
	}
	return out, nil
}
