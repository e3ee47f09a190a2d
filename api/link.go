package api

import (
	"context"
	"net/http"
	"net/url"
	"reflect"
	"time"

	"linchpin/graph"
)

// linkage is the resource of the links.
type linkage struct {
	store     links
	importing func() string
	now       func() time.Time
}

const linksPath = "/api/v1/links"

// linkID is longer than the id of an entity: a link that is a field of one has
// its id and the kind.
type linkID struct {
	ID string `uri:"id" validate:"required,max=100"`
}

type (
	linkCreation struct {
		Link graph.LinkBody `validate:"-"`
	}
	linkAlteration struct {
		linkID
		version
		Value any `validate:"-"`
	}
	linkDeletion struct {
		linkID
		version
	}
	linkListing struct {
		paging
		From   string         `form:"from" validate:"max=64"`
		To     string         `form:"to" validate:"max=64"`
		Kind   graph.LinkKind `form:"kind" validate:"omitempty,oneof=fulfils made_by sold_by relies_on sources_from owned_by requires uses needs depends_on delivers involves sells services binds covers holds owns"`
		Format string         `form:"format" validate:"omitempty,oneof=json csv"`
	}
)

func (in *linkCreation) body() any   { return &in.Link }
func (in *linkAlteration) body() any { return &in.Value }

// joined is one link as an answer.
type joined struct {
	graph.Link
	made bool
}

func (l joined) headers(h http.Header) {
	h.Set("ETag", etag(l.Version))
	if l.made {
		h.Set("Location", linksPath+"/"+l.ID)
	}
}

func (r linkage) show(ctx context.Context, in linkID) (joined, error) {
	l, err := r.store.Link(ctx, in.ID)
	return joined{Link: l}, err
}

func (r linkage) create(ctx context.Context, in linkCreation) (joined, error) {
	if err := graph.PrepareLink(&in.Link); err != nil {
		return joined{}, err
	}
	now := r.now()
	out, err := r.apply(ctx, now, graph.Edit{ID: graph.NewID(now), Link: &in.Link, IfVersion: graph.MustBeNew})
	out.made = true
	return out, err
}

func (r linkage) apply(ctx context.Context, now time.Time, e graph.Edit) (joined, error) {
	if _, err := r.store.Apply(ctx, opOf(ctx, now), []graph.Edit{e}); err != nil {
		return joined{}, err
	}
	l, err := r.store.Link(ctx, e.ID)
	return joined{Link: l}, err
}

func (r linkage) patch(ctx context.Context, in linkAlteration) (joined, error) {
	old, based, err := r.own(ctx, in.ID, in.version)
	if err != nil {
		return joined{}, err
	}
	doc, err := patched(old.LinkBody, in.Value)
	if err != nil {
		return joined{}, err
	}
	var body graph.LinkBody
	f := filler{}
	f.fill(doc, reflect.ValueOf(&body).Elem(), "")
	if err := f.err(); err != nil {
		return joined{}, err
	}
	for name, changed := range map[string]bool{"from": body.From != old.From, "kind": body.Kind != old.Kind, "to": body.To != old.To} {
		if changed {
			return joined{}, fault(graph.Invalid, "/"+name, "read_only", "is part of what the link is: make another one")
		}
	}
	if err := graph.PrepareLink(&body); err != nil {
		return joined{}, err
	}
	if reflect.DeepEqual(body, old.LinkBody) {
		return joined{Link: old}, nil
	}
	return r.apply(ctx, r.now(), graph.Edit{ID: in.ID, Link: &body, IfVersion: based})
}

func (r linkage) remove(ctx context.Context, in linkDeletion) (none struct{}, err error) {
	_, based, err := r.own(ctx, in.ID, in.version)
	if err == nil {
		_, err = r.store.Remove(ctx, opOf(ctx, r.now()), in.ID, based)
	}
	return none, err
}

// own returns a link that may be changed: one that is no field of an entity.
func (r linkage) own(ctx context.Context, id string, v version) (l graph.Link, based int64, err error) {
	if l, err = r.store.Link(ctx, id); err != nil {
		return l, 0, err
	}
	if rule, _ := graph.RuleOf(l.Kind); rule.Body != "" {
		return l, 0, graph.FieldError("/kind", "body_field", "is stated by the field %s of the %s", rule.Body, rule.BodyKind)
	}
	based, err = v.basedOn(l.Version)
	return l, based, err
}

// linkPage is a part of the links, with a name for each end.
type linkPage struct {
	page[graph.Link]
	Refs map[string]graph.Ref `json:"refs"`
}

func (r linkage) list(ctx context.Context, in linkListing) (any, error) {
	within := scope(linksPath, url.Values{"from": {in.From}, "to": {in.To}, "kind": {string(in.Kind)}})
	at, err := parseCursor(in.Cursor, within)
	if err != nil {
		return nil, err
	}
	q := graph.LinkList{From: in.From, To: in.To, Kind: in.Kind, After: at.ID, Limit: in.Limit}
	if in.Format == "csv" {
		return r.csv(ctx, q)
	}
	found, err := r.store.Links(ctx, q)
	if err != nil {
		return nil, err
	}
	out := linkPage{page: page[graph.Link]{Items: found.Items, Importing: r.importing()}}
	if out.Items == nil {
		out.Items = []graph.Link{}
	}
	if found.Next != nil {
		out.Next = cursor{ID: found.Next.ID}.text(within)
	}
	out.Refs, err = r.ends(ctx, found.Items)
	return out, err
}

func (r linkage) ends(ctx context.Context, ls []graph.Link) (map[string]graph.Ref, error) {
	ids := map[string]bool{}
	for _, l := range ls {
		ids[l.From], ids[l.To] = true, true
	}
	return named(ctx, r.store, ids)
}

// linkRow is a link in a table: names beside ids.
type linkRow struct {
	FromName string `json:"fromName"`
	ToName   string `json:"toName"`
	graph.Link
}

func (r linkage) csv(ctx context.Context, q graph.LinkList) (any, error) {
	rows := []linkRow{}
	q.After, q.Limit = "", csvBatch
	for {
		found, err := r.store.Links(ctx, q)
		if err != nil {
			return nil, err
		}
		refs, err := r.ends(ctx, found.Items)
		if err != nil {
			return nil, err
		}
		for _, l := range found.Items {
			rows = append(rows, linkRow{refs[l.From].Name, refs[l.To].Name, l})
		}
		if found.Next == nil {
			return rowsCSV("links", rows), nil
		}
		q.After = found.Next.ID
	}
}
