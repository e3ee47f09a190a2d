package importers

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"linchpin/graph"
)

// heading is where the headers of a table stand.
type heading struct {
	line    int64 // of the row with the headers, the last one where they take several; 0 for none
	rows    int
	columns []Column // by name; the rest is found by reading all rows
}

// findHeading finds the headers among the first rows of a table.
func findHeading(rows []record, how Reading, merges []merged) (heading, error) {
	if how.NoHeader {
		return unheaded(rows)
	}
	if t, ok := findRegisterTable(rows); ok && how.HeaderLine+int64(how.HeaderRows) == 0 && len(t.words) > 0 {
		return t.heading(), nil
	}
	i, err := headerRow(rows, how.HeaderLine)
	if err != nil {
		return heading{}, err
	}
	if how.HeaderLine == 0 && how.HeaderRows == 0 && isData(rows, i) {
		return unheaded(rows)
	}
	h := heading{line: rows[i].line, rows: max(1, how.HeaderRows)}
	if how.HeaderRows == 0 {
		for i >= h.rows && groups(rows[i-h.rows], rows[i-h.rows+1].line, merges, len(rows[i].cells)) {
			h.rows++
		}
	}
	if h.rows > i+1 {
		return heading{}, graph.FieldError("/reading/headerRows", "header", "is more than the rows there are down to line %d", h.line)
	}
	above := rows[i+1-h.rows : i]
	width := len(rows[i].cells)
	for _, r := range append(above, rows[i]) {
		if width = max(width, len(r.cells)); width > maxHeaders {
			width = filledWidth(append(above, rows[i]))
		}
		if r.cut > 0 || width > maxHeaders {
			return heading{}, tooWide()
		}
	}
	h.columns = make([]Column, width)
	h.name(above, rows[i], merges)
	for _, c := range h.columns {
		switch {
		case !utf8.ValidString(c.Header):
			return heading{}, graph.FieldError("/reading/encoding", "encoding", "the header row is no text in this encoding")
		case strings.IndexByte(c.Header, 0) >= 0:
			return heading{}, graph.FieldError("/file", "format", "is no text: its header row, on line %d, has NUL characters", h.line)
		}
	}
	return h, nil
}

// maxHeaders bounds the columns of a file: a mapping of more can neither be
// looked at nor stored.
const maxHeaders = 2000

// named gives the columns their names out of the rows that the headers take. A
// group of columns is named before its own header where that alone would not
// tell it from another.
func (h *heading) name(above []record, own record, merges []merged) {
	groups := make([]string, len(h.columns))
	for _, r := range above {
		for at, text := range spread(r, merges, len(groups)) {
			if text != "" && !strings.HasSuffix(groups[at], text) {
				groups[at] = strings.TrimSpace(groups[at] + " " + text)
			}
		}
	}
	times := map[string]int{}
	for at := range h.columns {
		if at < len(own.cells) {
			h.columns[at].Header = tidy(own.cells[at])
		}
		times[headerKey(h.columns[at].Header)]++
	}
	for at := range h.columns {
		c := &h.columns[at]
		if c.Header != groups[at] && times[headerKey(c.Header)] > 1 && (c.Header != "" || len(above) > 1) {
			c.Group = groups[at]
			c.Header = strings.TrimSpace(c.Group + " " + c.Header)
		}
	}
	h.join(own.line, merges)
}

// join notes the columns that one header is merged over: a row has its value in
// one of them.
func (h *heading) join(line int64, merges []merged) {
	for _, m := range merges {
		if m.top > line || line > m.bottom || m.right > int64(len(h.columns)) {
			continue
		}
		for at := m.left; at < m.right; at++ {
			if h.columns[at].Header == "" {
				h.columns[m.left-1].Also = append(h.columns[m.left-1].Also, int(at))
			}
		}
	}
}

// spread repeats the name of a group over its columns: those it is merged over,
// in text all up to the next group.
func spread(r record, merges []merged, width int) []string {
	out := make([]string, width)
	group, until := "", 0
	for at := range out {
		own := ""
		if at < len(r.cells) {
			own = tidy(r.cells[at])
		}
		switch {
		case own != "":
			group, until = own, at
			for _, m := range merges {
				if m.top <= r.line && r.line <= m.bottom && m.left == int64(at+1) {
					until = int(m.right - 1)
				}
			}
			if merges == nil {
				until = width
			}
		case at > until:
			group = ""
		}
		out[at] = group
	}
	return out
}

