package jobs_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
	"linchpin/importers"
	"linchpin/jobs"
)

// named is a file of partners without ids, which nothing but the check keeps
// from being made twice.
func named(column, value string, from, to int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "name,%s\n", column)
	for k := from; k < to; k++ {
		fmt.Fprintf(&b, "Supplier number %d,%s\n", k, value)
	}
	return b.String()
}

// TestTwoServersApplyAtOnce lets two desks, as two servers have them, apply
// overlapping files to one database at the same time. Whoever comes second is
// told to look again where the file does something else by then. What comes out
// is what one after the other gives, in either order.
func TestTwoServersApplyAtOnce(t *testing.T) {
	o := open(t)
	other := o.another(time.Minute)
	a, b := o.checked(named("country", "DE", 0, 1200)), other.checked(named("status", "active", 600, 1800))
	if a.Counts.Create != 1200 || b.Counts.Create != 1200 {
		t.Fatalf("%+v, %+v", a.Counts, b.Counts)
	}
	var wg sync.WaitGroup
	for office, i := range map[*office]*jobs.Import{o: &a, other: &b} {
		wg.Go(func() { _, *i = office.do(office.desk.Apply, i.ID) })
	}
	wg.Wait()
	late, of := &b, other
	if a.State != jobs.Applied {
		late, of = &a, o
	}
	if late.State != jobs.Checked || late.Counts.Create != 600 || late.Counts.Update != 600 {
		t.Fatalf("the first is %s, the second %s with %+v", a.State, b.State, late.Counts)
	}
	o.has(1200)
	if _, *late = of.do(of.desk.Apply, late.ID); late.State != jobs.Applied {
		t.Fatalf("%s: %+v", late.State, late.Errors)
	}
	o.has(1800)
	seen := map[string]int{}
	for _, r := range o.whole() {
		p, _ := r.(*graph.Partner)
		seen[p.Country+" "+p.Status]++
	}
	if want := map[string]int{"DE ": 600, "DE active": 600, " active": 600}; !cmp.Equal(seen, want) {
		t.Errorf("partners by country and status: %v, want %v", seen, want)
	}
}

// What a server leaves that dies between its last batch and letting go stops
// nobody.
func TestAClaimThatACrashLeftIsTakenOver(t *testing.T) {
	o := open(t)
	done := o.checked(csv(2))
	o.do(o.desk.Apply, done.ID)
	dead := jobs.Claim{Import: done.ID, Desk: "dead"}
	if stands, err := o.store.Claim(t.Context(), dead, nil); err != nil || stands != dead {
		t.Fatalf("%+v, %v", stands, err)
	}
	next := o.checked("external_id,name\nY1,Another\n")
	if _, next = o.do(o.desk.Apply, next.ID); next.State != jobs.Applied {
		t.Errorf("%s: %+v", next.State, next.Errors)
	}
}

// TestTablesComeAndGo applies each real table over a graph that knows some of
// it and takes it back: the graph is as it was, compared whole. Undone, it is
// an import again, and applied again gives the same.
func TestTablesComeAndGo(t *testing.T) {
	o := open(t)
	o.write("0199-known", &graph.Partner{Name: "OXFORD HOMELESS PATHWAYS", Status: "on_hold", Common: graph.Common{Aliases: []string{"OHP"}}})
	o.write("0199-karen", &graph.Partner{Name: "Hargraves Landscapes", Country: "AU"})
	for _, c := range []struct {
		file string
		as   importers.As
	}{
		{"spend-oxford-2016q1.csv", importers.Partners}, {"spend-oxford-2014q4.csv", importers.Partners}, {"contracts-sydney-2013.csv", importers.Partners},
	} {
		before := o.whole()
		i := o.uploaded("../importers/testdata/"+c.file, jobs.Upload{File: c.file, As: c.as})
		if _, i = o.do(o.desk.Check, i.ID); i.State != jobs.Checked || i.Counts.Update == 0 {
			t.Fatalf("%s: %s, %+v, %v", c.file, i.State, i.Counts, i.Errors)
		}
		if _, i = o.do(o.desk.Apply, i.ID); i.State != jobs.Applied {
			t.Fatalf("%s: %s %v", c.file, i.State, i.Errors)
		}
		applied := o.whole()
		if j, u := o.do(o.desk.Undo, i.ID); u.State != jobs.Undone || j.Result.Kept != 0 {
			t.Errorf("%s: %+v", c.file, j)
		}
		if d := cmp.Diff(before, o.whole()); d != "" {
			t.Errorf("%s: what undo leaves differs from what was there:\n%s", c.file, d)
		}
		_, i = o.do(o.desk.Check, i.ID)
		if _, i = o.do(o.desk.Apply, i.ID); i.State != jobs.Applied {
			t.Fatalf("%s again: %s %v", c.file, i.State, i.Errors)
		}
		if now := o.whole(); len(now) != len(applied) {
			t.Errorf("%s: applied again it makes %d, before %d", c.file, len(now), len(applied))
		}
		o.do(o.desk.Undo, i.ID)
		o.has(2)
	}
}

