package jobs

import (
	"context"
	"errors"

	"linchpin/graph"
)

// Undo starts to bring everything an import touched back to what it was. What
// was changed since stays, and is listed in the job's errors.
func (d *Desk) Undo(ctx context.Context, caller, id string) (Job, error) {
	return d.start(ctx, caller, id, Undo, func(i *Import) error {
		switch {
		case d.undoing(ctx, *i):
			return graph.Errorf(graph.Conflict, "the import is being undone")
		case i.State == Applied:
		case i.State == Failed && i.FirstOp > 0: // something could not be taken back
		case i.State == Undone && len(i.Errors) > 0: // something was kept
		default:
			return graph.Errorf(graph.Conflict, "the import is %s: only an applied one can be undone", i.State)
		}
		return nil
	})
}

// undoing reports whether an import waits to be undone, or is.
func (d *Desk) undoing(ctx context.Context, i Import) bool {
	j, err := d.Job(ctx, i.Job)
	return err == nil && j.Kind == Undo && !j.Ended()
}

// undo does the work of an undo job, also of one that a crash interrupted: what
// is left to restore is read from the log.
func (d *Desk) undo(ctx context.Context, j *Job) error {
	i, err := d.Store.Import(ctx, j.Import)
	if err != nil {
		return err
	}
	r, err := d.restoreAlone(ctx, i, j)
	if errors.Is(err, errClosing) {
		return err // with the claim, unless that falls silent
	}
	d.release(i.ID)
	left := faults(r.kept)
	stored := d.settle(i.ID, nil, func(now *Import) {
		if r.logged > 0 { // the log was read
			now.Restored = r.logged - now.Changes // also by a try that a crash ended
		}
		if err != nil {
			now.Errors = append([]Fault{d.fault(j, err)}, left...)
			return
		}
		at := d.Now().UTC()
		now.State, now.UndoneAt, now.Errors = Undone, &at, left
	})
	j.Errors = left
	j.Result = &Result{Counts: i.Counts, Edits: i.Edits, Changes: r.made, Kept: int64(len(r.kept))}
	if err == nil {
		err = stored
	}
	return err
}

// restoreAlone restores while no import is written. A claim that was lost to
// others, who did not hear of this server for a while, is asked for again: what
// is left to do is in the log.
func (d *Desk) restoreAlone(ctx context.Context, i Import, j *Job) (r restored, err error) {
	for {
		if err = d.claim(ctx, j); err != nil {
			return r, err
		}
		_, held, end := d.hold(ctx, i.ID)
		made := r.made
		r, err = d.restore(held, i, j)
		r.made += made
		end()
		if !errors.Is(err, ErrLost) {
			return r, err
		}
	}
}
