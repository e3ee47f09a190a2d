package importers

import (
	"slices"
	"strings"

	"linchpin/graph"
)

// merged is a range of cells that are one.
type merged struct{ left, top, right, bottom int64 }

// mergedDown repeats the value of cells that are merged downwards.
type mergedDown struct {
	waiting []merged // by their first row, those that begin last first
	open    []merged
	values  []string // of the open ones
}

// onlyDown picks the merges that go over several rows. Where repeating their
// values would make more cells of the rows than a sheet may have, they are
// refused: the last row is the last one with a value.
func onlyDown(all []merged, last int64) (down []merged, err error) {
	var cells int64
	for _, m := range all {
		if m.bottom > m.top {
			down = append(down, m)
			cells += max(0, min(m.bottom, last)-m.top) * m.left
		}
		if cells > maxSheetCells {
			return nil, graph.FieldError("/file", codeTooLong, "has more than %d cells in its merged ranges", maxSheetCells)
		}
	}
	slices.SortStableFunc(down, func(a, b merged) int { return int(b.top - a.top) })
	return down, nil
}

func (d *mergedDown) fill(number int64, row []string) []string {
	kept := 0
	for i, m := range d.open {
		if m.bottom < number {
			continue
		}
		d.open[kept], d.values[kept] = m, d.values[i]
		kept++
		for int64(len(row)) < m.left {
			row = append(row, "")
		}
		if row[m.left-1] == "" {
			row[m.left-1] = d.values[i]
		}
	}
	d.open, d.values = d.open[:kept], d.values[:kept]
	for len(d.waiting) > 0 && d.waiting[len(d.waiting)-1].top <= number {
		m := d.waiting[len(d.waiting)-1]
		d.waiting = d.waiting[:len(d.waiting)-1]
		if m.top == number && m.left <= int64(len(row)) && row[m.left-1] != "" {
			d.open, d.values = append(d.open, m), append(d.values, strings.Clone(row[m.left-1]))
		}
	}
	return row
}
