package importers

import (
	"archive/zip"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"linchpin/graph"
)

// handmade makes a workbook of parts that no library writes: the rows of its
// one sheet, its texts and the formats of its styles 1, 2, ...
func handmade(t *testing.T, properties, rows, texts string, formats ...string) string {
	t.Helper()
	const (
		head  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
		main  = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
		types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
		media = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	)
	var codes, styles strings.Builder
	for i, code := range formats {
		fmt.Fprintf(&codes, `<numFmt numFmtId="%d" formatCode="%s"/>`, 164+i, strings.ReplaceAll(code, `"`, "&quot;"))
		fmt.Fprintf(&styles, `<xf numFmtId="%d"/>`, 164+i)
	}
	relations := func(lines ...string) string {
		var out strings.Builder
		out.WriteString(head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
		for i := 0; i < len(lines); i += 2 {
			fmt.Fprintf(&out, `<Relationship Id="rId%d" Type="%s" Target="%s"/>`, i/2+1, types+lines[i], lines[i+1])
		}
		return out.String() + `</Relationships>`
	}
	parts := map[string]string{
		"[Content_Types].xml": head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + media + `sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + media + `worksheet+xml"/>` +
			`<Override PartName="/xl/sharedStrings.xml" ContentType="` + media + `sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="` + media + `styles+xml"/></Types>`,
		"_rels/.rels":                relations("officeDocument", "xl/workbook.xml"),
		"xl/_rels/workbook.xml.rels": relations("worksheet", "worksheets/sheet1.xml", "sharedStrings", "sharedStrings.xml", "styles", "styles.xml"),
		"xl/workbook.xml":            head + `<workbook ` + main + `>` + properties + `<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/worksheets/sheet1.xml":   head + `<worksheet ` + main + `><sheetData>` + rows + `</worksheet>`,
		"xl/sharedStrings.xml":       head + `<sst ` + main + `>` + texts + `</sst>`,
		"xl/styles.xml": head + `<styleSheet ` + main + `><numFmts count="` + strconv.Itoa(len(formats)) + `">` + codes.String() + `</numFmts>` +
			`<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs><xf numFmtId="0"/>` + styles.String() + `</cellXfs></styleSheet>`,
	}
	path := filepath.Join(t.TempDir(), "handmade.xlsx")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z := zip.NewWriter(f)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(parts[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// sheetsOf reads all sheets of a workbook as we do, without what merged cells
// repeat.
func sheetsOf(t *testing.T, path string) (names []string, rows map[string]map[int64][]string, days1904 bool) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w, err := openWorkbook(f)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = w.close() }()
	rows = map[string]map[int64][]string{}
	for _, s := range w.sheets {
		names, rows[s.name] = append(names, s.name), map[int64][]string{}
		sp, err := newSpool()
		if err != nil {
			t.Fatal(err)
		}
		defer sp.close()
		if _, err = w.readSheet(s, sp); err != nil {
			t.Fatal(err)
		}
		sp.down = nil
		for r, err := range sp.rows(t.Context(), 0) {
			if err != nil {
				t.Fatal(err)
			}
			rows[s.name][r.line] = slices.Clone(r.cells)
		}
	}
	return names, rows, w.from1904
}

// agree holds a workbook against what excelize reads of it: each text is the
// same, each number the same number, each date the same day.
func agree(t *testing.T, path string) (cells int) {
	t.Helper()
	names, ours, from1904 := sheetsOf(t, path)
	peer, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer peer.Close()
	for _, name := range names {
		theirs, err := peer.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range theirs {
			for at, raw := range row {
				got := ""
				if mine := ours[name][int64(i+1)]; at < len(mine) {
					got, _ = unwrap(mine[at])
				}
				if cells++; got != formulaMark && !sameCell(got, raw, from1904) {
					t.Errorf("%s, %s, row %d, column %d: %q, excelize has %q", filepath.Base(path), name, i+1, at+1, got, raw)
				}
			}
		}
		for line, row := range ours[name] {
			if line > int64(len(theirs)) && len(row) > 0 || line <= int64(len(theirs)) && len(row) > len(theirs[line-1]) && row[len(row)-1] != formulaMark {
				t.Errorf("%s, %s: row %d is %v, more than excelize has", filepath.Base(path), name, line, row)
			}
		}
	}
	return cells
}

// sameCell compares what a cell is read as with its value as it stands.
func sameCell(got, raw string, from1904 bool) bool {
	if got == raw || strings.TrimSpace(got) == strings.TrimSpace(raw) {
		return true
	}
	n, err := strconv.ParseFloat(raw, 64)
	if err != nil {
		return false
	}
	if at, err := excelize.ExcelDateToTime(n, from1904); err == nil && (got == at.Format("2006-01-02") || got == at.Round(1e9).Format("2006-01-02 15:04:05")) {
		return true
	}
	if got == "TRUE" || got == "FALSE" {
		return (n == 1) == (got == "TRUE")
	}
	part, percent := strings.CutSuffix(got, "%")
	if percent {
		n *= 100
	}
	m, err := strconv.ParseFloat(strings.ReplaceAll(part, "-", ""), 64)
	return err == nil && math.Abs(m-math.Abs(n)) <= 1e-9*max(1, math.Abs(n))
}

// Every workbook that others made is read as excelize reads it, cell by cell.
func TestWorkbooksAgreeWithExcelize(t *testing.T) {
	files, err := filepath.Glob("testdata/*.xlsx")
	if err != nil || len(files) < 4 {
		t.Fatal(files, err)
	}
	for _, path := range files {
		if cells := agree(t, path); cells < 100 {
			t.Errorf("%s has %d cells", path, cells)
		}
	}
}

// So are workbooks of every sort of cell, in any order, as two writers have them:
// one with shared texts, one with texts in the cells.
func TestGeneratedWorkbooksAgreeWithExcelize(t *testing.T) {
	sorts := []any{
		"text", " blanks  inside ", "Ünïcode 株式会社", "<&>\"'", "=1+1 as text", "'quoted", "line\nend", "0012", "", nil,
		0, -7, 42.5, 1e-7, 1.5e15, 0.1 + 0.2, 4006381333931, true, false,
		time.Date(2027, 2, 26, 0, 0, 0, 0, time.UTC), time.Date(1900, 3, 1, 12, 30, 0, 0, time.UTC),
	}
	for seed := range uint64(8) {
		random := rand.New(rand.NewPCG(seed, 5))
		f := excelize.NewFile()
		from1904 := seed%2 == 1
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &from1904}); err != nil {
			t.Fatal(err)
		}
		percent, err := f.NewStyle(&excelize.Style{NumFmt: 10})
		if err != nil {
			t.Fatal(err)
		}
		inline, err := f.NewStreamWriter("Sheet1")
		if err != nil {
			t.Fatal(err)
		}
		if _, err = f.NewSheet("Shared"); err != nil {
			t.Fatal(err)
		}
		for line := 1; line < 150; line += 1 + random.IntN(3) {
			row := make([]any, 1+random.IntN(12))
			for i := range row {
				if row[i] = sorts[random.IntN(len(sorts))]; random.IntN(9) == 0 {
					row[i] = excelize.Cell{StyleID: percent, Value: random.Float64()}
				}
			}
			at := fmt.Sprintf("A%d", line)
			if err := errors.Join(inline.SetRow(at, row), f.SetSheetRow("Shared", at, &[]any{"x", row[0], 7, row[len(row)-1]})); err != nil {
				t.Fatal(err)
			}
		}
		path := filepath.Join(t.TempDir(), "generated.xlsx")
		err = errors.Join(inline.Flush(),
			f.SetCellRichText("Shared", "F2", []excelize.RichTextRun{{Text: "rich "}, {Text: "& bold", Font: &excelize.Font{Bold: true}}}),
			f.SetCellFormula("Shared", "G3", "C1*2"), f.MergeCell("Shared", "A1", "A3"), f.SaveAs(path), f.Close())
		if err != nil {
			t.Fatal(err)
		}
		if cells := agree(t, path); cells < 300 {
			t.Errorf("seed %d: %d cells", seed, cells)
		}
	}
}

// What a cell says in each of the ways in which workbooks write cells: texts of
// their own, shared and rich ones, numbers, dates of both systems, errors,
// results of formulas, and cells that do not say where they stand.
func TestWorkbookCellForms(t *testing.T) {
	const texts = `<si><t>shared</t></si>` +
		`<si><r><rPr><b/></rPr><t>Müller </t></r><r><t xml:space="preserve">&amp; Söhne</t></r><rPh sb="0" eb="1"><t>myura</t></rPh></si>` +
		`<si><t>two_x000D_&#10;lines</t></si><si><t>_x005F_x000D_</t></si><si><t/></si><si><t><![CDATA[a < b & c]]></t></si>`
	const plain = `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c><c r="D2" t="s"><v>3</v></c><c r="E2" t="s"><v>4</v></c><c r="F2" t="s"><v>5</v></c></row>` +
		`<row><c t="inlineStr"><is><t>in the cell</t></is></c><c t="inlineStr"><is><r><t>ri</t></r><r><t>ch</t></r></is></c><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#REF!</v></c></row>` +
		`<row r="5" spans="1:3"><c r="B5"><f>A1*2</f><v>42</v></c><c r="C5" t="str"><f>A2&amp;"x"</f><v>sharedx</v></c><c r="D5" t="str"><f>""</f><v></v></c><c r="E5"><f>A1</f></c></row>`
	const rows = plain + `<row r="6"><c r="A6" s="1"><v>46000</v></c><c r="B6" s="2"><v>46000.75</v></c><c r="C6" s="3"><v>0.055</v></c><c r="D6" s="4"><v>42</v></c><c r="E6" s="5"><v>1.25</v></c><c r="F6" s="6"><v>0.354166666666667</v></c></row>` +
		`<row r="7"><c r="A7"><v>0.30000000000000004</v></c><c r="B7"><v>1.5E-3</v></c><c r="C7"><v>4006381333931</v></c><c r="D7"><v>1.2345678901234501E+17</v></c><c r="E7" s="99"><v>7</v></c><c r="F7" t="d"><v>2027-02-26T00:00:00</v></c></row>` +
		`</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>`
	formats := []string{`dd\.mm\.yyyy`, `yyyy-mm-dd hh:mm`, `0.0%`, `"DE-"000-000`, `[h]:mm`, `h:mm AM/PM`}
	want := map[int64][]string{
		1: {}, 4: {},
		2: {"shared", "Müller & Söhne", "two\r\nlines", "_x000D_", "", "a < b & c"},
		3: {"in the cell", "rich", "TRUE", "FALSE", "#REF!"},
		5: {"", "42", "sharedx", "", "=…"},
		6: {"2025-12-09", "2025-12-09 18:00:00", "5.5%", "DE-000-042", "30:00", "08:30"},
		7: {"0.3", "0.0015", "4006381333931", "123456789012345000", "7", "2027-02-26"},
	}
	path := handmade(t, "", rows, texts, formats...)
	_, got, _ := sheetsOf(t, path)
	if !maps.EqualFunc(got["Sheet1"], want, slices.Equal) {
		t.Errorf("rows\n%v, want\n%v", got["Sheet1"], want)
	}
	if cells := agree(t, handmade(t, "", plain+`</sheetData>`, texts)); cells < 15 {
		t.Errorf("excelize reads %d cells", cells)
	}
	_, got, from1904 := sheetsOf(t, handmade(t, `<workbookPr date1904="1"/>`, rows, texts, formats...))
	if day := got["Sheet1"][6][0]; day != "2029-12-10" || !from1904 {
		t.Errorf("day 46000 from 1904 is %s", day)
	}
}

// A part that refers to what is not there is refused rather than read as something else.
func TestWorkbookBrokenReferences(t *testing.T) {
	for what, rows := range map[string]string{
		"a text that is not there": `<row><c t="s"><v>7</v></c></row></sheetData>`,
		"an entity of its own":     `<row><c t="str"><v>&bomb;</v></c></row></sheetData>`,
		"a NUL character":          `<row><c t="str"><v>&#0;</v></c></row></sheetData>`,
		"a lone &":                 `<row><c t="str"><v>A & B</v></c></row></sheetData>`,
		"a row too far":            `<row r="1048577"><c><v>1</v></c></row></sheetData>`,
		"merged over everything":   `<row><c r="XFD1"><v>1</v></c></row><row r="200"><c r="A200"><v>1</v></c></row>` + strings.Repeat(`<row><c><v>1</v></c></row>`, 4000) + `</sheetData><mergeCells><mergeCell ref="XFD1:XFD1048576"/></mergeCells>`,
	} {
		if _, err := Inspect(handmade(t, "", rows, `<si><t>one</t></si>`), Reading{}); graph.CodeOf(err) != graph.Invalid {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// The texts of a workbook are the same whether they fit into memory or not.
func TestSharedTextBeyondMemory(t *testing.T) {
	line := strings.Repeat("ab", 50_000)
	var part strings.Builder
	part.WriteString("<sst>")
	for i := range 500 { // 50 MB
		fmt.Fprintf(&part, "<si><t>%d %s</t></si>", i, line)
	}
	part.WriteString("</sst>")
	texts, err := readSharedText(strings.NewReader(part.String()))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = texts.close() }()
	if texts.file == nil {
		t.Error("they are kept in memory")
	}
	for i := range 500 {
		text, ok, err := texts.at([]byte(strconv.Itoa(i)))
		if want := strconv.Itoa(i) + " " + line; !ok || err != nil || text != want {
			t.Fatalf("text %d: %v, %v, %.20q", i, ok, err, text)
		}
	}
	if _, ok, _ := texts.at([]byte("500")); ok {
		t.Error("there is one more")
	}
}
