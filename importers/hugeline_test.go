package importers

import (
	"bytes"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"
)

// endless is a text and then one byte over and over, up to a size: a file of a
// gigabyte that nobody has to store.
type endless struct {
	begin string
	fill  []byte
	size  int64
	at    int64
}

func (e *endless) Read(p []byte) (int, error) {
	p = p[:min(int64(len(p)), e.size-e.at)]
	if len(p) == 0 {
		return 0, io.EOF
	}
	n := 0
	if e.at < int64(len(e.begin)) {
		n = copy(p, e.begin[e.at:])
	}
	for n < len(p) {
		n += copy(p[n:], e.fill)
	}
	e.at += int64(len(p))
	return len(p), nil
}

// A row of a gigabyte is cut where a row ends at most, and told by its column;
// the rows before it are whole, and no more than a row is kept. That holds for
// one cell, for one in quotes, and for as many cells as fit.
func TestAGigabyteOnOneLine(t *testing.T) {
	const gigabyte = 1 << 30
	for what, c := range map[string]struct {
		begin  string
		fill   byte
		size   int64
		column int
		broken bool
	}{
		"a cell":  {"name,notes\nAlder,", 'x', gigabyte, 2, false},
		"a quote": {"name,notes\nAlder,\"", 'x', gigabyte / 16, 2, true},
		"cells":   {"name,notes\nAlder", ',', gigabyte / 16, maxColumns + 1, false},
	} {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		began := time.Now()
		scan := newScanner(&breaks{r: &endless{begin: c.begin, fill: bytes.Repeat([]byte{c.fill}, 1<<16), size: c.size}}, ',')
		head, err := scan.next()
		if err != nil || strings.Join(head.cells, "|") != "name|notes" {
			t.Errorf("%s: the headers are %q, %v", what, head.cells, err)
		}
		r, err := scan.next()
		switch {
		case c.broken:
			if err == nil || !strings.Contains(err.Error(), "a quote opens on line 2 and never closes") {
				t.Errorf("%s: %v", what, err)
			}
		case err != nil || r.line != 2 || r.cut != c.column || len(strings.Join(r.cells, "")) > maxRow || len(r.cells) > maxColumns:
			t.Errorf("%s: line %d is cut at %d, with %d cells: %v", what, r.line, r.cut, len(r.cells), err)
		default:
			if _, err := scan.next(); !errors.Is(err, io.EOF) {
				t.Errorf("%s: behind it stands more: %v", what, err)
			}
		}
		runtime.ReadMemStats(&after)
		if took := time.Since(began); took > 5*time.Minute {
			t.Errorf("%s took %s", what, took)
		}
		if grew := int64(after.HeapSys-before.HeapSys) >> 20; grew > 16 {
			t.Errorf("%s: the memory grew by %d MiB", what, grew)
		}
	}
}
