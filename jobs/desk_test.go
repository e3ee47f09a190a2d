package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"linchpin/graph"
	"linchpin/graph/neostore"
	"linchpin/importers"
	"linchpin/internal/neotest"
	"linchpin/jobs"
)

func TestMain(m *testing.M) { neotest.Main(m) }

// observed is the store, and something done before each of an import's batches.
type observed struct {
	*neostore.Store
	before func(op graph.Op)
}

func (o *observed) Prepare(edits []graph.Edit) (graph.Write, error) {
	write, err := o.Store.Prepare(edits)
	return func(ctx context.Context, op graph.Op) ([]graph.Change, error) {
		if o.before != nil {
			o.before(op)
		}
		return write(ctx, op)
	}, err
}

// office is a desk over a wiped store.
type office struct {
	t     *testing.T
	dir   string
	store *observed
	desk  *jobs.Desk
}

func open(t *testing.T) *office {
	t.Helper()
	a := neotest.Server(t)
	store, err := neostore.Open(t.Context(), neostore.Config{URI: a.URI, User: a.User, Password: a.Password})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close(context.Background()) })
	o := &office{t: t, dir: t.TempDir(), store: &observed{Store: store}}
	o.start()
	t.Cleanup(func() { o.desk.Close() })
	return o
}

// start opens the desk as a start of the program does.
func (o *office) start() {
	o.t.Helper()
	var err error
	if o.desk, err = jobs.New(jobs.Config{Dir: o.dir, Store: o.store, Now: time.Now}); err == nil {
		err = o.desk.Recover(o.t.Context())
	}
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) create(text string) jobs.Import {
	o.t.Helper()
	i, err := o.desk.Create(o.t.Context(), "ann", &jobs.Upload{File: "p.csv", As: importers.Partners}, strings.NewReader(text))
	if err != nil {
		o.t.Fatal(err)
	}
	return i
}

type starter func(ctx context.Context, caller, id string) (jobs.Job, error)

// do runs a job to its end, and returns the import after it.
func (o *office) do(start starter, id string) (jobs.Job, jobs.Import) {
	o.t.Helper()
	j, err := start(o.t.Context(), "ann", id)
	if err == nil {
		j, err = o.desk.Wait(o.t.Context(), j.ID)
	}
	if err != nil {
		o.t.Fatal(err)
	}
	stored, err := o.store.Job(o.t.Context(), j.ID)
	if err != nil || stored.State != j.State {
		o.t.Errorf("the job is %s, stored as %s: %v", j.State, stored.State, err)
	}
	return j, o.get(id)
}

func (o *office) get(id string) jobs.Import {
	o.t.Helper()
	i, err := o.desk.Get(o.t.Context(), id)
	if err != nil {
		o.t.Fatal(err)
	}
	return i
}

// checked brings a file as far as its check.
func (o *office) checked(text string) jobs.Import {
	o.t.Helper()
	i := o.create(text)
	j, i := o.do(o.desk.Check, i.ID)
	if j.State != jobs.Done || i.State != jobs.Checked {
		o.t.Fatalf("check: %+v", j)
	}
	return i
}

// has compares the number of partners, and proves the stored graph.
func (o *office) has(partners int64) {
	o.t.Helper()
	counts, err := o.store.Counts(o.t.Context())
	if err != nil || counts[graph.KindPartner] != partners {
		o.t.Errorf("%d partners, want %d: %v", counts[graph.KindPartner], partners, err)
	}
	findings, err := o.store.Check(o.t.Context())
	if err != nil || len(findings) > 0 {
		o.t.Errorf("check: %v %v", findings, err)
	}
}

// write makes a partner by hand.
func (o *office) write(id string, p *graph.Partner) {
	o.t.Helper()
	_, err := o.store.Apply(o.t.Context(), graph.Op{ID: graph.NewID(time.Now()), Actor: "bob"}, []graph.Edit{{ID: id, Body: p}})
	if err != nil {
		o.t.Error(err)
	}
}

// csv is a file of n partners.
func csv(n int) string {
	var b strings.Builder
	b.WriteString("external_id,name,lei\n")
	for k := range n {
		fmt.Fprintf(&b, "X%d,Supplier number %d,%s\n", k, k, lei(k))
	}
	return b.String()
}

func lei(n int) string { return fmt.Sprintf("LINCHPINTEST%06d%02d", n, n%100) }

