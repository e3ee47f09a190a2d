package document_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"linchpin/graph"
	"linchpin/importers/document"
)

// sheet is what Read puts out: a map by column a row.
type sheet struct {
	document.Document
	columns []string
	rows    []map[string]string
	lines   []int64
}

func read(text string, how document.Choices) (sheet, error) {
	var s sheet
	var err error
	s.Document, err = document.Read(strings.NewReader(text), how, func(line int64, cells []string) error {
		if line == 0 {
			s.columns = slices.Clone(cells)
			return nil
		}
		row := map[string]string{}
		for i, c := range cells {
			if c != "" {
				row[s.columns[i]] = c
			}
		}
		s.rows, s.lines = append(s.rows, row), append(s.lines, line)
		return nil
	})
	return s, err
}

func mustRead(t *testing.T, text string, how document.Choices) sheet {
	t.Helper()
	s, err := read(text, how)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// column lists the values of a column, those of rows that fill it.
func (s sheet) column(name string) (out []string) {
	for _, r := range s.rows {
		if r[name] != "" {
			out = append(out, r[name])
		}
	}
	return out
}

// links lists the links as "from kind to (confidence)".
func (s sheet) links() (out []string) {
	for _, r := range s.rows {
		if r["link.from"] == "" {
			continue
		}
		l := r["link.from"] + " " + r["link.kind"] + " " + r["link.to"]
		if c := r["link.confidence"]; c != "" {
			l += " (" + c + ")"
		}
		out = append(out, l)
	}
	slices.Sort(out)
	return out
}

func (s sheet) notice(code string) int64 {
	for _, n := range s.Notices {
		if n.Code == code {
			return n.Count
		}
	}
	return 0
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// What cannot be read is refused as a whole, with the line, the place and what
// to do.
func TestRefusals(t *testing.T) {
	cdx := func(rest string) string { return `{"bomFormat":"CycloneDX","specVersion":"1.5"` + rest + `}` }
	for _, c := range []struct{ text, want string }{
		{`{"a": 1}`, "neither CycloneDX, SPDX 2 nor GLEIF"},
		{`["a"]`, "is a list; an object is expected"},
		{`{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": []}`, "SPDX 3 cannot be read yet; export the document as SPDX 2.3 JSON"},
		{`{"spdxVersion": "SPDX-3.0"}`, "SPDX 3 cannot be read yet"},
		{`{"spdxVersion": "SPDX-1.2"}`, `/spdxVersion is "SPDX-1.2"; SPDX-2.0 to SPDX-2.3 is read`},
		{`{"SPDXID": "SPDXRef-DOCUMENT", "packages": []}`, "/spdxVersion is missing"},
		{"{\n\"bomFormat\": \"CycloneDX\",\n\"specVersion\": \"1.7\"}", `line 3: /specVersion is "1.7"; CycloneDX JSON 1.2 to 1.6 is read`},
		{`{"bomFormat": "CycloneDX", "components": []}`, "/specVersion is missing"},
		{`{"bomFormat": "Cyclone", "specVersion": "1.4"}`, `/bomFormat is "Cyclone"`},
		{cdx(`, "version": 1`), "without any component"},
		{cdx(`, "components": {}`), "/components is an object; a list is expected"},
		{cdx(`, "components": [{"type": "library", "name": 7}]`), "/components/0/name is a number; a text is expected"},
		{cdx(`, "components": [{"type": "library"}]`), "a component has no name"},
		{cdx(`, "components": [{"name": "a", "name": "b"}]`), `/components/0 has the name "name" twice`},
		{cdx(`, "x": {"y": [{"z": 1, "z": 2}]}`), `/x/y/0 has the name "z" twice`},
		{cdx(`, "components": [{"name": "a", "bom-ref": "r"}, {"name": "b", "bom-ref": "r"}]`), `the reference "r" is that of line 1 too`},
		{cdx(`, "components": [{"name": "a", "bom-ref": "r"}], "dependencies": [{"ref": "r", "dependsOn": ["q"]}]`), `/dependencies/0/dependsOn/0 refers to "q", which is no component`},
		{cdx(`, "components": [{"name": "a", "bom-ref": "r"}], "dependencies": [{"dependsOn": ["r"]}]`), "/dependencies/0 has no ref"},
		{cdx(`, "metadata": {"component": {"type": "container", "name": "static", "version": "nonroot"}}`), `"nonroot", a tag that moves`},
		{cdx(``) + ` {}`, "more data behind the document"},
		{`{"bomFormat": "CycloneDX", "components": [`, "ends in the middle"},
		{`{"bomFormat": "CycloneDX", "specVersion": 1.4}`, "/specVersion is a number"},
		{`{"bomFormat": "CycloneDX",, }`, "line 1: is no valid JSON"},
		{cdx(`, "components": [{"name": "` + "\xff" + `"}]`), "is not UTF-8"},
		{`{"spdxVersion": "SPDX-2.3", "packages": [{"name": "a"}]}`, "/packages/0 has no SPDXID"},
		{`{"spdxVersion": "SPDX-2.3", "packages": [{"name": "a", "SPDXID": "A"}], "documentDescribes": ["B"]}`, `describes "B", which is none of its packages and files`},
		{`{"spdxVersion": "SPDX-2.3", "packages": [{"name": "a", "SPDXID": "A"}], "relationships": [{"spdxElementId": "A", "relatedSpdxElement": "B", "relationshipType": "DEPENDS_ON"}]}`, `/relationships/0 refers to "B"`},
		{`{"data": []}`, "has neither LEI records nor relationship records"},
		{`{"data": [{"type": "countries", "attributes": {"code": "DE"}}]}`, "/data/0 has neither an LEI nor a relationship"},
		{`{"data": {"attributes": {"relationship": {"startNode": {"id": "A"}, "endNode": {"id": "B"}, "type": "IS_FUND-MANAGED_BY", "status": "ACTIVE"}}}}`, "no relationship that says who owns whom today"},
		{`{"data": {"attributes": {"relationship": {"startNode": {"id": "A"}, "type": "IS_DIRECTLY_CONSOLIDATED_BY"}}}}`, "without start or end"},
	} {
		s, err := read(c.text, document.Choices{})
		if graph.CodeOf(err) != graph.Invalid || !strings.Contains(fmt.Sprint(err), c.want) {
			t.Errorf("%.200s\ngives %v\nwant  %s", c.text, err, c.want)
		}
		if len(s.rows) > 0 {
			t.Errorf("%.200s: %d rows came out before it was refused", c.text, len(s.rows))
		}
	}
	if _, err := read(cdx(``), document.Choices{Dependencies: "some"}); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("a choice that there is not: %v", err)
	}
}

// A document is bounded before it is kept.
func TestBounds(t *testing.T) {
	const begin = `{"bomFormat":"CycloneDX","specVersion":"1.5","x":`
	for what, c := range map[string]struct{ text, want string }{
		"depth":      {begin + strings.Repeat("[", 10_000), "nested more than 100 deep"},
		"objects":    {begin + strings.Repeat(`{"a":`, 10_000), "nested more than 100 deep"},
		"components": {`{"bomFormat":"CycloneDX","specVersion":"1.5","components":` + strings.Repeat(`[{"name":"a","components":`, 10_000), "nested more than 100 deep"},
		"text":       {begin + `"` + strings.Repeat("a", 1<<20+1) + `"}`, "a value of more than 1048576 bytes"},
		"name":       {`{"` + strings.Repeat("a", 1<<20+1) + `":1}`, "a value of more than 1048576 bytes"},
		"number":     {begin + strings.Repeat("1", 1<<20+1) + `}`, "a value of more than 1048576 bytes"},
		"names":      {`{"a":1` + numbered(`,"%d":1`, 10_000) + `}`, "more than 10000 names"},
		"edges":      {`{"bomFormat":"CycloneDX","specVersion":"1.5","components":[{"name":"a","bom-ref":"a"}],"dependencies":[{"ref":"a","dependsOn":["a"` + strings.Repeat(`,"a"`, 1_000_000) + `]}]}`, "more than 1000000 dependencies"},
		"aliases":    {`{"data":{"attributes":{"lei":"A","entity":{"otherNames":[{"name":"a"}` + strings.Repeat(`,{"name":"a"}`, 1000) + `]}}}}`, "more than 1000 other names"},
		"parts":      {`{"bomFormat":"CycloneDX","specVersion":"1.5","components":[{"name":"a"}` + strings.Repeat(`,{"name":"a"}`, 200_000) + `]}`, "more than 200000 components"},
	} {
		if _, err := read(c.text, document.Choices{}); graph.CodeOf(err) != graph.Invalid || !strings.Contains(fmt.Sprint(err), c.want) {
			t.Errorf("%s: %v", what, err)
		}
	}
	inside := begin + strings.Repeat("[", 98) + strings.Repeat("]", 98) + `,"components":[{"name":"a","description":"` + strings.Repeat("a", 1<<20-1) + `"}]}`
	if s := mustRead(t, inside, document.Choices{}); len(s.rows) != 1 || s.notice("shortened_notes") != 1 {
		t.Errorf("what is just within the bounds gives %d rows and %+v", len(s.rows), s.Notices)
	}
}

func numbered(pattern string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, pattern, i)
	}
	return b.String()
}

