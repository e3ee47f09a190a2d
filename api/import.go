package api

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"

	"linchpin/graph"
	"linchpin/importers"
	"linchpin/jobs"
)

// Desk is where imports are made.
type Desk interface {
	files
	workshop
}

// files is what is to know and to say about an import.
type files interface {
	Create(ctx context.Context, caller string, up *jobs.Upload, r io.Reader) (jobs.Import, error)
	Get(ctx context.Context, id string) (jobs.Import, error)
	List(ctx context.Context, after graph.Place, limit int) (graph.Page[jobs.Import], error)
	Patch(ctx context.Context, id string, p jobs.Patch) (jobs.Import, error)
	Rows(ctx context.Context, id string, outcome importers.Outcome, after int64, limit int) ([]importers.Row, int64, error)
	Rejects(ctx context.Context, id string, w io.Writer) error
	Importing() string
	Mappings(ctx context.Context) ([]jobs.SavedMapping, error)
	Forget(ctx context.Context, id string) error
}

// workshop is where the long work on imports is done.
type workshop interface {
	Check(ctx context.Context, caller, id string) (jobs.Job, error)
	Apply(ctx context.Context, caller, id string) (jobs.Job, error)
	Undo(ctx context.Context, caller, id string) (jobs.Job, error)
	Cancel(ctx context.Context, id string) (jobs.Job, error)
	Job(ctx context.Context, id string) (jobs.Job, error)
	Watch(ctx context.Context, id string) (<-chan jobs.Job, error)
}

const importsPath = "/api/v1/imports"

// imports is the resource of the imports.
type imports struct{ desk Desk }

// imported is an import as an answer.
type imported struct {
	jobs.Import
	tagged
	made bool
}

func (i imported) headers(h http.Header) {
	i.tagged.headers(h)
	if i.made {
		h.Set("Location", importsPath+"/"+i.ID)
	}
}

// show tags an import by all that is told of it: it may have thousands of
// questions, which a client that has them need not get again.
func (r imports) show(ctx context.Context, in oneID) (imported, error) {
	i, err := r.desk.Get(ctx, in.ID)
	if err != nil {
		return imported{}, err
	}
	i = tidy(i)
	body, err := json.Marshal(i)
	return imported{Import: i, tagged: tagged{strconv.Quote(digest(body))}}, err
}

func (r imports) list(ctx context.Context, in paging) (page[jobs.Import], error) {
	within := scope(importsPath, nil)
	at, err := parseCursor(in.Cursor, within)
	if err != nil {
		return page[jobs.Import]{}, err
	}
	found, err := r.desk.List(ctx, graph.Place{Key: at.Key, ID: at.ID}, in.Limit)
	out := page[jobs.Import]{Items: []jobs.Import{}, Importing: r.desk.Importing()}
	for _, i := range found.Items {
		i.Decisions, i.Answers = nil, nil // thousands, which the import itself has
		out.Items = append(out.Items, tidy(i))
	}
	if found.Next != nil {
		out.Next = cursor{Key: found.Next.Key, ID: found.Next.ID}.text(within)
	}
	return out, err
}

// choices is what a patch of an import may change.
type choices struct {
	As        importers.As       `json:"as" validate:"omitempty,oneof=partners products components offerings contracts certificates roadmap people links bom mixed"`
	Source    *string            `json:"source" validate:"omitempty,max=64"`
	Reading   *importers.Reading `json:"reading"`
	Mapping   *importers.Mapping `json:"mapping" validate:"-"`
	Decisions map[string]string  `json:"decisions" validate:"max=10000,dive,max=1000"`
	SkipBad   *bool              `json:"skipBad"`
	After     *[]string          `json:"after" validate:"omitempty,max=20,dive,max=64"`
}

type choosing struct {
	oneID
	choices
}

func (in *choosing) body() any { return &in.choices }

