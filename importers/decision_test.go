package importers_test

import (
	"maps"
	"slices"
	"testing"

	"linchpin/graph"
	"linchpin/importers"
)

// What fits two ways is asked once, and the answer settles all its rows.
func TestDecisions(t *testing.T) {
	s := newEcosystem()
	s.load(t, importers.Partners, "external_id,name,country\n1,Twin,DE\n2,Twin,FR\n")
	s.load(t, importers.Components, "name,layer\nRadio,device_hardware\nRadio,communications\n")
	text := "component,maker,valid_from,unit_price,currency\n" +
		"Radio,Twin,1/2/2026,\"1,234\",EUR\nRadio,1,3/4/2026,\"2,500\",EUR\n"
	path := file(t, text)
	first := checkFile(t, s, path, job{as: importers.Offerings})
	if first.Counts.Undecided != 2 || first.Edits != 0 {
		t.Fatalf("counts %+v", first.Counts)
	}
	answers := map[string]string{}
	for i, want := range []struct {
		code, column string
		rows         int64
		choose       func(importers.Option) bool
	}{
		{"ambiguous_ref", "component", 2, func(o importers.Option) bool {
			c, _ := s.records[o.Value].Body.(*graph.Component)
			return c.Layer == graph.Communications
		}},
		{"ambiguous_ref", "maker", 1, func(o importers.Option) bool { return o.Label == "Twin (2, FR)" }},
		{"ambiguous_number", "unit_price", 2, func(o importers.Option) bool { return o.Value == "comma" }},
		{"ambiguous_date", "valid_from", 2, func(o importers.Option) bool { return o.Value == "dmy" }},
	} {
		if i >= len(first.Decisions) {
			t.Fatalf("only %d decisions", i)
		}
		d := first.Decisions[i]
		at := slices.IndexFunc(d.Options, want.choose)
		if d.Code != want.code || d.Column != want.column || d.Rows != want.rows || len(d.Options) != 2 || at < 0 {
			t.Fatalf("decision %+v, want %+v", d, want)
		}
		answers[d.ID] = d.Options[at].Value
	}
	second := checkFile(t, s, path, job{as: importers.Offerings, decisions: answers})
	if want := (importers.Counts{Create: 2}); second.Counts != want {
		t.Fatalf("decided: %+v, rows %+v", second.Counts, second.rows)
	}
	s.applyAll(t, second)
	for _, e := range second.edits {
		o, ok := e.Body.(*graph.Offering)
		if !ok {
			continue // of the two that were chosen: they have the name as an alias
		}
		if !slices.Contains([]graph.Date{"2026-02-01", "2026-04-03"}, o.ValidFrom) || !slices.Contains([]graph.Money{"1.234", "2.50"}, o.UnitPrice) {
			t.Errorf("offering %+v", o)
		}
	}
	if again := checkFile(t, s, path, job{as: importers.Offerings, decisions: answers}); again.Edits != 0 {
		t.Errorf("again: %d edits", again.Edits)
	}
	if n := second.notice("answers_as_aliases"); n != 2 {
		t.Errorf("%d answers are remembered as aliases, want those on Radio and Twin", n)
	}
	for _, d := range first.Decisions[:2] {
		delete(answers, d.ID)
	}
	if again := checkFile(t, s, path, job{as: importers.Offerings, decisions: answers}); again.Edits != 0 || len(again.Decisions) != 0 {
		t.Errorf("what was decided is asked again: %+v", again.Decisions)
	}
}

// Two stored partners that match a row exactly are never guessed between.
func TestTwoStoredMatches(t *testing.T) {
	s := newEcosystem()
	s.load(t, importers.Partners, "external_id,name,country\n1,Twin,DE\n2,Twin,FR\n")
	path := file(t, "name,status\nTWIN,active\n")
	o := checkFile(t, s, path, job{as: importers.Partners})
	if o.Counts.Undecided != 1 || len(o.Decisions) != 1 || len(o.Decisions[0].Options) != 3 {
		t.Fatalf("counts %+v, decisions %+v", o.Counts, o.Decisions)
	}
	d := o.Decisions[0]
	for _, c := range []struct {
		choose int
		want   importers.Counts
	}{{0, importers.Counts{Update: 1}}, {2, importers.Counts{Create: 1}}} {
		got := checkFile(t, s, path, job{as: importers.Partners, decisions: map[string]string{d.ID: d.Options[c.choose].Value}})
		if got.Counts != c.want {
			t.Errorf("choosing %q: %+v", d.Options[c.choose].Label, got.Counts)
		}
	}
	s.applyAll(t, checkFile(t, s, path, job{as: importers.Partners, decisions: map[string]string{d.ID: d.Options[0].Value}}))
	if again := checkFile(t, s, path, job{as: importers.Partners}); again.Edits != 0 || again.Counts.Unchanged != 1 {
		t.Errorf("asked again: %+v, %+v", again.Counts, again.Decisions)
	}
}

