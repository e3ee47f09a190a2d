package jobs

import (
	"context"

	"linchpin/graph"
)

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
	if d.unqueue(&j) {
		if _, err := d.change(ctx, j.Import, func(i *Import) error { i.calledOff(j.Kind); return nil }); err != nil {
			return j, err
		}
		d.finish(&j, errCancelled)
		return j, nil
	}
	if !d.runs(&j) {
		return d.relieve(ctx, j)
	}
	if j.Kind == Undo {
		return j, graph.Errorf(graph.Conflict, "an undo is not interrupted")
	}
	l := d.lane(j.Kind)
	d.mu.Lock()
	defer d.mu.Unlock()
	if l.current == id {
		l.stop(errCancelled)
	}
	return j, nil
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
