package importers_test

import (
	"slices"
	"testing"

	"linchpin/graph"
	"linchpin/importers"
)

// creating answers each question about an unknown partner that it is to be made.
func creating(o *outcome) map[string]string {
	answers := map[string]string{}
	for _, d := range o.Decisions {
		if slices.ContainsFunc(d.Options, func(o importers.Option) bool { return o.Value == "create" }) {
			answers[d.ID] = "create"
		}
	}
	return answers
}

// A partner that only a contract names is made where that is answered: once for
// each name, however often and in whatever case it stands, and only if a row
// that names it goes in.
func TestUnknownPartnersAreMadeOnAnswer(t *testing.T) {
	s := newEcosystem()
	path := file(t, "reference,partner,title,starts_on\n"+
		"C1,Alder GmbH,Fees,2026-01-01\nC2,Alder GmbH,Rent,2026-01-01\nC3,ALDER GmbH,Fuel,2026-01-01\nC4,Birch Ltd,Gas,soon\n")
	o := checkFile(t, s, path, job{as: importers.Contracts})
	if want := (importers.Counts{Rejected: 4}); o.Counts != want || len(o.Decisions) != 3 || o.Decisions[0].Rows != 2 || !o.Decisions[0].Optional || !o.Decisions[0].Rejects {
		t.Fatalf("%+v, %+v", o.Counts, o.Decisions)
	}
	made := checkFile(t, s, path, job{as: importers.Contracts, decisions: creating(o)})
	if want := (importers.Counts{Create: 3, Rejected: 1}); made.Counts != want || made.notice("partners_created") != 1 {
		t.Fatalf("%+v, want %+v; rows %+v, notices %+v", made.Counts, want, made.rows, made.Notices)
	}
	s.applyAll(t, made)
	alder := s.named(t, "Alder GmbH")
	if p, _ := alder.Body.(*graph.Partner); !slices.Equal(p.Roles, []string{"vendor"}) {
		t.Errorf("%+v", p)
	}
	partners := 0
	for _, r := range s.records {
		switch b := r.Body.(type) {
		case *graph.Partner:
			partners++
		case *graph.Contract:
			if b.Partner != alder.ID {
				t.Errorf("contract %s is with %s", b.Reference, b.Partner)
			}
		}
	}
	if partners != 1 {
		t.Errorf("%d partners", partners)
	}
	if again := checkFile(t, s, path, job{as: importers.Contracts, decisions: creating(o)}); again.Edits != 0 || again.Counts != (importers.Counts{Unchanged: 3, Rejected: 1}) {
		t.Errorf("again: %+v, %d edits", again.Counts, again.Edits)
	}
}

// It is enough to answer once for a name that stands in two columns, and what
// is like something known may still be another one. Components are never made so.
func TestAnUnknownPartnerOfTwoColumns(t *testing.T) {
	s := newEcosystem()
	s.load(t, importers.Partners, "external_id,name\n1,Stackpole Electronics\n")
	s.load(t, importers.Components, "name,layer\nResistor,device_hardware\n")
	path := file(t, "component,maker,seller,mpn\nResistor,,Stackpole Electronic,R1\nResistor,Stackpole Electronic,,R2\nFuse,Stackpole Electronic,,F1\n")
	o := checkFile(t, s, path, job{as: importers.Offerings})
	var one map[string]string
	for _, d := range o.Decisions {
		if d.Column == "maker" {
			one = map[string]string{d.ID: "create"}
		}
		if d.Column == "component" && slices.ContainsFunc(d.Options, func(o importers.Option) bool { return o.Value == "create" }) {
			t.Errorf("a component may be made: %+v", d)
		}
	}
	made := checkFile(t, s, path, job{as: importers.Offerings, decisions: one})
	if want := (importers.Counts{Create: 2, Rejected: 1}); made.Counts != want || made.notice("partners_created") != 1 {
		t.Fatalf("%+v, want %+v; rows %+v", made.Counts, want, made.rows)
	}
	s.applyAll(t, made)
	if p, _ := s.named(t, "Stackpole Electronics").Body.(*graph.Partner); len(p.Aliases) > 0 {
		t.Errorf("it is taken for another: %+v", p)
	}
}

// A council's contracts, with nothing stored: 83 go in with the partners they
// name, two have a date without a year, and one tender stands twice.
func TestContractsBeforeTheirPartners(t *testing.T) {
	s := newEcosystem()
	const path = "testdata/contracts-sydney-2013.csv"
	o := checkFile(t, s, path, job{as: importers.Contracts, source: "sydney"})
	if o.Counts.Rejected != 86 {
		t.Fatalf("%+v", o.Counts)
	}
	made := checkFile(t, s, path, job{as: importers.Contracts, source: "sydney", decisions: creating(o)})
	if want := (importers.Counts{Create: 83, Unchanged: 1, Rejected: 2, Skipped: 2}); made.Counts != want {
		t.Fatalf("%+v, want %+v", made.Counts, want)
	}
	s.applyAll(t, made)
	if again := checkFile(t, s, path, job{as: importers.Contracts, source: "sydney"}); again.Edits != 0 {
		t.Errorf("the same file again makes %d edits", again.Edits)
	}
}
