package importers_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"linchpin/graph"
	"linchpin/importers"
)

func utf16Text(s string, big, marked bool) string {
	var b strings.Builder
	units := utf16.Encode([]rune(s))
	if marked {
		units = append([]uint16{0xfeff}, units...)
	}
	for _, u := range units {
		lo, hi := byte(u), byte(u>>8)
		if big {
			lo, hi = hi, lo
		}
		b.WriteByte(lo)
		b.WriteByte(hi)
	}
	return b.String()
}

func TestInspect(t *testing.T) {
	const text = "name,country\nMüller,DE\nZoë,NL\n"
	for what, c := range map[string]struct {
		file, encoding, from, ends, delimiter string
		header, rows                          int64
	}{
		"utf-8":           {text, "utf-8", "valid_utf8", "lf", ",", 1, 2},
		"mark":            {"\xef\xbb\xbf" + text, "utf-8", "byte_order_mark", "lf", ",", 1, 2},
		"utf-16le":        {utf16Text(text, false, true), "utf-16le", "byte_order_mark", "lf", ",", 1, 2},
		"utf-16be":        {utf16Text(text, true, true), "utf-16be", "byte_order_mark", "lf", ",", 1, 2},
		"utf-16 unmarked": {utf16Text(text, false, false), "utf-16le", "fallback", "lf", ",", 1, 2},
		"windows-1252":    {"name,country\r\nM\xfcller,DE\r\n", "windows-1252", "fallback", "crlf", ",", 1, 1},
		"lone CR":         {"name,country\rA,DE\rB,FR", "utf-8", "valid_utf8", "cr", ",", 1, 2},
		"mixed":           {"name,country\r\nA,DE\nB,FR\n", "utf-8", "valid_utf8", "mixed", ",", 1, 2},
		"semicolons":      {"name;notes\nA;x, y, z\nB;u, v, w\n", "utf-8", "valid_utf8", "lf", ";", 1, 2},
		"tabs":            {"name\tnotes\nA\tx;y\n", "utf-8", "valid_utf8", "lf", "\t", 1, 1},
		"stated":          {"sep=|\nname|a,b\nA|1,2\n", "utf-8", "valid_utf8", "lf", "|", 2, 1},
		"titles":          {"Suppliers of 2026,\n,\nSupplier,Country\nA,DE\n", "utf-8", "valid_utf8", "lf", ",", 3, 1},
		"unknown headers": {"Report\n\nWidget,Gadget,Count\na,b,1\nc,d,2\n", "utf-8", "valid_utf8", "lf", ",", 3, 2},
		"one column":      {"name\nA\nB\n", "utf-8", "valid_utf8", "lf", ",", 1, 2},
		"blank rows":      {"name,x\n\n,\nA,\n\n", "utf-8", "valid_utf8", "lf", ",", 1, 4},
	} {
		s, err := importers.Inspect(file(t, c.file), importers.Reading{})
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if s.Encoding != c.encoding || s.EncodingFrom != c.from || s.LineEnds != c.ends || s.Delimiter != c.delimiter || s.HeaderLine != c.header || s.Rows != c.rows {
			t.Errorf("%s: %+v", what, s)
		}
	}
}

func TestInspectColumns(t *testing.T) {
	s, err := importers.Inspect(file(t, "name,,name,when,us,amount,sum,id\n"+
		"A,x,B,31/12/2025,2/28/2025,\"1,5\",\"1,000\",007\nC,,D,1/2/2025,N/A,2,2,1\nE\nF,x,G,1/1/2025,1/31/2025,\"2,5\",3,2,too much\n"), importers.Reading{})
	if err != nil {
		t.Fatal(err)
	}
	type style struct {
		header, dates, numbers string
		filled                 int64
	}
	for i, want := range []style{
		{"name", "", "", 4},
		{"", "", "", 2},
		{"name", "", "", 3},
		{"when", "dmy", "", 3},
		{"us", "mdy", "", 3},
		{"amount", "", "comma", 3},
		{"sum", "", "ambiguous", 3},
		{"id", "", "point", 3},
	} {
		c := s.Columns[i]
		if got := (style{c.Header, c.Dates, c.Numbers, c.Filled}); got != want {
			t.Errorf("column %d is %+v, want %+v", i, got, want)
		}
	}
	counts := map[string]int64{}
	for _, n := range s.Notices {
		counts[n.Code] = n.Count
	}
	if counts["ragged_rows"] != 2 || counts["repeated_headers"] != 1 || counts["unnamed_columns"] != 1 {
		t.Errorf("notices %+v", s.Notices)
	}
}

func TestInspectRefuses(t *testing.T) {
	for content, pointer := range map[string]string{
		"":                        "/file",
		"\n,,\n":                  "/file",
		"PK\x03\x04rest":          "/file",
		"%PDF-1.7":                "/file",
		"{\"bomFormat\":1}":       "/file",
		"name,x\nA,\"open\nB,C\n": "/file",
	} {
		_, err := importers.Inspect(file(t, content), importers.Reading{})
		if e, ok := errors.AsType[*graph.Error](err); !ok || e.Code != graph.Invalid || len(e.Fields) != 1 || e.Fields[0].Pointer != pointer {
			t.Errorf("%q gives %v", content, err)
		}
	}
	for _, how := range []importers.Reading{{Encoding: "ebcdic"}, {Delimiter: "x"}, {HeaderLine: 9}} {
		if _, err := importers.Inspect(file(t, "name\nA\n"), how); graph.CodeOf(err) != graph.Invalid {
			t.Errorf("%+v gives %v", how, err)
		}
	}
}

func TestSuspects(t *testing.T) {
	for text, want := range map[string]int{
		"Armstrong’s": 0,
		"Zoë, Ångström, señor, Übung, «ça»": 0,
		"Itâ€™s":                           1,
		"Karen Armstrongäó»s and Johnäó»s": 2,
		"MÃ¼ller & SÃ¶hne":                 2,
		"caf\ufffd":                        1,
		"10â€“20 Â£":                       2,
	} {
		s, err := importers.Inspect(file(t, "name\n\""+text+"\"\n"), importers.Reading{})
		if err != nil || len(s.Suspects) != want {
			t.Errorf("%q has suspects %+v, %v; want %d", text, s.Suspects, err, want)
		}
	}
}
