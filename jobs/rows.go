package jobs

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"

	"linchpin/graph"
	"linchpin/importers"
)

// Rows returns what the last check found about each row, and what one that makes
// something would store, in the order of the file: those of one outcome, or all
// of them when outcome is empty. It begins after a place that an earlier call
// returned (0: at the start); next is 0 at the end. A place of an older check is
// a graph.Stale error.
func (d *Desk) Rows(ctx context.Context, id string, outcome importers.Outcome, after int64, limit int) (rows []importers.Row, next int64, err error) {
	i, path, err := d.checked(ctx, id)
	if err != nil {
		return nil, 0, err
	}
	if rows, next, err = outcomes(path, outcome, after, limit); err != nil {
		return nil, 0, err
	}
	return rows, next, d.complete(ctx, i, rows)
}

// outcomes reads the rows of one page as the check wrote them.
func outcomes(path string, outcome importers.Outcome, after int64, limit int) (rows []importers.Row, next int64, err error) {
	if err := lineStart(path, after); err != nil {
		return nil, 0, err
	}
	rows = []importers.Row{}
	for e, err := range readLines[importers.Row](path, after) {
		if err != nil {
			return nil, 0, err
		}
		if outcome != "" && e.value.Outcome != outcome {
			continue
		}
		if len(rows) == limit {
			return rows, next, nil
		}
		rows, next = append(rows, e.value), e.next
	}
	return rows, 0, nil
}

// Rejects writes the file to mend: the rows that a check did not accept, with
// the line they stood on and what is wrong with them.
func (d *Desk) Rejects(ctx context.Context, id string, w io.Writer) error {
	i, path, err := d.checked(ctx, id)
	if err != nil {
		return err
	}
	var failed error
	var rows iter.Seq[importers.Row] = func(yield func(importers.Row) bool) {
		for e, err := range readLines[importers.Row](path, 0) {
			if err != nil {
				failed = err
				return
			}
			if o := e.value.Outcome; o != importers.Rejected && o != importers.Undecided {
				continue
			}
			if !yield(e.value) {
				return
			}
		}
	}
	return errors.Join(importers.Rejects(w, i.Sniff, rows), failed)
}

// checked returns an import and the file with the outcomes of its rows.
func (d *Desk) checked(ctx context.Context, id string) (Import, string, error) {
	i, err := d.Store.Import(ctx, id)
	if err != nil {
		return i, "", err
	}
	path := d.path(i.ID, rowsFile)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return i, "", graph.Errorf(graph.Conflict, "the import has not been checked, or its file lies with another server")
	}
	return i, path, nil
}

// lineStart reports a place where no line of a file begins.
func lineStart(path string, at int64) error {
	if at == 0 {
		return nil
	}
	f, err := os.Open(path) //nolint:gosec // a path of ours
	if err != nil {
		return err
	}
	defer f.Close()
	var b [1]byte
	if _, err := f.ReadAt(b[:], at-1); at < 0 || err != nil || b[0] != '\n' {
		return graph.Errorf(graph.Stale, "the file has been checked again: start from the first row")
	}
	return nil
}
