package neostore

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
	"linchpin/internal/neotest"
)

// numbers returns the numbers of all changes in order.
func numbers(t *testing.T, s *Store) (out []int64) {
	t.Helper()
	for _, c := range must(s.Changes(t.Context(), 0, 100000)) {
		out = append(out, c.Seq)
	}
	return out
}

func TestConcurrentWritersLoseNothing(t *testing.T) {
	const writers, tries = 8, 25
	s, ctx := open(t), t.Context()
	apply(t, s, body("p", &graph.Partner{Name: "0"}))
	var won atomic.Int64
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range tries {
				now, err := s.Record(ctx, graph.KindPartner, "p")
				if err == nil {
					_, err = s.Apply(ctx, op(), []graph.Edit{{ID: "p", IfVersion: now.Version, Body: &graph.Partner{Name: fmt.Sprint(w, "/", i)}}})
				}
				if err == nil {
					won.Add(1)
				} else if graph.CodeOf(err) != graph.Stale {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if got := must(s.Record(ctx, graph.KindPartner, "p")); got.Version != 1+won.Load() {
		t.Errorf("version %d after %d updates", got.Version, won.Load())
	}
	for i, seq := range numbers(t, s) {
		if seq != int64(i)+1 {
			t.Fatalf("change %d bears the number %d", i+1, seq)
		}
	}
	if got, _, err := s.Change(ctx); err != nil || got != 1+won.Load() {
		t.Errorf("the counter stands at %d (%v) after %d changes", got, err, 1+won.Load())
	}
}

func TestOneOfManyWins(t *testing.T) {
	s, ctx := open(t), t.Context()
	apply(t, s, body("p", &graph.Partner{Name: "0"}))
	var won, stale atomic.Int64
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			_, err := s.Apply(ctx, op(), []graph.Edit{{ID: "p", IfVersion: 1, Body: &graph.Partner{Name: fmt.Sprint("n", i)}}})
			switch {
			case err == nil:
				won.Add(1)
			case graph.CodeOf(err) == graph.Stale:
				stale.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if won.Load() != 1 || stale.Load() != 49 {
		t.Errorf("%d won, %d were stale", won.Load(), stale.Load())
	}
}

func TestOperationIsAppliedOnce(t *testing.T) {
	s, ctx, once := open(t), t.Context(), op()
	once.ImportID = "import-1"
	edits := []graph.Edit{body("a", &graph.Partner{Name: "Acme"}), body("b", &graph.Partner{Name: "Unit", Parent: "a"})}
	first := must(s.Apply(ctx, once, edits))
	again := must(s.Apply(ctx, once, edits)) // nothing left to do: the gate is not entered
	other := must(s.Apply(ctx, once, []graph.Edit{body("c", &graph.Partner{Name: "Other"})}))
	if len(first) != 2 || !reflect.DeepEqual(first, again) || !reflect.DeepEqual(first, other) {
		t.Errorf("first %+v\nagain %+v\nother %+v", first, again, other)
	}
	if of := must(s.ChangesOf(ctx, "import-1", 0, 10)); !reflect.DeepEqual(of, first) {
		t.Errorf("changes of the import: %+v", of)
	}
	if of := must(s.ChangesOf(ctx, "import-1", 1, 10)); len(of) != 1 || of[0].EntityID != "b" {
		t.Errorf("changes of the import after 1: %+v", of)
	}
	lost := &neo4j.ConnectivityError{}
	if got, err := s.settle(ctx, once, lost); err != nil || !reflect.DeepEqual(got, first) {
		t.Errorf("a write that happened: %+v, %v", got, err)
	}
	_, err := s.settle(ctx, op(), lost)
	wantCode(t, err, graph.Unavailable)
	elsewhere := must(connect(Config{URI: "bolt://127.0.0.1:1"}))
	_, err = elsewhere.settle(ctx, once, lost)
	wantCode(t, err, graph.OutcomeUnknown)
}

func TestFault(t *testing.T) {
	limit := func(code string) error {
		return fmt.Errorf("wrapped: %w", &neo4j.TransactionExecutionLimit{Errors: []error{&neo4j.Neo4jError{Code: code}}})
	}
	for code, want := range map[string]graph.Code{
		constraintViolated: graph.Conflict,
		"Neo.ClientError.Transaction.LockClientStopped":                      graph.Busy,
		"Neo.TransientError.Transaction.LockAcquisitionTimeout":              graph.Busy,
		"Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration": graph.TooBig,
		"Neo.TransientError.General.MemoryPoolOutOfMemoryError":              graph.TooBig,
		"Neo.TransientError.General.DatabaseUnavailable":                     graph.Unavailable,
		"Neo.ClientError.Statement.SyntaxError":                              graph.Internal,
	} {
		wantCode(t, fault(limit(code)), want)
	}
	wantCode(t, fault(&neo4j.ConnectivityError{}), graph.Unavailable)
	if fault(nil) != nil {
		t.Error("nil is a fault")
	}
}

// TestWhoIsGoneIsToldSo: whenever the caller of a question goes, it is answered,
// or fails as one that was cancelled, and never as a fault of the database.
func TestWhoIsGoneIsToldSo(t *testing.T) {
	s := open(t)
	for n := range 60 {
		ctx, cancel := context.WithCancel(t.Context())
		go func() {
			for range n * 1000 { // another moment each time
				runtime.Gosched()
			}
			cancel()
		}()
		if _, err := s.run(ctx, "UNWIND range(1, 2000) AS n RETURN n", nil); err != nil && !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		cancel()
	}
}

func TestMigrate(t *testing.T) {
	a := neotest.Server(t)
	cfg := Config{URI: a.URI, User: a.User, Password: a.Password}
	var wg sync.WaitGroup
	for range 3 { // several processes may start at once
		wg.Go(func() {
			s, err := Open(t.Context(), cfg)
			if err != nil {
				t.Error(err)
				return
			}
			_ = s.Close(t.Context())
		})
	}
	wg.Wait()
	if err := Answers(t.Context(), cfg); err != nil {
		t.Error(err)
	}
	if from, to, err := Migrated(t.Context(), cfg); from != to || to < 3 || err != nil {
		t.Errorf("migrated from %d to %d (%v)", from, to, err)
	}
	s := open(t)
	plant(t, s, "CREATE (:Migration {version: 99})")
	defer plant(t, s, "MATCH (m:Migration {version: 99}) DELETE m")
	_, err := Open(t.Context(), cfg)
	wantCode(t, err, graph.Conflict)
}
