package jobs

import (
	"context"
	"sync/atomic"
	"time"

	"linchpin/graph"
)

const (
	claimEvery = 200 * time.Millisecond // an import looks whether another server has done with its own
	renewEvery = 5 * time.Second        // a server says that it is there
)

// Claim is the right of one import to be written, held by the desk that does it.
type Claim struct {
	Import string
	Desk   string
	Silent time.Duration // since the desk was heard of
}

// ErrLost says that the claim of an import was taken by somebody else, who has
// taken back what it wrote.
var ErrLost = &graph.Error{Code: graph.Conflict, Detail: "this server was not heard of for a while, and another one took the import back"}

// claim waits until no other import is written, by this server or another: two
// that make the same partners at once would make them twice. A claim whose
// import is worked on no more is what a crash left, and is taken over, and so is
// that of an undo nobody hears of, which its server takes up again by the log;
// that of an apply is not, for its import is half written. Meanwhile the job says
// what it waits for.
func (d *Desk) claim(ctx context.Context, j *Job) error {
	defer func() {
		if j.Waits != nil {
			j.Waits = nil
			d.show(*j)
		}
	}()
	mine := Claim{Import: j.Import, Desk: d.id, Silent: d.LostAfter}
	var over []string
	for {
		var stands Claim
		err := d.persist(ctx, func(ctx context.Context) (err error) {
			stands, err = d.Store.Claim(ctx, mine, over)
			return err
		})
		if err != nil || stands.is(mine) {
			return err
		}
		other, err := d.Store.Import(ctx, stands.Import)
		switch {
		case graph.CodeOf(err) == graph.NotFound, err == nil && d.leaves(ctx, other, stands):
			over = []string{stands.Import}
			continue
		case err != nil && context.Cause(ctx) == nil && graph.CodeOf(err) == graph.Internal:
			return err
		case err == nil:
			d.showWait(j, other, stands.Silent)
		}
		over = nil
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(claimEvery):
		}
	}
}

// leaves reports whether the claim of an import stands in nobody's way.
func (d *Desk) leaves(ctx context.Context, i Import, stands Claim) bool {
	return i.State != Applying && (stands.Silent >= d.LostAfter || !d.undoing(ctx, i))
}

func (c Claim) is(other Claim) bool { return c.Import == other.Import && c.Desk == other.Desk }

func (d *Desk) showWait(j *Job, other Import, silent time.Duration) {
	w := Wait{Import: other.ID, File: other.File, Kind: Undo, Job: other.Job}
	if other.State == Applying {
		w.Kind = Apply
	}
	if silent >= d.LostAfter {
		w.Silent = int64(silent / time.Second)
	}
	if j.Waits == nil || *j.Waits != w {
		j.Waits = &w
		d.show(*j)
	}
}

// release lets the next import write. One that is forgotten is taken over.
func (d *Desk) release(id string) {
	err := d.persist(d.quit, func(ctx context.Context) error {
		return d.Store.Release(ctx, Claim{Import: id, Desk: d.id})
	})
	if err != nil {
		d.Log.Warn("the claim of an import was not released", "import", id, "error", err)
	}
}

// hold is a claim that is kept up while it is used.
type hold struct {
	d    *Desk
	mine Claim
	seen atomic.Pointer[time.Time] // when the store last heard of it
	lose context.CancelCauseFunc
}

// hold keeps a claim up until end is called. The returned context ends, with
// ErrLost, once another desk has it.
func (d *Desk) hold(ctx context.Context, id string) (h *hold, held context.Context, end func()) {
	h = &hold{d: d, mine: Claim{Import: id, Desk: d.id}}
	now := time.Now()
	h.seen.Store(&now)
	held, h.lose = context.WithCancelCause(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(renewEvery)
		defer tick.Stop()
		for {
			select {
			case <-held.Done():
				return
			case <-tick.C:
				_ = h.renew(held) // a store that is away is asked again
			}
		}
	}()
	return h, held, func() {
		h.lose(nil)
		<-done
	}
}

func (h *hold) renew(ctx context.Context) error {
	now := time.Now()
	stands, err := h.d.Store.Renew(ctx, h.mine)
	switch {
	case err != nil:
		return err
	case !stands:
		h.lose(ErrLost)
		return ErrLost
	}
	h.seen.Store(&now)
	return nil
}

// sure makes certain, before a write, that the claim stands: a process that was
// stopped for a while does not know how long.
func (h *hold) sure(ctx context.Context) error {
	if time.Since(*h.seen.Load()) < h.d.LostAfter/2 {
		return context.Cause(ctx)
	}
	return h.d.persist(ctx, h.renew)
}
