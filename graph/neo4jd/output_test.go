package neo4jd

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestCause(t *testing.T) {
	for in, want := range map[string]string{
		"a\nCaused by: x: one\n\tat y\nCaused by: z: two\n\tat y\n":                            "z: two",
		"2026-11-22 INFO  Started.\n":                                                          "",
		"2026-11-22 INFO  Started.\nUnrecognized VM option 'X'\nError: no JVM\nError: fatal\n": "Unrecognized VM option 'X'; Error: no JVM; Error: fatal",
		"one\n\ntwo\nthree\nfour":                                                              "two; three; four",
	} {
		o := &output{tail: []byte(in)}
		if got := o.cause(); got != want {
			t.Errorf("cause of %q is %q, want %q", in, got, want)
		}
	}
}

func TestOutputIsCapped(t *testing.T) {
	path := filepath.Join(t.TempDir(), "output.log")
	o, err := newOutput(path)
	if err != nil {
		t.Fatal(err)
	}
	line := []byte(strings.Repeat("x", 1<<20-1) + "\n")
	for range 11 { // 11 MB into files of 4
		_, _ = o.Write(line)
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]int64{path: 3 << 20, path + ".1": 4 << 20} {
		if info, err := os.Stat(file); err != nil || info.Size() != want {
			t.Errorf("%s: %v, %v, want %d bytes", file, info, err, want)
		}
	}
	if len(o.tail) != tailCap {
		t.Errorf("%d bytes in memory", len(o.tail))
	}
}