// A reference that names nothing need not cost the row: where the row makes
// sense without it, it may count as blank, and where it does not, it may not.
func TestAReferenceThatNamesNothingCountsAsBlank(t *testing.T) {
	s := newEcosystem()
	path := file(t, "name,country,parent\nAlder,DE,Nobody Inc\nBirch,FR,Nobody Inc\nCedar,SE,Alder\n")
	first := checkFile(t, s, path, job{as: importers.Partners})
	if first.Counts != (importers.Counts{Rejected: 3}) { // Alder is what Cedar needs
		t.Fatalf("%+v", first.Counts)
	}
	if len(first.Decisions) != 1 || first.Decisions[0].Rows != 2 || !first.Decisions[0].Optional {
		t.Fatalf("%+v", first.Decisions)
	}
	o := checkFile(t, s, path, job{as: importers.Partners, decisions: map[string]string{first.Decisions[0].ID: "blank"}})
	if want := (importers.Counts{Create: 3}); o.Counts != want {
		t.Fatalf("%+v, want %+v: %+v", o.Counts, want, o.rows)
	}
	s.applyAll(t, o)
	parents := map[string]string{}
	for _, r := range s.records {
		p, _ := r.Body.(*graph.Partner)
		parents[p.Name] = ""
		if p.Parent != "" {
			owner, _ := s.records[p.Parent].Body.(*graph.Partner)
			parents[p.Name] = owner.Name
		}
	}
	if want := map[string]string{"Alder": "", "Birch": "", "Cedar": "Alder"}; !maps.Equal(parents, want) {
		t.Errorf("%v, want %v", parents, want)
	}
	contract := checkFile(t, s, file(t, "reference,partner\nC1,Nobody Inc\n"), job{as: importers.Contracts})
	blank := func(d importers.Decision) bool {
		return slices.ContainsFunc(d.Options, func(o importers.Option) bool { return o.Value == "blank" })
	}
	if slices.ContainsFunc(contract.Decisions, blank) || contract.Counts.Rejected != 1 {
		t.Errorf("%+v, %+v", contract.Counts, contract.Decisions)
	}
}

// What a column's dates mean is asked even where all its rows are rejected for
// something else too: one look at the file answers both.
func TestDatesOfRejectedRowsAreAsked(t *testing.T) {
	s := newEcosystem()
	path := file(t, "reference,partner,starts_on\nC-1,Nobody,01/02/2026\nC-2,Nobody,03/04/2026\n")
	o := checkFile(t, s, path, job{as: importers.Contracts})
	if want := (importers.Counts{Rejected: 2}); o.Counts != want || len(o.Decisions) != 2 {
		t.Fatalf("%+v, asked %+v", o.Counts, o.Decisions)
	}
	answers := map[string]string{}
	for _, d := range o.Decisions {
		if !d.Optional || !d.Rejects || d.Rows != 2 {
			t.Errorf("%+v holds back two rows that are rejected anyhow", d)
		}
		answers[d.ID] = map[string]string{"ambiguous_date": "mdy", "same_as": importers.CreateReference}[d.Code]
	}
	o = checkFile(t, s, path, job{as: importers.Contracts, decisions: answers})
	if want := (importers.Counts{Create: 2}); o.Counts != want {
		t.Fatalf("%+v, want %+v: %+v", o.Counts, want, o.rows)
	}
	s.applyAll(t, o)
	for _, r := range s.records {
		if c, ok := r.Body.(*graph.Contract); ok && c.Reference == "C-1" && c.StartsOn != "2026-01-02" {
			t.Errorf("%+v", c)
		}
	}
}
