package importers_test

import (
	"slices"
	"testing"
	"time"

	"linchpin/graph"
	"linchpin/importers"
)

// board is a mapping of a bill of materials: the maker's part number, a second
// one, and a column each of two sellers.
func board(m *importers.Mapping) {
	m.As = importers.Mixed
	m.Constants = map[string]string{"component.layer": "device_hardware", "product.name": "Gateway", "maker.roles": "vendor"}
	m.Columns = []importers.ColumnMap{
		{Header: "Part", Field: "component.name"},
		{Header: "Qty", Field: "uses.quantity"},
		{Header: "MFG1", Field: "maker.name", Sets: []int{1, 2}},
		{Header: "MPN1", Field: "offering.mpn", Sets: []int{1, 2}},
		{Header: "Mouser", Field: "offering.sku", Sets: []int{1}, With: map[string]string{"seller.name": "Mouser"}},
		{Header: "DK", Field: "offering.sku", Sets: []int{2}, With: map[string]string{"seller.name": "Digi-Key"}},
		{Header: "MFG2", Field: "maker.name", Sets: []int{3}},
		{Header: "MPN2", Field: "offering.mpn", Sets: []int{3}},
		{Header: "Lead", Field: "offering.lead_time_days", Sets: []int{3}},
		{Header: "Life", Field: "component.lifecycle"},
	}
}

const boardHeader = "Part,Qty,MFG1,MPN1,Mouser,DK,MFG2,MPN2,Lead,Life\n"

// offeringsOf lists component, maker, seller, mpn and sku of all offerings.
func (s *ecosystem) offeringsOf() (out []string) {
	name := func(id string) string {
		if r, ok := s.records[id]; ok {
			return r.Body.Title()
		}
		return ""
	}
	for _, r := range s.records {
		if o, ok := r.Body.(*graph.Offering); ok {
			out = append(out, name(o.Component)+"|"+name(o.Maker)+"|"+name(o.Seller)+"|"+o.MPN+"|"+o.SKU)
		}
	}
	slices.Sort(out)
	return out
}

// One row feeds component, makers, sellers, offerings and what the product uses.
func TestMixedRows(t *testing.T) {
	s := newEcosystem()
	path := file(t, boardHeader+
		"R1,4,Yageo,RC1,603-RC1,311-RC1,Vishay,CR1,30,\n"+ // two sellers of one part, and an alternate
		"R2,2,Yageo,RC2,,,,,,\n"+ // no seller known
		"R3,1,,,581-X,,,,,\n"+ // no maker known
		"R4,1,Yageo,RC4,,311-RC4,,,,\n"+ // one of the sellers
		"R5,9,,,,,,,,\n"+ // a component only
		"R6,9,,X6,,,,,,\n"+ // a part number without maker or seller
		"Total,25,,,,,,,,\n")
	o := checkFile(t, s, path, job{as: importers.Mixed, change: board})
	if want := (importers.Counts{Create: 6, Skipped: 1}); o.Counts != want {
		t.Fatalf("counts %+v, want %+v; rows %+v", o.Counts, want, o.rows)
	}
	if o.notice("no_source") != 1 {
		t.Errorf("notices %+v, want the part number of R6 to be told", o.Notices)
	}
	s.applyAll(t, o)
	want := []string{
		"R1|Vishay||CR1|", "R1|Yageo|Digi-Key|RC1|311-RC1", "R1|Yageo|Mouser|RC1|603-RC1",
		"R2|Yageo||RC2|", "R3||Mouser||581-X", "R4|Yageo|Digi-Key|RC4|311-RC4",
	}
	if got := s.offeringsOf(); !slices.Equal(got, want) {
		t.Errorf("offerings %q, want %q", got, want)
	}
	quantities := map[string]float64{}
	for _, l := range s.links {
		if l.Kind == graph.Uses && s.records[l.From].Body.Title() == "Gateway" {
			quantities[s.records[l.To].Body.Title()] = *l.Quantity
		}
	}
	if quantities["R1"] != 4 || quantities["R5"] != 9 || len(quantities) != 6 {
		t.Errorf("the product uses %v", quantities)
	}
	if again := checkFile(t, s, path, job{as: importers.Mixed, change: board}); again.Counts != (importers.Counts{Unchanged: 6, Skipped: 1}) || again.Edits != 0 {
		t.Errorf("the same file again: %+v and %d edits", again.Counts, again.Edits)
	}
	more := checkFile(t, s, file(t, boardHeader+"R1,5,Yageo,RC1,603-RC1,311-RC1,Vishay,CR1,45,\nR7,1,Yageo,RC1,,,,,,\n"), job{as: importers.Mixed, change: board})
	if want := (importers.Counts{Create: 1, Update: 1}); more.Counts != want {
		t.Errorf("a later state of the sheet: %+v, want %+v", more.Counts, want)
	}
	var fields []string
	for _, d := range more.rows[0].Changes {
		fields = append(fields, d.Field)
	}
	if want := []string{"offering.leadTimeDays", "uses.quantity"}; !slices.Equal(fields, want) {
		t.Errorf("changes of %q, want %q", fields, want)
	}
}

// A row is taken whole or not at all: what is wrong with its offering keeps its
// new maker out too, and what only that row states.
func TestMixedRowsAreWhole(t *testing.T) {
	s := newEcosystem()
	o := checkFile(t, s, file(t, boardHeader+
		"R1,4,Yageo,RC1,,,Vishay,CR1,soon,\n"+ // a bad number
		"R2,2,Murata,GRM,,,,,,\n"+
		"R3,1,TDK,C1,,,,,,active\n"+ // two lifecycles of one part
		"R3,2,Kemet,C2,,,,,,obsolete\n"), job{as: importers.Mixed, change: board})
	if want := (importers.Counts{Create: 1, Rejected: 3}); o.Counts != want {
		t.Fatalf("counts %+v, want %+v; rows %+v", o.Counts, want, o.rows)
	}
	if e := o.rows[0].Errors; len(e) != 1 || e[0].Code != "bad_number" || e[0].Column != "Lead" {
		t.Errorf("errors of line 2: %+v", e)
	}
	if e := o.rows[3].Errors; len(e) != 1 || e[0].Code != "duplicate_in_file" || e[0].Column != "Life" || e[0].Got != "obsolete" {
		t.Errorf("errors of line 5: %+v", e)
	}
	s.applyAll(t, o)
	var names []string
	for _, r := range s.records {
		if r.Body.Kind() != graph.KindOffering {
			names = append(names, r.Body.Title())
		}
	}
	slices.Sort(names)
	if want := []string{"Gateway", "Murata", "R2"}; !slices.Equal(names, want) {
		t.Errorf("the graph has %q, want %q", names, want)
	}
}

// A mixed file of whose columns none means anything has no rows to check.
func TestMixedWithoutMeaning(t *testing.T) {
	path := file(t, "colour,shape\nred,round\n")
	sniff, err := importers.Inspect(path, importers.Reading{})
	if err != nil {
		t.Fatal(err)
	}
	m := importers.Mapping{As: importers.Mixed, Columns: []importers.ColumnMap{{Header: "colour"}, {Header: "shape"}}}
	in := importers.Input{Path: path, Sniff: sniff, Mapping: m, Stored: newEcosystem(), Now: time.Now()}
	if _, err := importers.Check(t.Context(), in, &outcome{}); !refusedAt(err, "/columns") {
		t.Errorf("%v", err)
	}
}
