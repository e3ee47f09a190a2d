package neostore

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
	"linchpin/internal/neotest"
	"linchpin/jobs"
)

// lived is a store of every kind of record, of which some were changed, have
// gone, and came again, and of which an import made one.
func lived(t *testing.T) *Store {
	t.Helper()
	s, ctx := open(t), t.Context()
	fill(t, s)
	apply(t, s, body("owner", &graph.Partner{Name: `Owner <Holding> & Söhne "`}))
	apply(t, s, gone("l-involves"), body("extra", &graph.Component{Name: "Extra", Layer: graph.CloudPlatform}))
	apply(t, s, gone("extra"))
	apply(t, s, body("extra", &graph.Component{Name: "Extra again", Layer: graph.Applications}))
	must(s.Apply(ctx, graph.Op{ID: "i/apply/1", Actor: "Ann", ImportID: "i"}, []graph.Edit{body("imported", &graph.Partner{Name: "Imported", Parent: "owner"})}))
	seq, _, err := s.Change(ctx)
	err = errors.Join(err,
		s.PutImport(ctx, jobs.Import{ID: "i", File: "vendors.csv", State: jobs.Applied, Changes: 1, Since: seq - 1, FirstOp: 1, NextOp: 2}),
		s.PutImport(ctx, jobs.Import{ID: "j", File: "never.csv", State: jobs.Mapping}),
		s.PutMapping(ctx, jobs.SavedMapping{ID: "m", File: "vendors.csv", UsedAt: s.moment()}))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func exported(t *testing.T, s *Store) []byte {
	t.Helper()
	var out bytes.Buffer
	if _, err := s.Export(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// emptied wipes the database of the tests and says where it is.
func emptied(t *testing.T) Config {
	t.Helper()
	a := neotest.Server(t)
	return Config{URI: a.URI, User: a.User, Password: a.Password}
}

func TestArchive(t *testing.T) {
	s, ctx := lived(t), t.Context()
	before, history := must(s.Snapshot(ctx)), must(s.History(ctx, "extra", 0, 10))
	record := must(s.Record(ctx, graph.KindPartner, "partner"))
	archive := exported(t, s)

	cfg := emptied(t)
	head, err := Restore(ctx, cfg, bytes.NewReader(archive))
	if err != nil {
		t.Fatal(err)
	}
	if head.Change != before.Change || head.Imports != 1 || head.Mappings != 1 || head.Entities[graph.KindPartner] != 3 {
		t.Errorf("the head says %+v", head)
	}
	if again := exported(t, s); !bytes.Equal(again, archive) {
		t.Errorf("exported again it differs:\n%s", cmp.Diff(string(archive), string(again)))
	}
	if diff := differ(must(s.Snapshot(ctx)), before); diff != "" {
		t.Error("another graph:\n", diff)
	}
	if diff := cmp.Diff(history, must(s.History(ctx, "extra", 0, 10))); diff != "" || len(history) != 3 {
		t.Error("another history:\n", diff)
	}
	if diff := cmp.Diff(record, must(s.Record(ctx, graph.KindPartner, "partner"))); diff != "" {
		t.Error("another record:\n", diff)
	}
	if found := must(s.Check(ctx)); len(found) > 0 {
		t.Error(found)
	}
	if hits := must(s.Search(ctx, "Söhne", nil, false, 10)); len(hits) != 1 {
		t.Errorf("the text index finds %v", hits)
	}
	apply(t, s, body("next", &graph.Partner{Name: "Next"})) // the gate is open
	if seq, _, err := s.Change(ctx); err != nil || seq != before.Change+1 {
		t.Error(seq, err)
	}
	if _, err := Restore(ctx, cfg, bytes.NewReader(archive)); graph.CodeOf(err) != graph.Conflict {
		t.Errorf("restored over what is there: %v", err)
	}
}

// TestArchiveBesideAWriter exports while others write: what comes out is one
// moment all the same.
func TestArchiveBesideAWriter(t *testing.T) {
	s, ctx := open(t), t.Context()
	apply(t, s, ecosystem(300)...)
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() { churn(t, s, stop) })
	archives := [][]byte{}
	for range 5 {
		archives = append(archives, exported(t, s))
	}
	close(stop)
	wg.Wait()
	if _, err := Restore(ctx, emptied(t), bytes.NewReader(archives[4])); err != nil {
		t.Fatal(err)
	}
	if found := must(s.Check(ctx)); len(found) > 0 {
		t.Error(found)
	}
	if !bytes.Equal(exported(t, s), archives[4]) {
		t.Error("exported again it differs")
	}
}

func TestArchiveDamaged(t *testing.T) {
	archive := exported(t, lived(t))
	lines := strings.SplitAfter(string(archive), "\n")
	without := func(n int) string { return strings.Join(append(append([]string{}, lines[:n]...), lines[n+1:]...), "") }
	for name, text := range map[string]string{
		"nothing":         "",
		"another file":    "name;country\nAcme;DE\n",
		"other JSON":      `{"items":[]}` + "\n",
		"cut off":         string(archive[:len(archive)/2]),
		"no end":          without(len(lines) - 2),
		"no head":         without(0),
		"a change lost":   without(3),
		"a letter turned": strings.Replace(string(archive), "Acme GmbH", "Acne GmbH", 1),
		"more behind":     string(archive) + lines[1],
		"a newer one":     strings.Replace(string(archive), `"version":1,`, `"version":2,`, 1),
	} {
		cfg := emptied(t)
		_, err := Restore(t.Context(), cfg, strings.NewReader(text))
		if code := graph.CodeOf(err); code != graph.Invalid && (code != graph.Conflict || name != "a newer one") {
			t.Errorf("%s: %v", name, err)
		}
		s := must(Open(t.Context(), cfg))
		if head := exported(t, s); !bytes.Contains(head, []byte(`"change":0,`)) {
			t.Errorf("%s: something was written: %.300s", name, head)
		}
		_ = s.Close(t.Context())
	}
}

// torn is a file that can be read once, and then only in part.
type torn struct {
	*bytes.Reader
	times int
}

func (f *torn) Seek(offset int64, whence int) (int64, error) {
	f.times++
	return f.Reader.Seek(offset, whence)
}

func (f *torn) Read(b []byte) (int, error) {
	if f.times == 2 {
		return 0, io.ErrUnexpectedEOF
	}
	return f.Reader.Read(b)
}

// TestRestoreCutShort breaks off after the entities, before the links: nobody
// gets to see that, and a second restore is whole.
func TestRestoreCutShort(t *testing.T) {
	s := lived(t)
	archive, ctx := exported(t, s), t.Context()
	cfg := emptied(t)
	if _, err := Restore(ctx, cfg, &torn{Reader: bytes.NewReader(archive)}); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Fatal(err)
	}
	if n := must(s.Counts(ctx))[graph.KindPartner]; n != 3 {
		t.Fatalf("it was to break off between entities and links; there are %d partners", n)
	}
	if _, err := Open(ctx, cfg); graph.CodeOf(err) != graph.Conflict {
		t.Errorf("half an archive is open to all: %v", err)
	}
	if _, err := s.Apply(ctx, op(), []graph.Edit{body("x", &graph.Partner{Name: "X"})}); err == nil {
		t.Error("half an archive is written to")
	}
	if _, err := Restore(ctx, cfg, bytes.NewReader(archive)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(exported(t, s), archive) {
		t.Error("exported again it differs")
	}
}

// TestExportWaitsForAnImport since what is half written may yet be taken back.
func TestExportWaitsForAnImport(t *testing.T) {
	s, ctx := open(t), t.Context()
	if err := s.PutImport(ctx, jobs.Import{ID: "i", File: "vendors.csv", State: jobs.Applying, Writing: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Export(ctx, io.Discard); graph.CodeOf(err) != graph.Busy || !strings.Contains(err.Error(), "vendors.csv") {
		t.Error(err)
	}
}