// groups reports whether a row above the headers names groups of them: it has
// merged cells over some of the columns, not a title over all.
func groups(r record, below int64, merges []merged, width int) bool {
	if r.line != below-1 {
		return false
	}
	return slices.ContainsFunc(merges, func(m merged) bool {
		return m.top == r.line && m.bottom == r.line && m.right > m.left && m.right-m.left+1 < int64(width)*3/4 &&
			m.left <= int64(len(r.cells)) && tidy(r.cells[m.left-1]) != ""
	})
}

// unheaded names the columns of a table without headers.
func unheaded(rows []record) (heading, error) {
	h, width := heading{}, usualWidth(rows)
	if width > maxHeaders {
		return h, tooWide()
	}
	for i := range width {
		h.columns = append(h.columns, Column{Header: "column " + strconv.Itoa(i+1)})
	}
	return h, nil
}

// filledWidth is the number of columns down to the last one with a header.
func filledWidth(rows []record) (width int) {
	for _, r := range rows {
		for at, cell := range r.cells {
			if tidy(cell) != "" {
				width = max(width, at+1)
			}
		}
	}
	return width
}

func tooWide() error {
	return graph.FieldError("/file", codeTooLong, "has a header row of more than %d columns, or too long a header", maxHeaders)
}

// isData reports whether what was taken for the headers is a row like others:
// none of its cells is a header we know, and one of them stands in its column
// again. A header does so only where all of them are repeated.
func isData(rows []record, at int) bool {
	head := rows[at]
	if knownIn(head.cells) > 0 {
		return false
	}
	if words, filled := wordsIn(head.cells); words < filled {
		return true // no row has words only
	}
	for _, r := range rows[at+1:] {
		same, filled := 0, 0
		for i, cell := range r.cells {
			if cell = tidy(cell); cell == "" {
				continue
			}
			filled++
			if i < len(head.cells) && tidy(head.cells[i]) == cell {
				same++
			}
		}
		if same > 0 && same < filled {
			return true
		}
	}
	return false
}

// knownIn counts the cells that are headers we know.
func knownIn(cells []string) (known int) {
	for _, cell := range cells {
		if knownHeader(cell) {
			known++
		}
	}
	return known
}

// headerRow finds the row with the headers: the first with most of the columns
// that files of ours have, else the first that is as wide as the others and
// has words only. Above it stand titles.
func headerRow(rows []record, chosen int64) (int, error) {
	if chosen > 0 {
		for i, r := range rows {
			if r.line == chosen {
				return i, nil
			}
		}
		return 0, graph.FieldError("/reading/headerLine", "header", "no row begins on line %d", chosen)
	}
	best, most := -1, 0
	width := usualWidth(rows)
	for i, r := range rows[:min(len(rows), 30)] {
		known := knownIn(r.cells)
		if known > most && (known > 1 || width == 1 || i == 0) {
			best, most = i, known
		}
	}
	if best >= 0 {
		return best, nil
	}
	for i, r := range rows[:min(len(rows), 30)] {
		if words, filled := wordsIn(r.cells); filled > 0 && filled == words && filled >= (width+1)/2 {
			return i, nil
		}
	}
	for i, r := range rows {
		if _, filled := wordsIn(r.cells); filled > 0 {
			return i, nil
		}
	}
	return 0, graph.FieldError("/file", "empty", "has no row with a value")
}

func usualWidth(rows []record) int {
	widths := map[int]int{}
	width := 1
	for _, r := range rows {
		if widths[len(r.cells)]++; widths[len(r.cells)] > widths[width] {
			width = len(r.cells)
		}
	}
	return width
}

// wordsIn counts the filled cells, and those of them that are no number or date.
func wordsIn(cells []string) (words, filled int) {
	for _, cell := range cells {
		if cell = tidy(cell); cell == "" {
			continue
		}
		filled++
		_, number := readNumber(cell)
		_, date := readDate(cell)
		if !number && !date {
			words++
		}
	}
	return words, filled
}
