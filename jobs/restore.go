package jobs

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"linchpin/graph"
)

const (
	logPage   = 1000 // changes read at once
	tryAgain  = 5    // times a plan is made anew when somebody else writes meanwhile
	maxFaults = 100  // listed; Result.Kept counts them all
)

// restored is what came of bringing back what an import touched.
type restored struct {
	kept   []graph.Kept // what was left alone
	made   int64        // changes
	logged int64        // changes of the import since its apply began, those of earlier tries included
}

// restore brings what an import touched back to what it was. It can be repeated
// at any time.
func (d *Desk) restore(ctx context.Context, i Import, j *Job) (r restored, err error) {
	for range tryAgain {
		made := r.made
		r, err = d.restoreOnce(ctx, i, j)
		r.made += made
		if errors.Is(err, ErrLost) {
			return r, err
		}
		switch graph.CodeOf(err) {
		case graph.Stale, graph.Conflict, graph.NotFound, graph.Invalid: // somebody was faster: look again
		default:
			return r, err
		}
	}
	return r, err
}

func (d *Desk) restoreOnce(ctx context.Context, i Import, j *Job) (r restored, err error) {
	var all []*graph.Touched
	var now graph.Snapshot
	err = d.persist(ctx, func(ctx context.Context) (err error) {
		if all, r.logged, err = d.touchedBy(ctx, i); err == nil {
			now, err = d.snapshot(ctx)
		}
		if err == nil {
			err = d.follow(ctx, i, all, now)
		}
		return err
	})
	if err != nil {
		return r, err
	}
	edits, kept, err := graph.WayBack(all, now)
	if err != nil {
		return r, err
	}
	r.kept = kept
	tell := d.teller(j)
	j.Progress.Unit = unitOf(Undo)
	var n, did int64
	for b, err := range d.batches(ctx, inOrder(edits)) {
		if err == nil {
			err = context.Cause(ctx)
		}
		if err != nil {
			return r, err
		}
		tell(did, int64(len(edits)))
		n, did = n+1, did+int64(len(b.rows))
		// The plan follows from the graph at this change, so the same id is the same batch.
		m, err := d.make(ctx, graph.Op{ID: fmt.Sprintf("%s/undo/%d/%d", i.ID, now.Change, n), Actor: j.CreatedBy, ImportID: i.ID, Desk: d.id}, b)
		r.made, r.logged = r.made+m, r.logged+m
		if err != nil {
			return r, err
		}
	}
	tell(did, int64(len(edits)))
	return r, nil
}

// inOrder is a plan of edits that no file asks for.
func inOrder(edits []graph.Edit) iter.Seq2[planned, error] {
	return func(yield func(planned, error) bool) {
		for _, e := range edits {
			if !yield(planned{Edit: e}, nil) {
				return
			}
		}
	}
}

// touchedBy reads from the log what the last apply of an import changed and has
// not been restored yet, and counts its changes.
func (d *Desk) touchedBy(ctx context.Context, i Import) (all []*graph.Touched, logged int64, err error) {
	var traces graph.Traces
	for c, err := range d.logOf(ctx, i) {
		if err != nil {
			return nil, 0, err
		}
		traces.Add(c)
		logged++
	}
	return traces.All, logged, nil
}

// logOf reads from the log what the last apply of an import changed, and what
// was restored since.
func (d *Desk) logOf(ctx context.Context, i Import) iter.Seq2[*graph.Change, error] {
	return func(yield func(*graph.Change, error) bool) {
		for after := i.Since; ; {
			page, err := d.Store.ChangesOf(ctx, i.ID, after, logPage)
			if err != nil {
				yield(nil, err)
				return
			}
			for k := range page {
				if !yield(&page[k], nil) {
					return
				}
				after = page[k].Seq
			}
			if len(page) < logPage {
				return
			}
		}
	}
}

// faults lists what an undo leaves alone.
func faults(kept []graph.Kept) []Fault {
	out := []Fault{}
	for n, k := range kept {
		if n == maxFaults {
			return append(out, Fault{Code: graph.Conflict, Detail: fmt.Sprintf("and %d more", len(kept)-n)})
		}
		out = append(out, Fault{Code: graph.Conflict, Detail: k.Detail, Ref: k.Ref})
	}
	return out
}
