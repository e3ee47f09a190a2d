package importers_test

import (
	"slices"
	"strings"
	"testing"

	"linchpin/graph"
	"linchpin/importers"
)

// Issues as Jira exports them: repeated headers, links told from both their
// ends, dates with a clock, columns that mean nothing here.
const jiraIssues = "Summary,Issue key,Issue id,Issue Type,Status,Project key,Components,Due date,Labels,Labels,Labels,Description,Inward issue link (Blocks),Inward issue link (Blocks),Outward issue link (Blocks),Custom field (Story Points),Created,Status Category\n" +
	"Mesh radio,GW-1,10001,Epic,In Review,GW,Radio,2/Jan/27 3:04 PM,radio,mesh,,\"Two\nlines\",,,GW-2,8.0,01/Dec/25 9:00 AM,In Progress\n" +
	"Cloud pairing,GW-2,10002,Story,To Do,GW,Cloud,15/Feb/27 12:00 AM,cloud,,,,GW-1,GW-3,,5.0,01/Dec/25 9:05 AM,To Do\n" +
	"Certificates,GW-3,10003,Task,Done,GW,,,,,,,,,GW-2,,01/Dec/25 9:06 AM,Done\n" +
	"Old idea,GW-4,10004,Task,Won't Do,GW,,,,,,,,,,,01/Dec/25 9:06 AM,Done\n"

func TestJira(t *testing.T) {
	s := newEcosystem()
	path := file(t, jiraIssues)
	o := checkFile(t, s, path, job{})
	want := map[string]string{
		"Summary": "title", "Issue key": "key", "Status": "status", "Due date": "target_date", "Labels": "tags", "Description": "notes",
		"Inward issue link (Blocks)": "depends_on", "Outward issue link (Blocks)": "blocks",
	}
	for _, c := range o.mapping.Columns {
		if c.Field != want[c.Header] {
			t.Errorf("%s is taken for %q, want %q", c.Header, c.Field, want[c.Header])
		}
	}
	if o.mapping.As != importers.Roadmap || o.Counts != (importers.Counts{Create: 4}) {
		t.Fatalf("as %s, counts %+v, rows %+v", o.mapping.As, o.Counts, o.rows)
	}
	s.applyAll(t, o)
	first, _ := s.named(t, "Mesh radio").Body.(*graph.RoadmapItem)
	if first.Key != "GW-1" || first.Status != "in_progress" || first.TargetDate != "2027-01-02" || !slices.Equal(first.Tags, []string{"radio", "mesh"}) || first.Description != "Two\nlines" || first.DurationDays != nil {
		t.Errorf("%+v", first)
	}
	for title, status := range map[string]string{"Cloud pairing": "proposed", "Certificates": "shipped", "Old idea": "dropped"} {
		if r, _ := s.named(t, title).Body.(*graph.RoadmapItem); r.Status != status {
			t.Errorf("%s is %s, want %s", title, r.Status, status)
		}
	}
	if got, want := s.joined(graph.DependsOn), []string{"Cloud pairing > Certificates", "Cloud pairing > Mesh radio"}; !slices.Equal(got, want) {
		t.Errorf("links %q, want %q", got, want)
	}
	if again := checkFile(t, s, path, job{}); again.Edits != 0 || again.Counts != (importers.Counts{Unchanged: 4}) {
		t.Errorf("again: %+v, %d edits", again.Counts, again.Edits)
	}
	// A workflow of their own: the category says what its states mean.
	own := checkFile(t, newEcosystem(), file(t, strings.ReplaceAll(strings.ReplaceAll(jiraIssues, "In Review", "Awaiting UX"), ",GW-2,8.0", ",,8.0")), job{})
	if own.Counts != (importers.Counts{Create: 4}) {
		t.Errorf("a status that nobody knows: %+v, %+v", own.Counts, own.rows)
	}
	// An older export is remembered, though an issue has more labels now.
	more := strings.Replace(jiraIssues, ",Labels,Description", ",Labels,Labels,Description", 1)
	more = strings.Replace(more, "radio,mesh,,", "radio,mesh,,urgent,", 1)
	more = strings.NewReplacer("cloud,,,,", "cloud,,,,,", "Done,GW,,,,,,", "Done,GW,,,,,,,", "Won't Do,GW,,,,,,", "Won't Do,GW,,,,,,,").Replace(more)
	sniff, err := importers.Inspect(file(t, more), importers.Reading{})
	if err != nil {
		t.Fatal(err)
	}
	recalled, err := importers.Recall(o.mapping, sniff, importers.ByMemory)
	if err != nil {
		t.Fatal(err)
	}
	tags := 0
	for _, c := range recalled.Mapping.Columns {
		if c.Field == "tags" {
			tags++
		}
	}
	if tags != 4 {
		t.Errorf("%d columns are tags, want 4: %+v", tags, recalled.Mapping.Columns)
	}
}

