package importers

import (
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

// formulaMark stands for a formula whose value the file does not have: it is
// refused where it is mapped.
const formulaMark = "=…"

// sheetFacts is what a sheet came to.
type sheetFacts struct {
	lastRow  int64 // with a value
	unread   int64 // rows with a value below so many blank ones that the sheet counts as ended
	formulas int64 // rows with formulas whose value the file does not have
	hidden   int64 // rows with a value that are not shown
	merges   []merged
	unshown  []merged // columns that are not shown
	width    int64    // cells of the longest row
}

// sheetCell is what the tags say of a cell.
type sheetCell struct {
	kind    string // how its value is to be taken
	style   int
	value   []byte // as it stands
	formula bool
	stated  bool // there is a value
	known   bool // the formula has one, and be it no text
}

// sheetScan reads the rows of a sheet in one walk over its XML.
type sheetScan struct {
	sheetFacts
	in       *markup
	rich     richText
	say      func(*sheetCell) (string, error) // what a cell says
	out      put
	row, col int64
	cell     sheetCell
	inCell   bool
	inRow    bool
	unseen   bool // the row is not shown
	inline   bool // in a text that stands in the cell itself
	cells    []string
	filled   bool  // the row has a value
	unknown  bool  // and a formula without its value
	all      int64 // cells so far
	unknowns int64 // formulas so far
	ended    bool
}

// scanSheet reads a sheet's XML to its end, and passes its rows on, numbered as
// the user sees them: blank ones too, if one with a value follows. A sheet that
// is cut or out of order, of which something would be missed, is an Invalid error.
func scanSheet(r io.Reader, say func(*sheetCell) (string, error), out put) (sheetFacts, error) {
	s := &sheetScan{say: say, out: out}
	s.in = newMarkup(r, func() string { return "behind row " + strconv.FormatInt(s.row, 10) })
	s.rich.in = s.in
	for {
		tag, err := s.in.next()
		if errors.Is(err, io.EOF) && s.ended {
			return s.sheetFacts, nil
		}
		if errors.Is(err, io.EOF) {
			err = s.in.broken("its sheet ends in the middle")
		}
		if err == nil {
			err = s.take(tag)
		}
		if err != nil {
			return sheetFacts{}, err
		}
	}
}

// take notes what a tag says.
func (s *sheetScan) take(tag []byte) error {
	name, attributes, empty := tagName(tag)
	if s.inline {
		return s.takeInline(name, empty)
	}
	switch string(name) {
	case "c":
		return s.startCell(attributes, empty)
	case "v":
		if s.cell.known = s.cell.kind == "str"; !empty {
			s.in.begin()
		}
	case "/v":
		return s.value()
	case "/c":
		return s.endCell()
	case "f":
		s.cell.formula = s.inCell // a broken sheet may have one elsewhere
	case "is":
		s.inline, s.rich.text = s.inCell && !empty, s.rich.text[:0]
	case "row":
		return s.startRow(attributes, empty)
	case "/row", "/sheetData":
		return s.endRow()
	case "col":
		s.hide(attributes)
	case "mergeCell":
		return s.merge(attributes)
	case "/worksheet":
		s.ended = true
		return s.endRow()
	}
	return nil
}

func (s *sheetScan) takeInline(name []byte, empty bool) error {
	if string(name) != "/is" {
		return s.rich.take(name, empty)
	}
	s.inline = false
	s.cell.kind, s.cell.value = "inlineStr", unescapeText(s.rich.text)
	s.cell.stated = len(s.cell.value) > 0
	return nil
}

func (s *sheetScan) value() error {
	if !s.in.keep || !s.inCell {
		s.in.keep = false
		return nil
	}
	text, err := s.in.end()
	if len(text) > 0 {
		s.cell.value, s.cell.stated = text, true
	}
	return err
}

func (s *sheetScan) startRow(attributes []byte, empty bool) error {
	if err := s.endRow(); err != nil {
		return err
	}
	row := s.row + 1
	if r := attribute(attributes, "r"); r != nil {
		n, err := strconv.ParseInt(string(r), 10, 64)
		if err != nil || n < row {
			return s.in.broken("row %.20q does not follow", r)
		}
		row = n
	}
	if row > maxSheetRows {
		return s.in.broken("it has a row %d", row)
	}
	s.row, s.col, s.inCell, s.inRow = row, 0, false, !empty
	s.unseen = isTrue(attribute(attributes, "hidden"))
	return nil
}

// endRow passes a row on that has a value.
func (s *sheetScan) endRow() error {
	cells := s.cells
	filled, unknown := s.filled, s.unknown
	s.inRow, s.cells, s.filled, s.unknown = false, s.cells[:0], false, false
	if !filled {
		return nil
	}
	if s.unread > 0 || s.row-s.lastRow > maxBlankRows+1 {
		s.unread++
		return nil
	}
	if unknown {
		s.formulas++
	}
	if s.unseen {
		s.hidden++
	}
	s.width = max(s.width, int64(len(cells)))
	for s.lastRow++; s.lastRow < s.row; s.lastRow++ {
		if err := s.out(s.lastRow, nil); err != nil {
			return err
		}
	}
	return s.out(s.row, cells)
}

func (s *sheetScan) startCell(attributes []byte, empty bool) error {
	col := s.col + 1
	if r := attribute(attributes, "r"); r != nil {
		c, row, ok := cellName(r)
		if !ok || c < col || row != s.row {
			return s.in.broken("cell %.20q does not belong where it stands in row %d", r, s.row)
		}
		col = c
	}
	s.col, s.inCell = col, s.inRow && !empty
	s.cell = sheetCell{kind: string(attribute(attributes, "t"))}
	if style := attribute(attributes, "s"); style != nil {
		s.cell.style, _ = strconv.Atoi(string(style))
	}
	return nil
}

func (s *sheetScan) endCell() error {
	inCell := s.inCell
	s.inCell = false
	c := &s.cell
	switch {
	case !inCell:
		return nil
	case c.stated:
		text, err := s.say(c)
		if err != nil || text == "" {
			return err
		}
		return s.fill(text)
	case !c.formula || c.known:
		return nil
	}
	if s.unknowns++; s.unknowns > maxFormulas {
		return graph.FieldError("/file", codeFormula, "has more than %d formulas without their values: open it in a spreadsheet program and save it again", maxFormulas)
	}
	s.unknown = true
	return s.fill(formulaMark)
}

func (s *sheetScan) fill(text string) error {
	if s.all += s.col - int64(len(s.cells)); s.all > maxSheetCells {
		return graph.FieldError("/file", codeTooLong, "has more than %d cells on a sheet: split it", maxSheetCells)
	}
	for int64(len(s.cells)) < s.col-1 {
		s.cells = append(s.cells, "")
	}
	s.cells, s.filled = append(s.cells, text), true
	return nil
}

func (s *sheetScan) merge(attributes []byte) error {
	from, to, _ := bytes.Cut(attribute(attributes, "ref"), []byte{':'})
	var m merged
	var ok, fine bool
	m.left, m.top, ok = cellName(from)
	m.right, m.bottom, fine = cellName(to)
	if !ok || !fine || m.right < m.left || m.bottom < m.top {
		return nil // of no use, and of no harm
	}
	if len(s.merges) == maxMerges {
		return graph.FieldError("/file", codeTooLong, "has more than %d merged ranges", maxMerges)
	}
	s.merges = append(s.merges, m)
	return nil
}

// hide notes columns that are not shown.
func (s *sheetScan) hide(attributes []byte) {
	from, fromErr := strconv.ParseInt(string(attribute(attributes, "min")), 10, 64)
	to, toErr := strconv.ParseInt(string(attribute(attributes, "max")), 10, 64)
	if isTrue(attribute(attributes, "hidden")) && fromErr == nil && toErr == nil && from > 0 && len(s.unshown) < maxColumns {
		s.unshown = append(s.unshown, merged{left: from, right: to})
	}
}

func isTrue(value []byte) bool { return string(value) == "1" || string(value) == "true" }

// unseenColumns is the number of columns with cells that are not shown.
func (f *sheetFacts) unseenColumns() (n int64) {
	for _, m := range f.unshown {
		n += max(0, min(m.right, f.width)-m.left+1)
	}
	return n
}

// cellName reads the name of a cell: AB12 is column 28 of row 12.
func cellName(name []byte) (col, row int64, ok bool) {
	i := 0
	for ; i < len(name) && name[i] >= 'A' && name[i] <= 'Z'; i++ {
		if col = col*26 + int64(name[i]-'A'+1); col > maxColumns {
			return 0, 0, false
		}
	}
	digits := name[i:]
	for _, d := range digits {
		if d < '0' || d > '9' || row > maxSheetRows {
			return 0, 0, false
		}
		row = 10*row + int64(d-'0')
	}
	return col, row, i > 0 && row > 0
}
