package jobs_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"linchpin/graph"
	"linchpin/jobs"
)

// A check is done while an apply is in the middle of its work.
func TestACheckWaitsForNoApply(t *testing.T) {
	o := open(t)
	i := o.checked(csv(600))
	other, checked := o.create("external_id,name\nY1,Another\n"), false
	o.store.before = func(op graph.Op) {
		if strings.HasSuffix(op.ID, "/apply/2") {
			if j, other := o.do(o.desk.Check, other.ID); j.State != jobs.Done || other.Counts.Create != 1 {
				t.Errorf("%+v, %+v", j, other.Counts)
			}
			checked = true
		}
	}
	if _, i = o.do(o.desk.Apply, i.ID); i.State != jobs.Applied || !checked {
		t.Errorf("%s, checked %v", i.State, checked)
	}
	if _, other = o.do(o.desk.Apply, other.ID); other.State != jobs.Applied { // looked at again, and does the same
		t.Errorf("%s: %+v", other.State, other.Errors)
	}
	o.has(601)
}

// Who stands in line is told what is worked on before, and what is done with it.
func TestAJobInLineSaysBehindWhat(t *testing.T) {
	o := open(t)
	first, second := o.checked(csv(600)), o.checked("external_id,name\nY1,Another\n")
	var waiting jobs.Job
	o.store.before = func(op graph.Op) {
		if waiting.ID != "" {
			return
		}
		var err error
		if waiting, err = o.desk.Apply(t.Context(), "bob", second.ID); err != nil {
			t.Fatal(err)
		}
		j, err := o.desk.Job(t.Context(), waiting.ID)
		if want := (jobs.Wait{Import: first.ID, File: "p.csv", Kind: jobs.Apply, Job: o.get(first.ID).Job}); err != nil || j.Waits == nil || *j.Waits != want {
			t.Errorf("it waits for %+v, %v, want %+v", j.Waits, err, want)
		}
	}
	o.do(o.desk.Apply, first.ID)
	j, err := o.desk.Wait(t.Context(), waiting.ID)
	if err != nil || j.State != jobs.Done || j.Waits != nil {
		t.Errorf("%+v, %v", j, err)
	}
}

// Who asks for an undo while it is at work is told so; it is done once.
func TestAnImportIsUndoneOnce(t *testing.T) {
	o := open(t)
	i := o.checked(csv(3))
	o.do(o.desk.Apply, i.ID)
	asked := false
	o.store.before = func(graph.Op) {
		asked = true
		if _, err := o.desk.Undo(t.Context(), "bob", i.ID); graph.CodeOf(err) != graph.Conflict {
			t.Errorf("a second undo at once: %v", err)
		}
	}
	if j, i := o.do(o.desk.Undo, i.ID); i.State != jobs.Undone || j.Result.Changes != 3 || !asked {
		t.Errorf("%s %+v", i.State, j.Result)
	}
	o.has(0)
}

// another opens a desk over the same store, as another server has it.
func (o *office) another(lostAfter time.Duration) *office {
	o.t.Helper()
	dir := filepath.Join(o.dir, "another")
	desk, err := jobs.New(jobs.Config{Dir: dir, Store: o.store, Now: time.Now, LostAfter: lostAfter})
	if err != nil {
		o.t.Fatal(err)
	}
	o.t.Cleanup(desk.Close)
	return &office{t: o.t, dir: dir, store: o.store, desk: desk}
}

// An undo begins when the apply of another server has ended, and says meanwhile
// what it waits for.
func TestAnUndoWaitsForAnApplyOfAnotherServer(t *testing.T) {
	o := open(t)
	first := o.checked("external_id,name\nA1,Alder\nA2,Birch\n")
	o.do(o.desk.Apply, first.ID)
	other := o.another(time.Minute)
	second := other.checked(named("country", "DE", 0, 1200))
	var ops []string
	var undo jobs.Job
	o.store.before = func(op graph.Op) {
		ops = append(ops, op.ID)
		if !strings.HasSuffix(op.ID, "/apply/2") {
			return
		}
		var err error
		if undo, err = o.desk.Undo(t.Context(), "ann", first.ID); err != nil {
			t.Error(err)
			return
		}
		states, err := o.desk.Watch(t.Context(), undo.ID)
		if err != nil {
			t.Error(err)
			return
		}
		for j := range states {
			if j.Waits != nil && j.Waits.Import == second.ID {
				return
			}
		}
		t.Error("the undo waits for nothing")
	}
	if _, second = other.do(other.desk.Apply, second.ID); second.State != jobs.Applied {
		t.Errorf("%s: %+v", second.State, second.Errors)
	}
	undo, err := o.desk.Wait(t.Context(), undo.ID)
	if err != nil || undo.State != jobs.Done || undo.Result.Kept != 0 {
		t.Errorf("%+v, %v", undo, err)
	}
	if last := slices.IndexFunc(ops, func(id string) bool { return strings.Contains(id, "/undo/") }); last != 3 {
		t.Errorf("the undo is not behind the three batches of the apply: %v", ops)
	}
	o.has(1200)
}

// A server that is away in the middle of an undo holds up nobody for longer than
// a while; back again, it does the rest.
func TestAnUndoNobodyHearsOfHoldsUpNobody(t *testing.T) {
	o := open(t)
	i := o.checked(csv(1600))
	o.do(o.desk.Apply, i.ID)
	o.stopAt(o.desk.Undo, "/2", i.ID)
	other := o.another(time.Nanosecond)
	next := other.checked("external_id,name\nY1,Another\n")
	if _, next = other.do(other.desk.Apply, next.ID); next.State != jobs.Applied {
		t.Errorf("%s: %+v", next.State, next.Errors)
	}
	o.start()
	j, err := o.desk.Wait(t.Context(), o.get(i.ID).Job)
	if err != nil || j.State != jobs.Done {
		t.Errorf("%+v, %v", j, err)
	}
	if i = o.get(i.ID); i.State != jobs.Undone {
		t.Errorf("%s", i.State)
	}
	o.has(1)
}

// A server that stood still while another one took its import back writes
// nothing more of it, though it does not know how long it stood: the right to
// write is looked at in the transaction that writes.
func TestAServerThatStoodStillWritesNothingMore(t *testing.T) {
	o := open(t)
	i := o.checked(csv(1600))
	other := o.another(time.Nanosecond)
	o.store.before = func(op graph.Op) {
		if !strings.HasSuffix(op.ID, "/apply/2") {
			return
		}
		job := o.get(i.ID).Job
		_, err := other.desk.Cancel(t.Context(), job)
		if err == nil {
			_, err = other.desk.Wait(t.Context(), job)
		}
		if err != nil {
			t.Error(err)
		}
		o.has(0)
	}
	j, i := o.do(o.desk.Apply, i.ID)
	if j.State != jobs.Broken || len(j.Errors) != 1 || j.Errors[0].Detail != jobs.ErrLost.Detail || i.State != jobs.Checked {
		t.Errorf("%s %+v, the import is %s", j.State, j.Errors, i.State)
	}
	o.has(0)
}
