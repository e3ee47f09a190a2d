package importers

import (
	"cmp"
	"encoding/csv"
	"io"
	"iter"
	"strconv"
	"strings"
)

// Rejects writes the rows a check rejected or left undecided as a file to mend
// and import again: the user's own cells, headers, delimiter, line ends and encoding, with
// the line and the errors of each in two columns more. Those two are left out
// when it is imported; its own from an earlier round are not repeated.
// Cells that a spreadsheet would take for a formula are escaped.
func Rejects(w io.Writer, s Sniff, rows iter.Seq[Row]) error {
	enc := encode(w, s.Encoding, s.EncodingFrom == fromMark)
	var text io.Writer = enc
	if s.LineEnds == "cr" {
		text = carriageReturns{enc}
	}
	out := csv.NewWriter(text)
	out.Comma = rune(cmp.Or(s.Delimiter, ",")[0])
	out.UseCRLF = s.LineEnds == "crlf"
	var kept []int
	var header []string
	for i, c := range s.Columns {
		if c.Header != LineColumn && c.Header != ErrorColumn {
			kept = append(kept, i)
			header = append(header, c.Header)
		}
	}
	if err := out.Write(append(header, LineColumn, ErrorColumn)); err != nil {
		return err
	}
	for r := range rows {
		if r.Outcome != Rejected && r.Outcome != Undecided {
			continue
		}
		cells := make([]string, 0, len(kept)+2)
		for _, i := range kept {
			cell := ""
			for _, at := range append([]int{i}, s.Columns[i].Also...) { // one header has one value
				if at < len(r.Cells) && cell == "" {
					cell = safeCell(r.Cells[at])
				}
			}
			cells = append(cells, cell)
		}
		var said []string
		for _, e := range r.Errors {
			said = append(said, e.String())
		}
		cells = append(cells, strconv.FormatInt(r.Line, 10), Escape(strings.Join(said, "; ")))
		for i := len(s.Columns); i < len(r.Cells); i++ { // what made the row too wide
			cells = append(cells, safeCell(r.Cells[i]))
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	return enc.Close()
}

// safeCell escapes a cell that is not escaped yet: the file's own escapes stay.
func safeCell(cell string) string {
	if strings.HasPrefix(cell, "'") {
		return cell
	}
	return Escape(cell)
}

// String is the error as one phrase: column, what was found, what is expected.
func (e RowError) String() string {
	var b strings.Builder
	if e.Column != "" {
		b.WriteString(e.Column + ": ")
	}
	b.WriteString(strings.ReplaceAll(e.Code, "_", " "))
	if e.Got != "" {
		b.WriteString(" " + strconv.Quote(e.Got))
	}
	if e.Expected != "" {
		b.WriteString(", expected " + e.Expected)
	}
	if e.Hint != "" {
		b.WriteString(" (" + e.Hint + ")")
	}
	return b.String()
}
