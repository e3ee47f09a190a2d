package jobs

import (
	"context"
	"time"

	"linchpin/graph"
)

// claimEvery is how often an import looks whether another server has done with
// its own.
const claimEvery = 200 * time.Millisecond

// claim waits until no other import is written, by this server or another: two
// that make the same partners at once would make them twice. A claim whose
// import is applied no more is what a crash left, and is taken over; that of a
// server which is away is not, for its import is half written.
func (d *Desk) claim(ctx context.Context, id string) error {
	var over []string
	for {
		var holder string
		err := d.persist(ctx, func(ctx context.Context) (err error) {
			holder, err = d.Store.Claim(ctx, id, over)
			return err
		})
		if err != nil || holder == id {
			return err
		}
		other, err := d.Store.Import(ctx, holder)
		switch {
		case graph.CodeOf(err) == graph.NotFound, err == nil && other.State != Applying:
			over = []string{holder}
			continue
		case err != nil && context.Cause(ctx) == nil && graph.CodeOf(err) == graph.Internal:
			return err
		}
		over = nil
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(claimEvery):
		}
	}
}

// release lets the next import write. One that is forgotten is taken over.
func (d *Desk) release(id string) {
	err := d.persist(d.quit, func(ctx context.Context) error { return d.Store.Release(ctx, id) })
	if err != nil {
		d.Log.Warn("the claim of an import was not released", "import", id, "error", err)
	}
}
