package importers

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"linchpin/graph"
)

// FuzzSheetScan holds for any bytes as a sheet's XML: what is found does not
// depend on how they arrive, stands in order, and a fault is an Invalid error.
func FuzzSheetScan(f *testing.F) {
	for _, s := range []string{
		`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>`,
		`<x:worksheet><x:sheetData><x:row><x:c><x:f>A1</x:f></x:c><x:c r="C1" t="str"><x:f>B1</x:f><x:v></x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:B2"/></x:mergeCells></x:worksheet>`,
		`<worksheet><!-- <row> --><sheetData><row r="2"/><row r="1"/></sheetData></worksheet>`,
		`<worksheet><sheetData><row r="1"><c r="B1"/><c r="A1"/></row>`,
		`<worksheet><![CDATA[</worksheet>]]><row r="99999999999999999999"/></worksheet>`, `<row r='1><c r=>`, "<", "",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		rows, facts, err := scannedRows(bytes.NewReader(b))
		slow, _, slowly := scannedRows(iotest.OneByteReader(bytes.NewReader(b)))
		if (err == nil) != (slowly == nil) || !slices.EqualFunc(rows, slow, slices.Equal) {
			t.Fatalf("at once %q, %v; byte by byte %q, %v", rows, err, slow, slowly)
		}
		if err != nil {
			if e, ok := errors.AsType[*graph.Error](err); !ok || e.Code != graph.Invalid {
				t.Fatal(err)
			}
			return
		}
		if int64(len(rows)) != facts.lastRow {
			t.Fatalf("%d rows down to row %d", len(rows), facts.lastRow)
		}
		for i, cells := range rows {
			if n := len(cells); n > maxColumns || n > 0 && cells[n-1] == "" || n == 0 && i == len(rows)-1 {
				t.Fatalf("row %d has %d cells: %q", i+1, n, cells)
			}
		}
	})
}

// scannedRows returns the rows of a sheet's XML, whose cells say what stands in them.
func scannedRows(in io.Reader) (rows [][]string, facts sheetFacts, err error) {
	facts, err = scanSheet(in, func(c *sheetCell) (string, error) { return string(c.value), nil }, func(_ int64, cells []string) error {
		rows = append(rows, slices.Clone(cells))
		return nil
	})
	return rows, facts, err
}

// FuzzSharedText holds for any bytes as the texts of a workbook: they do not
// depend on how they arrive, and a fault is an Invalid error.
func FuzzSharedText(f *testing.F) {
	for _, s := range []string{
		`<sst><si><t>a &amp; b</t></si><si><r><t>ri</t></r><r><t>ch</t></r><rPh><t>x</t></rPh></si><si/></sst>`,
		`<x:sst><x:si><x:t>_x000D_<![CDATA[<&>]]>&#x41;</x:t></x:si></x:sst>`, `<sst><si><t>&bomb;</t></si></sst>`, `<sst><si><t>cut`, `<sst/>`, "",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		texts, err := readSharedText(bytes.NewReader(b))
		slow, slowly := readSharedText(iotest.OneByteReader(bytes.NewReader(b)))
		if (err == nil) != (slowly == nil) || err == nil && (texts.all != slow.all || !slices.Equal(texts.ends, slow.ends)) {
			t.Fatalf("at once %+v, %v; byte by byte %+v, %v", texts, err, slow, slowly)
		}
		if e, ok := errors.AsType[*graph.Error](err); err != nil && (!ok || e.Code != graph.Invalid) {
			t.Fatal(err)
		}
	})
}

// FuzzWorkbook holds for any bytes as a file: they are read or refused with an
// Invalid error, and what is read twice is the same.
func FuzzWorkbook(f *testing.F) {
	for _, name := range []string{"bom-bitaxe.xlsx", "bom-smartcitizen-data.xlsx", "bom-planktoscope-v26.xlsx"} {
		b, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
		f.Add(b[:len(b)/2])
	}
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "book.xlsx")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Inspect(path, Reading{})
		if err != nil {
			if e, ok := errors.AsType[*graph.Error](err); !ok || e.Code != graph.Invalid {
				t.Fatal(err)
			}
			return
		}
		src, err := open(path, s)
		if err != nil {
			t.Fatal(err)
		}
		defer src.close()
		rows := int64(0)
		for r, err := range src.rows(t.Context(), s.HeaderLine) {
			if err != nil || r.line <= s.HeaderLine {
				t.Fatal(r.line, err)
			}
			rows++
		}
		if rows != s.Rows {
			t.Fatalf("%d rows, and %d the second time", s.Rows, rows)
		}
	})
}

// FuzzNumberFormat holds for any number format: it has a meaning, and what is
// quoted or escaped in it has none.
func FuzzNumberFormat(f *testing.F) {
	for _, s := range []string{`yyyy\-mm\-dd`, `[$-409]d-mmm-yy;@`, `#,##0.00 "€"`, `000-000`, `[h]:mm`, `"day "0`, `0.0%`, `\d0`, `"`, `[`, `\`, `General`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, code string) {
		customFormat(code)
		if strings.ContainsAny(code, `"\_*`) {
			return
		}
		if got := customFormat(`0"` + code + `"`); got != asNumber {
			t.Fatalf("quoted %q makes a number %d", code, got)
		}
	})
}
