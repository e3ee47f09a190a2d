package importers_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"linchpin/graph"
	"linchpin/importers"
)

// workbook makes a workbook of one sheet and returns its path.
func workbook(t *testing.T, rows [][]any, change func(*excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	if change != nil {
		change(f)
	}
	path := filepath.Join(t.TempDir(), "book.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func styled(t *testing.T, f *excelize.File, code string, cells ...string) {
	t.Helper()
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cells {
		if err := f.SetCellStyle("Sheet1", c, c, style); err != nil {
			t.Fatal(err)
		}
	}
}

// What a cell says: dates as dates however they are shown, amounts in full,
// codes as the user sees them, text as it is.
func TestWorkbookCells(t *testing.T) {
	day := time.Date(2027, 2, 26, 0, 0, 0, 0, time.UTC)
	path := workbook(t, [][]any{
		{"name", "Reference", "Starts", "Ends", "Text date", "Expense", "Code", "EAN", "Share", "Auto renew"},
		{"A", "0012", day, day, "26/02/2027", 1234.5678, 42, 4006381333931, 0.055, true},
	}, func(f *excelize.File) {
		styled(t, f, `dd"."mm"."yy`, "C2")
		styled(t, f, `[$-409]d\-mmm\-yyyy;@`, "D2")
		styled(t, f, `#,##0.00 "€"`, "F2")
		styled(t, f, "000000", "G2")
		styled(t, f, "0%", "I2")
	})
	s, err := importers.Inspect(path, importers.Reading{})
	if err != nil {
		t.Fatal(err)
	}
	if s.Format != "xlsx" || s.Sheet != "Sheet1" || s.HeaderLine != 1 || s.HeaderRows != 1 || s.Rows != 1 || s.EncodingFrom != "format" {
		t.Errorf("sniff %+v", s)
	}
	want := []string{"A", "0012", "2027-02-26", "2027-02-26", "26/02/2027", "1234.5678", "000042", "4006381333931", "5.5%", "TRUE"}
	for i, c := range s.Columns {
		if !slices.Equal(c.Samples, want[i:i+1]) {
			t.Errorf("column %s has %q, want %q", c.Header, c.Samples, want[i])
		}
	}
}

// Google's spreadsheets write the number 1001 as 1001.0: an id or an order number
// is what is shown.
func TestWholeNumbersOfAWorkbook(t *testing.T) {
	path := workbook(t, [][]any{{"external_id", "name", "Share"}, {0, "Alder", 0}}, func(f *excelize.File) {
		for cell, raw := range map[string]string{"A2": "1001.0", "C2": "0.50"} {
			if err := f.SetCellDefault("Sheet1", cell, raw); err != nil {
				t.Fatal(err)
			}
		}
	})
	s, err := importers.Inspect(path, importers.Reading{})
	if err != nil {
		t.Fatal(err)
	}
	if got := [...]string{s.Columns[0].Samples[0], s.Columns[2].Samples[0]}; got != [...]string{"1001", "0.50"} {
		t.Errorf("the cells are read as %q", got)
	}
}

// A sheet as people make them: a title, groups of columns, cells merged down,
// blank rows, and a total.
func TestWorkbookLayout(t *testing.T) {
	path := workbook(t, [][]any{
		{"Agreements 2026"},
		{},
		{"Agreement", "", "Supplier", "", "Buyer", ""},
		{"Contract reference", "Annual cost", "Name", "Country", "Name", "Country"},
		{"C-1", 100, "Alder GmbH", "DE", "Us", "NL"},
		{"", 50, "Birch SA", "FR", "Us", "NL"},
		{},
		{"C-2", 25, "Cedar Ltd", "GB", "Us", "NL"},
		{"Total", 175},
	}, func(f *excelize.File) {
		for _, m := range [][2]string{{"A1", "F1"}, {"A3", "B3"}, {"C3", "D3"}, {"E3", "F3"}, {"A5", "A6"}} {
			if err := f.MergeCell("Sheet1", m[0], m[1]); err != nil {
				t.Fatal(err)
			}
		}
	})
	s, err := importers.Inspect(path, importers.Reading{})
	if err != nil {
		t.Fatal(err)
	}
	var headers []string
	for _, c := range s.Columns {
		headers = append(headers, c.Header)
	}
	want := []string{"Contract reference", "Annual cost", "Supplier Name", "Supplier Country", "Buyer Name", "Buyer Country"}
	if !slices.Equal(headers, want) || s.HeaderLine != 4 || s.HeaderRows != 2 {
		t.Errorf("headers %q on line %d, %d rows", headers, s.HeaderLine, s.HeaderRows)
	}
	e := newEcosystem()
	o := checkFile(t, e, path, job{as: importers.Mixed, change: func(m *importers.Mapping) {
		m.Constants = map[string]string{"contract.currency": "EUR"}
		for header, field := range map[string]string{"Contract reference": "contract.reference", "Annual cost": "contract.annual_expense", "Supplier Name": "partner.name", "Supplier Country": "partner.country"} {
			m.Columns[slices.Index(headers, header)].Field = field
		}
	}})
	if want := (importers.Counts{Create: 3, Skipped: 2}); o.Counts != want {
		t.Fatalf("counts %+v, want %+v; rows %+v", o.Counts, want, o.rows)
	}
	e.applyAll(t, o)
	if o.rows[1].Line != 6 || o.rows[1].Name != "C-1" || o.rows[2].Outcome != importers.Skipped {
		t.Errorf("rows %+v", o.rows)
	}
	if p, ok := e.named(t, "Birch SA").Body.(*graph.Partner); !ok || p.Country != "FR" {
		t.Errorf("partner %+v", p)
	}
}

// The sheet is chosen: by us the one with the headers we know, by the user any.
func TestWorkbookSheets(t *testing.T) {
	path := workbook(t, [][]any{{"Read me first"}, {"This book lists", "our suppliers"}}, func(f *excelize.File) {
		for name, rows := range map[string][][]any{"Vendors": {{"Supplier name", "Country"}, {"Alder", "DE"}}, "Parts": {{"Widget"}, {"x"}}, "Old": {{"name", "country", "lei"}, {"Old", "DE", ""}}} {
			if _, err := f.NewSheet(name); err != nil {
				t.Fatal(err)
			}
			for i, row := range rows {
				if err := f.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &row); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := f.SetSheetVisible("Old", false); err != nil {
			t.Fatal(err)
		}
	})
	s, err := importers.Inspect(path, importers.Reading{})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(s.Sheets)
	if s.Sheet != "Vendors" || !slices.Equal(s.Sheets, []string{"Parts", "Sheet1", "Vendors"}) {
		t.Errorf("sheet %q of %q", s.Sheet, s.Sheets)
	}
	if s, err = importers.Inspect(path, importers.Reading{Sheet: "Parts"}); err != nil || s.Sheet != "Parts" || s.Columns[0].Header != "Widget" {
		t.Errorf("the chosen sheet: %+v, %v", s, err)
	}
	if _, err = importers.Inspect(path, importers.Reading{Sheet: "Old parts"}); !refusedAt(err, "/reading/sheet") {
		t.Errorf("an unknown sheet: %v", err)
	}
}

// Formulas are not calculated: what the file has of their values is read, and
// where it has none the row is refused.
func TestWorkbookFormulas(t *testing.T) {
	path := workbook(t, [][]any{{"name", "notes"}, {"Alder", "x"}, {"Birch", "y"}, {"=Cedar", "a text"}}, func(f *excelize.File) {
		for _, cell := range []string{"A5", "C2"} {
			if err := f.SetCellFormula("Sheet1", cell, `A2&" Ltd"`); err != nil {
				t.Fatal(err)
			}
		}
	})
	o := checkFile(t, newEcosystem(), path, job{as: importers.Partners})
	if want := (importers.Counts{Create: 3, Rejected: 1}); o.Counts != want {
		t.Fatalf("counts %+v, want %+v; rows %+v", o.Counts, want, o.rows)
	}
	if e := o.rows[3].Errors; o.rows[3].Line != 5 || len(e) != 1 || e[0].Code != "formula" || e[0].Column != "name" {
		t.Errorf("row %+v", o.rows[3])
	}
}

// A sheet ends after 200 blank rows; what stands below is told.
func TestWorkbookBlankRows(t *testing.T) {
	path := workbook(t, [][]any{{"name"}, {"Alder"}}, func(f *excelize.File) {
		for cell, name := range map[string]string{"A202": "Birch", "A500": "Cedar"} {
			if err := f.SetCellStr("Sheet1", cell, name); err != nil {
				t.Fatal(err)
			}
		}
	})
	o := checkFile(t, newEcosystem(), path, job{as: importers.Partners})
	if o.Counts.Create != 2 || o.notice("unread_rows") == 0 {
		t.Errorf("counts %+v, notices %+v", o.Counts, o.sniff.Notices)
	}
}

func refusedAt(err error, pointer string) bool {
	e, ok := errors.AsType[*graph.Error](err)
	return ok && e.Code == graph.Invalid && len(e.Fields) > 0 && e.Fields[0].Pointer == pointer
}

// edited returns a copy of a workbook in which one part is changed.
func edited(t *testing.T, path, part string, change func([]byte) []byte) string {
	t.Helper()
	in, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == part {
			content = change(content)
		}
		w, err := out.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	changed := filepath.Join(t.TempDir(), "changed.xlsx")
	if err := os.WriteFile(changed, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return changed
}

// Broken and hostile workbooks are refused as a whole, soon, and with a reason:
// nothing of them is read in part.
func TestHostileWorkbooks(t *testing.T) {
	const sheet = "xl/worksheets/sheet1.xml"
	plain := workbook(t, [][]any{{"name"}, {"Alder"}, {"Birch"}}, nil)
	with := func(rows string) func([]byte) []byte {
		return func(b []byte) []byte {
			from, to := bytes.Index(b, []byte("<sheetData>")), bytes.Index(b, []byte("</sheetData>"))
			return slices.Concat(b[:from], []byte("<sheetData>"+rows), b[to:])
		}
	}
	wide := with(strings.Repeat(`<row><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>`, 1))
	for what, path := range map[string]string{
		"cut":                edited(t, plain, sheet, func(b []byte) []byte { return b[:bytes.LastIndex(b, []byte("<c "))] }),
		"rows out of order":  edited(t, plain, sheet, with(`<row r="5"><c r="A5"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>`)),
		"cells out of order": edited(t, plain, sheet, with(`<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>`)),
		"16,384 columns":     edited(t, plain, sheet, wide),
		"a bomb":             edited(t, plain, sheet, with(strings.Repeat(`<row><c><v>1</v></c></row>`, 4<<20))),
		"a bomb of styles":   edited(t, plain, "xl/styles.xml", func(b []byte) []byte { return append(b, make([]byte, 150<<20)...) }),
		"a tag without end":  edited(t, plain, sheet, with("<row "+strings.Repeat("x", 1<<20))),
		"no sheet":           edited(t, plain, "xl/_rels/workbook.xml.rels", func([]byte) []byte { return []byte("<Relationships/>") }),
		"no zip":             file(t, "PK\x03\x04rest"),
	} {
		began := time.Now()
		if _, err := importers.Inspect(path, importers.Reading{}); !refusedAt(err, "/file") {
			t.Errorf("%s: %v", what, err)
		}
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%s took %s", what, took)
		}
	}
	// a billion cells by their names: each row reaches to the last column
	var rows strings.Builder
	for r := 1; r <= 61_000; r++ {
		fmt.Fprintf(&rows, `<row r="%d"><c r="A%d"><v>1</v></c>`, r, r)
		if r > 1 {
			fmt.Fprintf(&rows, `<c r="XFD%d"><v>1</v></c>`, r)
		}
		rows.WriteString("</row>")
	}
	if _, err := importers.Inspect(edited(t, plain, sheet, with(rows.String())), importers.Reading{}); !refusedAt(err, "/file") {
		t.Errorf("a billion cells: %v", err)
	}
}

// A sheet that says it reaches to its last cell, and has a handful of them, is
// read like any other.
func TestSparseSheet(t *testing.T) {
	plain := workbook(t, [][]any{{"name"}, {"Alder"}}, nil)
	path := edited(t, plain, "xl/worksheets/sheet1.xml", func(b []byte) []byte {
		b = regexp.MustCompile(`<dimension[^>]*>(</dimension>)?`).ReplaceAll(b, nil)
		b = bytes.Replace(b, []byte("<sheetData>"), []byte(`<dimension ref="A1:XFD1048576"/><sheetData>`), 1)
		return bytes.Replace(b, []byte("</sheetData>"), []byte(`<row r="3"><c r="XFD3"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>`), 1)
	})
	began := time.Now()
	o := checkFile(t, newEcosystem(), path, job{as: importers.Partners})
	if o.Counts != (importers.Counts{Create: 1, Skipped: 1}) || o.notice("unread_rows") != 1 {
		t.Errorf("%+v, %+v", o.Counts, o.sniff.Notices)
	}
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("it took %s", took)
	}
}

// What is no file of rows gets a sentence that says what to do.
func TestUnreadableFormats(t *testing.T) {
	for what, c := range map[string]struct{ path, says string }{
		"xls":       {file(t, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"+strings.Repeat("\x00", 600)), "save it as .xlsx or .csv"},
		"encrypted": {file(t, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"+strings.Repeat("\x00", 600)+"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), "take the password off"},
		"pdf":       {file(t, "%PDF-1.7\n..."), "export it as .xlsx or .csv"},
		"ods":       {zipOf(t, "mimetype", "content.xml"), "(.ods): save it as .xlsx or .csv"},
		"xlsb":      {zipOf(t, "[Content_Types].xml", "xl/workbook.bin"), "(.xlsb): save it as .xlsx"},
		"docx":      {zipOf(t, "[Content_Types].xml", "word/document.xml"), "save its table"},
		"zip":       {zipOf(t, "data.csv"), "unpack it"},
		"gzip":      {file(t, "\x1f\x8b\x08rest"), "unpack it"},
		"png":       {file(t, "\x89PNG\r\n"), "ask for the table itself"},
	} {
		_, err := importers.Inspect(c.path, importers.Reading{})
		if !refusedAt(err, "/file") || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", what, err, c.says)
		}
	}
	if _, err := importers.Inspect(workbook(t, nil, nil), importers.Reading{}); !refusedAt(err, "/file") {
		t.Errorf("an empty workbook: %v", err)
	}
}

func zipOf(t *testing.T, names ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range names {
		if _, err := w.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file(t, b.String())
}
