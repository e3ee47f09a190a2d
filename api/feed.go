package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"linchpin/graph"
)

// feed is the log of changes and the state of the whole.
type feed struct {
	store interface {
		past
		refer
		snapshots
	}
	version   string
	importing func() string
}

type history struct {
	oneID
	paging
}

// history reads what became of an entity, newest first.
func (r collection) history(ctx context.Context, in history) (out changes, err error) {
	within := scope(r.path()+"/"+in.ID, nil)
	at, err := parseCursor(in.Cursor, within)
	if err != nil {
		return out, err
	}
	found, err := r.past.History(ctx, in.ID, at.At, in.Limit+1)
	if err != nil {
		return out, err
	}
	if at.At == 0 && (len(found) == 0 || found[0].Kind != string(r.kind)) {
		return out, graph.Errorf(graph.NotFound, "there never was a %s %q", r.kind, in.ID)
	}
	out.page = changePage(found, in.Limit, within)
	out.Importing = r.answer.importing()
	out.Refs, err = concerned(ctx, r.store, out.Items)
	return out, err
}

// changes is a part of the log, with a name for every entity that the images
// refer to and that is still there.
type changes struct {
	page[graph.Change]
	Refs map[string]graph.Ref `json:"refs"`
}

// concerned names what links join and what bodies refer to, before and after.
func concerned(ctx context.Context, store refer, found []graph.Change) (map[string]graph.Ref, error) {
	ids := map[string]bool{}
	for _, c := range found {
		for _, image := range []json.RawMessage{c.Before, c.After} {
			var to struct{ From, To, Parent, Component, Maker, Seller, Partner string }
			if len(image) == 0 {
				continue
			}
			if err := json.Unmarshal(image, &to); err != nil {
				return nil, fmt.Errorf("change %d: %w", c.Seq, err)
			}
			for _, id := range []string{to.From, to.To, to.Parent, to.Component, to.Maker, to.Seller, to.Partner} {
				if id != "" {
					ids[id] = true
				}
			}
		}
	}
	return named(ctx, store, ids)
}

// changePage is the first of the changes, with a cursor if there are more.
func changePage(found []graph.Change, size int, within string) (out page[graph.Change]) {
	if out.Items = found; out.Items == nil {
		out.Items = []graph.Change{}
	}
	if len(found) > size {
		out.Items = found[:size]
		out.Next = cursor{At: found[size-1].Seq}.text(within)
	}
	return out
}

type following struct {
	paging
	After int64 `form:"after" validate:"min=0"`
}

const changesPath = "/api/v1/changes"

// changes reads the log, oldest first.
func (f feed) changes(ctx context.Context, in following) (out changes, err error) {
	within := scope(changesPath, nil)
	at, err := parseCursor(in.Cursor, within)
	if err != nil {
		return out, err
	}
	found, err := f.store.Changes(ctx, max(in.After, at.At), in.Limit+1)
	if err != nil {
		return out, err
	}
	out.page = changePage(found, in.Limit, within)
	out.Importing = f.importing()
	out.Refs, err = concerned(ctx, f.store, out.Items)
	return out, err
}

// meta is how the graph stands.
type meta struct {
	Version   string               `json:"version"`
	Change    int64                `json:"change"`
	ChangedAt *time.Time           `json:"changedAt"`
	Counts    map[graph.Kind]int64 `json:"counts"`
	Importing *string              `json:"importing"`
}

func (meta) headers(h http.Header) { h.Set("Cache-Control", "no-store") }

func (f feed) meta(ctx context.Context, _ struct{}) (meta, error) {
	out := meta{Version: f.version, Counts: map[graph.Kind]int64{}}
	seq, at, err := f.store.Change(ctx)
	if err != nil {
		return out, err
	}
	out.Change = seq
	if seq > 0 {
		out.ChangedAt = &at
	}
	counts, err := f.store.Counts(ctx)
	for _, k := range graph.Kinds() {
		out.Counts[k] = counts[k]
	}
	if id := f.importing(); id != "" {
		out.Importing = &id
	}
	return out, err
}
