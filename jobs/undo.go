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
		case i.State == Applied:
		case i.State == Failed && i.FirstOp > 0: // something could not be taken back
		case i.State == Undone && len(i.Errors) > 0: // something was kept
		default:
			return graph.Errorf(graph.Conflict, "the import is %s: only an applied one can be undone", i.State)
		}
		return nil
	})
}

// undo does the work of an undo job, also of one that a crash interrupted: what
// is left to restore is read from the log.
func (d *Desk) undo(ctx context.Context, j *Job) error {
	i, err := d.Store.Import(ctx, j.Import)
	if err != nil {
		return err
	}
	kept, made, err := d.restore(ctx, i, j)
	if errors.Is(err, errClosing) {
		return err
	}
	left := faults(kept)
	stored := d.settle(i.ID, nil, func(now *Import) {
		now.Restored += made
		if err != nil {
			now.Errors = append([]Fault{d.fault(j, err)}, left...)
			return
		}
		at := d.Now().UTC()
		now.State, now.UndoneAt, now.Errors = Undone, &at, left
	})
	j.Errors = left
	j.Result = &Result{Counts: i.Counts, Edits: i.Edits, Changes: made, Kept: int64(len(kept))}
	if err == nil {
		err = stored
	}
	return err
}
