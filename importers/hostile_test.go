package importers_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"linchpin/importers"
)

// mebibytes makes a file of a text and then zeros up to a size: one long line.
func mebibytes(t *testing.T, begin string, size int64) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "long.csv")
	if err := os.WriteFile(path, []byte(begin), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, size<<20); err != nil {
		t.Fatal(err)
	}
	return path
}

// heapOf returns by how many MiB the memory in use grew at most, as the garbage
// collector lets it.
func heapOf(do func()) int64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return int64(after.HeapSys-before.HeapSys) >> 20
}

// A file of one line as long as an upload may be: as the headers it is refused,
// as a row it is rejected, and in neither case kept in memory.
func TestLongLines(t *testing.T) {
	grew := heapOf(func() {
		if _, err := importers.Inspect(mebibytes(t, "name,notes", 64), importers.Reading{}); !refusedAt(err, "/file") {
			t.Errorf("a header of 64 MiB: %v", err)
		}
		o := checkFile(t, newEcosystem(), mebibytes(t, "name,notes\nAlder,x\nBirch,", 64), job{as: importers.Partners})
		if want := (importers.Counts{Create: 1, Rejected: 1}); o.Counts != want || o.rows[1].Errors[0].Code != "too_long" || o.rows[1].Errors[0].Column != "notes" {
			t.Errorf("a row of 64 MiB: %+v, %+v", o.Counts, o.rows[1].Errors)
		}
		if n := len(o.rows[1].Cells[1]); n > 1<<17 {
			t.Errorf("%d bytes of it are kept", n)
		}
	})
	if grew > 32 {
		t.Errorf("the memory grew by %d MiB", grew)
	}
}

// Headers that stand twice, more columns than can be mapped, characters that no
// name has, formulas: each is refused where it stands, or told.
func TestHostileTables(t *testing.T) {
	for what, n := range map[string]int{"2,001": 2001, "16,384": 16384, "100,000": 100_000} {
		if _, err := importers.Inspect(file(t, "name"+strings.Repeat(",x", n-1)+"\nAlder\n"), importers.Reading{}); !refusedAt(err, "/file") {
			t.Errorf("%s columns: %v", what, err)
		}
	}
	o := checkFile(t, newEcosystem(), file(t, "name,country,name,notes,tags\n"+
		"Alder,DE,Other,,\n"+
		"Bi\x00rch,DE,,,\n"+
		"=HYPERLINK(\"x\"),DE,,,\n"+
		"'=Cedar,DE,,,\n"+
		"\u202eDune,DE,,,\n"+
		"Elm,DE,,,a;b"+strings.Repeat(";c", 3)+"\n"), job{as: importers.Partners})
	if want := (importers.Counts{Create: 3, Rejected: 3}); o.Counts != want {
		t.Fatalf("%+v, want %+v; rows %+v", o.Counts, want, o.rows)
	}
	if o.notice("repeated_headers") != 1 || o.notice("nul_characters") != 1 || o.mapping.Columns[2].Field != "" {
		t.Errorf("notices %+v, mapping %+v", o.sniff.Notices, o.mapping.Columns)
	}
	for i, code := range map[int]string{1: "bad_value", 2: "formula", 4: "bad_value"} {
		if e := o.rows[i].Errors; len(e) != 1 || e[0].Code != code || e[0].Column != "name" {
			t.Errorf("row %d: %+v", i, e)
		}
	}
}
