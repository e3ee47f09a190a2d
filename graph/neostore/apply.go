package neostore

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"linchpin/graph"
)

// Apply makes all the edits or none, and returns one change for each entity
// and link that is another afterwards. Edits of one call may refer to each
// other in any order. What an edit leaves as it is takes no part: when all do,
// the gate is not even entered.
//
// The error of a rule names the field of the edit by its JSON pointer. An
// operation already made is not made again: its changes are returned.
func (s *Store) Apply(ctx context.Context, op graph.Op, edits []graph.Edit) ([]graph.Change, error) {
	write, err := s.Prepare(edits)
	if err != nil {
		return nil, err
	}
	return write(ctx, op)
}

// Prepare does the part of Apply that needs no database, so that the next edits
// can be made ready while it writes others. The edits must not be changed
// afterwards; one operation of theirs may be tried as often as it takes.
func (s *Store) Prepare(edits []graph.Edit) (graph.Write, error) {
	if err := prepare(edits); err != nil {
		return nil, err
	}
	ready, err := encodeAll(edits)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, op graph.Op) ([]graph.Change, error) { return s.apply(ctx, op, edits, ready) }, nil
}

func (s *Store) apply(ctx context.Context, op graph.Op, edits []graph.Edit, ready map[string]encoded) ([]graph.Change, error) {
	if op.ID == "" {
		return nil, errors.New("an operation without an id")
	}
	edits, err := s.effective(ctx, edits)
	if err != nil {
		return nil, err
	}
	if len(edits) == 0 {
		changes, _, err := done(ctx, s, op)
		return changes, err
	}
	return s.make(ctx, op, freshOf(edits), ready, func(context.Context, tx) ([]graph.Edit, error) { return edits, nil })
}

// freshOf lists what shall be new.
func freshOf(edits []graph.Edit) []string {
	ids := []string{}
	for _, e := range edits {
		if e.IfVersion == graph.MustBeNew {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

// make makes the edits that find works out while the gate is held. Of these it
// may know before what shall be new, and how they are encoded.
func (s *Store) make(ctx context.Context, op graph.Op, fresh []string, ready map[string]encoded, find func(context.Context, tx) ([]graph.Edit, error)) ([]graph.Change, error) {
	var edits []graph.Edit
	changes, err := s.write(ctx, op, fresh, func(ctx context.Context, t tx) (_ []graph.Change, err error) {
		if edits, err = find(ctx, t); err != nil {
			return nil, err
		}
		d := newDraft(t, edits)
		d.ready = ready
		if err := d.plan(ctx); err != nil {
			return nil, err
		}
		return d.write(ctx)
	})
	if violated(err) {
		return nil, s.conflict(ctx, edits, err)
	}
	return changes, err
}

// prepare checks all of the edits that can be known without the store.
func prepare(edits []graph.Edit) error {
	seen := make(map[string]bool, len(edits))
	for i := range edits {
		e := &edits[i]
		if seen[e.ID] {
			return graph.FieldError("/id", "unique", "%q comes twice", e.ID)
		}
		seen[e.ID] = true
		if err := prepareOne(e); err != nil {
			return about(e, len(edits), err)
		}
	}
	return nil
}

func prepareOne(e *graph.Edit) error {
	switch {
	case e.ID == "" || len(e.ID) > 64 || strings.ContainsFunc(e.ID, func(r rune) bool { return r <= ' ' || r > '~' }):
		return graph.FieldError("/id", "id", "is not 1 to 64 visible characters")
	case strings.Contains(e.ID, "."):
		return bodyLinkError(e.ID)
	case e.Body != nil && e.Link == nil && !e.Delete:
		return graph.Prepare(e.Body)
	case e.Link != nil && e.Body == nil && !e.Delete:
		return graph.PrepareLink(e.Link)
	case e.Delete && e.Body == nil && e.Link == nil:
		return nil
	}
	return fmt.Errorf("edit %s is not just one of entity, link and delete", e.ID)
}

// bodyLinkError says which field states the link that id names.
func bodyLinkError(id string) error {
	_, kind, _ := strings.Cut(id, ".")
	r, ok := graph.RuleOf(graph.LinkKind(kind))
	if !ok || r.Body == "" {
		return graph.Errorf(graph.NotFound, "no link has the id %q", id)
	}
	return graph.FieldError("/kind", "body_field", "is stated by the field %s of the %s", r.Body, r.BodyKind)
}

// about says which of several edits an error is about.
func about(e *graph.Edit, of int, err error) error {
	g, ok := errors.AsType[*graph.Error](err)
	if of < 2 || !ok {
		return err
	}
	name := e.ID
	if e.Body != nil && e.Body.Title() != "" {
		name = e.Body.Title()
	}
	named := *g
	named.Detail = fmt.Sprintf("%q: %s", name, g.Detail)
	return &named
}

// effective leaves out what would change nothing. A single edit of a known
// version is left to the gate, which has to look anyway.
func (s *Store) effective(ctx context.Context, edits []graph.Edit) ([]graph.Edit, error) {
	if len(edits) == 1 && edits[0].IfVersion != graph.AnyVersion {
		return edits, nil
	}
	var old []graph.Edit // the others are there for the first time
	for _, e := range edits {
		if e.IfVersion != graph.MustBeNew {
			old = append(old, e)
		}
	}
	stored, err := load(ctx, s, old)
	if err != nil {
		return nil, err
	}
	out := make([]graph.Edit, 0, len(edits))
	for _, e := range edits {
		if e.IfVersion == graph.MustBeNew || !stored.holds(e) {
			out = append(out, e)
		}
	}
	return out, nil
}

// state is what is stored of the things that edits name.
type state struct {
	records map[string]graph.Record
	links   map[string]graph.Link
}

func load(ctx context.Context, from runner, edits []graph.Edit) (st state, err error) {
	var entities, own []string
	for _, e := range edits {
		if e.Link == nil {
			entities = append(entities, e.ID)
		}
	}
	if st.records, err = records(ctx, from, entities); err != nil {
		return st, err
	}
	for _, e := range edits {
		if _, ok := st.records[e.ID]; !ok && e.Body == nil {
			own = append(own, e.ID)
		}
	}
	found, err := links(ctx, from, linksQuery, own)
	st.links = make(map[string]graph.Link, len(found))
	for _, l := range found {
		st.links[l.ID] = l
	}
	return st, err
}

// holds reports whether an edit would change nothing.
func (st state) holds(e graph.Edit) bool {
	r, isRecord := st.records[e.ID]
	l, isLink := st.links[e.ID]
	version := r.Version + l.Version // one of them is 0
	switch {
	case e.Delete:
		return !isRecord && !isLink && e.IfVersion <= 0
	case e.IfVersion != graph.AnyVersion && e.IfVersion != version:
		return false
	case e.Body != nil:
		return isRecord && graph.Same(r.Body, e.Body)
	default:
		return isLink && sameLink(l.LinkBody, *e.Link)
	}
}
