package api

import (
	"context"
	"time"

	"linchpin/graph"
	"linchpin/identity"
)

// Store is everything the API needs of a store.
type Store interface {
	entities
	past
	links
	places
	snapshots
	merger
	Ping(ctx context.Context) error
}

// entities is what resources need.
type entities interface {
	writer
	Record(ctx context.Context, kind graph.Kind, id string) (graph.Record, error)
	List(ctx context.Context, l graph.List) (graph.Page[graph.Record], error)
	Count(ctx context.Context, l graph.List) (int64, error)
	Refs(ctx context.Context, ids []string) (map[string]graph.Ref, error)
	Removal(ctx context.Context, id string) (graph.Removal, error)
}

// writer is the way to change entities and links.
type writer interface {
	Apply(ctx context.Context, op graph.Op, edits []graph.Edit) ([]graph.Change, error)
	Remove(ctx context.Context, op graph.Op, id string, ifVersion int64) ([]graph.Change, error)
}

// past is the log.
type past interface {
	History(ctx context.Context, entity string, after int64, limit int) ([]graph.Change, error)
	Changes(ctx context.Context, after int64, limit int) ([]graph.Change, error)
	Counts(ctx context.Context) (map[graph.Kind]int64, error)
}

// links is what link resources need.
type links interface {
	writer
	Link(ctx context.Context, id string) (graph.Link, error)
	Links(ctx context.Context, l graph.LinkList) (graph.Page[graph.Link], error)
	Refs(ctx context.Context, ids []string) (map[string]graph.Ref, error)
}

// places is how the graph is browsed.
type places interface {
	Search(ctx context.Context, query string, kinds []graph.Kind, exact bool, limit int) ([]graph.Hit, error)
	Neighbourhood(ctx context.Context, focus string, hops int, kinds []graph.LinkKind, limit int) (graph.Neighbourhood, error)
	Paths(ctx context.Context, from, to string, limit int) ([][]graph.Hop, error)
}

// snapshots is what questions are answered from.
type snapshots interface {
	Change(ctx context.Context) (seq int64, at time.Time, err error)
	Snapshot(ctx context.Context) (graph.Snapshot, error)
	Refresh(ctx context.Context, old graph.Snapshot) (graph.Snapshot, error)
}

// Door is how people and programs are let in; what is unknown, used or over is
// a graph.NotFound error.
type Door interface {
	SignIn(ctx context.Context, link string) (secret string, who identity.Caller, err error)
	SignOut(ctx context.Context, secret string) error
	Session(ctx context.Context, secret string) (identity.Caller, error)
	Token(ctx context.Context, secret string) (identity.Caller, error)
	Denied(ctx context.Context, who identity.Caller, target, detail string) error
}
