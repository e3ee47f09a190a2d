package risk

import (
	"slices"

	"linchpin/graph"
)

// MatrixRows says what the rows of a matrix are.
type MatrixRows string

// The rows of a matrix.
const (
	RowsItems      MatrixRows = "roadmap-items"
	RowsProducts   MatrixRows = "products"
	RowsLayers     MatrixRows = "layers"
	RowsComponents MatrixRows = "components"
)

// MatrixFilter says which matrix is asked for. Quarter, as 2027-Q1, and Layer
// narrow rows that have a target date or layer. Rows and columns without any
// cell are left out unless Empty is set. Offset and Limit take a part of the
// rows, 0 all of the rest; Cap is the most columns, 0 stands for all.
type MatrixFilter struct {
	Rows    MatrixRows
	Columns Cause
	Quarter string
	Layer   graph.Layer
	Empty   bool
	AsOf    graph.Date // for what only delays an item; empty: delays are not told apart

	Offset, Limit, Cap int
}

// Matrix shows which rows the failure of which parties stops or weakens. Rows
// and columns are in order of risk: what more parties stop comes first, then
// the earlier date; what stops more rows, then more items and products, then
// what more rows rest on, then by name. Cells are those of the rows and columns
// shown, by row. Totals count all rows and columns of the filter.
type Matrix struct {
	Change  int64          `json:"change"`
	Rows    []MatrixRow    `json:"rows"`
	Columns []MatrixColumn `json:"columns"`
	Cells   []MatrixCell   `json:"cells"`
	Totals  MatrixTotals   `json:"totals"`
}

// MatrixRow is an item, product, layer or component: how many parties alone
// stop it and on how many it rests. A layer is stopped where one of its
// components is.
type MatrixRow struct {
	Row        graph.Ref   `json:"row"`
	Key        string      `json:"key,omitempty"`
	Layer      graph.Layer `json:"layer,omitempty"`
	TargetDate graph.Date  `json:"targetDate,omitempty"`
	StoppedBy  int         `json:"stoppedBy"`
	RestsOn    int         `json:"restsOn"`
}

// MatrixColumn is a party: how many rows it stops and how many rest on it.
type MatrixColumn struct {
	Column   graph.Ref `json:"column"`
	Stops    int       `json:"stops"`
	Supports int       `json:"supports"`
}

// MatrixCell is what the failure of a column does to a row; see Tie. The cell
// of a layer is the worst among its components.
type MatrixCell struct {
	Row    graph.Ref `json:"row"`
	Column graph.Ref `json:"column"`
	Effect Effect    `json:"effect"`
	Of     int       `json:"of,omitempty"`
}

// MatrixTotals counts the rows and columns of the filter, shown or not: the
// cells that stop, and the rows that have one, each once.
type MatrixTotals struct {
	Rows        int `json:"rows"`
	Columns     int `json:"columns"`
	Stops       int `json:"stops"`
	RowsStopped int `json:"rowsStopped"`
}

// Matrix answers which items, products, layers or components rest on which
// partners, countries or people. It takes one blast for each party that a row
// rests on, and one more for each column shown and 512 rows.
func (g *Graph) Matrix(f MatrixFilter) (Matrix, error) {
	b, err := g.boardOf(f)
	if err != nil {
		return Matrix{}, err
	}
	shown, columns := page(b.rows, f.Offset, f.Limit), page(b.columns, 0, f.Cap)
	m := Matrix{
		Change: g.Change(), Totals: b.totals, Cells: []MatrixCell{},
		Rows: make([]MatrixRow, 0, len(shown)), Columns: make([]MatrixColumn, 0, len(columns)),
	}
	for _, c := range columns {
		m.Columns = append(m.Columns, MatrixColumn{g.ref(c.party), int(c.stops), int(c.supports)})
	}
	for _, r := range shown {
		m.Rows = append(m.Rows, g.matrixRow(r))
	}
	cells := g.cells(shown, columns)
	if f.Rows == RowsItems && f.AsOf != "" {
		if err := g.delayCells(f.AsOf, shown, columns, cells); err != nil {
			return Matrix{}, err
		}
	}
	g.involvedCells(shown, columns, cells)
	for i, row := range cells {
		slices.SortFunc(row, func(a, b cell) int { return int(a.column - b.column) })
		for _, c := range row {
			m.Cells = append(m.Cells, MatrixCell{m.Rows[i].Row, m.Columns[c.column].Column, c.effect, c.of})
		}
	}
	return m, nil
}

func (g *Graph) matrixRow(r boardRow) MatrixRow {
	out := MatrixRow{StoppedBy: int(r.stoppedBy), RestsOn: int(r.restsOn), Layer: r.layer}
	if r.layer != "" {
		out.Row = layerRef(r.layer)
		return out
	}
	n := g.node(r.nodes[0])
	out.Row, out.Key, out.Layer, out.TargetDate = g.ref(r.nodes[0]), n.Key, n.Layer, n.TargetDate
	return out
}
