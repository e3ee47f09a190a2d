package importers

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
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
		facts, err := scanSheet(bytes.NewReader(b))
		slow, slowly := scanSheet(iotest.OneByteReader(bytes.NewReader(b)))
		if (err == nil) != (slowly == nil) || facts.rows != slow.rows || facts.lastRow != slow.lastRow || len(facts.merges) != len(slow.merges) {
			t.Fatalf("at once %+v, %v; byte by byte %+v, %v", facts, err, slow, slowly)
		}
		if err != nil {
			if e, ok := errors.AsType[*graph.Error](err); !ok || e.Code != graph.Invalid {
				t.Fatal(err)
			}
			return
		}
		for row, cols := range facts.formulas {
			last := int64(0)
			for _, col := range cols {
				if row < 1 || col <= last || col > maxColumns {
					t.Fatalf("formulas %v in row %d", cols, row)
				}
				last = col
			}
		}
	})
}

// FuzzWorkbook holds for any bytes as a file: they are read or refused with an
// Invalid error, and what is read twice is the same.
func FuzzWorkbook(f *testing.F) {
	for _, name := range []string{"bom-bitaxe.xlsx", "bom-smartcitizen-data.xlsx"} {
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
