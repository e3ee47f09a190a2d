package api

import (
	"context"

	"linchpin/graph"
)

// turns lets a few do at once what takes memory and time, and some wait.
type turns struct{ working, here chan struct{} }

func newTurns(atOnce, waiting int) turns {
	return turns{make(chan struct{}, atOnce), make(chan struct{}, atOnce+waiting)}
}

// take waits for a turn, to be given back when done; where too many wait, it
// is Busy.
func (t turns) take(ctx context.Context) (done func(), err error) {
	select {
	case t.here <- struct{}{}:
	default:
		return nil, graph.Errorf(graph.Busy, "too many ask that at once: ask again soon")
	}
	select {
	case t.working <- struct{}{}:
		return func() { <-t.working; <-t.here }, nil
	case <-ctx.Done():
		<-t.here
		return nil, ctx.Err()
	}
}
