package api

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"net/url"
	"strconv"

	"linchpin/graph"
	"linchpin/risk"
)

type matrix struct {
	paging
	dated
	Rows    risk.MatrixRows `form:"rows" validate:"omitempty,oneof=roadmap-items products layers components"`
	Columns string          `form:"columns" validate:"omitempty,oneof=partners countries people"`
	Quarter string          `form:"quarter" validate:"max=7"`
	Layer   graph.Layer     `form:"layer" validate:"omitempty,oneof=device_hardware device_software communications cloud_platform applications"`
	Empty   bool            `form:"empty"`
	Cap     int             `form:"cap" default:"60" validate:"min=1,max=200"`
	Format  string          `form:"format" validate:"omitempty,oneof=json csv"`
}

// tabulated is a matrix as an answer. Its rows may go on.
type tabulated struct {
	tagged
	risk.Matrix
	Next      *string `json:"next"`
	Importing string  `json:"importing,omitempty"`
}

func (t tabulated) nextCursor() string { return page[struct{}]{Next: t.Next}.nextCursor() }

func (in *matrix) filter() risk.MatrixFilter {
	f := risk.MatrixFilter{
		Rows: in.Rows, Quarter: in.Quarter, Layer: in.Layer, Empty: in.Empty, Cap: in.Cap,
		Columns: map[string]risk.Cause{"countries": risk.CauseCountry, "people": risk.CausePerson}[in.Columns],
	}
	if f.Rows == "" {
		f.Rows = risk.RowsItems
	}
	return f
}

func (q *current) matrix(ctx context.Context, in matrix) (any, error) {
	f := in.filter()
	f.AsOf = q.day(in.dated)
	g, err := q.graph(ctx)
	if err != nil {
		return nil, err
	}
	if in.Format == "csv" {
		all, err := g.Matrix(f)
		table := matrixCSV(all)
		table.tagged = q.tag(g.Change(), f.AsOf)
		return table, err
	}
	within := scope("matrix", url.Values{
		"rows": {string(f.Rows)}, "columns": {in.Columns}, "quarter": {f.Quarter}, "layer": {string(f.Layer)},
		"empty": {strconv.FormatBool(f.Empty)}, "cap": {strconv.Itoa(f.Cap)}, "asOf": {string(f.AsOf)},
	})
	return q.tabulated(g, f, in.paging, within)
}

// tabulated answers one page of a matrix.
func (q *current) tabulated(g *risk.Graph, f risk.MatrixFilter, in paging, within string) (out tabulated, err error) {
	at, err := parseCursor(in.Cursor, within)
	if err != nil {
		return out, err
	}
	if in.Cursor != "" && at.Change != g.Change() {
		return out, oldCursor()
	}
	f.Offset, f.Limit = int(at.At), in.Limit
	out = tabulated{tagged: q.tag(g.Change(), f.AsOf), Importing: q.importing()}
	if out.Matrix, err = g.Matrix(f); err != nil {
		return out, err
	}
	if end := f.Offset + len(out.Rows); end < out.Totals.Rows {
		out.Next = cursor{At: int64(end), Change: g.Change()}.text(within)
	}
	return out, nil
}

// matrixCSV is the download of a matrix: a line a row with a cell for each
// column shown, then a line that says what the columns stop, and how many
// there are where some are left out.
func matrixCSV(m risk.Matrix) download {
	return download{name: "matrix.csv", kind: "text/csv", write: func(w io.Writer) error {
		out := table{csv.NewWriter(w)}
		head := []string{"key", "name", "targetDate", "stoppedBy", "restsOn"}
		stops := []string{"", "stopped by the column", "", strconv.Itoa(m.Totals.Stops), ""}
		place := map[string]int{}
		for i, c := range m.Columns {
			place[c.Column.ID] = len(head)
			head = append(head, c.Column.Name)
			stops = append(stops, strconv.Itoa(m.Columns[i].Stops))
		}
		out.row(head...)
		at := 0
		for _, r := range m.Rows {
			line := make([]string, len(head))
			copy(line, []string{r.Key, r.Row.Name, string(r.TargetDate), strconv.Itoa(r.StoppedBy), strconv.Itoa(r.RestsOn)})
			for ; at < len(m.Cells) && m.Cells[at].Row.ID == r.Row.ID; at++ {
				line[place[m.Cells[at].Column.ID]] = effectText(m.Cells[at])
			}
			out.row(line...)
		}
		out.row(stops...)
		if len(m.Columns) < m.Totals.Columns {
			out.row("", fmt.Sprintf("%d of %d columns shown, those that stop most first", len(m.Columns), m.Totals.Columns))
		}
		out.Flush()
		return out.Error()
	}}
}

func effectText(c risk.MatrixCell) string {
	if c.Effect == risk.EffectOneOf {
		return fmt.Sprintf("one of %d", c.Of)
	}
	return string(c.Effect)
}
