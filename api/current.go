package api

import (
	"context"
	"sync"
	"time"

	"linchpin/graph"
	"linchpin/risk"
)

const loadTime = 2 * time.Minute // for reading and compiling the whole graph

// current answers questions from the newest graph. It reads the number of the
// last change for each question; when the graph has moved on, it is refreshed
// and compiled once, however many ask.
type current struct {
	store     snapshots
	version   string
	importing func() string
	trees     *studies
	now       func() time.Time
	supposing turns // what-ifs: each may hold a graph of its own

	mu       sync.Mutex // guards the rest
	snap     graph.Snapshot
	compiled *risk.Graph
	load     *loading
}

// loading is one refresh under way.
type loading struct {
	done chan struct{}
	err  error
}

// graph returns a graph that includes every write acknowledged before the call.
func (q *current) graph(ctx context.Context) (*risk.Graph, error) {
	seq, _, err := q.store.Change(ctx)
	if err != nil {
		return nil, err
	}
	for {
		g, load := q.newest(ctx, seq)
		if g != nil {
			return g, nil
		}
		select {
		case <-load.done:
			if load.err != nil {
				return nil, load.err
			}
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// newest returns the compiled graph if it holds a change, else the refresh
// that may bring it. A refresh that began too early is followed by another.
func (q *current) newest(ctx context.Context, seq int64) (*risk.Graph, *loading) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.compiled != nil && q.snap.Change >= seq {
		return q.compiled, nil
	}
	if q.load == nil {
		q.load = &loading{done: make(chan struct{})}
		go q.refresh(context.WithoutCancel(ctx), q.load, q.snap, q.compiled != nil)
	}
	return nil, q.load
}

// refresh goes on when whoever asked first has left: others wait for it too.
func (q *current) refresh(ctx context.Context, l *loading, old graph.Snapshot, loaded bool) {
	ctx, cancel := context.WithTimeout(ctx, loadTime)
	defer cancel()
	var snap graph.Snapshot
	g, err := guarded(func() (g *risk.Graph, err error) {
		if loaded {
			snap, err = q.store.Refresh(ctx, old)
		} else {
			snap, err = q.store.Snapshot(ctx)
		}
		if err == nil {
			g = risk.Compile(snap)
		}
		return g, err
	})
	q.mu.Lock()
	defer q.mu.Unlock()
	if err == nil {
		q.snap, q.compiled = snap, g
	}
	l.err, q.load = err, nil
	close(l.done)
}