func (r imports) patch(ctx context.Context, in choosing) (imported, error) {
	if in.Source != nil {
		if err := graph.Check(&graph.Common{Source: *in.Source}); err != nil {
			return imported{}, err
		}
	}
	i, err := r.desk.Patch(ctx, in.ID, jobs.Patch{
		As: in.As, Source: in.Source, Reading: in.Reading, Mapping: in.Mapping, Decisions: in.Decisions, SkipBad: in.SkipBad, After: in.After,
	})
	return imported{Import: tidy(i)}, err
}

type rowListing struct {
	oneID
	paging
	Outcome importers.Outcome `form:"outcome" validate:"omitempty,oneof=create update unchanged undecided rejected skipped"`
}

func (r imports) rows(ctx context.Context, in rowListing) (page[importers.Row], error) {
	within := scope(importsPath+"/"+in.ID+"/rows", url.Values{"outcome": {string(in.Outcome)}})
	at, err := parseCursor(in.Cursor, within)
	if err != nil {
		return page[importers.Row]{}, err
	}
	found, next, err := r.desk.Rows(ctx, in.ID, in.Outcome, at.At, in.Limit)
	if graph.CodeOf(err) == graph.Stale {
		err = &graph.Error{Code: gone, Detail: "the file was checked again since the page before: start from the first page"}
	}
	out := page[importers.Row]{Items: found, Importing: r.desk.Importing()}
	if next > 0 {
		out.Next = cursor{At: next}.text(within)
	}
	return out, err
}

func (r imports) rejects(ctx context.Context, in oneID) (download, error) {
	i, err := r.desk.Get(ctx, in.ID)
	if err != nil {
		return download{}, err
	}
	name := "rejects-" + i.File
	if i.Sniff.Format != "csv" { // what is to be mended is text in any case
		name = strings.TrimSuffix(name, filepath.Ext(name)) + ".csv"
	}
	charset := i.Sniff.Encoding
	if strings.HasPrefix(charset, "utf-16") {
		charset = "utf-16" // which of both its first bytes say
	}
	return download{name: name, kind: "text/csv", charset: charset, write: func(w io.Writer) error {
		return r.desk.Rejects(ctx, in.ID, w)
	}}, nil
}

// fieldsOf is what the columns of a kind of file may mean.
type fieldsOf struct {
	As     importers.As          `json:"as"`
	Fields []importers.FieldSpec `json:"fields"`
}

type fieldListing struct {
	As importers.As `form:"as" validate:"omitempty,oneof=partners products components offerings contracts certificates roadmap people links bom mixed"`
}

type allFields struct {
	Items []fieldsOf `json:"items"`
}

func (r imports) fields(_ context.Context, in fieldListing) (out allFields, err error) {
	for _, as := range importers.Kinds() {
		if in.As == "" || in.As == as {
			out.Items = append(out.Items, fieldsOf{as, importers.Fields(as)})
		}
	}
	if out.Items == nil {
		err = fmt.Errorf("no fields of %q", in.As)
	}
	return out, err
}

// tidy makes the lists of an import lists, though empty.
func tidy(i jobs.Import) jobs.Import {
	list(&i.Kinds)
	list(&i.Notices)
	list(&i.Decisions)
	list(&i.Errors)
	list(&i.After)
	list(&i.Sniff.Columns)
	list(&i.Sniff.Suspects)
	list(&i.Sniff.Notices)
	list(&i.Mapping.Columns)
	if i.Remembered != nil {
		r := *i.Remembered
		list(&r.New)
		i.Remembered = &r
	}
	if i.Answers == nil {
		i.Answers = map[string]string{}
	}
	if i.Risk != nil {
		r := *i.Risk
		list(&r.NowSingle)
		list(&r.NoLongerSingle)
		list(&r.Gained)
		list(&r.Lost)
		list(&r.Points)
		list(&r.NewFalseDiversity)
		list(&r.EndedFalseDiversity)
		i.Risk = &r
	}
	return i
}

func list[T any](s *[]T) {
	if *s == nil {
		*s = []T{}
	}
}
