package importers_test

import (
	"fmt"
	"slices"
	"testing"

	"linchpin/graph"
	"linchpin/importers"
)

// An update tells each field; blanks leave a value, \N clears it.
func TestUpdate(t *testing.T) {
	s := newEcosystem()
	s.load(t, importers.Partners, "external_id,name,country,status,notes\n7,Norchip,DE,active,old\n8,Other,FR,,\n")
	o := checkFile(t, s, file(t, "external_id,name,country,status,notes\n7,Norchip Holding,n/a,on hold,\\N\n8,Other,,,-\n"), job{as: importers.Partners})
	if want := (importers.Counts{Update: 1, Unchanged: 1}); o.Counts != want || o.Edits != 1 || o.notice("blank_words") != 2 {
		t.Fatalf("counts %+v, notices %+v", o.Counts, o.Notices)
	}
	want := []importers.FieldDiff{
		{Field: "aliases", New: []any{"Norchip"}},
		{Field: "description", Old: "old"},
		{Field: "name", Old: "Norchip", New: "Norchip Holding"},
		{Field: "status", Old: "active", New: "on_hold"},
	}
	if got := o.rows[0].Changes; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("changes %v, want %v", got, want)
	}
	if e := o.edits[0]; e.IfVersion != 1 || e.ID != s.named(t, "Norchip").ID {
		t.Errorf("edit %+v", e)
	}
	s.applyAll(t, o)
	if p, _ := s.named(t, "Norchip Holding").Body.(*graph.Partner); p.Country != "DE" || p.Description != "" || !slices.Equal(p.Roles, []string{"vendor"}) {
		t.Errorf("partner %+v", p)
	}
}

// Partners of one name are one, with all their ids and spellings; a stated
// country that differs keeps them apart.
func TestPartnersOfOneName(t *testing.T) {
	s := newEcosystem()
	o := s.load(t, importers.Partners, "external_id,name,country,lei\n"+
		"1,Acme Ltd,,\n2,ACME LIMITED,DE,\n3,Acme,FR,\n4,Acme,DE,\n")
	if want := (importers.Counts{Create: 2, Unchanged: 2}); o.Counts != want || o.notice("kept_apart") != 1 || o.notice("ids_as_aliases") != 2 {
		t.Errorf("counts %+v, notices %+v", o.Counts, o.Notices)
	}
	german := s.named(t, "Acme Ltd").Body.Base()
	if want := []string{"ACME LIMITED", "2", "Acme", "4"}; german.ExternalID != "1" || !slices.Equal(german.Aliases, want) {
		t.Errorf("external id %s, aliases %q", german.ExternalID, german.Aliases)
	}
	// An alias that is an id finds the partner, whatever its name is by now.
	renamed := s.load(t, importers.Partners, "external_id,name\n4,Zenith\n")
	if renamed.Counts.Update != 1 || s.named(t, "Zenith").Body.Base().ExternalID != "1" {
		t.Errorf("counts %+v", renamed.Counts)
	}
}

// Roles that no column states are for partners without any.
func TestDefaultRoles(t *testing.T) {
	s := newEcosystem()
	s.load(t, importers.Partners, "name,roles\nRoute GmbH,channel partner\n")
	o := s.load(t, importers.Partners, "name,country\nRoute,DE\nFresh,DE\n")
	if o.notice("default_roles") != 1 {
		t.Errorf("notices %+v", o.Notices)
	}
	route, _ := s.named(t, "Route GmbH").Body.(*graph.Partner)
	fresh, _ := s.named(t, "Fresh").Body.(*graph.Partner)
	if !slices.Equal(route.Roles, []string{"channel_partner"}) || !slices.Equal(fresh.Roles, []string{"vendor"}) {
		t.Errorf("roles %q and %q", route.Roles, fresh.Roles)
	}
}

// Other things than partners stay apart when their external ids differ.
func TestComponentsOfOneName(t *testing.T) {
	s := newEcosystem()
	o := checkFile(t, s, file(t, "external_id,name,layer\n1,Radio,device_hardware\n2,Radio,device_hardware\n,radio,device_hardware\n"), job{as: importers.Components})
	if want := (importers.Counts{Create: 2, Undecided: 1}); o.Counts != want {
		t.Errorf("counts %+v, want %+v: the third row may be either", o.Counts, want)
	}
}

