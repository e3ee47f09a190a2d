package neostore

import (
	"context"
	"errors"
	"testing"
	"time"

	"linchpin/graph"
	"linchpin/internal/neotest"
)

func TestMain(m *testing.M) { neotest.Main(m) }

func open(t testing.TB) *Store {
	t.Helper()
	a := neotest.Server(t)
	s, err := Open(t.Context(), Config{URI: a.URI, User: a.User, Password: a.Password})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close(context.Background()) })
	return s
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func op() graph.Op { return graph.Op{ID: graph.NewID(time.Now()), Actor: "test"} }

// body, link and gone are edits, whatever the version.
func body(id string, b graph.Body) graph.Edit { return graph.Edit{ID: id, Body: b} }
func gone(id string) graph.Edit               { return graph.Edit{ID: id, Delete: true} }
func link(id string, l graph.LinkBody) graph.Edit {
	return graph.Edit{ID: id, Link: &l}
}

// apply makes edits that must succeed.
func apply(t testing.TB, s *Store, edits ...graph.Edit) []graph.Change {
	t.Helper()
	changes, err := s.Apply(t.Context(), op(), edits)
	if err != nil {
		t.Fatal(err)
	}
	return changes
}

// refuse makes edits that must fail with a code, about a field where one is named.
func refuse(t testing.TB, s *Store, code graph.Code, pointer string, edits ...graph.Edit) graph.Error {
	t.Helper()
	before, _, err := s.Change(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	changes, err := s.Apply(t.Context(), op(), edits)
	e := wantCode(t, err, code)
	if len(changes) > 0 {
		t.Errorf("refused, yet %d changes", len(changes))
	}
	if pointer != "" && pointerOf(e) != pointer {
		t.Errorf("%v names the fields %v, want %s", err, e.Fields, pointer)
	}
	if after, _, err := s.Change(t.Context()); err != nil || after != before {
		t.Errorf("a refusal moved the graph from %d to %d (%v)", before, after, err)
	}
	return e
}

func wantCode(t testing.TB, err error, want graph.Code) graph.Error {
	t.Helper()
	if got := graph.CodeOf(err); err == nil || got != want {
		t.Errorf("error %v has the code %s, want %s", err, got, want)
	}
	if e, ok := errors.AsType[*graph.Error](err); ok {
		return *e
	}
	return graph.Error{}
}

// pointerOf is the first field an error names.
func pointerOf(e graph.Error) string {
	if len(e.Fields) == 0 {
		return ""
	}
	return e.Fields[0].Pointer
}

// plant writes past the gate.
func plant(t testing.TB, s *Store, all ...query) {
	t.Helper()
	if err := s.statements(t.Context(), all, nil); err != nil {
		t.Fatal(err)
	}
}

func TestPartnerLife(t *testing.T) {
	s := open(t)
	apply(t, s, body("acme", &graph.Partner{Name: "Acme", Roles: []string{"vendor"}, Common: graph.Common{Source: "erp", ExternalID: "1"}}))
	apply(t, s, body("unit", &graph.Partner{Name: "Acme Unit", Parent: "acme"}))
	get := func(id string) graph.Record { return must(s.Record(t.Context(), graph.KindPartner, id)) }
	if got := get("unit"); got.Body.(*graph.Partner).Parent != "acme" || got.Version != 1 {
		t.Errorf("got %+v", got)
	}
	if c := apply(t, s, body("acme", &graph.Partner{Name: "Acme", Roles: []string{"vendor"}, Common: graph.Common{Source: "erp", ExternalID: "1"}})); len(c) > 0 {
		t.Errorf("an edit that changes nothing made %+v", c)
	}
	apply(t, s, graph.Edit{ID: "acme", IfVersion: 1, Body: &graph.Partner{Name: "ACME"}})
	if e := refuse(t, s, graph.Stale, "", graph.Edit{ID: "acme", IfVersion: 1, Body: &graph.Partner{Name: "late"}}); e.Version != 2 {
		t.Errorf("stale says version %d, want 2", e.Version)
	}
	if _, err := s.Remove(t.Context(), op(), "acme", 2); err != nil {
		t.Fatal(err)
	}
	_, err := s.Record(t.Context(), graph.KindPartner, "acme")
	wantCode(t, err, graph.NotFound)
	if got := get("unit"); got.Body.(*graph.Partner).Parent != "" || got.Version != 2 {
		t.Errorf("the subsidiary of a deleted partner: %+v", got)
	}
	apply(t, s, body("acme", &graph.Partner{Name: "Acme again"}))
	if got := get("acme"); got.Version != 4 {
		t.Errorf("made again at version %d, want 4", got.Version)
	}
	if n, at, err := s.Change(t.Context()); n != 6 || err != nil || time.Since(at) > time.Minute {
		t.Errorf("change %d at %v (%v), want 6", n, at, err)
	}
}
