package risk

import (
	"maps"
	"slices"

	"linchpin/graph"
)

// cell is what a column does to a row, in numbers.
type cell struct {
	column int32
	effect Effect
	of     int
}

// cells returns the cells of some rows and columns, by row.
func (g *Graph) cells(rows []boardRow, columns []boardColumn) [][]cell {
	out := make([][]cell, len(rows))
	g.sweeps(nodesOf(rows), workers(), func(_ int, s *sweep, first int, batch [][]int32) {
		r := g.borrow()
		defer g.giveBack(r)
		for i, c := range columns {
			if rests := s.rows(c.party); *rests != (lanes{}) {
				s.column(r, c.party, batch, func(row int, effect Effect, of int) {
					out[first+row] = append(out[first+row], cell{num(i), effect, of})
				})
			}
		}
	})
	return out
}

// column tells what the failure of a party does to the rows that rest on it.
func (s *sweep) column(r *run, party int32, batch [][]int32, tell func(row int, effect Effect, of int)) {
	r.blast(party)
	left := *s.rows(party)
	s.rows(party).each(func(row int) {
		if slices.ContainsFunc(batch[row], r.failed) {
			tell(row, EffectStops, 0)
			left[row/64] &^= 1 << (row % 64)
		}
	})
	caught := s.caught(r, &left)
	for _, size := range slices.Sorted(maps.Keys(caught)) {
		rows := caught[size]
		for k := range left {
			rows[k] &= left[k]
			left[k] &^= rows[k]
		}
		rows.each(func(row int) { tell(row, EffectOneOf, size) })
	}
}

// caught returns, by their size, which rows have groups in their cone that
// have lost members and whose owner works.
func (s *sweep) caught(r *run, among *lanes) map[int]*lanes {
	out := map[int]*lanes{}
	if *among == (lanes{}) {
		return out
	}
	for _, i := range r.counted {
		owner := s.g.groups[i].owner
		if r.failed(owner) {
			continue
		}
		size := len(s.g.membersOf(i))
		if out[size] == nil {
			out[size] = &lanes{}
		}
		for k, w := range s.rows(owner) {
			out[size][k] |= w
		}
	}
	return out
}

// delayCells tells apart which columns delay an item without stopping it: of
// those it rests on, and of those behind an offering it waits for.
func (g *Graph) delayCells(asOf graph.Date, rows []boardRow, columns []boardColumn, out [][]cell) error {
	d, err := g.borrowDates(asOf)
	if err != nil {
		return err
	}
	defer g.giveBackDates(d)
	c := d.p50
	r := g.borrow()
	defer g.giveBack(r)
	rowOf := map[int32]int{}
	for i, row := range rows {
		rowOf[row.nodes[0]] = i
	}
	for i, column := range columns {
		r.blast(column.party)
		for item := range c.delays(r) {
			row, shown := rowOf[item]
			if !shown {
				continue
			}
			at := slices.IndexFunc(out[row], func(x cell) bool { return x.column == num(i) })
			if at < 0 {
				out[row] = append(out[row], cell{column: num(i)})
				at = len(out[row]) - 1
			}
			out[row][at].effect, out[row][at].of = EffectDelays, 0
		}
	}
	return nil
}

// involvedCells adds those of partners that an item does not rest on.
func (g *Graph) involvedCells(rows []boardRow, columns []boardColumn, out [][]cell) {
	rowOf, columnOf := map[int32]int{}, map[int32]int32{}
	for i, r := range rows {
		if r.involves {
			rowOf[r.nodes[0]] = i
		}
	}
	for i, c := range columns {
		if c.involved {
			columnOf[c.party] = num(i)
		}
	}
	for _, i := range g.involved {
		row, ok := rowOf[i.item]
		column, shown := columnOf[i.partner]
		if ok && shown && !slices.ContainsFunc(out[row], func(c cell) bool { return c.column == column }) {
			out[row] = append(out[row], cell{column: column, effect: EffectInvolved})
		}
	}
}
