package jobs_test

import (
	"strings"
	"testing"

	"linchpin/graph"
	"linchpin/importers"
	"linchpin/jobs"
)

// Files that refer to each other are looked at before the first is written, as
// if it were; an apply looks again at what is stored by then.
func TestAFileIsCheckedAfterOthers(t *testing.T) {
	o := open(t)
	create := func(as importers.As, text string) jobs.Import {
		i, err := o.desk.Create(t.Context(), "ann", &jobs.Upload{File: string(as) + ".csv", As: as}, strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return i
	}
	partners := create(importers.Partners, "external_id,name\nA1,Alder Works\nA2,Birch Works\n")
	contracts := create(importers.Contracts, "reference,partner\nC-1,A1\nC-2,Birch Works\n")
	if _, i := o.do(o.desk.Check, contracts.ID); i.Counts.Rejected != 2 {
		t.Fatalf("alone: %+v", i.Counts)
	}
	after := []string{partners.ID}
	if _, err := o.desk.Patch(t.Context(), contracts.ID, jobs.Patch{After: &after}); err != nil {
		t.Fatal(err)
	}
	if j, i := o.do(o.desk.Check, contracts.ID); i.State != jobs.Failed || j.Errors[0].Code != graph.Conflict {
		t.Errorf("behind what is not checked it is %s: %+v", i.State, j.Errors)
	}
	o.do(o.desk.Check, partners.ID)
	_, i := o.do(o.desk.Check, contracts.ID)
	if i.Counts.Create != 2 || i.Counts.Rejected != 0 {
		t.Errorf("behind the partners: %+v", i.Counts)
	}
	o.has(0)

	// Applied without the partners it does something else, and writes nothing.
	if _, i = o.do(o.desk.Apply, contracts.ID); i.State != jobs.Checked || i.Counts.Rejected != 2 || len(i.After) > 0 {
		t.Errorf("%s %+v after %v", i.State, i.Counts, i.After)
	}
	o.do(o.desk.Apply, partners.ID)
	o.do(o.desk.Check, contracts.ID)
	if _, i = o.do(o.desk.Apply, contracts.ID); i.State != jobs.Applied || i.Changes != 2 {
		t.Errorf("%s, %d changes", i.State, i.Changes)
	}
	for _, wrong := range [][]string{{contracts.ID}, {"nobody"}} {
		if _, err := o.desk.Patch(t.Context(), partners.ID, jobs.Patch{After: &wrong}); err == nil {
			t.Errorf("it comes after %v", wrong)
		}
	}
}
