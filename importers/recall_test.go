package importers_test

import (
	"slices"
	"testing"

	"linchpin/importers"
)

// column is a column of a file with some values.
func column(header string, samples ...string) importers.Column {
	return importers.Column{Header: header, Filled: int64(len(samples)), Samples: samples}
}

func sniffed(columns ...importers.Column) importers.Sniff {
	return importers.Sniff{Encoding: "utf-8", Delimiter: ",", HeaderLine: 1, Columns: columns}
}

func fieldsOf(m importers.Mapping) (out []string) {
	for _, c := range m.Columns {
		out = append(out, c.Field+" "+c.By)
	}
	return out
}

// A synonym or a like header means a field only if the values could be its.
func TestProposalsFitTheValues(t *testing.T) {
	for _, c := range []struct {
		as   importers.As
		of   importers.Column
		want string
	}{
		{importers.Partners, column("Type", "vendor", "Channel partner"), "roles synonym"},
		{importers.Partners, column("Type", "Revenue", "Capital"), " "},
		{importers.Partners, column("roles", "Revenue"), "roles name"}, // it says so itself
		{importers.Partners, column("Registraton number", "HRB 1"), "registration_no similar"},
		{importers.Partners, column("Web", "acme.example", "https://b.example/x"), "website synonym"},
		{importers.Partners, column("Web", "see the contract"), " "},
		{importers.Partners, column("Legal entities identifier", "529900T8BM49AURSDO55"), "lei similar"},
		{importers.Partners, column("Legal entities identifier", "HRB 12345"), " "},
		{importers.Contracts, column("Expiry dates", "31/12/2027", "n/a"), "ends_on similar"},
		{importers.Contracts, column("Expiry dates", "in two years"), " "},
	} {
		m, err := importers.Propose(sniffed(c.of), c.as, "")
		if err != nil {
			t.Fatal(err)
		}
		if got := fieldsOf(m); got[0] != c.want {
			t.Errorf("%s %q with %q is %q, want %q", c.as, c.of.Header, c.of.Samples, got[0], c.want)
		}
	}
}

func TestRecallGoesByHeader(t *testing.T) {
	m := importers.Mapping{As: importers.Partners, Source: "erp", Reading: importers.Reading{Encoding: "utf-16le"}, Columns: []importers.ColumnMap{
		{Header: "Nr", Field: "external_id", By: "chosen"}, {Header: "Label"}, {Header: "Label", Field: "tags"}, {Header: "Firma", Field: "name"},
	}}
	got, err := importers.Recall(m, sniffed(column("FIRMA"), column("label"), column("Land", "DE"), column("Nr."), column("Label"), column("_line")), importers.ByMemory)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"name remembered", " ", "country synonym", "external_id remembered", "tags remembered", " "}; !slices.Equal(fieldsOf(got.Mapping), want) {
		t.Errorf("%q, want %q", fieldsOf(got.Mapping), want)
	}
	if got.Mapping.Columns[0].Header != "FIRMA" || got.Mapping.Reading != (importers.Reading{}) || got.Mapping.Source != "erp" {
		t.Errorf("%+v", got.Mapping)
	}
	if !slices.Equal(got.New, []string{"Land"}) || len(got.Missing) != 0 || got.Alike != .75 { // nr, label, firma of these and land
		t.Errorf("new %q, missing %q, %v alike", got.New, got.Missing, got.Alike)
	}
	lost, err := importers.Recall(m, sniffed(column("Firma"), column("Label")), "")
	if err != nil || !slices.Equal(lost.Missing, []string{"Label", "Nr"}) || lost.MissingError() == nil {
		t.Errorf("%+v, %v", lost, err)
	}
}

// A council's quarters have other headers: "Type" where "caporrev" was. One
// mapping does for both.
func TestOneMappingForTwoQuarters(t *testing.T) {
	s := newEcosystem()
	first := checkFile(t, s, "testdata/spend-oxford-2016q1.csv", job{as: importers.Partners, source: "oxford"})
	s.applyAll(t, first)
	path := "testdata/spend-oxford-2014q4.csv"
	sniff, err := importers.Inspect(path, importers.Reading{})
	if err != nil {
		t.Fatal(err)
	}
	known, err := importers.Recall(first.mapping, sniff, importers.ByMemory)
	if err != nil || len(known.Missing) != 0 || !slices.Equal(known.New, []string{"Type"}) || known.Alike != 9.0/11 {
		t.Fatalf("%+v, %v", known, err)
	}
	second := checkFile(t, s, path, job{change: func(m *importers.Mapping) { *m = known.Mapping }})
	// 3978 rows, none blank, 832 ids; by ids and names known from the first quarter and this one 399 suppliers are new.
	if c := second.Counts; c.Create != 399 || c.Rejected+c.Undecided+c.Skipped != 0 || c.Create+c.Update+c.Unchanged != 3978 {
		t.Errorf("counts %+v", c)
	}
	alone := checkFile(t, newEcosystem(), path, job{change: func(m *importers.Mapping) { *m = known.Mapping }})
	if want := (importers.Counts{Create: 720, Unchanged: 3978 - 720}); alone.Counts != want {
		t.Errorf("counts %+v, want %+v", alone.Counts, want)
	}
	for code, n := range map[string]int64{"ids_as_aliases": 832 - 720, "spellings_as_aliases": 2} {
		if got := alone.notice(code); got != n {
			t.Errorf("notice %s counts %d, want %d", code, got, n)
		}
	}
}

// Once a table's mapping is remembered, a document must still come in: the
// mapping misses its columns there, and that alone is said.
func TestRecallOfATableSaysNothingOfADocument(t *testing.T) {
	m := importers.Mapping{As: importers.Partners, Source: "erp", Columns: []importers.ColumnMap{{Header: "Firma", Field: "name"}}}
	s := sniffed(column("component.name"), column("component.purl"))
	s.Format = "cyclonedx"
	got, err := importers.Recall(m, s, importers.ByMemory)
	if err != nil || !slices.Equal(got.Missing, []string{"Firma"}) {
		t.Errorf("missing %v, %v", got.Missing, err)
	}
}

// The product whose parts one list has is not remembered for the next list with
// the same headers: nobody said that they are parts of it too.
func TestRecallForgetsTheProduct(t *testing.T) {
	const text = "Qty,Designator,Description,Manufacturer,MPN\n1,R1,Resistor 10k,Yageo,RC1\n"
	s, err := importers.Inspect(file(t, text), importers.Reading{})
	if err != nil {
		t.Fatal(err)
	}
	m, err := importers.Propose(s, "", "plm")
	if err != nil {
		t.Fatal(err)
	}
	m.Constants["product.name"] = "Gateway"
	again, err := importers.Recall(m, s, importers.ByMemory)
	if err != nil || again.Mapping.Constants["product.name"] != "" || again.Mapping.Constants["component.layer"] != "device_hardware" || m.Constants["product.name"] != "Gateway" {
		t.Errorf("remembered %v of %v, %v", again.Mapping.Constants, m.Constants, err)
	}
	if given, err := importers.Recall(m, s, ""); err != nil || given.Mapping.Constants["product.name"] != "Gateway" {
		t.Errorf("a mapping that is given loses %v, %v", m.Constants, err)
	}
}
