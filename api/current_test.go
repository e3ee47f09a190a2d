package api

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"linchpin/graph"
)

// wrote adds a component and returns the change's number.
func (s *server) wrote(id string) (int64, error) {
	body := &graph.Component{Name: "Component " + id, Layer: graph.Communications}
	changes, err := s.store.Apply(s.Context(), graph.Op{ID: "op " + id, Actor: "test"}, []graph.Edit{{ID: id, Body: body, IfVersion: graph.MustBeNew}})
	if err != nil {
		return 0, err
	}
	return changes[0].Seq, nil
}

// Each change adds a component. While several write and several ask, an answer
// counts just as many as its change number says, and includes every write that
// was acknowledged before it was asked.
func TestAnAnswerIsOfOneChangeThatIncludesEveryWriteBefore(t *testing.T) {
	s := start(t)
	base, _, err := s.store.Change(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	q := &current{store: s.store}
	var acknowledged atomic.Int64
	acknowledged.Store(base)
	var writers, askers sync.WaitGroup
	for w := range 3 {
		writers.Go(func() {
			for i := range 12 {
				seq, err := s.wrote(fmt.Sprintf("c%d-%d", w, i))
				if err != nil {
					t.Error(err)
					return
				}
				for was := acknowledged.Load(); was < seq && !acknowledged.CompareAndSwap(was, seq); {
					was = acknowledged.Load()
				}
			}
		})
	}
	var over atomic.Bool
	var seen sync.Map
	for range 3 {
		askers.Go(func() {
			for last := false; !last; {
				last = over.Load() // asks once more when all is written
				before := acknowledged.Load()
				g, err := q.graph(t.Context())
				if err != nil {
					t.Error(err)
					return
				}
				seen.Store(g.Change(), true)
				if g.Change() < before {
					t.Errorf("an answer of change %d, asked after %d", g.Change(), before)
				}
				if c := g.Summary().Components; int64(c.Exposed+c.Safe+c.Unknown) != g.Change()-base {
					t.Errorf("%+v components at change %d, of which %d were before", c, g.Change(), base)
				}
			}
		})
	}
	writers.Wait()
	over.Store(true)
	askers.Wait()
	if _, ok := seen.Load(base + 36); !ok {
		t.Error("nobody saw the last change")
	}
}

// losing is the store, but for a refresh that is lost.
type losing struct {
	snapshots
	lost atomic.Bool
}

var errLost = errors.New("lost")

func (l *losing) Refresh(ctx context.Context, old graph.Snapshot) (graph.Snapshot, error) {
	if l.lost.Load() {
		return graph.Snapshot{}, errLost
	}
	return l.snapshots.Refresh(ctx, old)
}

func TestARefreshThatFailsSpoilsNoLaterOne(t *testing.T) {
	s := start(t)
	store := &losing{snapshots: s.store}
	q := &current{store: store}
	first, err := q.graph(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	seq, err := s.wrote("c")
	if err != nil {
		t.Fatal(err)
	}
	store.lost.Store(true)
	if _, err := q.graph(t.Context()); !errors.Is(err, errLost) {
		t.Errorf("an older graph than asked for, or none: %v", err)
	}
	store.lost.Store(false)
	g, err := q.graph(t.Context())
	if err != nil || g.Change() != seq || g == first {
		t.Errorf("after a lost refresh: %v", err)
	}
}
