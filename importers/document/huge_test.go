package document_test

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"linchpin/graph"
	"linchpin/importers/document"
)

// endless is a text and then one pattern over and over, up to a size: a file
// of a gigabyte that nobody has to store.
type endless struct {
	begin, pattern string
	size, at       int64
}

func (e *endless) Read(p []byte) (int, error) {
	if e.at >= e.size {
		return 0, io.EOF
	}
	n := 0
	for n < len(p) && e.at < e.size {
		from, offset := e.begin, e.at
		if e.at >= int64(len(e.begin)) {
			from, offset = e.pattern, (e.at-int64(len(e.begin)))%int64(len(e.pattern))
		}
		k := copy(p[n:min(len(p), n+int(e.size-e.at))], from[offset:])
		n, e.at = n+k, e.at+int64(k)
	}
	return n, nil
}

func (e *endless) Seek(offset int64, whence int) (int64, error) {
	if whence != io.SeekStart {
		return 0, io.ErrNoProgress
	}
	e.at = offset
	return offset, nil
}

// openings are the beginnings of each document that is read, inside a text that
// is kept and inside a value that is not.
var openings = map[string]struct{ text, value string }{
	"CycloneDX":           {`{"bomFormat":"CycloneDX","specVersion":"1.5","metadata":{"component":{"name":"`, `{"bomFormat":"CycloneDX","specVersion":"1.5","x":`},
	"SPDX":                {`{"spdxVersion":"SPDX-2.3","name":"`, `{"spdxVersion":"SPDX-2.3","x":`},
	"GLEIF records":       {`{"data":[{"attributes":{"lei":"`, `{"data":[{"x":`},
	"GLEIF relationships": {`{"data":{"attributes":{"relationship":{"startNode":{"id":"`, `{"data":{"attributes":{"relationship":{"x":`},
	"none that we know":   {`{"whatever":"`, `{"whatever":`},
}

// refusedSoon reads what is too much, and wants it refused with a reason, within
// seconds and in memory that does not grow with it.
func refusedSoon(t *testing.T, what string, in io.ReadSeeker, want string) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	began := time.Now()
	_, err := document.Read(in, document.Choices{}, func(int64, []string) error { return nil })
	runtime.ReadMemStats(&after)
	if graph.CodeOf(err) != graph.Invalid || !strings.Contains(fmt.Sprint(err), want) {
		t.Errorf("%s: %v, want %q", what, err, want)
	}
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("%s took %s", what, took)
	}
	if grew := int64(after.HeapSys-before.HeapSys) >> 20; grew > 32 {
		t.Errorf("%s: the memory grew by %d MiB", what, grew)
	}
}

// A gigabyte on one line, as a text, as blanks and nested 10,000 deep, in each
// kind of document.
func TestAGigabyteOnOneLine(t *testing.T) {
	for format, begin := range openings {
		refusedSoon(t, format+", text", &endless{begin: begin.text, pattern: strings.Repeat("a", 1<<16), size: 1 << 30}, "a value of more than")
		refusedSoon(t, format+", blanks", &endless{begin: begin.value, pattern: strings.Repeat(" ", 1<<16), size: 1 << 30}, "blanks")
		refusedSoon(t, format+", lists", strings.NewReader(begin.value+strings.Repeat("[", 10_000)+strings.Repeat("]", 10_000)), "nested more than 100 deep")
		refusedSoon(t, format+", objects", strings.NewReader(begin.value+strings.Repeat(`{"a":`, 10_000)+"1"+strings.Repeat("}", 10_000)), "nested more than 100 deep")
	}
}

// What is passed over is not kept, however much there is of it.
func TestWhatIsPassedOverIsNotKept(t *testing.T) {
	for format, begin := range openings {
		refusedSoon(t, format, &endless{begin: begin.value + "[0", pattern: `,` + strings.Repeat(" ", 500) + `"` + strings.Repeat("a", 500) + `"`, size: 64 << 20}, "cut off")
	}
}