func TestFromUploadToUndo(t *testing.T) {
	o := open(t)
	i := o.create("external_id,name\n1,Alder\n2,Birch\n3,\n")
	if i.State != jobs.Mapping || i.As != importers.Partners || len(i.Mapping.Columns) != 2 || len(i.SHA256) != 64 || i.Size != 36 {
		t.Errorf("%+v", i)
	}
	if _, err := o.desk.Apply(t.Context(), "ann", i.ID); graph.CodeOf(err) != graph.Conflict {
		t.Errorf("applied unchecked: %v", err)
	}
	_, i = o.do(o.desk.Check, i.ID)
	if i.Counts.Create != 2 || i.Counts.Rejected != 1 || i.Edits != 2 {
		t.Errorf("%+v", i.Counts)
	}
	if _, err := o.desk.Apply(t.Context(), "ann", i.ID); graph.CodeOf(err) != graph.Conflict {
		t.Errorf("applied with a rejected row: %v", err)
	}
	rows, next, err := o.desk.Rows(t.Context(), i.ID, "", 0, 2)
	if err != nil || len(rows) != 2 || next == 0 {
		t.Fatal(rows, next, err)
	}
	rest, end, err := o.desk.Rows(t.Context(), i.ID, "", next, 2)
	if err != nil || len(rest) != 1 || end != 0 || rest[0].Line != 4 || rest[0].Outcome != importers.Rejected {
		t.Errorf("%+v %d %v", rest, end, err)
	}
	if _, _, err := o.desk.Rows(t.Context(), i.ID, "", next+1, 2); graph.CodeOf(err) != graph.Stale {
		t.Errorf("a place where no row begins: %v", err)
	}
	skip := true
	if _, err := o.desk.Patch(t.Context(), i.ID, jobs.Patch{SkipBad: &skip}); err != nil {
		t.Fatal(err)
	}
	j, i := o.do(o.desk.Apply, i.ID)
	if i.State != jobs.Applied || i.Changes != 2 || j.Result.Changes != 2 || i.AppliedBy != "ann" {
		t.Errorf("%+v %+v", j, i)
	}
	o.has(2)
	if again := o.create("external_id,name\n1,Alder\n2,Birch\n3,\n"); says(again.Notices, "already_imported") == "" {
		t.Errorf("%+v", again.Notices)
	}
	j, i = o.do(o.desk.Undo, i.ID)
	if i.State != jobs.Undone || j.Result.Changes != 2 || i.Restored != 2 || len(i.Errors) != 0 {
		t.Errorf("%+v %+v", j, i)
	}
	o.has(0)
	if _, err := o.desk.Undo(t.Context(), "ann", i.ID); graph.CodeOf(err) != graph.Conflict {
		t.Errorf("undone twice: %v", err)
	}
}

// TestAllOrNothing lets somebody take an LEI of the third batch when the first
// is written.
func TestAllOrNothing(t *testing.T) {
	o := open(t)
	i := o.checked(csv(1600))
	o.store.before = func(op graph.Op) {
		if strings.HasSuffix(op.ID, "/apply/2") {
			o.write("0199-foreign", &graph.Partner{Name: "Somebody else", LEI: lei(1200)})
		}
	}
	j, i := o.do(o.desk.Apply, i.ID)
	if j.State != jobs.Broken || i.State != jobs.Failed || len(i.Errors) == 0 || i.Errors[0].Code == graph.Internal {
		t.Errorf("%+v %+v", j, i.Errors)
	}
	o.has(1)
	o.store.before = nil
	_, i = o.do(o.desk.Check, i.ID) // the row now finds the partner that has its LEI
	if i.Counts.Create != 1599 || i.Counts.Update != 1 {
		t.Fatalf("%+v", i.Counts)
	}
	if _, i = o.do(o.desk.Apply, i.ID); i.State != jobs.Applied || i.Changes != 1600 {
		t.Errorf("%s, %d changes, %v", i.State, i.Changes, i.Errors)
	}
	o.has(1600)
	if j, i = o.do(o.desk.Undo, i.ID); i.State != jobs.Undone || j.Result.Kept != 0 {
		t.Errorf("%+v", j)
	}
	o.has(1)
	r, err := o.store.Record(t.Context(), graph.KindPartner, "0199-foreign")
	if err != nil || r.Body.Title() != "Somebody else" || r.Body.Base().ExternalID != "" {
		t.Errorf("%+v %v", r.Body, err)
	}
}

func TestAPlanThatDoesSomethingElseNowIsNotApplied(t *testing.T) {
	o := open(t)
	i := o.checked(csv(3))
	o.write("0199-first", &graph.Partner{Name: "Supplier number 1"})
	j, i := o.do(o.desk.Apply, i.ID)
	if j.State != jobs.Broken || i.State != jobs.Checked || i.Counts.Create != 2 || i.Counts.Update != 1 {
		t.Fatalf("%+v %s %+v", j, i.State, i.Counts)
	}
	o.has(1)
	o.write("0199-other", &graph.Partner{Name: "Beside the point"}) // the graph moves, the plan stays
	if _, i = o.do(o.desk.Apply, i.ID); i.State != jobs.Applied || i.Changes != 3 {
		t.Errorf("%s, %d changes", i.State, i.Changes)
	}
	o.has(4)
}