// How an issue ended goes before that it did: done, but as "Won't Do", is not
// shipped. A resolution of one's own is asked about.
func TestJiraResolutions(t *testing.T) {
	path := file(t, "Issue key,Summary,Status,Resolution\nRD-1,Gateway,Done,Done\nRD-2,Hub,Done,Won't Do\nRD-3,Sensor,In Progress,\nRD-4,Copy,Closed,Duplicate\nRD-5,Odd,Closed,Handled elsewhere\nRD-6,Open,To Do,Unresolved\n")
	first := checkFile(t, newEcosystem(), path, job{})
	if want := (importers.Counts{Create: 5, Rejected: 1}); first.Counts != want || len(first.Decisions) != 1 || first.Decisions[0].Value != "Handled elsewhere" {
		t.Fatalf("%+v, %+v", first.Counts, first.Decisions)
	}
	s := newEcosystem()
	s.applyAll(t, checkFile(t, s, path, job{decisions: map[string]string{first.Decisions[0].ID: "dropped"}}))
	for title, status := range map[string]string{"Gateway": "shipped", "Hub": "dropped", "Sensor": "in_progress", "Copy": "dropped", "Odd": "dropped", "Open": "proposed"} {
		if r, _ := s.named(t, title).Body.(*graph.RoadmapItem); r.Status != status {
			t.Errorf("%s is %s, want %s", title, r.Status, status)
		}
	}
	alone := checkFile(t, newEcosystem(), file(t, "Issue key,Summary,Resolution\nRD-1,Gateway,Done\nRD-2,Hub,Won't Do\n"), job{})
	if want := (importers.Counts{Create: 2}); alone.Counts != want {
		t.Errorf("without a status: %+v, %+v", alone.Counts, alone.rows)
	}
}

// Level 1 of GLEIF's golden copy as a table.
func TestGoldenCopy(t *testing.T) {
	s := newEcosystem()
	s.load(t, importers.Partners, "name,lei,status,roles\nPuma,529900GRZ2BQY5ZM9N49,on_hold,vendor\n")
	path := file(t, "LEI,Entity.LegalName,Entity.LegalName.xmllang,Entity.OtherEntityNames.OtherEntityName.1,Entity.OtherEntityNames.OtherEntityName.1.type,Entity.OtherEntityNames.OtherEntityName.2,Entity.LegalAddress.Country,Entity.HeadquartersAddress.Country,Entity.RegistrationAuthority.RegistrationAuthorityEntityID,Entity.EntityStatus,Registration.RegistrationStatus\n"+
		"529900GRZ2BQY5ZM9N49,PUMA SE,de,PUMA AG,PREVIOUS_LEGAL_NAME,Puma Dassler,DE,DE,HRB 13085,ACTIVE,ISSUED\n"+
		"21380068P1DRHMJ8KU70,SHELL PLC,en,,,,GB,NL,04366849,INACTIVE,RETIRED\n")
	o := checkFile(t, s, path, job{})
	if o.mapping.As != importers.Partners || o.Counts != (importers.Counts{Create: 1, Update: 1}) {
		t.Fatalf("as %s, %+v, rows %+v", o.mapping.As, o.Counts, o.rows)
	}
	s.applyAll(t, o)
	puma, _ := s.named(t, "PUMA SE").Body.(*graph.Partner)
	if puma.Status != "on_hold" || puma.RegistrationNo != "HRB 13085" || puma.Country != "DE" || !slices.Equal(puma.Aliases, []string{"Puma", "PUMA AG", "Puma Dassler"}) {
		t.Errorf("%+v", puma)
	}
	if shell, _ := s.named(t, "SHELL PLC").Body.(*graph.Partner); shell.Status != "former" || shell.Country != "GB" || len(shell.Roles) > 0 {
		t.Errorf("%+v", shell)
	}
	if again := checkFile(t, s, path, job{}); again.Edits != 0 {
		t.Errorf("again: %d edits", again.Edits)
	}
}

