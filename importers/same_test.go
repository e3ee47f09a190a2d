package importers_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"linchpin/graph"
	"linchpin/importers"
)

// suggested lists what the rows of a file are like.
func suggested(o *outcome) (out []string) {
	for _, r := range o.rows {
		for _, s := range r.Suggestions {
			out = append(out, r.Name+" -> "+s.Name+": "+s.Reason)
		}
	}
	return out
}

// answer chooses the option of a decision whose label begins so.
func answer(t *testing.T, o *outcome, value, label string) map[string]string {
	t.Helper()
	for _, d := range o.Decisions {
		if d.Value != value {
			continue
		}
		if i := slices.IndexFunc(d.Options, func(p importers.Option) bool { return strings.HasPrefix(p.Label, label) }); i >= 0 {
			return map[string]string{d.ID: d.Options[i].Value}
		}
	}
	t.Fatalf("%q is not asked with an option %q: %+v", value, label, o.Decisions)
	return nil
}

// A like name is suggested, and made another partner unless somebody says that
// it is the same: then it is an alias, and not asked again.
func TestSuggestionsBlockNothingAndAreRemembered(t *testing.T) {
	s := newEcosystem()
	s.load(t, importers.Partners, "external_id,name,country,website\n1,Luhrmann Environmental Management Pty Ltd,AU,https://luhrmann.example\n2,Stack Pole Electronics,US,\n")
	path := file(t, "name,country,website\nLuhrman Environmental Management,AU,\nLEM,AU,www.luhrmann.example\nSonax Coatings Group,,\nSonax Coating Group,,\n")
	o := checkFile(t, s, path, job{as: importers.Partners})
	if want := (importers.Counts{Create: 4}); o.Counts != want || o.Edits != 4 {
		t.Fatalf("counts %+v", o.Counts)
	}
	want := []string{
		"Luhrman Environmental Management -> Luhrmann Environmental Management Pty Ltd: 95 % alike and same country", // 28 trigrams in common of 29 and 30
		"LEM -> Luhrmann Environmental Management Pty Ltd: same domain luhrmann.example",
		"Sonax Coating Group -> Sonax Coatings Group: 86 % alike", // 15 of 17 and 18; a row of this file
	}
	if got := suggested(o); !slices.Equal(got, want) {
		t.Errorf("suggestions %q, want %q", got, want)
	}
	for _, d := range o.Decisions {
		if !d.Optional || d.Rejects || d.Code != "same_as" || d.Rows != 1 || d.Options[len(d.Options)-1].Value != "new" {
			t.Errorf("decision %+v", d)
		}
	}

	answers := answer(t, o, "LEM (AU)", "Luhrmann")
	maps.Copy(answers, answer(t, o, "Sonax Coating Group", "Sonax"))
	said := checkFile(t, s, path, job{as: importers.Partners, decisions: answers})
	if want := (importers.Counts{Create: 2, Update: 1, Unchanged: 1}); said.Counts != want {
		t.Fatalf("decided: %+v, %+v", said.Counts, said.rows)
	}
	s.applyAll(t, said)
	if p := s.named(t, "Luhrmann Environmental Management Pty Ltd"); !slices.Equal(p.Body.Base().Aliases, []string{"LEM"}) {
		t.Errorf("aliases %q", p.Body.Base().Aliases)
	}
	if p := s.named(t, "Sonax Coatings Group"); !slices.Equal(p.Body.Base().Aliases, []string{"Sonax Coating Group"}) {
		t.Errorf("aliases %q", p.Body.Base().Aliases)
	}
	again := checkFile(t, s, path, job{as: importers.Partners})
	if again.Edits != 0 || len(again.Decisions) != 0 {
		t.Errorf("again: %+v, %+v", again.Counts, again.Decisions)
	}
}

// Partners of one name in two countries stay two, unless somebody says that
// they are one: then they stay one.
func TestOneNameInTwoCountries(t *testing.T) {
	s := newEcosystem()
	s.load(t, importers.Partners, "external_id,name,country\n1,Acme GmbH,DE\n")
	path := file(t, "name,country\nAcme Inc,US\n")
	o := checkFile(t, s, path, job{as: importers.Partners})
	if got := suggested(o); o.Counts.Create != 1 || !slices.Equal(got, []string{"Acme Inc -> Acme GmbH: same name, but another country: DE"}) {
		t.Fatalf("%+v, %q", o.Counts, got)
	}
	s.applyAll(t, checkFile(t, s, path, job{as: importers.Partners, decisions: answer(t, o, "Acme Inc (US)", "Acme GmbH")}))
	if len(s.records) != 1 {
		t.Fatalf("%d partners", len(s.records))
	}
	s.load(t, importers.Partners, "external_id,name,country\n1,Acme GmbH,DE\n") // and is German again
	if again := checkFile(t, s, path, job{as: importers.Partners}); again.Counts.Create != 0 || len(s.records) != 1 {
		t.Errorf("again: %+v", again.Counts)
	}
}

// A reference that names nothing is rejected with what it may mean; once
// somebody says so, it is an alias.
func TestReferencesThatMeanSomethingLike(t *testing.T) {
	s := newEcosystem()
	s.load(t, importers.Partners, "external_id,name\n1,Stackpole Electronics\n")
	s.load(t, importers.Components, "name,layer\nResistor,device_hardware\n")
	path := file(t, "component,maker,mpn\nResistor,Stackpole Electronic,R1\nResistor,Stackpole Electronic,R2\nResistor,Nobody,R3\n")
	o := checkFile(t, s, path, job{as: importers.Offerings})
	if want := (importers.Counts{Rejected: 3}); o.Counts != want || len(o.Decisions) != 2 || o.Decisions[0].Rows != 2 || !o.Decisions[0].Optional || !o.Decisions[0].Rejects {
		t.Fatalf("%+v, %+v", o.Counts, o.Decisions)
	}
	said := checkFile(t, s, path, job{as: importers.Offerings, decisions: answer(t, o, "Stackpole Electronic", "Stackpole Electronics")})
	if want := (importers.Counts{Create: 2, Rejected: 1}); said.Counts != want {
		t.Fatalf("%+v", said.Counts)
	}
	s.applyAll(t, said)
	if p, _ := s.named(t, "Stackpole Electronics").Body.(*graph.Partner); !slices.Equal(p.Aliases, []string{"Stackpole Electronic"}) {
		t.Errorf("aliases %q", p.Aliases)
	}
	if again := checkFile(t, s, path, job{as: importers.Offerings}); again.Edits != 0 || again.Counts.Unchanged != 2 {
		t.Errorf("again: %+v", again.Counts)
	}
}

// Two partners that were merged by hand stay one, whatever a file calls them.
func TestAliasesOfAMergeAreKept(t *testing.T) {
	s := newEcosystem()
	s.load(t, importers.Partners, "external_id,name,country,aliases\n1,Acme,US,ACME Corporation;ACME Corporation (DE);B-2;529900T8BM49AURSDO55\n")
	for _, row := range []string{"B-2,Anything,,", ",ACME Corporation,,", ",ACME Corporation,DE,", ",Whatever,,529900T8BM49AURSDO55"} {
		o := checkFile(t, s, file(t, "external_id,name,country,lei\n"+row+"\n"), job{as: importers.Partners})
		if o.Counts.Create != 0 || o.Counts.Undecided != 0 {
			t.Errorf("%s: %+v", row, o.Counts)
		}
	}
}
