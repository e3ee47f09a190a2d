package importers

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"

	"linchpin/graph"
)

// What is kept of a sheet in memory, at most.
const (
	maxMerges   = 100_000
	maxFormulas = 100_000 // whose value the file does not have
)

// sheetFacts is what the library that reads workbooks does not tell of a sheet.
type sheetFacts struct {
	rows     int64             // row elements
	lastRow  int64             // with a value
	formulas map[int64][]int64 // by row the columns, from 1: those whose value the file does not have
	merges   []merged
}

// merged is a range of cells that are one.
type merged struct{ left, top, right, bottom int64 }

// sheetScan walks over the tags of a sheet's XML. It builds no tree: what it
// looks for needs none, and a sheet may be large.
type sheetScan struct {
	sheetFacts
	in       *bufio.Reader
	row, col int64
	unknown  int // formulas
	inCell   bool
	formula  bool // in the cell
	stated   bool // the cell has a value
	known    bool // the formula has one, and be it no text
	text     bool // the formula comes to a text
	ended    bool
}

// scanSheet reads a sheet's XML to its end. One that is cut or out of order,
// of which a reader would miss something, is an Invalid error.
func scanSheet(r io.Reader) (sheetFacts, error) {
	s := &sheetScan{in: bufio.NewReaderSize(r, 1<<16), sheetFacts: sheetFacts{formulas: map[int64][]int64{}}}
	for {
		tag, err := s.tag()
		if errors.Is(err, io.EOF) && s.ended {
			return s.sheetFacts, nil
		}
		if errors.Is(err, io.EOF) {
			err = graph.FieldError("/file", "format", "is a broken workbook: its sheet ends in the middle, after row %d", s.row)
		}
		if err == nil {
			err = s.take(tag)
		}
		if err != nil {
			return sheetFacts{}, err
		}
	}
}

// tag returns what stands between the next < and its >.
func (s *sheetScan) tag() ([]byte, error) {
	for {
		_, err := s.in.ReadSlice('<')
		if err == nil {
			break
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return nil, err
		}
	}
	if b, err := s.in.Peek(3); err == nil && string(b) == "!--" {
		return nil, s.skip("-->")
	}
	if b, err := s.in.Peek(8); err == nil && string(b) == "![CDATA[" {
		return nil, s.skip("]]>")
	}
	tag, err := s.in.ReadSlice('>')
	if errors.Is(err, bufio.ErrBufferFull) {
		return nil, graph.FieldError("/file", "format", "is a broken workbook: a tag behind row %d has no end", s.row)
	}
	return bytes.TrimSuffix(tag, []byte{'>'}), err
}

// skip reads on behind a mark.
func (s *sheetScan) skip(mark string) error {
	for n := 0; n < len(mark); {
		b, err := s.in.ReadByte()
		if err != nil {
			return err
		}
		switch {
		case b == mark[n]:
			n++
		case n == 2 && b == mark[0] && mark[0] == mark[1]: // one more dash or bracket
		case b == mark[0]:
			n = 1
		default:
			n = 0
		}
	}
	return nil
}

// take notes what a tag says.
func (s *sheetScan) take(tag []byte) error {
	name, attributes, empty := tagName(tag)
	switch string(name) {
	case "row":
		s.rows++
		return s.startRow(attributes)
	case "c":
		return s.startCell(attributes)
	case "/c":
		return s.endCell()
	case "f":
		s.formula = s.inCell // a broken sheet may have one elsewhere
	case "v":
		s.known = s.text
		if !empty {
			next, err := s.in.Peek(1)
			s.stated = s.stated || err == nil && next[0] != '<'
		}
	case "is":
		s.stated = s.stated || !empty
	case "mergeCell":
		return s.merge(attributes)
	case "/worksheet":
		s.ended = true
	}
	return nil
}

// tagName splits a tag; the prefix of its name space is left out.
func tagName(tag []byte) (name, attributes []byte, empty bool) {
	tag, empty = bytes.CutSuffix(tag, []byte{'/'})
	end := bytes.IndexAny(tag, " \t\r\n")
	if end < 0 {
		end = len(tag)
	}
	name, attributes = tag[:end], tag[end:]
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		closing := bytes.HasPrefix(name, []byte{'/'})
		if name = name[i+1:]; closing {
			name = append([]byte{'/'}, name...)
		}
	}
	return name, attributes, empty
}

// attribute returns the value of an attribute without a name space.
func attribute(attributes []byte, name string) string {
	for rest := attributes; ; {
		i := bytes.IndexByte(rest, '=')
		if i < 0 || i+1 >= len(rest) {
			return ""
		}
		key, after := bytes.TrimSpace(rest[:i]), bytes.TrimLeft(rest[i+1:], " \t\r\n")
		if len(after) == 0 {
			return ""
		}
		end := bytes.IndexByte(after[1:], after[0])
		if end < 0 {
			return ""
		}
		if string(key) == name {
			return string(after[1 : 1+end])
		}
		rest = after[end+2:]
	}
}

func (s *sheetScan) startRow(attributes []byte) error {
	row := s.row + 1
	if r := attribute(attributes, "r"); r != "" {
		n, err := strconv.ParseInt(r, 10, 64)
		if err != nil || n < row {
			return graph.FieldError("/file", "format", "is a broken workbook: row %.20q follows row %d", r, s.row)
		}
		row = n
	}
	s.row, s.col, s.inCell = row, 0, false
	return nil
}

func (s *sheetScan) startCell(attributes []byte) error {
	col := s.col + 1
	if r := attribute(attributes, "r"); r != "" {
		c, row, ok := cellName(r)
		if !ok || c < col || row != s.row {
			return graph.FieldError("/file", "format", "is a broken workbook: cell %.20q does not belong where it stands in row %d", r, s.row)
		}
		col = c
	}
	s.col, s.inCell, s.formula, s.stated, s.known = col, s.row > 0, false, false, false
	s.text = attribute(attributes, "t") == "str"
	return nil
}

func (s *sheetScan) endCell() error {
	defer func() { s.formula, s.inCell = false, false }()
	if s.stated {
		s.lastRow = s.row
	}
	if !s.formula || s.stated || s.known {
		return nil
	}
	s.lastRow = s.row
	if s.unknown++; s.unknown > maxFormulas {
		return graph.FieldError("/file", codeFormula, "has more than %d formulas without their values: open it in a spreadsheet program and save it again", maxFormulas)
	}
	s.formulas[s.row] = append(s.formulas[s.row], s.col)
	return nil
}

func (s *sheetScan) merge(attributes []byte) error {
	from, to, _ := bytes.Cut([]byte(attribute(attributes, "ref")), []byte{':'})
	var m merged
	var ok, fine bool
	m.left, m.top, ok = cellName(string(from))
	m.right, m.bottom, fine = cellName(string(to))
	if !ok || !fine || m.right < m.left || m.bottom < m.top {
		return nil // of no use, and of no harm
	}
	if len(s.merges) == maxMerges {
		return graph.FieldError("/file", codeTooLong, "has more than %d merged ranges", maxMerges)
	}
	s.merges = append(s.merges, m)
	return nil
}

// cellName reads the name of a cell: AB12 is column 28 of row 12.
func cellName(name string) (col, row int64, ok bool) {
	i := 0
	for ; i < len(name) && name[i] >= 'A' && name[i] <= 'Z'; i++ {
		if col = col*26 + int64(name[i]-'A'+1); col > maxColumns {
			return 0, 0, false
		}
	}
	row, err := strconv.ParseInt(name[i:], 10, 32)
	return col, row, i > 0 && err == nil && row > 0
}
