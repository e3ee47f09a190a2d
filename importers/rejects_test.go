package importers_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"linchpin/importers"
)

// What is rejected is mended in the reject file, and goes through.
func TestRejectsRoundTrip(t *testing.T) {
	s := newEcosystem()
	text := "\xef\xbb\xbfName;Country;LEI;Comment\r\n" +
		"Alpha GmbH;DE;;fine\r\n" +
		"Beta Oy;Atlantis;;\"two\r\nlines\"\r\n" +
		"Gamma;FR;123;=1+1\r\n" +
		"\"=Delta\";;;\r\n"
	o := checkFile(t, s, file(t, text), job{as: importers.Partners})
	if want := (importers.Counts{Create: 1, Rejected: 3}); o.Counts != want {
		t.Fatalf("counts %+v", o.Counts)
	}
	codes := map[int64][]string{}
	for _, r := range o.rows {
		for _, e := range r.Errors {
			codes[r.Line] = append(codes[r.Line], e.Column+" "+e.Code)
		}
	}
	for line, want := range map[int64][]string{3: {"Country bad_value"}, 5: {"Comment formula"}, 6: {"Name formula"}} {
		if !slices.Equal(codes[line], want) {
			t.Errorf("line %d has %v, want %v", line, codes[line], want)
		}
	}

	var out bytes.Buffer
	if err := importers.Rejects(&out, o.sniff, slices.Values(o.rows)); err != nil {
		t.Fatal(err)
	}
	mended := out.String()
	if !strings.HasPrefix(mended, "\xef\xbb\xbfName;Country;LEI;Comment;_line;_error\r\nBeta Oy;Atlantis;;\"two\r\nlines\";3;") {
		t.Fatalf("reject file %q", mended)
	}
	for _, pair := range [][2]string{{"Atlantis;", "Finland;"}, {"FR;123;'=1+1", "FR;;one and one"}} {
		if !strings.Contains(mended, pair[0]) {
			t.Fatalf("no %q in %q", pair[0], mended)
		}
		mended = strings.Replace(mended, pair[0], pair[1], 1)
	}
	again := checkFile(t, s, file(t, mended), job{as: importers.Partners})
	if want := (importers.Counts{Create: 3}); again.Counts != want {
		t.Fatalf("mended: %+v, rows %+v", again.Counts, again.rows)
	}
	for _, c := range again.mapping.Columns {
		if (c.Header == "_line" || c.Header == "_error") && c.Field != "" {
			t.Errorf("column %s is taken for %s", c.Header, c.Field)
		}
	}
	s.applyAll(t, again)
	s.named(t, "=Delta") // the escape of the reject file made it a name
}
