package importers_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"linchpin/importers"
)

// A reject file is in the form of the file it comes from, whatever that is, and
// goes through once it is mended, with every letter as it was.
func TestRejectsKeepTheFormOfTheFile(t *testing.T) {
	plain := encoding.Nop
	for _, c := range []struct {
		name, delimiter, ends, named string
		in                           encoding.Encoding
	}{
		{"utf-8", ",", "\n", "Müller & Söhne (東京)", plain},
		{"windows-1252, semicolons, CRLF", ";", "\r\n", "Müller & Söhne – “Straße”", charmap.Windows1252},
		{"windows-1252, lone CR", ",", "\r", "Ångström Ørsted", charmap.Windows1252},
		{"utf-16le with a mark, tabs", "\t", "\r\n", "Müller (東京)", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
		{"utf-16be with a mark", "|", "\n", "Müller (東京)", unicode.UTF16(unicode.BigEndian, unicode.UseBOM)},
		{"utf-8 with a mark", ";", "\n", "Łódź", unicode.UTF8BOM},
	} {
		s := newEcosystem()
		rows := []string{"Name|Country|Tags", c.named + "|Atlantis|", "Fine|DE|", "\"Two" + c.ends + "lines\"|Lemuria|'=x"}
		text := strings.ReplaceAll(strings.Join(rows, c.ends)+c.ends, "|", c.delimiter)
		encoded, err := c.in.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "file.csv")
		if err := os.WriteFile(path, []byte(encoded), 0o600); err != nil {
			t.Fatal(err)
		}
		o := checkFile(t, s, path, job{as: importers.Partners})
		if want := (importers.Counts{Create: 1, Rejected: 2}); o.Counts != want {
			t.Fatalf("%s: %+v, %+v", c.name, o.Counts, o.rows)
		}
		var out bytes.Buffer
		if err := importers.Rejects(&out, o.sniff, slices.Values(o.rows)); err != nil {
			t.Fatal(err)
		}
		back, err := c.in.NewDecoder().String(out.String())
		if err != nil {
			t.Fatal(err)
		}
		if first := strings.ReplaceAll("Name|Country|Tags|_line|_error", "|", c.delimiter) + c.ends; !strings.HasPrefix(back, first) || strings.Contains(back, "Fine") {
			t.Errorf("%s: the reject file is %q", c.name, back)
		}
		if c.ends == "\r" && strings.Contains(back, "\n") {
			t.Errorf("%s: other line ends: %q", c.name, back)
		}
		mended, err := c.in.NewEncoder().String(strings.NewReplacer("Atlantis", "FI", "Lemuria", "FR").Replace(back))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(mended), 0o600); err != nil {
			t.Fatal(err)
		}
		again := checkFile(t, s, path, job{as: importers.Partners})
		if want := (importers.Counts{Create: 2}); again.Counts != want || again.sniff.Encoding != o.sniff.Encoding || again.sniff.Delimiter != o.sniff.Delimiter {
			t.Fatalf("%s, mended: %+v, %+v", c.name, again.Counts, again.rows)
		}
		s.applyAll(t, again)
		if p := s.named(t, "Two lines"); !slices.Equal(p.Body.Base().Tags, []string{"=x"}) {
			t.Errorf("%s: tags %q", c.name, p.Body.Base().Tags)
		}
		s.named(t, c.named)
	}
}

// What a spreadsheet would take for a formula is data: escaped on its way out,
// as it was on its way in. Numbers and plain text stay as they are.
func TestFormulasAreDataBothWays(t *testing.T) {
	for _, cell := range []string{
		"=1+1", "+Plus", "-Minus", "@at", "\tTab", "\rReturn", "＝full", "＋full", "－full", "＠full", "'=quoted", "''=twice", "'plain", "plain", "", "-5", "+49", "-1.5",
	} {
		out := importers.Escape(cell)
		if first := strings.TrimLeft(cell, "'"); first != "" && strings.ContainsAny(first[:1], "=+-@\t\r") && !strings.ContainsAny(cell, "0123456789") && !strings.HasPrefix(out, "'") {
			t.Errorf("%q goes out as %q", cell, out)
		}
		if back := importers.Unescape(out); back != cell {
			t.Errorf("%q came back as %q, by way of %q", cell, back, out)
		}
	}
}