// References are resolved by the import's own source first.
func TestReferenceOrder(t *testing.T) {
	s := newEcosystem()
	for _, p := range []struct{ source, name string }{{"erp", "Alpha"}, {"crm", "Beta"}} {
		o := checkFile(t, s, file(t, "external_id,name\n100,"+p.name+"\n"), job{as: importers.Partners, source: p.source})
		s.applyAll(t, o)
	}
	s.load(t, importers.Partners, "name,aliases\nGamma,Old Gamma\n")
	for _, c := range []struct{ source, ref, want string }{
		{"erp", "100", "Alpha"}, {"crm", "100", "Beta"}, {"other", "100", ""}, {"erp", "GAMMA Inc", "Gamma"}, {"erp", "old gamma", "Gamma"}, {"erp", "Gama", ""},
	} {
		o := checkFile(t, s, file(t, "reference,partner\nK,"+c.ref+"\n"), job{as: importers.Contracts, source: c.source})
		got := ""
		if len(o.edits) == 1 {
			k, _ := o.edits[0].Body.(*graph.Contract)
			got = s.records[k.Partner].Body.Title()
		}
		if got != c.want {
			t.Errorf("%s of %s is %q, want %q", c.ref, c.source, got, c.want)
		}
		if c.ref == "Gama" && o.rows[0].Errors[0].Hint == "" {
			t.Errorf("no hint: %+v", o.rows[0].Errors)
		}
	}
}

func TestSkippedRows(t *testing.T) {
	o := checkFile(t, newEcosystem(), file(t, "name,spend\nAlpha,10\n\n,,\n,5\nname,spend\nTotal,15\nN/A,3\nTotal,\n"), job{as: importers.Partners})
	reasons := []string{}
	for _, r := range o.rows {
		reasons = append(reasons, string(r.Outcome)+" "+r.Reason)
	}
	want := []string{
		"create ", "skipped no value in a mapped column", "skipped no value in a mapped column", "skipped no value in a mapped column",
		"skipped the header row again", "skipped a total of other rows", "skipped no value in a mapped column", "create ",
	}
	if !slices.Equal(reasons, want) {
		t.Errorf("rows %q, want %q", reasons, want)
	}
	if o.Counts.Skipped != 6 || o.notice("skipped_blank") != 4 || o.notice("skipped_totals") != 1 || o.notice("skipped_headers") != 1 {
		t.Errorf("counts %+v, notices %+v", o.Counts, o.Notices)
	}
}

// \N in a column of links takes the links away; other cells add to them.
func TestClearLinks(t *testing.T) {
	s := newEcosystem()
	s.load(t, importers.Components, "name,layer\nRadio,communications\nChip,device_hardware\n")
	s.load(t, importers.Roadmap, "key,title,needs\nR,Launch,Radio\n")
	s.load(t, importers.Roadmap, "key,title,needs\nR,Launch,Chip\n")
	if len(s.links) != 2 {
		t.Fatalf("%d links", len(s.links))
	}
	o := s.load(t, importers.Roadmap, "key,title,needs\nR,Launch,\\N\n")
	if len(s.links) != 0 || o.Counts.Update != 1 {
		t.Errorf("%d links are left, counts %+v", len(s.links), o.Counts)
	}
}

