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
			w := s.rows(c.party)
			if w == 0 {
				continue
			}
			r.blast(c.party)
			damaged := r.damaged()
			eachBit(w, func(row int) {
				out[first+row] = append(out[first+row], s.cell(r, batch[row], damaged, 1<<row, num(i)))
			})
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

// cell tells what the last blast does to a row that has its party in the cone.
func (s *sweep) cell(r *run, row, damaged []int32, bit uint64, column int32) cell {
	if slices.ContainsFunc(row, r.failed) {
		return cell{column: column, effect: EffectStops}
	}
	c := cell{column: column, effect: EffectOneOf}
	for _, i := range damaged {
		if s.rows(s.g.groups[i].owner)&bit != 0 {
			c.of = len(s.g.membersOf(i))
			break
		}
	}
	return c
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
