package api

import (
	"context"
	"encoding/json"
	"net/http"
	"reflect"
	"time"

	"linchpin/graph"
)

// collection is the resource of one kind of entity.
type collection struct {
	kind   graph.Kind
	store  entities
	past   past
	answer *current
	now    func() time.Time
}

func (r collection) path() string { return "/api/v1/" + r.kind.Collection() }

// stored is one entity as an answer.
type stored struct {
	graph.Record
	path string // of the collection
	made bool   // did not exist before
}

func (s stored) headers(h http.Header) {
	h.Set("ETag", etag(s.Version))
	if s.made {
		h.Set("Location", s.path+"/"+s.ID)
	}
}

type (
	oneID struct {
		ID string `uri:"id" validate:"required,max=64"`
	}
	creation struct {
		Value any `validate:"-"`
	}
	alteration struct {
		oneID
		version
		Value any `validate:"-"`
	}
	deletion struct {
		oneID
		version
	}
)

func (in *creation) body() any   { return &in.Value }
func (in *alteration) body() any { return &in.Value }

func (r collection) show(ctx context.Context, in oneID) (stored, error) {
	rec, err := r.store.Record(ctx, r.kind, in.ID)
	return stored{Record: rec, path: r.path()}, err
}

func (r collection) create(ctx context.Context, in creation) (stored, error) {
	body, err := r.decode(in.Value)
	if err != nil {
		return stored{}, err
	}
	now := r.now()
	e := graph.Edit{ID: graph.NewID(now), Body: body, IfVersion: graph.MustBeNew}
	out, err := r.apply(ctx, now, e)
	out.made = true
	return out, err
}

// decode reads a body and brings it into its stored form.
func (r collection) decode(v any) (graph.Body, error) {
	if _, ok := v.(map[string]any); !ok {
		return nil, fault(graph.Invalid, "", "type", "the body is not an object")
	}
	body, f := graph.New(r.kind), filler{}
	f.fill(v, reflect.ValueOf(body).Elem(), "")
	if err := f.err(); err != nil {
		return nil, err
	}
	return body, graph.Prepare(body)
}

func (r collection) apply(ctx context.Context, now time.Time, e graph.Edit) (stored, error) {
	changes, err := r.store.Apply(ctx, opOf(ctx, now), []graph.Edit{e})
	if err != nil {
		return stored{}, err
	}
	for _, c := range changes {
		if c.EntityID == e.ID {
			rec, err := graph.DecodeRecord(r.kind, c.After)
			return stored{Record: rec, path: r.path()}, err
		}
	}
	rec, err := r.store.Record(ctx, r.kind, e.ID) // it states what was stored before
	return stored{Record: rec, path: r.path()}, err
}

func (r collection) patch(ctx context.Context, in alteration) (stored, error) {
	old, err := r.store.Record(ctx, r.kind, in.ID)
	if err != nil {
		return stored{}, err
	}
	based, err := in.basedOn(old.Version)
	if err != nil {
		return stored{}, err
	}
	doc, err := patched(old.Body, in.Value)
	if err != nil {
		return stored{}, err
	}
	body, err := r.decode(doc)
	if err != nil {
		return stored{}, err
	}
	if graph.Same(body, old.Body) {
		return stored{Record: old, path: r.path()}, nil
	}
	return r.apply(ctx, r.now(), graph.Edit{ID: in.ID, Body: body, IfVersion: based})
}

// patched is a body with a merge patch applied, as JSON.
func patched(body, patch any) (any, error) {
	changes, ok := patch.(map[string]any)
	if !ok {
		return nil, fault(graph.Invalid, "", "type", "the patch is not an object")
	}
	for _, name := range []string{"id", "version", "createdAt", "updatedAt"} {
		if _, ok := changes[name]; ok {
			return nil, fault(graph.Invalid, "/"+name, "read_only", "is read-only")
		}
	}
	b, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	doc, err := parse(b)
	return merge(doc, patch), err
}

func (r collection) remove(ctx context.Context, in deletion) (none struct{}, err error) {
	old, err := r.store.Record(ctx, r.kind, in.ID) // of this kind, else there is none here
	if err != nil {
		return none, err
	}
	based, err := in.basedOn(old.Version)
	if err == nil {
		_, err = r.store.Remove(ctx, opOf(ctx, r.now()), in.ID, based)
	}
	return none, err
}

func (r collection) removal(ctx context.Context, in oneID) (graph.Removal, error) {
	if _, err := r.store.Record(ctx, r.kind, in.ID); err != nil {
		return graph.Removal{}, err
	}
	return r.store.Removal(ctx, in.ID)
}
