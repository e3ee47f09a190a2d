package jobs

import (
	"context"
	"errors"
	"fmt"

	"linchpin/graph"
)

const (
	logPage   = 1000 // changes read at once
	tryAgain  = 5    // times a plan is made anew when somebody else writes meanwhile
	maxFaults = 100  // listed; Result.Kept counts them all
)

// touched is an entity or link that an import changed: what it was before the
// first change, and where the last one left it.
type touched struct {
	id      string
	kind    string
	link    bool
	before  []byte // nil: it is new
	after   []byte // nil: it is gone
	version int64
}

// restore brings what an import touched back to what it was. It returns what it
// left alone, and the number of changes it made. It can be repeated at any time.
func (d *Desk) restore(ctx context.Context, i Import, j *Job) (kept []Fault, made int64, err error) {
	for range tryAgain {
		var n int64
		kept, n, err = d.restoreOnce(ctx, i, j)
		made += n
		switch graph.CodeOf(err) {
		case graph.Stale, graph.Conflict, graph.NotFound, graph.Invalid: // somebody was faster: look again
		default:
			return kept, made, err
		}
	}
	return kept, made, err
}

func (d *Desk) restoreOnce(ctx context.Context, i Import, j *Job) (kept []Fault, made int64, err error) {
	var all []*touched
	var now graph.Snapshot
	err = d.persist(ctx, func(ctx context.Context) (err error) {
		if all, err = d.touchedBy(ctx, i); err == nil {
			now, err = d.snapshot(ctx)
		}
		return err
	})
	if err != nil {
		return nil, 0, err
	}
	way, err := wayBack(all, now)
	if err != nil {
		return nil, 0, err
	}
	kept, edits, tell := way.faults(), way.edits(), d.teller(j)
	j.Progress.Unit = unitOf(Undo)
	for n := 0; n < len(edits); n += batchSize {
		if err := context.Cause(ctx); err != nil {
			return kept, made, err
		}
		tell(int64(n), int64(len(edits)))
		// The plan follows from the graph at this change, so the same id is the same batch.
		op := graph.Op{ID: fmt.Sprintf("%s/undo/%d/%d", i.ID, now.Change, n/batchSize+1), Actor: j.CreatedBy, ImportID: i.ID}
		m, err := d.batch(ctx, op, edits[n:min(n+batchSize, len(edits))])
		made += m
		if err != nil {
			return kept, made, err
		}
	}
	tell(int64(len(edits)), int64(len(edits)))
	return kept, made, nil
}

// touchedBy reads from the log what the last apply of an import changed and has
// not been restored yet, in the order of the first change.
func (d *Desk) touchedBy(ctx context.Context, i Import) (out []*touched, err error) {
	byID := map[string]*touched{}
	for after := i.Since; ; {
		page, err := d.Store.ChangesOf(ctx, i.ID, after, logPage)
		if err != nil {
			return nil, err
		}
		for k := range page {
			c := &page[k]
			t := byID[c.EntityID]
			if t == nil {
				t = &touched{id: c.EntityID, kind: c.Kind, link: c.IsLink(), before: image(c.Before)}
				byID[c.EntityID] = t
				out = append(out, t)
			}
			t.version, t.after = c.Version, []byte{}
			if t.before != nil || image(c.After) == nil {
				t.after = image(c.After) // of what is new only whether it is there counts
			}
			after = c.Seq
		}
		if len(page) < logPage {
			return out, nil
		}
	}
}

func image(b []byte) []byte {
	if len(b) == 0 || string(b) == "null" {
		return nil
	}
	return b
}

// restored reports whether nothing is left of what the import did to t.
func (t *touched) restored() (bool, error) {
	if t.before == nil || t.after == nil {
		return t.before == nil && t.after == nil, nil
	}
	if t.link {
		a, errA := decodeLink(t.before)
		b, errB := decodeLink(t.after)
		return a.same(b), errors.Join(errA, errB)
	}
	a, errA := graph.DecodeRecord(graph.Kind(t.kind), t.before)
	b, errB := graph.DecodeRecord(graph.Kind(t.kind), t.after)
	if err := errors.Join(errA, errB); err != nil {
		return false, err
	}
	return graph.Same(a.Body, b.Body), nil
}
