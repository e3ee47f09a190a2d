package importers_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"linchpin/graph"
	"linchpin/importers"
)

// ecosystem is what is stored, for checks: the data that a store hands out,
// and the edits of a plan put into it under the rules of single records.
type ecosystem struct {
	records map[string]graph.Record
	links   map[string]graph.Link
}

func newEcosystem() *ecosystem {
	return &ecosystem{records: map[string]graph.Record{}, links: map[string]graph.Link{}}
}

func (s *ecosystem) Index(_ context.Context, kind graph.Kind) (out []graph.Keys, err error) {
	for _, r := range s.records {
		if r.Body.Kind() == kind {
			out = append(out, keysOf(r))
		}
	}
	slices.SortFunc(out, func(a, b graph.Keys) int { return strings.Compare(a.ID, b.ID) })
	return out, nil
}

func (s *ecosystem) Records(_ context.Context, ids []string) (map[string]graph.Record, error) {
	out := map[string]graph.Record{}
	for _, id := range ids {
		if r, ok := s.records[id]; ok {
			out[id] = r
		}
	}
	return out, nil
}

func (s *ecosystem) LinksFrom(_ context.Context, ids []string) (out []graph.Link, err error) {
	for _, l := range s.links {
		if slices.Contains(ids, l.From) {
			out = append(out, l)
		}
	}
	return out, nil
}

func keysOf(r graph.Record) graph.Keys {
	c := r.Body.Base()
	k := graph.Keys{ID: r.ID, Version: r.Version, Source: c.Source, ExternalID: c.ExternalID, Name: r.Body.Title(), NameKey: graph.NameKey(r.Body), Aliases: c.Aliases, Refs: map[string]string{}}
	for _, l := range r.Body.BodyLinks() {
		if l.Other != "" {
			k.Refs[l.Field] = l.Other
		}
	}
	natural := func(kind, value string) {
		if value != "" {
			k.Natural = append(k.Natural, kind+":"+value)
		}
	}
	switch b := r.Body.(type) {
	case *graph.Partner:
		k.Country, k.LEI, k.DUNS, k.Website = b.Country, b.LEI, b.DUNS, b.Website
		natural("lei", b.LEI)
		natural("duns", b.DUNS)
	case *graph.Component:
		k.Layer = b.Layer
		natural("purl", b.PURL)
	case *graph.Product:
		natural("sku", b.SKU)
	case *graph.RoadmapItem:
		natural("key", b.Key)
		natural("url", b.URL)
	case *graph.Person:
		natural("email", b.Email)
	case *graph.Offering:
		k.Parts = [2]string{b.MPN, b.SKU}
	case *graph.Contract:
		k.Parts[0] = b.Reference
	case *graph.Certificate:
		k.Parts = [2]string{b.Standard, b.Scope}
	}
	return k
}

// apply puts an edit into the ecosystem; an edit that could not be made is an error.
func (s *ecosystem) apply(e graph.Edit) error {
	r, known := s.records[e.ID]
	l, linked := s.links[e.ID]
	switch stored := r.Version + l.Version; {
	case e.IfVersion == graph.MustBeNew && (known || linked):
		return errors.New("is there already: " + e.ID)
	case e.IfVersion > 0 && e.IfVersion != stored:
		return errors.New("is based on another version: " + e.ID)
	}
	switch {
	case e.Delete:
		delete(s.links, e.ID)
	case e.Body != nil:
		if err := graph.Prepare(e.Body); err != nil {
			return err
		}
		for _, b := range e.Body.BodyLinks() {
			if _, ok := s.records[b.Other]; !ok && b.Other != "" {
				return errors.New("names what is not there: " + b.Field)
			}
		}
		s.records[e.ID] = graph.Record{Meta: graph.Meta{ID: e.ID, Version: r.Version + 1}, Body: e.Body}
	default:
		from, to := s.records[e.Link.From].Body, s.records[e.Link.To].Body
		if from == nil || to == nil {
			return errors.New("joins what is not there")
		}
		if err := e.Link.CheckEnds(from.Kind(), to.Kind()); err != nil {
			return err
		}
		s.links[e.ID] = graph.Link{ID: e.ID, LinkBody: *e.Link, Version: l.Version + 1}
	}
	return nil
}

// outcome is all that a check puts out.
type outcome struct {
	importers.Result
	sniff   importers.Sniff
	mapping importers.Mapping
	rows    []importers.Row
	edits   []graph.Edit
}

func (o *outcome) Row(r importers.Row) error {
	o.rows = append(o.rows, r)
	return nil
}

func (o *outcome) Edit(_ int64, e graph.Edit) error {
	o.edits = append(o.edits, e)
	return nil
}

func (o *outcome) notice(code string) int64 {
	for _, n := range slices.Concat(o.Notices, o.sniff.Notices) {
		if n.Code == code {
			return n.Count
		}
	}
	return 0
}

// job is one check of a file.
type job struct {
	as        importers.As
	source    string
	change    func(*importers.Mapping)
	decisions map[string]string
	reading   importers.Reading
}

func checkFile(t *testing.T, s *ecosystem, path string, j job) *outcome {
	t.Helper()
	sniff, err := importers.Inspect(path, j.reading)
	if err != nil {
		t.Fatal(err)
	}
	m, err := importers.Propose(sniff, j.as, j.source)
	if err != nil {
		t.Fatal(err)
	}
	if j.change != nil {
		j.change(&m)
	}
	o := &outcome{sniff: sniff, mapping: m}
	in := importers.Input{Path: path, Sniff: sniff, Mapping: m, Decisions: j.decisions, Stored: s, Now: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)}
	if o.Result, err = importers.Check(t.Context(), in, o); err != nil {
		t.Fatal(err)
	}
	return o
}

func (s *ecosystem) applyAll(t *testing.T, o *outcome) {
	t.Helper()
	if o.Edits != int64(len(o.edits)) {
		t.Errorf("%d edits were passed on, the result says %d", len(o.edits), o.Edits)
	}
	for _, e := range o.edits {
		if err := s.apply(e); err != nil {
			t.Fatalf("edit %+v: %v", e, err)
		}
	}
}

func file(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// load imports a text as a kind of file, which must go through.
func (s *ecosystem) load(t *testing.T, as importers.As, text string) *outcome {
	t.Helper()
	o := checkFile(t, s, file(t, text), job{as: as})
	if o.Counts.Rejected+o.Counts.Undecided > 0 {
		t.Fatalf("%s: %+v, rows %+v", as, o.Counts, o.rows)
	}
	s.applyAll(t, o)
	return o
}

// named finds a stored entity by its title.
func (s *ecosystem) named(t *testing.T, title string) graph.Record {
	t.Helper()
	for _, r := range s.records {
		if r.Body.Title() == title {
			return r
		}
	}
	t.Fatalf("nothing is called %q", title)
	return graph.Record{}
}
