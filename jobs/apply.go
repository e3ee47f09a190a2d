package jobs

import (
	"context"
	"errors"
	"fmt"

	"linchpin/graph"
)

// Apply starts to write what the last check planned: all of it, or nothing.
func (d *Desk) Apply(ctx context.Context, caller, id string) (Job, error) {
	return d.start(ctx, caller, id, Apply, func(i *Import) error {
		if i.State != Checked {
			return graph.Errorf(graph.Conflict, "the import is %s: only a checked one can be applied", i.State)
		}
		if bad := i.Counts.Rejected + i.Counts.Undecided; bad > 0 && !i.SkipBad {
			return graph.Errorf(graph.Conflict, "rows rejected: %d, undecided: %d; mend them, or have them left out",
				i.Counts.Rejected, i.Counts.Undecided)
		}
		if len(i.After) > 0 { // it is looked at again with what is stored by now
			i.After, i.Change = nil, neverChange
		}
		i.State = Applying
		return nil
	})
}

// neverChange is the number of no change: a check of it is true of no graph.
const neverChange = -1

// apply does the work of an apply job, while no other import is written.
func (d *Desk) apply(ctx context.Context, j *Job) error {
	err := d.carryOut(ctx, j)
	if !errors.Is(err, errClosing) {
		d.release(j.Import)
	}
	return err
}

// carryOut applies an import, also one that a crash interrupted: the ids of its
// operations make a repeated batch harmless.
func (d *Desk) carryOut(ctx context.Context, j *Job) error {
	i, err := d.claimed(ctx, j)
	if errors.Is(err, ErrLost) {
		return err
	}
	h, held, end := d.hold(ctx, j.Import)
	defer end()
	if err == nil && !i.Writing {
		i, err = d.begin(held, i)
	}
	if err != nil && !i.Writing && !errors.Is(err, ErrLost) {
		return d.abandon(i, j, err)
	}
	var made int64
	if err == nil {
		made, err = d.write(held, h, i, j)
	}
	if errors.Is(err, errClosing) || errors.Is(err, ErrLost) { // others finish it, or have
		return err
	}
	if err != nil {
		return d.takeBack(i, j, err)
	}
	lost := false
	err = d.settle(i.ID, nil, func(now *Import) {
		if lost = now.State != Applying; lost {
			return
		}
		at := d.Now().UTC()
		now.State, now.Writing, now.Changes, now.Restored, now.UndoneAt = Applied, false, made, 0, nil
		now.AppliedAt, now.AppliedBy = &at, j.CreatedBy
	})
	if err == nil && lost {
		err = ErrLost
	}
	if err != nil {
		return err
	}
	j.Result = &Result{Counts: i.Counts, Edits: i.Edits, Changes: made}
	if err := d.remember(d.quit, i, j.CreatedBy); err != nil { //nolint:contextcheck // a loss for the next file, not for this one
		d.Log.WarnContext(ctx, "the mapping is not remembered", "import", i.ID, "error", err)
	}
	return nil
}

// claimed claims an import and returns it as it is then: another server may have
// taken it back since it was looked at.
func (d *Desk) claimed(ctx context.Context, j *Job) (Import, error) {
	i, err := d.Store.Import(ctx, j.Import)
	if err == nil {
		err = d.claim(ctx, j)
	}
	if err != nil {
		return i, err
	}
	if i, err = d.Store.Import(ctx, j.Import); err == nil && (i.State != Applying || i.Job != j.ID) {
		err = ErrLost
	}
	return i, err
}

// errMoved says that a plan does not fit the graph any more.
var errMoved = &graph.Error{Code: graph.Conflict, Detail: "the graph has changed since the check, and the file now does " +
	"something else: nothing was written; look at the new counts and apply again"}

// begin makes sure that the plan fits the graph as it is now, and writes down
// that the import begins to write.
func (d *Desk) begin(ctx context.Context, i Import) (Import, error) {
	err := d.persist(ctx, func(ctx context.Context) error {
		seq, _, err := d.Store.Change(ctx)
		if err != nil || seq == i.Change {
			return err
		}
		old := i.Digest
		if err := d.examine(ctx, &i, func(int64, int64) {}); err != nil {
			return err
		}
		if i.Digest != old {
			return errMoved
		}
		return nil
	})
	if err != nil {
		return i, err
	}
	err = d.settle(i.ID, nil, func(now *Import) {
		now.take(i)
		now.Writing, now.Since = true, i.Change
		now.FirstOp = max(1, now.NextOp)
		now.NextOp = now.FirstOp + (i.Edits+batchSize-1)/batchSize
		i = *now
	})
	return i, err
}

// abandon ends an apply that has written nothing.
func (d *Desk) abandon(i Import, j *Job, err error) error {
	return errors.Join(err, d.settle(j.Import, err, func(now *Import) {
		switch {
		case errors.Is(err, errMoved):
			now.take(i)
			now.State = Checked
		case errors.Is(err, errCancelled):
			now.State = Checked
		default:
			now.State = Failed
		}
		now.Errors = []Fault{d.fault(j, err)}
	}))
}

// write applies the plan of an import, batch by batch, and returns the number
// of changes that it makes in the graph.
func (d *Desk) write(ctx context.Context, h *hold, i Import, j *Job) (made int64, err error) {
	sum, err := fileSum(d.path(i.ID, planFile))
	if err != nil {
		return 0, err
	}
	if sum != i.Plan {
		return 0, errors.New("the plan on disk is not the one that was checked")
	}
	tell, rows, total := d.teller(j), map[int64]bool{}, i.Counts.Create+i.Counts.Update
	op := i.FirstOp
	for b, err := range d.batches(ctx, readPlan(d.path(i.ID, planFile))) {
		if err == nil {
			err = h.sure(ctx)
		}
		if err != nil {
			return made, err
		}
		n, err := d.make(ctx, graph.Op{ID: fmt.Sprintf("%s/apply/%d", i.ID, op), Actor: j.CreatedBy, ImportID: i.ID, Desk: d.id}, b)
		if err != nil {
			return made, err
		}
		for _, row := range b.rows {
			rows[row] = true
		}
		made, op = made+n, op+1
		tell(min(int64(len(rows)), total), total)
	}
	tell(total, total)
	return made, nil
}

// takeBack undoes what an apply wrote before it failed or was cancelled.
func (d *Desk) takeBack(i Import, j *Job, why error) error {
	j.Errors = []Fault{} // the reason is added by finish
	r, err := d.restore(d.quit, i, j)
	if errors.Is(err, errClosing) || errors.Is(err, ErrLost) {
		return err
	}
	left := faults(r.kept)
	stored := d.settle(i.ID, nil, func(now *Import) {
		now.State, now.Writing, now.Errors = Failed, false, left
		now.Changes, now.Restored = r.logged-r.made, r.made
		if !errors.Is(why, errCancelled) {
			now.Errors = append([]Fault{d.fault(j, why)}, left...)
		} else if err == nil && len(r.kept) == 0 {
			now.State = Checked
		}
		if err != nil {
			now.Errors = append(now.Errors, d.fault(j, fmt.Errorf("what was written could not be taken back: %w", err)))
		}
	})
	j.Errors = append(j.Errors, left...)
	if err == nil {
		err = stored
	}
	return errors.Join(why, err)
}
