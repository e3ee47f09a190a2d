package importers_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"linchpin/graph"
	"linchpin/importers"
)

// A table of links as it was downloaded has those too that are fields of a
// record. Such a row says again what the record says, or changes it.
func TestLinksThatAreFieldsOfRecords(t *testing.T) {
	s := newEcosystem()
	for _, f := range allKinds() {
		s.load(t, f.as, f.text)
	}
	offering := s.named(t, "NC-77").ID
	rows := []string{
		offering + ",fulfils,Radio SoC", offering + ",made_by,P1", "K-1,binds,norchip", "NC,holds,ISO 27001",
		"P1,owned_by,Norhold",
	}
	again := s.load(t, importers.Links, "from,kind,to\n"+strings.Join(rows, "\n")+"\n")
	if again.Edits != 0 || again.Counts.Unchanged != 5 {
		t.Errorf("stated again: %+v, %d edits, %+v", again.Counts, again.Edits, again.rows)
	}

	s.load(t, importers.Links, "from,kind,to\n"+offering+",made_by,Telco One\n"+offering+",sold_by,P1\nTelco One,holds,ISO 27001\n")
	soc, _ := s.named(t, "NC-77").Body.(*graph.Offering)
	iso, _ := s.named(t, "ISO 27001").Body.(*graph.Certificate)
	telco, norchip := s.named(t, "Telco One").ID, s.named(t, "Norchip GmbH").ID
	if soc.Maker != telco || soc.Seller != norchip || iso.Partner != telco || soc.MPN != "NC-77" {
		t.Errorf("the offering is %+v, the certificate %+v", soc, iso)
	}

	o := checkFile(t, s, file(t, "from,kind,to,group,percent,note\n"+
		offering+",made_by,P1,,,\n"+offering+",made_by,P3,,,\n"+ // two makers of one offering
		"K-1,binds,P3,alternates,,\nNC,holds,ISO 27001,,60,\nP1,binds,P3,,,\n"), job{as: importers.Links})
	var got []string
	for _, r := range o.rows {
		for _, e := range r.Errors {
			got = append(got, fmt.Sprint(e.Line, " ", e.Column, " ", e.Code))
		}
	}
	if want := []string{"2 to duplicate_in_file", "3 to duplicate_in_file", "4 group bad_value", "5 percent bad_value", "6 from unknown_ref"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What a rule expects is told of the column that breaks it, in the words of the file.
func TestRulesAreToldInTheWordsOfTheFile(t *testing.T) {
	s := newEcosystem()
	s.load(t, importers.Partners, "name\nOdrun\nKelvessa\n")
	for _, tc := range []struct{ as, text, column, got, expected string }{
		{"certificates", "Supplier,Certificate,Issued,Valid until\nOdrun,ISO 9001,2024-02-01,2023-12-31\n", "Valid until", "2023-12-31", "not before Issued"},
		{"roadmap", "key,title,duration,P90\nR-1,Hub,90,30\n", "P90", "30", "at least duration"},
		{"links", "from,kind,to,share\nOdrun,owned_by,Kelvessa,40\n", "share", "40", "more than 50"},
	} {
		o := checkFile(t, s, file(t, tc.text), job{as: importers.As(tc.as), change: func(m *importers.Mapping) {
			for i, c := range m.Columns {
				if c.Header == "P90" {
					m.Columns[i].Field = "duration_p90_days"
				}
			}
		}})
		if e := o.rows[0].Errors; len(e) != 1 || e[0].Column != tc.column || e[0].Got != tc.got || e[0].Expected != tc.expected {
			t.Errorf("%s: %+v, want %s: got %s, expected %s", tc.as, e, tc.column, tc.got, tc.expected)
		}
	}
}
