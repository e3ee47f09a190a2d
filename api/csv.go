package api

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"

	"linchpin/graph"
	"linchpin/importers"
)

const csvBatch = 500 // rows read at once

// csv is the download of all entities that a list asks for: their fields in
// the order of the model, names beside ids.
func (r collection) csv(ctx context.Context, l graph.List) download {
	fields := graph.Fields(r.kind)
	return download{name: r.kind.Collection() + ".csv", kind: "text/csv", write: func(w io.Writer) error {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), longTime)
		defer cancel()
		l.After, l.Limit = graph.Place{}, csvBatch
		out := table{csv.NewWriter(w)}
		for first := true; ; first = false {
			found, err := r.store.List(ctx, l)
			if err != nil {
				return err
			}
			refs, err := mentioned(ctx, r.store, found.Items)
			if err != nil {
				return err
			}
			if first {
				out.row(header(fields)...)
			}
			for _, rec := range found.Items {
				out.row(cells(rec, fields, refs)...)
			}
			if out.Flush(); out.Error() != nil || found.Next == nil {
				return out.Error()
			}
			l.After = *found.Next
		}
	}}
}

func header(fields []graph.FieldInfo) []string {
	row := []string{"id"}
	for _, f := range fields {
		row = append(row, f.Name)
		if f.Type == graph.EndID {
			row = append(row, f.Name+"Id")
		}
	}
	return append(row, "version", "createdAt", "updatedAt")
}

func cells(rec graph.Record, fields []graph.FieldInfo, refs map[string]graph.Ref) []string {
	b, _ := json.Marshal(rec.Body) //nolint:errchkjson // texts and numbers
	v, _ := parse(b)
	doc, _ := v.(map[string]any)
	row := []string{rec.ID}
	for _, f := range fields {
		text := flat(doc[f.Name])
		if f.Type == graph.EndID {
			row = append(row, refs[text].Name)
		}
		row = append(row, text)
	}
	const instant = "2006-01-02T15:04:05Z07:00"
	return append(row, strconv.FormatInt(rec.Version, 10), rec.CreatedAt.Format(instant), rec.UpdatedAt.Format(instant))
}

// flat writes a JSON value into one cell: lists with semicolons, entities by
// their name.
func flat(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case []any:
		parts := make([]string, 0, len(v))
		for _, e := range v {
			parts = append(parts, flat(e))
		}
		return strings.Join(parts, "; ")
	case map[string]any:
		for _, name := range []string{"name", "sentence", "components", "field"} {
			if x, ok := v[name]; ok && v["amount"] == nil {
				return flat(x)
			}
		}
		return strings.TrimSpace(flat(v["amount"]) + " " + flat(v["currency"]))
	default:
		return fmt.Sprint(v)
	}
}

// rowsCSV is the download of the rows of an answer: a column for each of their
// fields, the proof left to its sentence.
func rowsCSV[T any](name string, rows []T) download {
	return download{name: name + ".csv", kind: "text/csv", write: func(w io.Writer) error {
		columns := jsonNames(reflect.TypeFor[T]())
		out := table{csv.NewWriter(w)}
		out.row(columns...)
		for _, r := range rows {
			b, err := json.Marshal(r)
			if err != nil {
				return err
			}
			v, err := parse(b)
			if err != nil {
				return err
			}
			doc, _ := v.(map[string]any)
			row := make([]string, 0, len(columns))
			for _, c := range columns {
				row = append(row, flat(doc[c]))
			}
			out.row(row...)
		}
		out.Flush()
		return out.Error()
	}}
}

// jsonNames lists the fields of rows that go into a table.
func jsonNames(t reflect.Type) (names []string) {
	for _, f := range reflect.VisibleFields(t) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" && name != "why" {
			names = append(names, name)
		}
	}
	return names
}

// table writes rows whose cells no spreadsheet takes for a formula.
type table struct{ *csv.Writer }

func (t table) row(cells ...string) {
	safe := make([]string, len(cells))
	for i, c := range cells {
		safe[i] = importers.Escape(c)
	}
	_ = t.Write(safe) // the writer keeps the first error
}
