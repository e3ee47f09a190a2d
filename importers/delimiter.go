package importers

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
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
