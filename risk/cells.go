package risk

import (
	"cmp"
	"slices"
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
	g.involvedCells(rows, columns, out)
	return out
}

// damaged lists the groups that have lost members and whose owner works, the
// smallest first.
func (r *run) damaged() (out []int32) {
	for _, i := range r.counted {
		if !r.failed(r.g.groups[i].owner) {
			out = append(out, i)
		}
	}
	slices.SortFunc(out, func(a, b int32) int { return cmp.Compare(len(r.g.membersOf(a)), len(r.g.membersOf(b))) })
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
	for _, i := range r.damaged() {
		if left == (lanes{}) {
			return
		}
		caught, owners := lanes{}, s.rows(s.g.groups[i].owner)
		for k := range left {
			caught[k] = left[k] & owners[k]
			left[k] &^= caught[k]
		}
		caught.each(func(row int) { tell(row, EffectOneOf, len(s.g.membersOf(i))) })
	}
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
