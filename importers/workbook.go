package importers

import (
	"archive/zip"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"linchpin/graph"
	"linchpin/importers/document"
)

// Bounds of workbooks. A real one shrinks to a tenth; a bomb to a thousandth.
const (
	maxRatio      = 100
	leastUnzipped = 64 << 20 // bytes that any workbook may unzip to
	mostUnzipped  = 1 << 30
	mostBeside    = 128 << 20 // of all that is neither cells nor strings, which goes to memory
	mostDecoded   = 32 << 20  // of a part that is read as a whole
	maxSheetRows  = 1_048_576
	maxSheetCells = 50_000_000
	maxBlankRows  = 200 // in a row, after which a sheet counts as ended
)

// workbook is an opened .xlsx file.
type workbook struct {
	bookParts
	formats []numberFormat // by style
	texts   *sharedText
}

// openWorkbook opens a workbook within bounds. Nothing in it is calculated, and
// nothing it refers to elsewhere is opened.
func openWorkbook(f *os.File) (*workbook, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	z, err := zip.NewReader(f, info.Size())
	if err != nil {
		return nil, graph.FieldError("/file", "format", "is a broken workbook: %v", err)
	}
	all := partsOf(z)
	if err := all.bounded(min(mostUnzipped, max(leastUnzipped, maxRatio*info.Size()))); err != nil {
		return nil, err
	}
	w := &workbook{}
	if w.bookParts, err = all.book(); err != nil {
		return nil, err
	}
	if len(w.sheets) == 0 {
		return nil, graph.FieldError("/file", "empty", "has no visible sheet with cells")
	}
	if w.formats, err = all.formats(w.styles); err != nil || w.bookParts.texts == nil {
		return w, err
	}
	err = readPart(w.bookParts.texts, func(r io.Reader) (err error) {
		w.texts, err = readSharedText(r)
		return err
	})
	return w, err
}

// readPart reads a part of a workbook. What is wrong with the file as such is
// an Invalid error.
func readPart(part *zip.File, read func(io.Reader) error) error {
	r, err := part.Open()
	if err != nil {
		return brokenPart(part.Name, err)
	}
	defer r.Close()
	in := &faultyReader{r: r}
	if err = read(in); in.err != nil {
		return brokenPart(part.Name, in.err)
	}
	return err
}

// faultyReader remembers the fault of what it reads.
type faultyReader struct {
	r   io.Reader
	err error
}

func (f *faultyReader) Read(p []byte) (int, error) {
	n, err := f.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		f.err = err
	}
	return n, err
}

func (w *workbook) close() error { return w.texts.close() }

// bounded refuses what unzips to more than a workbook has use for.
func (p parts) bounded(most int64) error {
	var sum, beside uint64
	for name, f := range p {
		sum += f.UncompressedSize64
		if !strings.HasPrefix(name, "xl/worksheets/") && name != "xl/sharedstrings.xml" {
			beside += f.UncompressedSize64
		}
		if sum > uint64(most) || beside > mostBeside { //nolint:gosec // not negative
			return graph.FieldError("/file", codeTooLong, "unzips to more than a workbook of its size has use for (%d MiB): save the sheet as .csv", most>>20)
		}
	}
	return nil
}

// sheet finds a sheet by its name.
func (w *workbook) sheet(name string) (sheetPart, error) {
	i := slices.IndexFunc(w.sheets, func(s sheetPart) bool { return s.name == name })
	if i < 0 {
		return sheetPart{}, graph.FieldError("/reading/sheet", "unknown", "is no sheet of the workbook; it has %s", strings.Join(w.names(), ", "))
	}
	return w.sheets[i], nil
}

func (w *workbook) names() (out []string) {
	for _, s := range w.sheets {
		out = append(out, s.name)
	}
	return out
}

// readWorkbook puts the rows of the sheet of a workbook that the sniff names,
// of the best one where it names none.
func readWorkbook(f *os.File, s Sniff, rows *spool) (told opened, err error) {
	told.Sniff = s
	w, err := openWorkbook(f)
	if err != nil {
		return told, err
	}
	defer func() { err = errors.Join(err, w.close()) }()
	told.Sheets = w.names()
	var tables map[string]registerTable
	var sheet sheetPart
	if s.Sheet != "" {
		sheet, err = w.sheet(s.Sheet)
	} else if tables, err = w.registerOf(); err == nil && tables == nil {
		sheet, err = w.bestSheet()
	}
	if err != nil {
		return told, err
	}
	if tables != nil {
		more, err := readRegister(tables, rows.put)
		told.Format, told.Notices = registerFormat, append(told.Notices, more...)
		return told, err
	}
	facts, err := w.readSheet(sheet, rows)
	told.Sheet, told.merges = sheet.name, facts.merges
	told.Notices = document.Count(told.Notices, facts.unread, "unread_rows", "one row stands below 200 blank ones; it is not read", "rows stand below 200 blank ones; they are not read")
	told.Notices = document.Count(told.Notices, facts.formulas, "formulas", "one row has a formula whose value the file does not have", "rows have formulas whose value the file does not have")
	for _, n := range []struct {
		code, one, several string
		count              int64
	}{
		{"hidden_rows", "one row is hidden in the sheet, by a filter or by hand; it is read like the others", "rows are hidden in the sheet, by a filter or by hand; they are read like the others", facts.hidden},
		{"hidden_columns", "one column is hidden in the sheet; it is read like the others", "columns are hidden in the sheet; they are read like the others", facts.unseenColumns()},
		{"hidden_sheets", "one sheet is hidden in the workbook; it is not read", "sheets are hidden in the workbook; they are not read", w.hidden},
	} {
		told.Notices = document.Count(told.Notices, n.count, n.code, n.one, n.several)
	}
	return told, err
}
