package neo4jd

import (
	"context"
	"fmt"
	"time"
)

const (
	quickCrash = time.Minute // a child that lived longer than this starts a new count
	maxCrashes = 5           // quick ones in a row, then the server is given up
	firstPause = 500 * time.Millisecond
)

// Event is something a supervised server went through.
type Event struct {
	Crash error         // why the child ended; nil: a new child answers
	Wait  time.Duration // pause before the next child is started
}

// Supervise starts a new child whenever one crashes, after a pause that doubles
// from half a second, on the same port and with the same password, so that
// clients carry on. It tells report of every crash and every return; report may
// be nil. It returns nil once ctx ends or Stop is called, and an error when the
// server crashed five times in a row, each within a minute of its start.
func (s *Server) Supervise(ctx context.Context, report func(Event)) error {
	if report == nil {
		report = func(Event) {}
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		select {
		case <-s.quit:
			cancel()
		case <-ctx.Done():
		}
	}()
	crashes := 0
	for {
		c := s.current()
		select {
		case <-ctx.Done():
			return nil
		case <-c.done:
		}
		if time.Since(c.born) > quickCrash {
			crashes = 0
		}
		if err := s.revive(ctx, c.ended(), &crashes, report); err != nil || ctx.Err() != nil {
			return err
		}
		report(Event{})
	}
}

// revive starts a child in place of one that ended, until one answers.
func (s *Server) revive(ctx context.Context, crash error, crashes *int, report func(Event)) error {
	for ctx.Err() == nil {
		*crashes++
		if *crashes > maxCrashes {
			return fmt.Errorf("Neo4j is given up after %d crashes: %w", maxCrashes, crash)
		}
		wait := s.pause << (*crashes - 1)
		report(Event{Crash: crash, Wait: wait})
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
		}
		if crash = s.launch(ctx); crash == nil {
			return nil
		}
	}
	return nil
}