// Level 2 of it: one owner a partner, and partners that are not ours are told.
func TestGoldenCopyRelationships(t *testing.T) {
	s := newEcosystem()
	s.load(t, importers.Partners, "name,lei\nPuma,529900GRZ2BQY5ZM9N49\nShell,21380068P1DRHMJ8KU70\nApple Energy,549300YX4S1LLSMK2627\nCommerzbank,851WYGNLUQLFZBSYGB56\n")
	const header = "Relationship.StartNode.NodeID,Relationship.StartNode.NodeIDType,Relationship.EndNode.NodeID,Relationship.EndNode.NodeIDType,Relationship.RelationshipType,Relationship.RelationshipStatus,Relationship.Period.1.startDate\n"
	path := file(t, header+
		"529900GRZ2BQY5ZM9N49,LEI,21380068P1DRHMJ8KU70,LEI,IS_DIRECTLY_CONSOLIDATED_BY,ACTIVE,2020-01-01\n"+
		"529900GRZ2BQY5ZM9N49,LEI,851WYGNLUQLFZBSYGB56,LEI,IS_ULTIMATELY_CONSOLIDATED_BY,ACTIVE,2020-01-01\n"+
		"21380068P1DRHMJ8KU70,LEI,851WYGNLUQLFZBSYGB56,LEI,IS_ULTIMATELY_CONSOLIDATED_BY,ACTIVE,2020-01-01\n"+
		"549300YX4S1LLSMK2627,LEI,21380068P1DRHMJ8KU70,LEI,IS_DIRECTLY_CONSOLIDATED_BY,INACTIVE,2020-01-01\n"+
		"549300YX4S1LLSMK2627,LEI,5493001KJTIIGC8Y1R12,LEI,IS_DIRECTLY_CONSOLIDATED_BY,ACTIVE,2020-01-01\n")
	o := checkFile(t, s, path, job{})
	if o.sniff.Format != "gleif_relationships" || o.Counts != (importers.Counts{Update: 2, Rejected: 1}) || o.notice("ultimate_parents") != 1 || o.notice("ended_relationships") != 1 {
		t.Fatalf("%s: %+v, %+v", o.sniff.Format, o.Counts, o.sniff.Notices)
	}
	if e := o.rows[2]; e.Line != 6 || e.Errors[0].Code != "unknown_ref" || e.Errors[0].Got != "5493001KJTIIGC8Y1R12" {
		t.Errorf("%+v", e)
	}
	s.applyAll(t, o)
	for child, owner := range map[string]string{"Puma": "Shell", "Shell": "Commerzbank"} {
		if p, _ := s.named(t, child).Body.(*graph.Partner); p.Parent != s.named(t, owner).ID {
			t.Errorf("%s is owned by %q", child, p.Parent)
		}
	}
	if again := checkFile(t, s, path, job{}); again.Edits != 0 {
		t.Errorf("again: %d edits", again.Edits)
	}
}
