package risk

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"

	"linchpin/graph"
)

var quarterForm = regexp.MustCompile(`^[0-9]{4}-Q[1-4]$`)

// board is a matrix without its cells: all rows and columns in order of risk.
type board struct {
	rows    []boardRow
	columns []boardColumn
	totals  MatrixTotals
}

type boardRow struct {
	nodes              []int32 // one, or the components of a layer
	layer              graph.Layer
	stoppedBy, restsOn int32
	involves           bool // a partner takes part without being required
}

type boardColumn struct {
	party           int32
	stops, supports int32
	load            load
	involved        bool
}

// boardOf returns the board of a filter; what no quarter or layer narrows is
// computed once.
func (g *Graph) boardOf(f MatrixFilter) (*board, error) {
	column := slices.Index([]Cause{CausePartner, CauseCountry, CausePerson}, cmp.Or(f.Columns, CausePartner))
	if column < 0 {
		return nil, graph.FieldError("/columns", "oneof", "is not one of partner, country, person")
	}
	row := slices.Index([]MatrixRows{RowsItems, RowsProducts, RowsLayers, RowsComponents}, f.Rows)
	if row < 0 {
		return nil, graph.FieldError("/rows", "oneof", "is not one of roadmap-items, products, layers, components")
	}
	if err := checkLayer(f.Layer); err != nil {
		return nil, err
	}
	if f.Quarter != "" && !quarterForm.MatchString(f.Quarter) {
		return nil, graph.FieldError("/quarter", "quarter", "is not a quarter like 2027-Q1")
	}
	var b *board
	if f.Quarter == "" && f.Layer == "" {
		b = g.boards[row][column].get(func() *board { return g.newBoard(f) })
	} else {
		b = g.newBoard(f)
	}
	if !f.Empty {
		return b.filled(), nil
	}
	return b.named(g), nil
}

// newBoard counts who stops what and rests on whom, and puts it in order.
func (g *Graph) newBoard(f MatrixFilter) *board {
	kind, _ := f.Columns.kind() // checked before
	b := &board{rows: g.boardRows(f)}
	for _, p := range g.ofKind(kind) {
		b.columns = append(b.columns, boardColumn{party: p})
	}
	g.countRests(b)
	if f.Rows == RowsItems || f.Rows == RowsProducts {
		g.countPoints(b, f)
	} else {
		g.countStops(b, func(int32) bool { return true })
	}
	if f.Rows == RowsItems && kind == graph.KindPartner {
		g.countInvolved(b)
	}
	for _, r := range b.rows {
		if b.totals.Stops += int(r.stoppedBy); r.stoppedBy > 0 {
			b.totals.RowsStopped++
		}
	}
	b.totals.Rows, b.totals.Columns = len(b.rows), len(b.columns)
	slices.SortStableFunc(b.rows, func(x, y boardRow) int {
		if x.layer != "" {
			return cmp.Compare(y.stoppedBy, x.stoppedBy)
		}
		v, w := x.nodes[0], y.nodes[0]
		return cmp.Or(cmp.Compare(y.stoppedBy, x.stoppedBy), cmp.Compare(g.rank[v], g.rank[w]), g.byName(v, w))
	})
	slices.SortFunc(b.columns, func(x, y boardColumn) int {
		switch xb, yb := x.bare(), y.bare(); {
		case xb && yb:
			return 0
		case xb:
			return 1
		case yb:
			return -1
		}
		return cmp.Or(cmp.Compare(y.stops, x.stops), x.load.compare(y.load), cmp.Compare(y.supports, x.supports), g.byName(x.party, y.party))
	})
	return b
}

// bare reports whether no row has to do with a column. Most partners of a large
// graph are so, and names are only looked at when they are shown.
func (c *boardColumn) bare() bool { return c.supports == 0 && !c.involved }

// named puts also the columns that no row has to do with in the order of names.
func (b *board) named(g *Graph) *board {
	out := *b
	out.columns = slices.Clone(b.columns)
	n := slices.IndexFunc(out.columns, func(c boardColumn) bool { return c.bare() })
	if n >= 0 {
		slices.SortFunc(out.columns[n:], func(x, y boardColumn) int { return g.byName(x.party, y.party) })
	}
	return &out
}

// filled leaves out rows and columns without any cell.
func (b *board) filled() *board {
	out := &board{totals: b.totals}
	for _, r := range b.rows {
		if r.restsOn > 0 || r.involves {
			out.rows = append(out.rows, r)
		}
	}
	for _, c := range b.columns {
		if c.supports > 0 || c.involved {
			out.columns = append(out.columns, c)
		}
	}
	out.totals.Rows, out.totals.Columns = len(out.rows), len(out.columns)
	return out
}

// boardRows lists the rows of a filter, not yet in order.
func (g *Graph) boardRows(f MatrixFilter) (out []boardRow) {
	if f.Rows == RowsLayers {
		for _, l := range graph.Layers() {
			if f.Layer == "" || f.Layer == l {
				out = append(out, boardRow{nodes: g.inLayer(l), layer: l})
			}
		}
		return out
	}
	some := map[MatrixRows]trait{RowsItems: isItem, RowsProducts: isProduct, RowsComponents: isComponent}[f.Rows]
	for v := range num(g.facts.Len()) {
		if g.traits[v]&some == 0 {
			continue
		}
		if n := g.node(v); (f.Layer == "" || n.Layer == f.Layer) && (f.Quarter == "" || Quarter(n.TargetDate) == f.Quarter) {
			out = append(out, boardRow{nodes: []int32{v}})
		}
	}
	return out
}

func (g *Graph) inLayer(l graph.Layer) (out []int32) {
	bit := layerBit(l)
	for v := range num(g.facts.Len()) {
		if g.layer[v] == bit {
			out = append(out, v)
		}
	}
	return out
}

// Quarter is the calendar quarter of a day, as 2027-Q1; empty for no date.
func Quarter(d graph.Date) string {
	if d == "" {
		return ""
	}
	t := d.Time()
	return fmt.Sprintf("%d-Q%d", t.Year(), (int(t.Month())+2)/3)
}
