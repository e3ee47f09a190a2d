package jobs

import (
	"context"
	"errors"

	"linchpin/graph"
)

// relieve ends an apply of another server that is not heard of any more: what
// it wrote is taken back by the log, since its file lies with that server. Only
// a person can know that the server will not come back, so nothing calls this
// but Cancel.
func (d *Desk) relieve(ctx context.Context, j Job) (Job, error) {
	if j.Kind != Apply {
		return j, graph.Errorf(graph.Conflict, "the job runs in another server")
	}
	mine := Claim{Import: j.Import, Desk: d.id, Silent: d.LostAfter}
	stands, err := d.Store.Claim(ctx, mine, nil)
	if err != nil {
		return j, err
	}
	if !stands.is(mine) {
		return j, graph.Errorf(graph.Conflict, "the job runs in another server, which is there: cancel it there")
	}
	i, err := d.Store.Import(ctx, j.Import)
	if err != nil {
		return j, err
	}
	d.show(j)
	doing := j
	d.others.Go(func() { //nolint:contextcheck // it ends with the desk, not with the request
		h, held, end := d.hold(d.quit, i.ID)
		defer end()
		err := h.sure(held)
		if err == nil {
			err = d.giveUp(i, &doing)
		}
		if errors.Is(err, errClosing) {
			return // the claim falls silent, and it can be cancelled again
		}
		d.release(i.ID)
		d.finish(&doing, err)
	})
	return j, nil
}

// giveUp brings an import of another server to its end.
func (d *Desk) giveUp(i Import, j *Job) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = panicked(p)
		}
	}()
	if i.Writing {
		return d.takeBack(i, j, errCancelled)
	}
	return d.abandon(i, j, errCancelled)
}
