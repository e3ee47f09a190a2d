package importers

import (
	"slices"

	"linchpin/graph"
)

// readSheet puts the rows of a sheet, numbered as the user sees them. The value
// of cells merged downwards is that of each of their rows; a formula whose value
// the file does not have is put as one, and refused where it is mapped.
func (w *workbook) readSheet(s sheetPart, out put) (facts sheetFacts, unread int64, err error) {
	if facts, err = s.facts(); err != nil {
		return facts, 0, err
	}
	rows, err := w.Rows(s.name)
	if err != nil {
		return facts, 0, graph.FieldError("/file", "format", "is a workbook that cannot be read: %v", err)
	}
	defer rows.Close()
	down := newMergedDown(facts.merges)
	var number, blank, cells int64
	for rows.Next() {
		if number++; number > min(facts.lastRow, maxSheetRows) {
			return facts, 0, nil
		}
		row, err := rows.Columns()
		if err != nil {
			return facts, 0, graph.FieldError("/file", "format", "is a broken workbook: row %d: %v", number, err)
		}
		if cells += int64(len(row) + len(down.open)); cells > maxSheetCells {
			return facts, 0, graph.FieldError("/file", codeTooLong, "has more than %d cells on sheet %s: split it", maxSheetCells, s.name)
		}
		for i, cell := range row { // a text is a text, whatever it begins with
			switch {
			case cell == "":
			case cell[0] == '=' || cell[0] == '\'':
				row[i] = Escape(cell)
			case cell[0] == '\x01' || cell[0] == '\x02':
				row[i] = w.date(cell)
			}
		}
		row = facts.withFormulas(number, row)
		if !slices.ContainsFunc(row, func(c string) bool { return c != "" }) {
			if blank++; blank > maxBlankRows {
				return facts, facts.lastRow - number + 1, nil
			}
			row = nil
		} else {
			blank, row = 0, down.fill(number, row)
		}
		if err := out(number, row); err != nil {
			return facts, 0, err
		}
	}
	if err := rows.Error(); err != nil || number < facts.lastRow {
		return facts, 0, graph.FieldError("/file", "format", "is a broken workbook: sheet %s cannot be read behind row %d", s.name, number)
	}
	return facts, 0, nil
}

// withFormulas puts a sign where a formula stands whose value is not known.
func (f *sheetFacts) withFormulas(row int64, cells []string) []string {
	for _, col := range f.formulas[row] {
		for int64(len(cells)) < col {
			cells = append(cells, "")
		}
		cells[col-1] = "=…"
	}
	return cells
}

// mergedDown repeats the value of cells that are merged downwards.
type mergedDown struct {
	waiting []merged // by their first row, those that begin last first
	open    []merged
	values  []string // of the open ones
}

func newMergedDown(all []merged) *mergedDown {
	d := &mergedDown{}
	for _, m := range all {
		if m.bottom > m.top {
			d.waiting = append(d.waiting, m)
		}
	}
	slices.SortFunc(d.waiting, func(a, b merged) int { return int(b.top - a.top) })
	return d
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
			d.open, d.values = append(d.open, m), append(d.values, row[m.left-1])
		}
	}
	return row
}

// firstRowsOf reads the beginning of a sheet.
func (w *workbook) firstRowsOf(name string) ([]record, error) {
	rows, err := w.Rows(name)
	if err != nil {
		return nil, graph.FieldError("/file", "format", "is a workbook that cannot be read: %v", err)
	}
	defer rows.Close()
	var out []record
	for n := int64(1); n <= openingRows && rows.Next(); n++ {
		cells, err := rows.Columns()
		if err != nil {
			return nil, graph.FieldError("/file", "format", "is a broken workbook: row %d: %v", n, err)
		}
		if len(cells) > 0 {
			out = append(out, record{line: n, cells: cells[:min(len(cells), maxColumns)]})
		}
	}
	return out, nil
}

// bestSheet chooses the sheet whose header row has most of the columns we know;
// among equals the one with more rows at its beginning, then the first.
func (w *workbook) bestSheet() (sheetPart, error) {
	best, most, longest := 0, -1, 0
	for i, s := range w.sheets {
		rows, err := w.firstRowsOf(s.name)
		if err != nil {
			return s, err
		}
		known := 0
		if at, err := headerRow(rows, 0); err == nil {
			known = knownIn(rows[at].cells)
		}
		if known > most || known == most && len(rows) > longest {
			best, most, longest = i, known, len(rows)
		}
	}
	return w.sheets[best], nil
}
