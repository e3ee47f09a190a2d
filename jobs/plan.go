package jobs

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"iter"
	"os"
	"strconv"

	"linchpin/graph"
	"linchpin/importers"
)

// planLine is an edit as it stands in plan.ndjson.
type planLine struct {
	Row       int64           `json:"row"`
	ID        string          `json:"id"`
	Kind      graph.Kind      `json:"kind,omitempty"` // of the body
	Body      json.RawMessage `json:"body,omitempty"`
	Link      *graph.LinkBody `json:"link,omitempty"`
	Delete    bool            `json:"delete,omitempty"`
	IfVersion int64           `json:"ifVersion"`
}

// planned is an edit and the row of the file that asks for it.
type planned struct {
	Row int64
	graph.Edit
}

// planWriter writes what a check finds. It is an importers.Output.
type planWriter struct {
	plan, rows *draft
	planJSON   *json.Encoder
	outcomes   hash.Hash // of what all rows do, without the ids of what is new
}

func newPlanWriter(plan, rows string) (*planWriter, error) {
	p, err := newDraft(plan)
	if err != nil {
		return nil, err
	}
	r, err := newDraft(rows)
	if err != nil {
		p.drop()
		return nil, err
	}
	w := &planWriter{plan: p, rows: r, planJSON: json.NewEncoder(p), outcomes: sha256.New()}
	w.planJSON.SetEscapeHTML(false)
	return w, nil
}

// Row writes the outcome of a row.
func (w *planWriter) Row(r importers.Row) error {
	made := ""
	if r.Outcome == importers.Create {
		made, r.Entity = r.Entity, ""
	}
	b, err := json.Marshal(r)
	if err != nil {
		return err
	}
	does := b
	if len(r.Suggestions) > 0 || r.Reason != "" || len(r.Errors) > 0 {
		r.Suggestions, r.Reason, r.Errors = nil, "", nil // what is said about a row is no part of what it does
		if does, err = json.Marshal(r); err != nil {
			return err
		}
	}
	_, _ = w.outcomes.Write(does) // a hash takes everything
	if made != "" {
		b = append(strconv.AppendQuote(append(b[:len(b)-1], `,"entity":`...), made), '}')
	}
	_, err = w.rows.Write(append(b, '\n'))
	return err
}

func (w *planWriter) digest() string { return hex.EncodeToString(w.outcomes.Sum(nil)) }

// Edit writes a wanted change.
func (w *planWriter) Edit(row int64, e graph.Edit) error {
	p := struct {
		planLine
		Body graph.Body `json:"body,omitempty"`
	}{planLine{Row: row, ID: e.ID, Link: e.Link, Delete: e.Delete, IfVersion: e.IfVersion}, e.Body}
	if e.Body != nil {
		p.Kind = e.Body.Kind()
	}
	return w.planJSON.Encode(p)
}

func (w *planWriter) keep() error {
	if err := w.rows.keep(); err != nil {
		w.plan.drop()
		return err
	}
	return w.plan.keep()
}

func (w *planWriter) drop() {
	w.plan.drop()
	w.rows.drop()
}

// readPlan returns the edits of a plan in order.
func readPlan(path string) iter.Seq2[planned, error] {
	return func(yield func(planned, error) bool) {
		for l, err := range readLines[planLine](path, 0) {
			var p planned
			if err == nil {
				p, err = l.value.edit()
			}
			if !yield(p, err) || err != nil {
				return
			}
		}
	}
}

func (l planLine) edit() (planned, error) {
	p := planned{l.Row, graph.Edit{ID: l.ID, Link: l.Link, Delete: l.Delete, IfVersion: l.IfVersion}}
	if l.Body == nil {
		return p, nil
	}
	if p.Body = graph.New(l.Kind); p.Body == nil {
		return p, fmt.Errorf("plan: unknown kind %q", l.Kind)
	}
	return p, json.Unmarshal(l.Body, p.Body)
}

// entry is a value of a file of JSON lines, and where the next one begins.
type entry[T any] struct {
	value T
	next  int64
}

// readLines returns the values of a file of JSON lines from an offset on.
func readLines[T any](path string, offset int64) iter.Seq2[entry[T], error] {
	return func(yield func(entry[T], error) bool) {
		f, err := os.Open(path) //nolint:gosec // a path of ours
		if err != nil {
			yield(entry[T]{}, err)
			return
		}
		defer f.Close()
		if _, err := f.Seek(offset, io.SeekStart); err != nil {
			yield(entry[T]{}, err)
			return
		}
		r := bufio.NewReaderSize(f, 1<<16)
		for {
			line, err := r.ReadBytes('\n')
			if errors.Is(err, io.EOF) && len(line) == 0 {
				return
			}
			var e entry[T]
			if err == nil {
				offset += int64(len(line))
				e.next = offset
				err = json.Unmarshal(line, &e.value)
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}