// FuzzRead holds for any text: it is refused as invalid, or each row has as many
// cells as there are columns and a line of the text.
func FuzzRead(f *testing.F) {
	for _, text := range []string{cycloneDX, spdx2, leiRecords, goldenCopy, "", "{", `{"@graph":[]}`, "\xef\xbb\xbf{\"bomFormat\":\"CycloneDX\"}"} {
		f.Add(text, true)
		f.Add(text, false)
	}
	for _, name := range []string{"hbom-pcie-sata-cdx", "saasbom-cdx", "sbom-cdx-invalid-version", "sbom-appbomination-spdx3", "gleif-multi-lei"} {
		b, err := os.ReadFile("../testdata/" + name + ".json")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(b), false)
	}
	f.Fuzz(func(t *testing.T, text string, other bool) {
		how := document.Choices{}
		if other {
			how = document.Choices{Dependencies: document.All, Root: document.Product}
		}
		columns, last := 0, int64(strings.Count(text, "\n")+1)
		_, err := document.Read(strings.NewReader(text), how, func(line int64, cells []string) error {
			if columns == 0 {
				columns = len(cells)
			} else if line < 1 || line > last {
				t.Errorf("line %d of %d", line, last)
			}
			if len(cells) != columns {
				t.Errorf("%d cells in %d columns", len(cells), columns)
			}
			return nil
		})
		if err != nil && graph.CodeOf(err) != graph.Invalid {
			t.Error(err)
		}
	})
}
