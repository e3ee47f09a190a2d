package jobs

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"linchpin/graph"
)

const (
	showEvery = 100 * time.Millisecond // progress is told no more often
	firstWait = 250 * time.Millisecond // before a store that is away is asked again
	maxWait   = 5 * time.Second
	keepLive  = 200 // ended jobs kept in memory
)

// start makes a job out of an import: prepare checks that it may run and brings
// the import into the state of waiting for it.
func (d *Desk) start(ctx context.Context, caller, id string, w Work, prepare func(*Import) error) (Job, error) {
	if d.shut() {
		return Job{}, graph.Errorf(graph.Unavailable, "the server is stopping")
	}
	now := d.Now().UTC()
	j := Job{
		ID: graph.NewID(now), Kind: w, Import: id, State: Queued, Progress: Progress{Unit: unitOf(w)},
		Errors: []Fault{}, CreatedBy: caller, CreatedAt: now, UpdatedAt: now,
	}
	_, err := d.change(ctx, id, func(i *Import) error {
		if !d.has(i.ID) {
			return graph.Errorf(graph.Conflict, "the file of this import lies with another server")
		}
		if err := prepare(i); err != nil {
			return err
		}
		i.Job, i.Errors, j.file = j.ID, []Fault{}, i.File
		return d.Store.PutJob(ctx, j) // first: a job that no import names is dropped by Recover
	})
	if err != nil {
		return Job{}, err
	}
	d.enqueue(j)
	return j, nil
}

func unitOf(w Work) string {
	if w == Undo {
		return "changes"
	}
	return "rows"
}

func (d *Desk) shut() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.closed
}

func (d *Desk) enqueue(j Job) {
	l := d.lane(j.Kind)
	d.mu.Lock()
	l.queue = append(l.queue, j)
	d.mu.Unlock()
	d.show(j)
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// run carries a job to its end, unless the desk closes meanwhile.
func (d *Desk) run(ctx context.Context, j Job) {
	j.State, j.UpdatedAt = Running, d.Now().UTC()
	d.show(j)
	defer d.over(d.lane(j.Kind))
	err := d.persist(ctx, func(ctx context.Context) error { return d.Store.PutJob(ctx, j) })
	if err == nil {
		err = d.guarded(ctx, &j)
	}
	if errors.Is(err, errClosing) {
		return
	}
	d.finish(&j, err)
}

// guarded does the work of a job; a panic in it is an error.
func (d *Desk) guarded(ctx context.Context, j *Job) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = panicked(p)
		}
	}()
	switch j.Kind {
	case Check:
		return d.check(ctx, j)
	case Apply:
		return d.apply(ctx, j)
	default:
		return d.undo(ctx, j)
	}
}

func panicked(p any) error { return fmt.Errorf("panic: %v\n%s", p, debug.Stack()) }

// finish writes what became of a job and shows it. The import has its new state
// before the job has.
func (d *Desk) finish(j *Job, err error) {
	j.State, j.UpdatedAt = Done, d.Now().UTC()
	if errors.Is(err, errCancelled) {
		j.State = Cancelled
	} else if err != nil {
		j.State = Broken
		j.Errors = append(j.Errors, d.fault(j, err))
	}
	ended := d.persist(d.quit, func(ctx context.Context) error { return d.Store.PutJob(ctx, *j) })
	if ended != nil && !errors.Is(ended, errClosing) {
		d.Log.Error("the end of a job could not be stored", "job", j.ID, "error", ended)
	}
	d.show(*j)
}

// fault is what a user sees of an error. Anything internal goes to the log.
func (d *Desk) fault(j *Job, err error) Fault {
	if e, ok := errors.AsType[*graph.Error](err); ok {
		return Fault{Code: e.Code, Detail: e.Detail}
	}
	d.Log.Error("a job failed", "job", j.ID, "import", j.Import, "kind", j.Kind, "error", err)
	return Fault{Code: graph.Internal, Detail: "an internal error; the server's log has the details"}
}

// persist does something with the store, again and again while that is away.
// Everything done so must be harmless when repeated.
func (d *Desk) persist(ctx context.Context, do func(context.Context) error) error {
	wait := firstWait
	for {
		err := do(ctx)
		if cause := context.Cause(ctx); cause != nil && err != nil {
			return cause
		}
		switch graph.CodeOf(err) {
		case graph.Busy, graph.Unavailable, graph.OutcomeUnknown:
		default:
			return err
		}
		d.Log.WarnContext(ctx, "the store is away", "error", err, "again", wait)
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(wait):
		}
		wait = min(2*wait, maxWait)
	}
}
