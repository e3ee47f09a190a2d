package importers_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"

	"linchpin/graph"
	"linchpin/importers"
)

// A council's spending of a quarter, imported as partners: 747 supplier ids and
// 698 names, which differ by case only in two cases.
func TestOxford(t *testing.T) {
	const path = "testdata/spend-oxford-2016q1.csv"
	ids, namesFolded, rows := oxford(t, path)
	if rows != 3908 || len(ids) != 747 || len(namesFolded) != 696 {
		t.Fatalf("the file has %d rows, %d ids and %d names but for case", rows, len(ids), len(namesFolded))
	}

	s := newEcosystem()
	first := checkFile(t, s, path, job{as: importers.Partners, source: "oxford"})
	for _, c := range first.mapping.Columns {
		want := map[string]string{"supplier_id": "external_id", "supplier_name": "name"}[c.Header]
		if c.Field != want {
			t.Errorf("column %s is taken for %q, want %q", c.Header, c.Field, want)
		}
	}
	want := importers.Counts{Create: 696, Unchanged: 3908 - 696}
	if first.Counts != want || first.Edits != 696 {
		t.Errorf("counts %+v and %d edits, want %+v", first.Counts, first.Edits, want)
	}
	for code, n := range map[string]int64{"ids_as_aliases": 747 - 696, "spellings_as_aliases": 2, "default_roles": 696, "merged_rows": 3908 - 696} {
		if got := first.notice(code); got != n {
			t.Errorf("notice %s counts %d, want %d", code, got, n)
		}
	}
	s.applyAll(t, first)
	known := map[string]bool{}
	for _, r := range s.records {
		c := r.Body.Base()
		if c.Source != "oxford" {
			t.Fatalf("source %q", c.Source)
		}
		known[c.ExternalID] = true
		for _, a := range c.Aliases {
			known[a] = true
		}
	}
	for id := range ids {
		if !known[id] {
			t.Errorf("id %s is no partner's id or alias", id)
		}
	}
	if p := s.named(t, "Redacted personal details"); len(p.Body.Base().Aliases) != 44 {
		t.Errorf("%d aliases, want the other 44 of 45 ids", len(p.Body.Base().Aliases))
	}

	again := checkFile(t, s, path, job{as: importers.Partners, source: "oxford"})
	if want := (importers.Counts{Unchanged: 3908}); again.Counts != want || again.Edits != 0 {
		t.Errorf("the same file again: %+v and %d edits", again.Counts, again.Edits)
	}
	if guessed := checkFile(t, s, path, job{}); guessed.mapping.As != importers.Partners {
		t.Errorf("guessed to be %q", guessed.mapping.As)
	}
}

func oxford(t *testing.T, path string) (ids, folded map[string]bool, rows int) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	id, name := slices.Index(all[0], "supplier_id"), slices.Index(all[0], "supplier_name")
	ids, folded = map[string]bool{}, map[string]bool{}
	for _, row := range all[1:] {
		ids[row[id]] = true
		folded[strings.ToLower(strings.TrimSpace(row[name]))] = true
	}
	return ids, folded, len(all) - 1
}

