package api

import (
	"context"
	"errors"
	"testing"

	"linchpin/graph"
)

// One works, one waits, the third is refused at once; who leaves makes room.
func TestTurns(t *testing.T) {
	ctx, leave := context.WithCancel(t.Context())
	all := newTurns(1, 1)
	done, err := all.take(ctx)
	if err != nil {
		t.Fatal(err)
	}
	left := make(chan error)
	go func() {
		_, err := all.take(ctx)
		left <- err
	}()
	for len(all.here) < 2 { // until the other waits
		select {
		case err := <-left:
			t.Fatalf("two work at once, or the second did not wait: %v", err)
		default:
		}
	}
	if _, err := all.take(ctx); graph.CodeOf(err) != graph.Busy {
		t.Errorf("the third is told %v", err)
	}
	leave()
	if err := <-left; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	done()
	if done, err = all.take(t.Context()); err != nil {
		t.Fatal(err)
	}
	done()
	if len(all.here)+len(all.working) != 0 {
		t.Error("a turn is kept by nobody")
	}
}
