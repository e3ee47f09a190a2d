package importers

import (
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

func scanAll(t testing.TB, text string, comma byte) (rows [][]string, lines []int64, err error) {
	t.Helper()
	s := newScanner(&breaks{r: strings.NewReader(text)}, comma)
	for {
		r, err := s.next()
		if errors.Is(err, io.EOF) {
			return rows, lines, nil
		}
		if err != nil {
			return rows, lines, err
		}
		rows, lines = append(rows, slices.Clone(r.cells)), append(lines, r.line)
	}
}

func TestScannerLines(t *testing.T) {
	for name, end := range map[string]string{"lf": "\n", "crlf": "\r\n", "cr": "\r"} {
		text := strings.Join([]string{`a,b`, `"one`, `two",x`, ``, `say "hi", "he said "no" twice"`, `last`}, end)
		rows, lines, err := scanAll(t, text, ',')
		if err != nil {
			t.Fatal(err)
		}
		want := [][]string{{"a", "b"}, {"one\ntwo", "x"}, {""}, {`say "hi"`, ` "he said "no" twice"`}, {"last"}}
		if !slices.EqualFunc(rows, want, slices.Equal) || !slices.Equal(lines, []int64{1, 2, 4, 5, 6}) {
			t.Errorf("%s: rows %q on lines %v", name, rows, lines)
		}
	}
}

func TestScannerOpenQuote(t *testing.T) {
	_, _, err := scanAll(t, "a,b\nx,\"y\nz\n", ',')
	if err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("an open quote gives %v, want an error naming line 2", err)
	}
}

func TestScannerBounds(t *testing.T) {
	s := newScanner(strings.NewReader("a,"+strings.Repeat("x", 3*maxCell)+",b\n"+strings.Repeat(",", 2*maxColumns)+"\nc,d\n"), ',')
	long, err := s.next()
	if err != nil || long.cut != 2 || len(long.cells) != 3 || len(long.cells[1]) != maxCell || long.cells[2] != "b" {
		t.Errorf("long cell: cut at %d, %d cells, %v", long.cut, len(long.cells), err)
	}
	wide, err := s.next()
	if err != nil || wide.cut != maxColumns+1 || len(wide.cells) != maxColumns {
		t.Errorf("wide row: cut at %d, %d cells, %v", wide.cut, len(wide.cells), err)
	}
	if r, err := s.next(); err != nil || r.cut != 0 || !slices.Equal(r.cells, []string{"c", "d"}) || r.line != 3 {
		t.Errorf("the row behind them: %v, %v", r, err)
	}
}

// realFiles lists the files of a pattern that are no larger than a size: seeds
// that others made.
func realFiles(f *testing.F, pattern string, size int64) (out []string) {
	f.Helper()
	all, err := filepath.Glob(pattern)
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range all {
		if info, err := os.Stat(path); err == nil && info.Size() <= size {
			out = append(out, path)
		}
	}
	if len(out) == 0 {
		f.Fatalf("no file is %s", pattern)
	}
	return out
}

// beginning returns some lines of a file.
func beginning(f *testing.F, path string, lines int) string {
	f.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	ends := strings.FieldsFunc(string(b), func(r rune) bool { return r == '\n' || r == '\r' })
	if len(ends) <= lines {
		return string(b)
	}
	at := strings.Index(string(b), ends[lines])
	return string(b[:at])
}

// FuzzScanner compares with encoding/csv, which skips blank lines and takes an
// open quote at the end.
func FuzzScanner(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "\"a\"\"b\",c\r\n", "a\rb\r", "\"x\ny\",z", "\"a\"b,c\n", "a\"b\n\n,,\n", "\"\"\n", "\x00,\xff\n", "\r\n\r"} {
		f.Add(s)
	}
	for _, path := range realFiles(f, "testdata/*.csv", 100<<10) {
		f.Add(beginning(f, path, 40))
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, lines, err := scanAll(t, text, ',')
		slow := newScanner(&breaks{r: iotest.OneByteReader(strings.NewReader(text))}, ',')
		for i := range got {
			if r, err := slow.next(); err != nil || !slices.Equal(r.cells, got[i]) || r.line != lines[i] {
				t.Fatalf("row %d read byte by byte is %q, %v; at once %q", i, r.cells, err, got[i])
			}
		}
		if err != nil {
			return
		}
		std := csv.NewReader(&breaks{r: strings.NewReader(text)})
		std.LazyQuotes, std.FieldsPerRecord = true, -1
		want, err := std.ReadAll()
		if err != nil {
			t.Fatalf("encoding/csv: %v", err)
		}
		kept := slices.DeleteFunc(got, func(r []string) bool { return len(r) == 1 && r[0] == "" })
		want = slices.DeleteFunc(want, func(r []string) bool { return len(r) == 1 && r[0] == "" })
		if !slices.EqualFunc(kept, want, slices.Equal) {
			t.Fatalf("rows %q, encoding/csv has %q", kept, want)
		}
	})
}
