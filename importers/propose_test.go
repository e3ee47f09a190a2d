package importers_test

import (
	"errors"
	"slices"
	"testing"

	"linchpin/graph"
	"linchpin/importers"
)

func headers(names ...string) importers.Sniff {
	s := importers.Sniff{Encoding: "utf-8", Delimiter: ",", HeaderLine: 1}
	for _, n := range names {
		s.Columns = append(s.Columns, importers.Column{Header: n, Filled: 1})
	}
	return s
}

func TestPropose(t *testing.T) {
	for _, c := range []struct {
		as      importers.As
		headers []string
		wantAs  importers.As
		want    []string // field and how it was found
	}{
		{"", []string{"Supplier No.", "SUPPLIER_NAME", "Ort"}, importers.Partners, []string{"external_id synonym", "name synonym", " "}},
		{"", []string{"externalId", "name", "timeToRecoverDays", "_line", "_error"}, importers.Partners, []string{"external_id name", "name name", "time_to_recover_days name", " ", " "}},
		{"", []string{"Issue key", "Summary", "Due Date"}, importers.Roadmap, []string{"key synonym", "title synonym", "target_date synonym"}},
		{"", []string{"from", "kind", "to"}, importers.Links, []string{"from name", "kind name", "to name"}},
		{"", []string{"Title", "Tender Number", "Winning Bidder"}, importers.Contracts, []string{"title name", "reference synonym", "partner synonym"}},
		{"", []string{"Lieferanten-Nr.", "Firma", "Land", "Umsatzsteuer-ID", "Bemerkung"}, importers.Partners, []string{"external_id synonym", "name synonym", "country synonym", "vat_no synonym", "notes synonym"}},
		{"", []string{"Code fournisseur", "Raison sociale", "Pays", "Numéro de TVA"}, importers.Partners, []string{"external_id synonym", "name synonym", "country synonym", "vat_no synonym"}},
		{"", []string{"Bauteil", "Hersteller", "Lieferant", "Herstellernummer", "Preis", "Währung", "Lieferzeit (Tage)", "Gültig ab"}, importers.Offerings, []string{"component synonym", "maker synonym", "seller synonym", "mpn synonym", "unit_price synonym", "currency synonym", "lead_time_days synonym", "valid_from synonym"}},
		{"", []string{"Part no", "Manufacturer", "MPN", "Status"}, importers.Offerings, []string{"component synonym", "maker synonym", "mpn name", "status name"}},
		{"", []string{"Key", "Titel", "Quartal", "Wert"}, importers.Roadmap, []string{"key name", "title synonym", "quarter synonym", "value synonym"}},
		{"", []string{"Vertragsnummer", "Lieferant", "Kündigungsfrist"}, importers.Contracts, []string{"reference synonym", "partner synonym", "notice_days synonym"}},
		{"", []string{"Widget", "Gadget"}, "", []string{" ", " "}},
		{importers.Partners, []string{"Vendor", "Name", "Registraton number"}, importers.Partners, []string{" ", "name name", "registration_no similar"}},
		{importers.Components, []string{"Component", "Layer", "Component"}, importers.Components, []string{"name synonym", "layer name", " "}},
	} {
		m, err := importers.Propose(headers(c.headers...), c.as, "")
		if err != nil {
			t.Errorf("%q: %v", c.headers, err)
			continue
		}
		var got []string
		for _, col := range m.Columns {
			got = append(got, col.Field+" "+col.By)
		}
		if m.As != c.wantAs || !slices.Equal(got, c.want) || m.Source != "file" {
			t.Errorf("%q is %q of %q, want %q %q", c.headers, m.As, got, c.wantAs, c.want)
		}
	}
	if _, err := importers.Propose(headers("a"), "pets", ""); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("an unknown kind gives %v", err)
	}
}

// Every header that a kind of file is documented with is known by its name,
// and no synonym stands for two columns of one kind.
func TestFields(t *testing.T) {
	for _, as := range importers.Kinds() {
		var names []string
		seen := map[string]string{}
		for _, f := range importers.Fields(as) {
			names = append(names, f.Name)
			if f.Type == "" {
				t.Errorf("%s.%s has no type", as, f.Name)
			}
			for _, s := range f.Synonyms {
				if seen[s] == f.Name {
					t.Errorf("%s.%s has the synonym %q twice", as, f.Name, s)
				}
				seen[s] = f.Name
			}
		}
		m, err := importers.Propose(headers(names...), as, "")
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range m.Columns {
			if c.Field != names[i] || c.By != "name" {
				t.Errorf("%s: header %s is taken for %q", as, names[i], c.Field)
			}
		}
		if err := importers.Validate(m, headers(names...)); err != nil {
			t.Errorf("%s: %v", as, err)
		}
	}
}

func TestValidate(t *testing.T) {
	s := headers("a", "b", "c")
	m := importers.Mapping{As: importers.Offerings, Source: "x\ny", Constants: map[string]string{"pet": "cat", "lead_time_days": "soon"}, Columns: []importers.ColumnMap{
		{Header: "z", Field: "mpn"}, {Header: "b", Field: "mpn", Dates: "ymd"}, {Header: "c", Field: "pet", Numbers: "dot"},
	}}
	e, _ := errors.AsType[*graph.Error](importers.Validate(m, s))
	var got []string
	for _, f := range e.Fields {
		got = append(got, f.Pointer+" "+f.Code)
	}
	slices.Sort(got)
	want := []string{
		"/columns required", "/columns required", "/columns/0/header header", "/columns/1/dates oneof", "/columns/1/field unique",
		"/columns/2/field oneof", "/columns/2/numbers oneof", "/constants/lead_time_days bad_number", "/constants/pet oneof", "/source line",
	}
	if !slices.Equal(got, want) {
		t.Errorf("faults %q, want %q", got, want)
	}
	if err := importers.Validate(importers.Mapping{}, s); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("an empty mapping gives %v", err)
	}
}