// What the store would refuse is told by the check.
func TestRulesBetweenRecords(t *testing.T) {
	s := newEcosystem()
	s.load(t, importers.Partners, "external_id,name,duns\n1,Alpha,111111111\n2,Beta,222222222\n")
	s.load(t, importers.Components, "name,layer\nA,communications\nB,communications\nC,communications\nD,communications\n")
	s.load(t, importers.Links, "from,kind,to,group,minimum\nA,requires,B,g,2\n")
	for _, c := range []struct {
		as   importers.As
		text string
		want []string
	}{
		{importers.Partners, "external_id,name,duns\n1,Alpha,22-222-2222\n", []string{"2 duns conflict"}},
		{importers.Partners, "external_id,name,duns\n1,Alpha,333333333\n2,Beta,111111111\n", nil}, // it is free by then
		{
			importers.Links, "from,kind,to,group,minimum\nA,requires,C,g,1\nA,requires,D,g,\nA,requires,C,h,1\n",
			[]string{"2 group duplicate_in_file", "4 group duplicate_in_file"},
		},
		{importers.Links, "from,kind,to,group,minimum\nA,requires,C,g,1\nA,requires,D,g,\n", []string{"2 minimum conflict"}},
		{importers.Links, "from,kind,to,group,minimum\nA,requires,C,g,1\nA,requires,B,g,1\n", nil},
		{importers.Links, "from,kind,to\nAlpha,owned_by,Beta\nBeta,owned_by,Alpha\n", []string{"2 to conflict"}},
	} {
		o := checkFile(t, s, file(t, c.text), job{as: c.as})
		var got []string
		for _, r := range o.rows {
			for _, e := range r.Errors {
				got = append(got, fmt.Sprint(e.Line, " ", e.Column, " ", e.Code))
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q gives %q, want %q", c.text, got, c.want)
		}
	}
}

// A list that was downloaded is imported again without a change, whatever
// source its ids come from.
func TestDownloadedList(t *testing.T) {
	s := newEcosystem()
	o := checkFile(t, s, file(t, "external_id,name,aliases\n9,Alpha,A1;A2\n"), job{as: importers.Partners, source: "erp"})
	s.applyAll(t, o)
	id := s.named(t, "Alpha").ID
	text := "id,name,roles,timeToRecoverDays,parentName,parent,source,externalId,aliases,version,updatedAt\n" +
		id + ",Alpha,vendor,,,,erp,9,A1; A2,1,2026-11-22T00:00:00Z\n"
	if again := checkFile(t, s, file(t, text), job{as: importers.Partners}); again.Edits != 0 || again.Counts.Unchanged != 1 {
		t.Errorf("counts %+v, edits %+v", again.Counts, again.edits)
	}
}

// Rows of one id may say its name in any order.
func TestNameFurtherDown(t *testing.T) {
	s := newEcosystem()
	o := s.load(t, importers.Partners, "external_id,name,country\n5,,DE\n5,Late,\n")
	if want := (importers.Counts{Create: 1, Unchanged: 1}); o.Counts != want {
		t.Errorf("counts %+v, want %+v", o.Counts, want)
	}
	if p, _ := s.named(t, "Late").Body.(*graph.Partner); p.Country != "DE" || p.ExternalID != "5" {
		t.Errorf("partner %+v", p)
	}
}

// What a rejected row says is said by nobody: neither its name nor its spelling
// comes in with a good row about the same thing.
func TestNameOfARejectedRow(t *testing.T) {
	s := newEcosystem()
	o := checkFile(t, s, file(t, "external_id,name,duns,country,status\n"+
		"1,Tsukuba K.K.,690512345,JP,asleep\n"+
		"2,Tsukuba Kabushiki Kaisha,690512345,JP,active\n"+
		"3,POLAR,,FI,asleep\n"+
		"3,Polar,,FI,active\n"+
		"4,,,DE,active\n"+ // named by the next row only
		"4,Halden,,DE,asleep\n"+
		"5,Owned by Tsukuba,,JP,active\n"), job{as: importers.Partners})
	s.applyAll(t, o)
	if want := (importers.Counts{Create: 3, Rejected: 4}); o.Counts != want || o.notice("spellings_as_aliases") != 0 {
		t.Errorf("counts %+v, want %+v; notices %+v", o.Counts, want, o.Notices)
	}
	if e := o.rows[4].Errors; len(e) != 1 || e[0].Code != "required" || e[0].Column != "name" {
		t.Errorf("the row without a name: %+v", o.rows[4])
	}
	for name, id := range map[string]string{"Tsukuba Kabushiki Kaisha": "2", "Polar": "3"} {
		if p, _ := s.named(t, name).Body.(*graph.Partner); p.ExternalID != id || len(p.Aliases) > 0 {
			t.Errorf("partner %+v", p)
		}
	}
}

// An id that was copied with a character nobody sees is the one that is seen.
func TestIdsAreWhatIsSeen(t *testing.T) {
	s := newEcosystem()
	s.load(t, importers.Partners, "external_id,name\nV-1,Alpha\n")
	o := s.load(t, importers.Partners, "external_id,name,country\nV-1\u200b,Alpha Holding,DE\n")
	if want := (importers.Counts{Update: 1}); o.Counts != want {
		t.Errorf("counts %+v, want %+v", o.Counts, want)
	}
}