// Contracts of a city, scraped from PDF files: lone CRs, an apostrophe that went
// through wrong encodings, two rows that hold a sum only.
func TestSydney(t *testing.T) {
	const path = "testdata/contracts-sydney-2013.csv"
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s := newEcosystem()
	o := checkFile(t, s, path, job{as: importers.Partners, source: "sydney"})
	if o.sniff.Encoding != "windows-1252" || o.sniff.LineEnds != "cr" || o.sniff.Delimiter != "," || o.sniff.HeaderLine != 1 || o.sniff.Rows != 88 || len(o.sniff.Columns) != 22 {
		t.Errorf("sniff %+v", o.sniff)
	}
	if want := bytes.Count(content, []byte("\xe4\xf3\xbb")); want != 15 || len(o.sniff.Suspects) != want || o.notice("suspected_encoding") != 15 {
		t.Errorf("%d suspects, the file has %d places", len(o.sniff.Suspects), want)
	}
	for _, p := range o.sniff.Suspects {
		if !strings.Contains(p.Text, "äó»") {
			t.Errorf("suspect %+v", p)
		}
	}
	if o.Counts.Skipped != 2 || o.Counts.Rejected != 0 || o.Counts.Undecided != 0 {
		t.Errorf("counts %+v, want the 2 rows with a sum only to be skipped", o.Counts)
	}
	if last := o.rows[len(o.rows)-2:]; last[0].Line != 174 || last[1].Line != 175 || last[0].Outcome != importers.Skipped {
		t.Errorf("the last rows are %+v", last)
	}
	bidders := map[string]bool{}
	records, err := csv.NewReader(strings.NewReader(strings.ReplaceAll(string(content), "\r", "\n"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records[1:] {
		if name := strings.ToLower(strings.Join(strings.Fields(r[3]), " ")); name != "" {
			bidders[strings.TrimSuffix(name, " pty ltd")] = true
		}
	}
	if want := int64(len(bidders)); o.Counts.Create != want || o.Counts.Unchanged != 86-want {
		t.Errorf("counts %+v, want %d partners of 86 rows", o.Counts, want)
	}
	alike := map[string]string{}
	for _, r := range o.rows {
		if r.Outcome == importers.Create && r.Reason != "" {
			alike[r.Name] = r.Reason
		}
	}
	if want := "like Coopers Commercial Constructions (93 % alike)"; alike["Cooper Commercial Constructions"] != want {
		t.Errorf("suggestions %q", alike)
	}
	s.applyAll(t, o)
	if p := s.named(t, "Karen Armstrongäó»s Safety Strategies"); p.Body.Kind() != graph.KindPartner {
		t.Errorf("what looks wrong does not stay as it is: %+v", p)
	}
	contracts := checkFile(t, s, path, job{as: importers.Contracts, source: "sydney"})
	// Of 86 rows two have a date without a year (11-Sep, 16-Sep), and tender 1302 stands twice.
	if want := (importers.Counts{Create: 83, Unchanged: 1, Rejected: 2, Skipped: 2}); contracts.Counts != want {
		t.Errorf("as contracts: %+v, want %+v", contracts.Counts, want)
	}
	s.applyAll(t, contracts)
	if again := checkFile(t, s, path, job{as: importers.Partners, source: "sydney"}); again.Edits != 0 {
		t.Errorf("the same file again makes %d edits", again.Edits)
	}
}

// A brand's list of factories: 351 names, all different.
func TestFactories(t *testing.T) {
	s := newEcosystem()
	o := checkFile(t, s, "testdata/osh-facilities-15.csv", job{})
	if want := (importers.Counts{Create: 351}); o.mapping.As != importers.Partners || o.Counts != want {
		t.Errorf("as %s: %+v, want %+v", o.mapping.As, o.Counts, want)
	}
	s.applyAll(t, o)
	if p, _ := s.named(t, "Industrias Químicas Perlacos, S.L.").Body.(*graph.Partner); p.Country != "ES" { //nolint:misspell // Spanish
		t.Errorf("%+v", p)
	}
	if again := checkFile(t, s, "testdata/osh-facilities-15.csv", job{}); again.Edits != 0 {
		t.Errorf("the same file again makes %d edits", again.Edits)
	}
}

// Companies of the world, semicolons and CRLF, and no headers: what the columns
// are is seen by their values. Of 1,320 rows 2 name a country that is none any
// more (Neth. Antilles); British Virgin Isl and Marshall Isl are shortened names.
func TestCompaniesWithoutHeaders(t *testing.T) {
	const path = "testdata/companies-cleanco.csv"
	s := newEcosystem()
	o := checkFile(t, s, path, job{})
	if o.sniff.Delimiter != ";" || o.sniff.LineEnds != "crlf" || o.sniff.HeaderLine != 0 || o.sniff.Rows != 1320 || o.mapping.As != importers.Partners {
		t.Fatalf("as %s: %+v", o.mapping.As, o.sniff)
	}
	if want := (importers.Counts{Create: 1318, Rejected: 2}); o.Counts != want {
		t.Errorf("%+v, want %+v", o.Counts, want)
	}
	if e := o.rows[897].Errors; o.rows[897].Line != 898 || len(e) != 1 || e[0].Code != "bad_value" || e[0].Got != "Neth. Antilles" || e[0].Column != "column 2" {
		t.Errorf("row %+v", o.rows[897])
	}
	s.applyAll(t, o)
	for name, country := range map[string]string{"360Networks Inc.": "CA", "Unilever N.V.": "NL", "Unilever plc": "GB", "Thomson S.A.": "FR"} {
		if p, _ := s.named(t, name).Body.(*graph.Partner); p.Country != country {
			t.Errorf("%s is of %q, want %q", name, p.Country, country)
		}
	}
	chosen, err := importers.Inspect(path, importers.Reading{HeaderLine: 1})
	if err != nil || chosen.Rows != 1319 || chosen.Columns[1].Header != "Canada" {
		t.Errorf("a header row by choice: %v, %+v", err, chosen.Columns)
	}
}

// Names of countries that former codes bear too.
func TestCountriesOfToday(t *testing.T) {
	o := checkFile(t, newEcosystem(), file(t, "name,country\nA,France\nB,United Kingdom\nC,Panama\nD,Germany\nE,Yemen\nF,UK\n"), job{as: importers.Partners})
	var got []string
	for _, e := range o.edits {
		if p, ok := e.Body.(*graph.Partner); ok {
			got = append(got, p.Country)
		}
	}
	if want := []string{"FR", "GB", "PA", "DE", "YE", "GB"}; !slices.Equal(got, want) {
		t.Errorf("countries %q, want %q; rows %+v", got, want, o.rows)
	}
}
