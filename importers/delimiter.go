package importers

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"

	"linchpin/graph"
)

const delimiters = ",;\t|"

func knownDelimiter(s string) bool { return len(s) == 1 && strings.Contains(delimiters, s) }

// statedDelimiter reads the first line "sep=;" that spreadsheets write.
func statedDelimiter(head []byte) (string, bool) {
	line, _, _ := bytes.Cut(head, []byte{'\n'})
	if d, ok := strings.CutPrefix(strings.ToLower(string(line)), "sep="); ok && knownDelimiter(d) {
		return d, true
	}
	return ",", false
}

// firstRows reads the rows of a file's beginning, at most openingRows. The last
// one is left out where the beginning may cut it.
func firstRows(head []byte, comma byte) (rows []record) {
	s := newScanner(bytes.NewReader(head), comma)
	for len(rows) < openingRows {
		r, err := s.next()
		if err != nil {
			if errors.Is(err, io.EOF) && len(head) == openingBytes && len(rows) > 1 {
				rows = rows[:len(rows)-1]
			}
			break
		}
		r.cells = slices.Clone(r.cells)
		rows = append(rows, r)
	}
	return rows
}

// sniffDelimiter takes the delimiter that gives most rows one width of two
// cells or more. A file of one column is read with commas.
func sniffDelimiter(head []byte) string {
	best, bestScore := ",", 0.0
	for i := range len(delimiters) {
		rows := firstRows(head, delimiters[i])
		widths := map[int]int{}
		filled := 0
		for _, r := range rows {
			if len(r.cells) > 1 || r.cells[0] != "" {
				widths[len(r.cells)]++
				filled++
			}
		}
		for width, n := range widths {
			if width < 2 {
				continue
			}
			// one width for nearly all rows counts most, then the number of cells
			score := float64(n)/float64(filled) + float64(min(width, 50))/500
			if score > bestScore {
				best, bestScore = delimiters[i:i+1], score
			}
		}
	}
	return best
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
		known := 0
		for _, cell := range r.cells {
			if knownHeader(cell) {
				known++
			}
		}
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
