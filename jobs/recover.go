package jobs

import (
	"context"
	"errors"

	"linchpin/graph"
)

// Recover deals with the jobs that were not at their end when this desk's last
// process was. An apply that had begun to write is finished, or taken back
// where that is not possible, and an undo finished, before Recover returns;
// what had written nothing stands in line again. It is called once, before
// anybody uses the desk.
func (d *Desk) Recover(ctx context.Context) error {
	open, err := d.Store.OpenJobs(ctx)
	if err != nil {
		return err
	}
	var again []Job
	for _, j := range open {
		if !d.has(j.Import) {
			continue // it lies with another server
		}
		i, err := d.Store.Import(ctx, j.Import)
		if err != nil {
			return err
		}
		j.file = i.File
		switch {
		case i.Job != j.ID: // its import never learnt of it
			d.finish(&j, errCancelled)
		case i.settled(j.Kind):
			d.finish(&j, i.outcome())
		case j.Kind == Undo && d.stillOurs(ctx, i), j.Kind == Apply && i.Writing:
			d.Log.InfoContext(ctx, "finishing what a crash interrupted", "job", j.ID, "kind", j.Kind, "import", i.ID)
			if err := d.now(ctx, j); err != nil {
				return err
			}
		default:
			again = append(again, j)
		}
	}
	for _, j := range again {
		j.State = Queued
		d.enqueue(j)
	}
	return nil
}

// stillOurs reports whether an undo that was at work may go on at once: where it
// had to wait, or others have written since, it stands in line again.
func (d *Desk) stillOurs(ctx context.Context, i Import) bool {
	stands, err := d.Store.Renew(ctx, Claim{Import: i.ID, Desk: d.id})
	return err == nil && stands
}

// settled reports whether the import has the state that a job left it in.
func (i *Import) settled(w Work) bool {
	switch w {
	case Check:
		return i.State != Checking
	case Apply:
		return i.State != Applying
	default:
		return i.State == Undone
	}
}

// outcome is the error of the last job, as far as the import remembers it.
func (i *Import) outcome() error {
	if i.State != Failed || len(i.Errors) == 0 {
		return nil
	}
	return &graph.Error{Code: i.Errors[0].Code, Detail: i.Errors[0].Detail}
}

// now runs a job at once, outside the line.
func (d *Desk) now(ctx context.Context, j Job) error {
	l := d.lane(j.Kind)
	d.mu.Lock()
	running := d.begins(l, j.ID)
	stop := l.stop
	d.mu.Unlock()
	defer context.AfterFunc(ctx, func() { stop(errClosing) })()
	d.run(running, j)                                                  //nolint:contextcheck // it ends with the desk, and with ctx
	if cause := context.Cause(running); errors.Is(cause, errClosing) { //nolint:contextcheck // as above
		return cause
	}
	return nil
}
