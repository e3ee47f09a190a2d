package api

import (
	"context"
	"net/http"
	"time"

	"linchpin/graph"
)

// merger is what merging and undoing need.
type merger interface {
	Record(ctx context.Context, kind graph.Kind, id string) (graph.Record, error)
	MergePreview(ctx context.Context, into, from string) (graph.Merge, error)
	Merge(ctx context.Context, op graph.Op, into, from string) (graph.Merge, []graph.Change, error)
	Undo(ctx context.Context, op graph.Op, operation string) ([]graph.Change, error)
}

// merging is the resource of merges, and of undoing what was written.
type merging struct {
	store merger
	now   func() time.Time
}

type (
	mergeQuestion struct {
		oneID
		From string `form:"from" validate:"required,max=64"`
	}
	mergeOrder struct {
		oneID
		order struct {
			From string `json:"from" validate:"required,max=64"`
		}
	}
)

func (in *mergeOrder) body() any { return &in.order }

// written is what a write of several records came to.
type written struct {
	Operation string `json:"operation"` // by which it can be undone
	Changes   int    `json:"changes"`   // in the graph
}

// united is two partners that have become one.
type united struct {
	written
	Partner graph.Record `json:"partner"`
	Merge   graph.Merge  `json:"merge"`
}

func (u united) headers(h http.Header) { h.Set("ETag", etag(u.Partner.Version)) }

func (r merging) preview(ctx context.Context, in mergeQuestion) (graph.Merge, error) {
	m, err := r.store.MergePreview(ctx, in.ID, in.From)
	return tidied(m), err
}

func (r merging) merge(ctx context.Context, in mergeOrder) (united, error) {
	op := opOf(ctx, r.now())
	m, changes, err := r.store.Merge(ctx, op, in.ID, in.order.From)
	if err != nil {
		return united{}, err
	}
	out := united{written: written{op.ID, len(changes)}, Merge: tidied(m)}
	out.Partner, err = r.store.Record(ctx, graph.KindPartner, in.ID)
	return out, err
}

func (r merging) undo(ctx context.Context, in oneID) (written, error) {
	op := opOf(ctx, r.now())
	changes, err := r.store.Undo(ctx, op, in.ID)
	return written{op.ID, len(changes)}, err
}

// tidied makes the lists of a merge lists, though empty.
func tidied(m graph.Merge) graph.Merge {
	list(&m.Filled)
	list(&m.Kept)
	list(&m.Aliases)
	list(&m.Rewritten)
	list(&m.Moved)
	list(&m.Folded)
	list(&m.Dropped)
	list(&m.Renamed)
	list(&m.Twins)
	list(&m.Refused)
	for i := range m.Refused {
		list(&m.Refused[i].Refs)
	}
	return m
}
