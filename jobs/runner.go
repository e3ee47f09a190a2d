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
		i.Job, i.Errors = j.ID, []Fault{}
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
	d.mu.Lock()
	d.queue = append(d.queue, j)
	d.mu.Unlock()
	d.show(j)
	select {
	case d.wake <- struct{}{}:
	default:
	}
}

// work runs the jobs in line, one after the other.
func (d *Desk) work() {
	defer close(d.idle)
	for {
		select {
		case <-d.quit.Done():
			return
		case <-d.wake:
		}
		for {
			j, ctx, ok := d.next()
			if !ok {
				break
			}
			d.run(ctx, j)
		}
	}
}

// next takes the first job in line and makes it the running one.
func (d *Desk) next() (j Job, ctx context.Context, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.queue) == 0 || d.closed {
		return j, nil, false
	}
	j, d.queue = d.queue[0], d.queue[1:]
	d.current = j.ID
	ctx, d.stop = context.WithCancelCause(d.quit)
	return j, ctx, true
}

// run carries a job to its end, unless the desk closes meanwhile.
func (d *Desk) run(ctx context.Context, j Job) {
	j.State, j.UpdatedAt = Running, d.Now().UTC()
	d.show(j)
	defer func() {
		d.mu.Lock()
		d.stop(nil)
		d.current = ""
		d.mu.Unlock()
	}()
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

// Cancel ends a job early. A running check or apply stops, an apply takes back
// what it wrote; a running undo is not interrupted. An apply of another server
// is taken back when that server has not been heard of for a minute.
func (d *Desk) Cancel(ctx context.Context, id string) (Job, error) {
	j, err := d.Job(ctx, id)
	if err != nil {
		return j, err
	}
	if j.Ended() {
		return j, graph.Errorf(graph.Conflict, "the job has ended: %s", j.State)
	}
	if d.unqueue(id) {
		if _, err := d.change(ctx, j.Import, func(i *Import) error { i.calledOff(j.Kind); return nil }); err != nil {
			return j, err
		}
		d.finish(&j, errCancelled)
		return j, nil
	}
	if !d.runs(id) {
		return d.relieve(ctx, j)
	}
	if j.Kind == Undo {
		return j, graph.Errorf(graph.Conflict, "an undo is not interrupted")
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.current == id {
		d.stop(errCancelled)
	}
	return j, nil
}

// runs reports whether a job is the running one of this desk.
func (d *Desk) runs(id string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.current == id
}

func (d *Desk) unqueue(id string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	for n, j := range d.queue {
		if j.ID == id {
			d.queue = append(d.queue[:n:n], d.queue[n+1:]...)
			return true
		}
	}
	return false
}

// calledOff brings an import back to where it was before a job.
func (i *Import) calledOff(w Work) {
	switch w {
	case Check:
		i.State = Mapping
	case Apply:
		i.State = Checked
	default:
		i.State = Applied
	}
}
