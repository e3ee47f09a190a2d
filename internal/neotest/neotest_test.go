package neotest

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph/neo4jd"
)

func TestMain(m *testing.M) { Main(m) }

// numbers runs a query that returns one row of numbers.
func numbers(t *testing.T, a neo4jd.Access, query string) []any {
	t.Helper()
	driver, err := connect(a)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = driver.Close(t.Context()) }()
	res, err := neo4j.ExecuteQuery(t.Context(), driver, query, nil, neo4j.EagerResultTransformer, neo4j.ExecuteQueryWithDatabase("neo4j"))
	if err != nil {
		t.Fatal(err)
	}
	if len(res.Records) == 0 {
		return nil
	}
	return res.Records[0].Values
}

func TestDataIsWipedAndTheSchemaKept(t *testing.T) {
	a := Server(t)
	numbers(t, a, `CREATE (:Migration {version: 1}), (:Counter {name: 'change', value: 7}), (:Partner)-[:OWNED_BY]->(:Partner)`)
	b := Server(t)
	if a != b {
		t.Errorf("a second server: %v, %v", a.URI, b.URI)
	}
	got := numbers(t, b, `RETURN COUNT { (:Migration) }, COUNT { (:Partner) }, COUNT { (:Counter {value: 0}) }, COUNT { (:Counter) }`)
	for i, want := range []int64{1, 0, 1, 1} {
		if got[i] != want {
			t.Errorf("migrations, partners, counters at 0, counters: %v, want 1 0 1 1", got)
			break
		}
	}
}

func TestOwnServerComesBack(t *testing.T) {
	s := Own(t)
	before := s.Access()
	numbers(t, before, `CREATE (:Partner)`)
	if err := syscall.Kill(before.PID, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	// The driver waits and tries again: the address and the password stay.
	if got := numbers(t, before, `MATCH (n:Partner) RETURN count(n)`); got[0] != int64(1) {
		t.Errorf("%v partners after the crash, want 1", got)
	}
	if after := s.Access(); after.PID == before.PID || after.URI != before.URI || after.Password != before.Password {
		t.Errorf("after the crash %s (process %d), before %s (process %d)", after.URI, after.PID, before.URI, before.PID)
	}
}

func TestLeftoversAreSwept(t *testing.T) {
	dir, now := t.TempDir(), time.Now()
	old, young := filepath.Join(dir, prefix+"old"), filepath.Join(dir, prefix+"young")
	for _, d := range []string{old, young} {
		if err := os.Mkdir(d, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chtimes(old, now, now.Add(-2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	sweep(dir, now.Add(-time.Hour))
	if _, err := os.Stat(old); err == nil {
		t.Error("the folder of a dead test binary is still there")
	}
	if _, err := os.Stat(young); err != nil {
		t.Error("a young folder is gone")
	}
}
