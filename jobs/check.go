package jobs

import (
	"context"
	"errors"
	"slices"

	"linchpin/graph"
	"linchpin/importers"
)

// Check starts a check of the whole file. Nothing is written to the graph.
func (d *Desk) Check(ctx context.Context, caller, id string) (Job, error) {
	return d.start(ctx, caller, id, Check, func(i *Import) error {
		switch i.State {
		case Mapping, Checked, Failed, Undone:
		default:
			return graph.Errorf(graph.Conflict, "the import is %s: it cannot be checked now", i.State)
		}
		if err := importers.Validate(i.Mapping, i.Sniff); err != nil {
			return err
		}
		i.State = Checking
		return nil
	})
}

// check does the work of a check job.
func (d *Desk) check(ctx context.Context, j *Job) error {
	i, err := d.Store.Import(ctx, j.Import)
	if err == nil {
		err = d.persist(ctx, func(ctx context.Context) error { return d.examine(ctx, &i, d.teller(j)) })
	}
	stored := d.settle(j.Import, err, func(now *Import) {
		switch {
		case err == nil:
			now.take(i)
			now.State = Checked
		case errors.Is(err, errCancelled):
			now.calledOff(Check)
		default:
			now.State, now.Plan = Failed, ""
			now.Errors = []Fault{d.fault(j, err)}
		}
	})
	if err == nil && stored == nil {
		j.Result = &Result{Counts: i.Counts, Edits: i.Edits}
	}
	if err == nil {
		err = stored
	}
	return err
}

// take copies what a check found.
func (i *Import) take(checked Import) {
	i.Counts, i.Kinds, i.Notices, i.Decisions = checked.Counts, checked.Kinds, checked.Notices, checked.Decisions
	i.Edits, i.Plan, i.Change, i.Risk = checked.Edits, checked.Plan, checked.Change, checked.Risk
	i.Digest = checked.Digest
	i.Errors = []Fault{}
}

// settle writes the state an import has after work on it, unless the desk is
// closing: then Recover will.
func (d *Desk) settle(id string, err error, do func(*Import)) error {
	if errors.Is(err, errClosing) {
		return err
	}
	return d.persist(d.quit, func(ctx context.Context) error {
		_, err := d.change(ctx, id, func(i *Import) error { do(i); return nil })
		return err
	})
}

// examine checks the file of an import against the graph as it is, and keeps
// the plan and the rows.
func (d *Desk) examine(ctx context.Context, i *Import, tell func(done, total int64)) error {
	seq, _, err := d.Store.Change(ctx)
	if err != nil {
		return err
	}
	stored, err := d.assumed(ctx, *i)
	if err != nil {
		return err
	}
	w, err := newPlanWriter(d.path(i.ID, planFile), d.path(i.ID, rowsFile))
	if err != nil {
		return err
	}
	res, err := importers.Check(ctx, importers.Input{
		Path: d.path(i.ID, uploadFile), Sniff: i.Sniff, Mapping: i.Mapping, Decisions: i.Answers,
		Stored: stored, Now: d.Now(), Progress: tell,
	}, w)
	if err == nil {
		err = context.Cause(ctx)
	}
	if err != nil {
		w.drop()
		return err
	}
	if err := w.keep(); err != nil {
		return err
	}
	i.Counts, i.Kinds, i.Edits, i.Change, i.Plan = res.Counts, res.Kinds, res.Edits, seq, w.plan.sha256()
	i.Digest = w.digest()
	if i.Notices, err = d.said(ctx, *i); err != nil {
		return err
	}
	i.Notices = append(i.Notices, res.Notices...)
	i.Decisions = answered(res.Decisions, i.Decisions, i.Answers)
	risk, notes := d.difference(ctx, i)
	i.Risk, i.Notices = risk, append(i.Notices, notes...)
	return nil
}

// answered adds to the questions of a check those asked before whose answer it
// followed, so that an answer can be taken back.
func answered(asked, before []importers.Decision, answers map[string]string) []importers.Decision {
	out := append([]importers.Decision{}, asked...)
	for _, d := range before {
		again := slices.ContainsFunc(asked, func(a importers.Decision) bool { return a.ID == d.ID })
		if answers[d.ID] != "" && !again {
			d.Chosen, d.Rows = answers[d.ID], 0
			out = append(out, d)
		}
	}
	return out
}
