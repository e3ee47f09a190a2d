package jobs

import (
	"context"
	"iter"

	"linchpin/graph"
)

// batchSize is the number of edits in one transaction: what holds the lock of
// all writers for about a tenth of a second.
const batchSize = 500

// slowTries is how often a batch may take longer than a transaction is given:
// on a machine that is busy otherwise, the same batch fits a moment later.
const slowTries = 4

// batch is some edits of a plan, ready to be written.
type batch struct {
	rows  []int64 // of the file, one an edit
	write graph.Write
}

// batches makes the edits of a plan ready, a batch at a time. While one is
// written the next is read, checked and encoded.
func (d *Desk) batches(ctx context.Context, plan iter.Seq2[planned, error]) iter.Seq2[batch, error] {
	type made struct {
		batch
		err error
	}
	return func(yield func(batch, error) bool) {
		ahead, stop := context.WithCancel(ctx)
		ready := make(chan made)
		give := func(b batch, err error) bool {
			select {
			case ready <- made{b, err}:
				return err == nil
			case <-ahead.Done():
				return false
			}
		}
		go func() {
			defer close(ready)
			defer func() {
				if p := recover(); p != nil {
					give(batch{}, panicked(p))
				}
			}()
			d.inBatches(plan, give)
		}()
		defer func() { // nothing reads the plan any more when this returns
			stop()
			for range ready {
			}
		}()
		for m := range ready {
			if !yield(m.batch, m.err) || m.err != nil {
				return
			}
		}
		if err := context.Cause(ctx); err != nil {
			yield(batch{}, err)
		}
	}
}

// inBatches yields batches until it is told to end.
func (d *Desk) inBatches(plan iter.Seq2[planned, error], yield func(batch, error) bool) {
	var rows []int64
	var edits []graph.Edit
	flush := func() bool {
		write, err := d.Store.Prepare(edits)
		b := batch{rows, write}
		rows, edits = nil, nil
		return yield(b, err)
	}
	for p, err := range plan {
		if err != nil {
			yield(batch{}, err)
			return
		}
		rows, edits = append(rows, p.Row), append(edits, p.Edit)
		if len(edits) == batchSize && !flush() {
			return
		}
	}
	if len(edits) > 0 {
		flush()
	}
}

// make writes a batch in one transaction, however often the store is away
// meanwhile, and returns the number of changes.
func (d *Desk) make(ctx context.Context, op graph.Op, b batch) (n int64, err error) {
	for range slowTries {
		err = d.persist(ctx, func(ctx context.Context) error {
			changes, err := b.write(ctx, op)
			n = int64(len(changes))
			return err
		})
		if graph.CodeOf(err) != graph.TooBig {
			break
		}
	}
	return n, err
}