// Two files about different partners do not disturb each other, although a name
// of the one is like names of the other: the second is looked at again by
// itself, and does what was shown.
func TestImportsThatDoNotTouchAskNobodyAgain(t *testing.T) {
	o := open(t)
	a, b := o.checked(named("country", "DE", 0, 40)), o.checked(named("country", "DE", 40, 80))
	for _, i := range []jobs.Import{a, b} {
		if j, now := o.do(o.desk.Apply, i.ID); now.State != jobs.Applied || now.Counts.Create != 40 {
			t.Errorf("%s, %+v, %+v", now.State, now.Counts, j.Errors)
		}
	}
	o.has(80)
}

// A server that is away for good holds a half-written import. Who waits for it
// is told so, and may have it taken back; what waited goes on.
func TestWhatADeadServerLeftIsTakenBack(t *testing.T) {
	o := open(t)
	dead := o.checked(csv(1600))
	o.stopAt(o.desk.Apply, "/apply/2", dead.ID)
	if dead = o.get(dead.ID); !dead.Writing {
		t.Fatalf("it was faster than the stop: %s", dead.State)
	}
	second := o.another(time.Nanosecond)
	desk := second.desk
	next := second.checked("external_id,name\nY1,Another\n")
	j, err := desk.Apply(t.Context(), "ann", next.ID)
	if err != nil {
		t.Fatal(err)
	}
	states, err := desk.Watch(t.Context(), j.ID)
	if err != nil {
		t.Fatal(err)
	}
	told := false
	for j = range states {
		if j.Waits != nil && !told {
			told = true
			if want := (jobs.Wait{Import: dead.ID, File: "p.csv", Kind: jobs.Apply, Job: dead.Job, Silent: j.Waits.Silent}); *j.Waits != want {
				t.Errorf("it waits for %+v, want %+v", *j.Waits, want)
			}
			if _, err := desk.Cancel(t.Context(), dead.Job); err != nil {
				t.Fatal(err)
			}
		}
	}
	if !told || j.State != jobs.Done || j.Waits != nil {
		t.Errorf("told %v: %+v", told, j)
	}
	if dead = o.get(dead.ID); dead.State != jobs.Checked || dead.Writing {
		t.Errorf("what the dead server left is %s", dead.State)
	}
	o.has(1)
	o.start() // it comes back after all, and has nothing to finish
	if dead = o.get(dead.ID); dead.State != jobs.Checked {
		t.Errorf("%s", dead.State)
	}
	o.has(1)
}

// A server that is there keeps its import, whoever asks.
func TestAnImportOfAServerThatIsThereIsNotTaken(t *testing.T) {
	o := open(t)
	i := o.checked(csv(1100))
	other := o.another(time.Minute)
	o.store.before = func(op graph.Op) {
		if strings.HasSuffix(op.ID, "/apply/2") {
			if _, err := other.desk.Cancel(t.Context(), o.get(i.ID).Job); graph.CodeOf(err) != graph.Conflict {
				t.Errorf("another server cancels it: %v", err)
			}
		}
	}
	if _, i = o.do(o.desk.Apply, i.ID); i.State != jobs.Applied {
		t.Errorf("%s", i.State)
	}
	o.has(1100)
}
