package neostore

import (
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"linchpin/graph"
	"linchpin/identity"
	"linchpin/jobs"
)

var (
	_ identity.Store = (*Store)(nil)
	_ jobs.Store     = (*Store)(nil)
)

func TestImportsAndJobsAreKept(t *testing.T) {
	s, ctx := open(t), t.Context()
	now := s.moment()
	imports := []jobs.Import{
		{ID: "1", File: "a.csv", SHA256: "aa", State: jobs.Mapping, CreatedAt: now},
		{ID: "2", File: "b.csv", SHA256: "bb", State: jobs.Checked, Answers: map[string]string{"d": "x"}, CreatedAt: now},
		{ID: "3", File: "a.csv", SHA256: "aa", State: jobs.Applied, Changes: 7, AppliedAt: &now, CreatedAt: now},
	}
	for _, i := range append(imports, imports...) { // twice is once
		if err := s.PutImport(ctx, i); err != nil {
			t.Fatal(err)
		}
	}
	if got := must(s.Import(ctx, "3")); !reflect.DeepEqual(got, imports[2]) {
		t.Errorf("got %+v", got)
	}
	page := must(s.Imports(ctx, graph.Place{}, 2))
	if len(page.Items) != 2 || page.Items[0].ID != "3" || page.Next == nil {
		t.Fatalf("first page %+v", page)
	}
	if page = must(s.Imports(ctx, *page.Next, 2)); len(page.Items) != 1 || page.Items[0].ID != "1" || page.Next != nil {
		t.Errorf("second page %+v", page)
	}
	if same := must(s.ImportsOf(ctx, "aa")); len(same) != 2 || same[0].ID != "3" {
		t.Errorf("of one file: %+v", same)
	}
	for id, state := range map[string]jobs.JobState{"j1": jobs.Running, "j2": jobs.Done, "j3": jobs.Queued} {
		if err := s.PutJob(ctx, jobs.Job{ID: id, State: state, Import: "1", CreatedAt: now}); err != nil {
			t.Fatal(err)
		}
	}
	if open := must(s.OpenJobs(ctx)); len(open) != 2 || open[0].ID != "j1" || open[1].ID != "j3" {
		t.Errorf("open jobs: %+v", open)
	}
	if got := must(s.Job(ctx, "j2")); got.State != jobs.Done || got.Import != "1" {
		t.Errorf("got %+v", got)
	}
	_, err := s.Import(ctx, "4")
	wantCode(t, err, graph.NotFound)
	_, err = s.Job(ctx, "j4")
	wantCode(t, err, graph.NotFound)
	if seq, _, err := s.Change(ctx); seq != 0 || err != nil {
		t.Errorf("records of imports took the change number %d (%v)", seq, err)
	}
}

func TestOneImportIsWrittenAtATime(t *testing.T) {
	s, ctx := open(t), t.Context()
	for _, c := range []struct {
		id, desk string
		silent   time.Duration
		over     []string
		holder   string
	}{
		{id: "a", desk: "x", holder: "a x"},
		{id: "b", desk: "x", holder: "a x"},
		{id: "a", desk: "x", silent: time.Hour, holder: "a x"},
		{id: "a", desk: "y", silent: time.Hour, holder: "a x"}, // heard of just now
		{id: "a", desk: "y", holder: "a y"},                    // whoever has the file
		{id: "b", desk: "y", over: []string{"c"}, holder: "a y"},
		{id: "b", desk: "y", over: []string{"a"}, holder: "b y"},
		{id: "a", desk: "y", holder: "b y"},
	} {
		if got := must(s.Claim(ctx, jobs.Claim{Import: c.id, Desk: c.desk, Silent: c.silent}, c.over)); got.Import+" "+got.Desk != c.holder {
			t.Errorf("%+v: held by %+v", c, got)
		}
	}
	for _, c := range []jobs.Claim{{Import: "a", Desk: "y"}, {Import: "b", Desk: "x"}} {
		if must(s.Renew(ctx, c)) {
			t.Errorf("%+v does not stand, and is renewed", c)
		}
	}
	if !must(s.Renew(ctx, jobs.Claim{Import: "b", Desk: "y"})) {
		t.Error("the claim that stands is not renewed")
	}
	for _, c := range []jobs.Claim{{Import: "a", Desk: "y"}, {Import: "b", Desk: "x"}, {Import: "b", Desk: "y"}} { // the first two hold nothing
		if err := s.Release(ctx, c); err != nil {
			t.Fatal(err)
		}
	}
	var won atomic.Int64
	var wg sync.WaitGroup
	for _, id := range []string{"c", "d", "e", "f"} {
		wg.Go(func() {
			if got, err := s.Claim(ctx, jobs.Claim{Import: id, Desk: id}, nil); err == nil && got.Import == id {
				won.Add(1)
			} else if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if won.Load() != 1 {
		t.Errorf("%d of four hold the claim", won.Load())
	}
}

func TestIdentityIsKept(t *testing.T) {
	s, ctx, now := open(t), t.Context(), time.Now().UTC().Truncate(time.Microsecond)
	who := identity.Caller{Name: "Ann", Role: identity.Editor}
	_, link := identity.NewLink(who, time.Hour, now)
	_, late := identity.NewLink(who, -time.Hour, now)
	for _, l := range []identity.Link{link, late} {
		if err := s.AddLink(ctx, l); err != nil {
			t.Fatal(err)
		}
	}
	if must(s.Used(ctx)) {
		t.Error("used before anybody came in")
	}
	var taken atomic.Int64
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got, err := s.TakeLink(ctx, link.Hash, now); err == nil && got == link {
				taken.Add(1)
			} else if graph.CodeOf(err) != graph.NotFound {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
	wg.Wait()
	if taken.Load() != 1 || !must(s.Used(ctx)) {
		t.Errorf("one link was taken %d times", taken.Load())
	}
	_, err := s.TakeLink(ctx, late.Hash, now)
	wantCode(t, err, graph.NotFound)

	_, session := identity.NewSession(who, now)
	old := identity.Session{Hash: "old", ExpiresAt: now.Add(-time.Hour)}
	for _, x := range []identity.Session{old, session} {
		if err := s.AddSession(ctx, x); err != nil {
			t.Fatal(err)
		}
	}
	_, err = s.Session(ctx, "old")
	wantCode(t, err, graph.NotFound) // swept by the next
	session.SeenAt = now.Add(time.Minute)
	if err := s.TouchSession(ctx, session.Hash, session.SeenAt); err != nil {
		t.Fatal(err)
	}
	if got := must(s.Session(ctx, session.Hash)); got != session {
		t.Errorf("got %+v", got)
	}
	for range 2 {
		if err := s.DropSession(ctx, session.Hash); err != nil {
			t.Fatal(err)
		}
	}
	_, err = s.Session(ctx, session.Hash)
	wantCode(t, err, graph.NotFound)

	_, token := identity.NewToken(who, time.Hour, now)
	if err := s.AddToken(ctx, token); err != nil {
		t.Fatal(err)
	}
	if got := must(s.Token(ctx, token.Hash)); got != token {
		t.Errorf("got %+v", got)
	}
	act := identity.NewAct(now, "Ann", identity.ActToken, "x", "")
	for range 2 {
		if err := s.Audit(ctx, act); err != nil {
			t.Fatal(err)
		}
	}
	if seq, _, err := s.Change(ctx); seq != 0 || err != nil {
		t.Errorf("records of identity took the change number %d (%v)", seq, err)
	}
}
