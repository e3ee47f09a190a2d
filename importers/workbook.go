package importers

import (
	"archive/zip"
	"cmp"
	"errors"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"linchpin/graph"
)

// Bounds of workbooks. A real one shrinks to a tenth; a bomb to a thousandth.
const (
	maxRatio      = 100
	leastUnzipped = 64 << 20 // bytes that any workbook may unzip to
	mostUnzipped  = 1 << 30
	mostBeside    = 128 << 20 // of all that is neither cells nor strings, which goes to memory
	unzippedInRAM = 16 << 20  // of a part; larger sheets and strings go to a file
	maxSheetRows  = 1_048_576
	maxSheetCells = 50_000_000
	maxBlankRows  = 200 // in a row, after which a sheet counts as ended
)

// workbook is an opened .xlsx file.
type workbook struct {
	*excelize.File
	sheets   []sheetPart
	from1904 bool // the days are counted from 1904
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
	most := min(mostUnzipped, max(leastUnzipped, maxRatio*info.Size()))
	if err := all.bounded(most); err != nil {
		return nil, err
	}
	sheets := all.sheets()
	if len(sheets) == 0 {
		return nil, graph.FieldError("/file", "empty", "has no visible sheet with cells")
	}
	book, err := excelize.OpenReader(io.NewSectionReader(f, 0, info.Size()), excelize.Options{
		UnzipSizeLimit: most, UnzipXMLSizeLimit: unzippedInRAM, RawCellValue: false,
	})
	if err != nil {
		err = graph.FieldError("/file", "format", "is a workbook that cannot be read: %v", err)
		if book != nil {
			err = errors.Join(err, book.Close())
		}
		return nil, err
	}
	w := &workbook{File: book, sheets: sheets}
	if p, err := book.GetWorkbookProps(); err == nil && p.Date1904 != nil {
		w.from1904 = *p.Date1904
	}
	if err := w.plainNumbers(); err != nil {
		return nil, errors.Join(err, book.Close())
	}
	return w, nil
}

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

// Dates are read as their serial numbers behind a mark that no text of a workbook
// can have: XML forbids it. To let the library write them takes longer than all
// the rest of a sheet.
const (
	dayMark      = "\"\x01\""
	timeMark     = "\"\x02\""
	serialFormat = "0.0000000000"
)

// date brings what was read of a date cell into the form 2027-02-26, with the
// time where it is shown.
func (w *workbook) date(cell string) string {
	days, err := strconv.ParseFloat(cell[1:], 64)
	var at time.Time
	if err == nil {
		at, err = excelize.ExcelDateToTime(days, w.from1904)
	}
	switch {
	case err != nil:
		return cell[1:]
	case cell[0] == '\x01':
		return at.Format("2006-01-02")
	default:
		return at.Round(time.Second).Format("2006-01-02 15:04:05")
	}
}

// plainNumbers changes the number formats so that dates can be told and amounts
// read in full; codes with leading zeros and times stay as they are shown.
func (w *workbook) plainNumbers() error {
	styles := w.Styles
	if styles == nil || styles.CellXfs == nil {
		return nil
	}
	formats := map[shown]int{asNumber: 0}
	for how, code := range map[shown]string{asDate: dayMark + serialFormat, asDateTime: timeMark + serialFormat, asPercent: "0.0000%"} {
		style, err := w.NewStyle(&excelize.Style{CustomNumFmt: &code})
		if err != nil {
			return err
		}
		formats[how] = *styles.CellXfs.Xf[style].NumFmtID
	}
	codes := map[int]string{}
	if styles.NumFmts != nil {
		for _, f := range styles.NumFmts.NumFmt {
			codes[f.NumFmtID] = cmp.Or(f.FormatCode16, f.FormatCode)
		}
	}
	for i := range styles.CellXfs.Xf {
		xf := &styles.CellXfs.Xf[i]
		if xf.NumFmtID == nil {
			continue
		}
		how := builtInFormat(*xf.NumFmtID)
		if code, ok := codes[*xf.NumFmtID]; ok {
			how = customFormat(code)
		}
		if id, ok := formats[how]; ok {
			xf.NumFmtID = &id
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

// facts reads what the library does not tell of a sheet.
func (s sheetPart) facts() (sheetFacts, error) {
	r, err := s.part.Open()
	if err != nil {
		return sheetFacts{}, graph.FieldError("/file", "format", "is a broken workbook: %v", err)
	}
	defer r.Close()
	facts, err := scanSheet(r)
	if _, ours := errors.AsType[*graph.Error](err); err != nil && !ours {
		err = graph.FieldError("/file", "format", "is a broken workbook: %v", err)
	}
	return facts, err
}

// readWorkbook puts the rows of the sheet of a workbook that the sniff names,
// of the best one where it names none.
func readWorkbook(f *os.File, s Sniff, out put) (told opened, err error) {
	told.Sniff = s
	w, err := openWorkbook(f)
	if err != nil {
		return told, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
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
		more, err := readRegister(w, tables, out)
		told.Format, told.Notices = registerFormat, append(told.Notices, more...)
		return told, err
	}
	facts, unread, err := w.readSheet(sheet, out)
	told.Sheet, told.Sheets, told.merges = sheet.name, w.names(), facts.merges
	if unread > 0 {
		told.Notices = append(told.Notices, Notice{"unread_rows", "rows stand below 200 blank ones; they are not read", unread})
	}
	if len(facts.formulas) > 0 {
		told.Notices = append(told.Notices, Notice{"formulas", "rows have formulas whose value the file does not have", int64(len(facts.formulas))})
	}
	return told, err
}