// TestAStopInTheMiddleIsMadeGood closes the desk between two batches, which is
// where a crash leaves an import too, and starts another.
func TestAStopInTheMiddleIsMadeGood(t *testing.T) {
	for _, tc := range []struct {
		name     string
		spoil    func(dir string) error
		state    jobs.State
		partners int64
	}{
		{"it is finished", func(string) error { return nil }, jobs.Applied, 1600},
		{"it is taken back without its plan", func(dir string) error { return os.Remove(filepath.Join(dir, "plan.ndjson")) }, jobs.Failed, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			o := open(t)
			i := o.checked(csv(1600))
			o.stopAt(o.desk.Apply, "/apply/2", i.ID)
			if i = o.get(i.ID); i.State != jobs.Applying {
				t.Fatalf("it was faster than the stop: %s", i.State)
			}
			if err := tc.spoil(filepath.Join(o.dir, i.ID)); err != nil {
				t.Fatal(err)
			}
			o.start()
			i = o.get(i.ID)
			if i.State != tc.state || (tc.state == jobs.Applied && i.Changes != 1600) {
				t.Errorf("%s, %d changes, %v", i.State, i.Changes, i.Errors)
			}
			if open, err := o.store.OpenJobs(t.Context()); err != nil || len(open) > 0 {
				t.Errorf("open jobs: %v %v", open, err)
			}
			o.has(tc.partners)
		})
	}
}

// stopAt starts to write an import and stops the desk before a batch of it is written.
func (o *office) stopAt(start starter, op, id string) {
	o.t.Helper()
	closed := make(chan struct{})
	o.store.before = func(at graph.Op) {
		if strings.HasSuffix(at.ID, op) {
			go func() {
				o.desk.Close()
				close(closed)
			}()
			for { // until the desk takes no more
				if _, err := o.desk.Check(o.t.Context(), "ann", id); graph.CodeOf(err) == graph.Unavailable {
					break
				}
			}
		}
	}
	if _, err := start(o.t.Context(), "ann", id); err != nil {
		o.t.Fatal(err)
	}
	<-closed
	o.store.before = nil
}

func TestCancelTakesBack(t *testing.T) {
	o := open(t)
	i := o.checked(csv(1600))
	o.store.before = func(op graph.Op) {
		if strings.HasSuffix(op.ID, "/apply/2") {
			if _, err := o.desk.Cancel(t.Context(), o.get(i.ID).Job); err != nil {
				t.Error(err)
			}
		}
	}
	j, i := o.do(o.desk.Apply, i.ID)
	if j.State != jobs.Cancelled || i.State != jobs.Checked {
		t.Errorf("%+v %s", j, i.State)
	}
	o.has(0)
}

func TestUndoLeavesWhatWasChangedSince(t *testing.T) {
	o := open(t)
	i := o.checked("external_id,name\n1,Alder\n2,Birch\n3,Cedar\n")
	o.do(o.desk.Apply, i.ID)
	keys, err := o.store.Index(t.Context(), graph.KindPartner)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range keys {
		if k.Name == "Birch" {
			o.write(k.ID, &graph.Partner{Name: "Birch", Country: "SE", Common: graph.Common{Source: "file", ExternalID: "2"}})
		}
	}
	j, i := o.do(o.desk.Undo, i.ID)
	if j.State != jobs.Done || j.Result.Kept != 1 || len(i.Errors) != 1 || i.Errors[0].Ref == nil || i.Errors[0].Ref.Name != "Birch" {
		t.Errorf("%+v %+v", j, i.Errors)
	}
	o.has(1)
}

func TestWhatIsTooBigOrEmptyLeavesNothing(t *testing.T) {
	o := open(t)
	small, err := jobs.New(jobs.Config{Dir: o.dir, Store: o.store, Now: time.Now, MaxBytes: 10})
	if err != nil {
		t.Fatal(err)
	}
	defer small.Close()
	own, err := os.ReadDir(o.dir) // what a desk keeps of itself
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]graph.Code{"name\nAlder Works\n": graph.TooBig, "": graph.Invalid} {
		if _, err := small.Create(t.Context(), "ann", &jobs.Upload{}, strings.NewReader(text)); graph.CodeOf(err) != want {
			t.Errorf("%q: %v", text, err)
		}
	}
	broken := errors.New("the line went dead")
	if _, err := small.Create(t.Context(), "ann", &jobs.Upload{}, &failing{broken}); !errors.Is(err, broken) {
		t.Error(err)
	}
	left, err := os.ReadDir(o.dir)
	if err != nil || len(left) != len(own) {
		t.Errorf("%v %v", left, err)
	}
}

type failing struct{ err error }

func (f *failing) Read([]byte) (int, error) { return 0, f.err }
