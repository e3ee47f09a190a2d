package importers_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"linchpin/graph"
	"linchpin/importers"
)

// Files as the programs of vendors and buyers write them: each says what must
// come out of it without a word of a user.

// mapped lists the columns that mean something, as "header > field".
func mapped(o *outcome) (out []string) {
	for _, c := range o.mapping.Columns {
		if c.Field != "" {
			out = append(out, c.Header+" > "+c.Field)
		}
	}
	return out
}

// A list printed by SAP: frames of pipes and dashes, the number under
// "Lieferant" and the name under "Name 1", stars beside the sum.
func TestSAPList(t *testing.T) {
	list := strings.ReplaceAll(`29.11.2026              Dynamische Listenausgabe                    1
----------------------------------------------------------------------
|Lieferant |Name 1                       |Ort        |Land|Umsatz      |
----------------------------------------------------------------------
|0000100012|Müller & Söhne Gerätebau GmbH|Nürnberg   |DE  |  1.234,50  |
|0000100013|Åkerström Mekanik AB         |Västerås   |SE  | 12.000,00  |
|0000100015|Café Crème S.A.R.L.          |Besançon   |FR  |      0,00  |
----------------------------------------------------------------------
|*         |                             |           |    | 13.234,50  |
----------------------------------------------------------------------
`, "\n", "\r\n")
	text, err := charmap.Windows1252.NewEncoder().String(list)
	if err != nil {
		t.Fatal(err)
	}
	o := checkFile(t, newEcosystem(), file(t, text), job{})
	if got, want := mapped(o), []string{"Lieferant > external_id", "Name 1 > name", "Land > country"}; !slices.Equal(got, want) {
		t.Errorf("mapped %q, want %q", got, want)
	}
	if want := (importers.Counts{Create: 3, Skipped: 4}); o.Counts != want || o.sniff.Encoding != "windows-1252" || o.notice("skipped_totals") != 1 {
		t.Errorf("%+v, want %+v: %+v", o.Counts, want, o.rows)
	}
	s := newEcosystem()
	s.applyAll(t, o)
	if p, _ := s.named(t, "Müller & Söhne Gerätebau GmbH").Body.(*graph.Partner); p.ExternalID != "0000100012" || p.Country != "DE" {
		t.Errorf("%+v", p)
	}
}

// A table of Power BI: sums below, and below these the filters in one cell.
func TestPowerBI(t *testing.T) {
	o := checkFile(t, newEcosystem(), file(t, "\ufeffSupplier,Country,Sum of Spend\nHalvorsen Marine AS,NO,\"1,204,550.50\"\nPetrakis Castings,GR,\"98,000.00\"\nTotal,,\"1,302,550.50\"\n\n\"Applied filters:\nYear is 2026\",,\n"), job{})
	if want := (importers.Counts{Create: 2, Skipped: 3}); o.Counts != want || o.notice("skipped_notes") != 1 || o.notice("skipped_totals") != 1 {
		t.Errorf("%+v, want %+v: %+v", o.Counts, want, o.rows)
	}
}

// Text of a DOS program: what does not look right is told, and read right once
// its encoding is chosen.
func TestDOSText(t *testing.T) {
	text, err := charmap.CodePage850.NewEncoder().String("Lieferant Nr;Firma;Land\r\n1;Müller Gerätebau;DE\r\n3;Größe & Söhne;AT\r\n")
	if err != nil {
		t.Fatal(err)
	}
	path := file(t, text)
	if o := checkFile(t, newEcosystem(), path, job{}); o.sniff.Encoding != "windows-1252" || o.notice("suspected_encoding") == 0 {
		t.Errorf("%+v", o.sniff)
	}
	chosen := checkFile(t, newEcosystem(), path, job{reading: importers.Reading{Encoding: "cp850"}})
	if chosen.rows[0].Name != "Müller Gerätebau" || chosen.rows[1].Name != "Größe & Söhne" || chosen.notice("suspected_encoding") != 0 {
		t.Errorf("%+v", chosen.rows)
	}
}

// Blank columns by the thousand are no columns.
func TestBlankColumns(t *testing.T) {
	blank := strings.Repeat(",", 5000)
	o := checkFile(t, newEcosystem(), file(t, "Supplier,Supplier No.,Country"+blank+"\nAlder,00012,GB"+blank+"\nBirch,00013,GB"+blank+"\n"), job{})
	if want := (importers.Counts{Create: 2}); o.Counts != want || len(o.sniff.Columns) != 3 {
		t.Errorf("%d columns, %+v", len(o.sniff.Columns), o.Counts)
	}
}

// A quotation of a distributor: groups over merged cells, prices by quantity,
// weeks as numbers and in words.
func TestQuotation(t *testing.T) {
	path := workbook(t, [][]any{
		{"Brightline Components - Quotation Q-20931"},
		{"Valid until", "2027-01-31"},
		{},
		{"Part", nil, nil, "Unit price (USD)", nil, nil, "Logistics"},
		{"Manufacturer", "Manufacturer Part Number", "Description", 1, 100, 1000, "MOQ", "Lead time (weeks)", "Country of origin"},
		{"Norchip", "NC5340-A", "Bluetooth SoC", 4.21, 3.9, 3.55, 1000, 16, "TW"},
		{"Velomar", "VM-0402-100N", "Capacitor 100 nF", 0.012, 0.009, 0.0061, 10000, "12-14", "JP"},
		{"Norchip", "NC5340-B", "Bluetooth SoC, extended", 5.21, 4.9, nil, 500, 14, "TW"},
	}, func(f *excelize.File) {
		for _, m := range [][2]string{{"A1", "I1"}, {"A4", "C4"}, {"D4", "F4"}, {"G4", "I4"}} {
			if err := f.MergeCell("Sheet1", m[0], m[1]); err != nil {
				t.Fatal(err)
			}
		}
	})
	o := checkFile(t, newEcosystem(), path, job{})
	want := []string{
		"Manufacturer > maker.name", "Manufacturer Part Number > offering.mpn", "Description > component.name",
		"MOQ > offering.minimum_order", "Lead time (weeks) > offering.lead_time_days", "Country of origin > offering.country",
	}
	if got := mapped(o); o.mapping.As != importers.Bom || !slices.Equal(got, want) {
		t.Errorf("as %s: mapped %q, want %q", o.mapping.As, got, want)
	}
	if want := (importers.Counts{Create: 2, Rejected: 1}); o.Counts != want || o.rows[1].Errors[0].Got != "12-14" {
		t.Errorf("%+v, want %+v: %+v", o.Counts, want, o.rows)
	}
	s := newEcosystem()
	s.applyAll(t, o)
	for _, r := range s.records {
		if b, ok := r.Body.(*graph.Offering); ok && b.MPN == "NC5340-A" && (*b.LeadTimeDays != 112 || *b.MinimumOrder != 1000 || b.Country != "TW" || b.UnitPrice != "") {
			t.Errorf("%+v", b)
		}
	}
}

// A list of articles out of an ERP: our number, maker and his number, seller and
// his. Prices per thousand are none per piece.
func TestArticles(t *testing.T) {
	const list = "Artikelnummer;Bezeichnung;Hersteller;Hersteller-Teilenummer;Lieferant;Bestellnummer;Lieferzeit (Wochen);Preis;Währung;Preiseinheit;Mindestbestellmenge\n" +
		"100-0001;Kondensator 100nF;Murata;GRM155R71C104KA88D;Bürklin;12B345;8;1.234,50;EUR;1000;4.000\n" +
		"100-0002;Spule 10µH;TDK;VLS252010;Bürklin;12B346;12;85,00;EUR;100;2.000\n" +
		"100-0003;Stecker 4-pol;Würth;61900411121;Conrad;778899;2 Wochen;0,45;EUR;1;50\n"
	o := checkFile(t, newEcosystem(), file(t, list), job{})
	want := []string{
		"Artikelnummer > component.external_id", "Bezeichnung > component.name", "Hersteller > maker.name", "Hersteller-Teilenummer > offering.mpn",
		"Lieferant > seller.name", "Bestellnummer > offering.sku", "Lieferzeit (Wochen) > offering.lead_time_days", "Mindestbestellmenge > offering.minimum_order",
	}
	if got := mapped(o); !slices.Equal(got, want) || o.Counts != (importers.Counts{Create: 3}) {
		t.Errorf("mapped %q, want %q; %+v", got, want, o.Counts)
	}
	s := newEcosystem()
	s.applyAll(t, o)
	for _, r := range s.records {
		if b, ok := r.Body.(*graph.Offering); ok && b.MPN == "61900411121" && (*b.LeadTimeDays != 14 || *b.MinimumOrder != 50 || s.records[b.Seller].Body.Title() != "Conrad" || b.SKU != "778899") {
			t.Errorf("%+v", b)
		}
	}
	priced := strings.Replace(list, "Bezeichnung", "component", 1)
	if o := checkFile(t, newEcosystem(), file(t, priced), job{as: importers.Offerings}); slices.Contains(mapped(o), "Preis > unit_price") {
		t.Error("a price per thousand is taken for one per piece")
	}
	if o := checkFile(t, newEcosystem(), file(t, strings.Replace(priced, "Preiseinheit", "Lagerplatz", 1)), job{as: importers.Offerings}); !slices.Contains(mapped(o), "Preis > unit_price") {
		t.Error("a price is left out")
	}
}

// An approved vendor list: three makers a row, our number, remarks below in the
// column of our number.
func TestApprovedVendorList(t *testing.T) {
	o := checkFile(t, newEcosystem(), file(t, "Approved Vendor List - rev 12\n\nInternal PN,Description,Manufacturer 1,MPN 1,Manufacturer 2,MPN 2,Qty per unit\n"+
		"R-10K,Resistor 10k,Yageo,RC0402,Vishay,CRCW0402,12\nU-SOC,Radio SoC,Norchip,NC5340-A,,,1\n\nNotes: all parts RoHS. Do not substitute.\nPrepared by J. Doe\n"), job{})
	if want := (importers.Counts{Create: 2, Skipped: 3}); o.Counts != want {
		t.Fatalf("%+v, want %+v: %+v", o.Counts, want, o.rows)
	}
	s := newEcosystem()
	s.applyAll(t, o)
	if c := s.named(t, "Radio SoC").Body.Base(); c.ExternalID != "U-SOC" {
		t.Errorf("%+v", c)
	}
	if got, want := s.makers(), []string{"Radio SoC made by Norchip ()", "Resistor 10k made by Vishay ()", "Resistor 10k made by Yageo ()"}; !slices.Equal(got, want) {
		t.Errorf("makers %q, want %q", got, want)
	}
}

// An export of contracts with American dates, of which the first fit two ways; one
// has no such day.
func TestContractExport(t *testing.T) {
	s := newEcosystem()
	s.load(t, importers.Partners, "name\n\"Acme, Inc.\"\nBolt Corp\nCafé Ltd\n")
	path := file(t, `"Contract #","Supplier","Supplier #","Contract Name","Start Date","End Date","Auto Renew","Total Value","Currency","Notice (days)"
"C-1","Acme, Inc.","S-9","Gateway","03/04/2026","12/31/2027","Yes","$1,200,000.00","USD","90"
"C-2","Bolt Corp","S-10","Cloud","05/06/2026","unlimited","No","(12.00)","USD","30 days"
"C-3","Café Ltd","S-11","Logs","02/29/2026","02/28/2027","maybe","n/a","usd","-"
`)
	first := checkFile(t, s, path, job{})
	if len(first.Decisions) != 2 || first.Decisions[0].Column != "Start Date" || first.Decisions[1].Value != "maybe" {
		t.Fatalf("asked: %+v", first.Decisions)
	}
	o := checkFile(t, s, path, job{decisions: map[string]string{first.Decisions[0].ID: "mdy"}})
	if want := (importers.Counts{Create: 2, Rejected: 1}); o.mapping.As != importers.Contracts || o.Counts != want {
		t.Fatalf("as %s, %+v, want %+v: %+v", o.mapping.As, o.Counts, want, o.rows)
	}
	s.applyAll(t, o)
	for _, r := range s.records {
		if c, ok := r.Body.(*graph.Contract); ok && c.Reference == "C-2" && (c.StartsOn != "2026-05-06" || c.EndsOn != "" || *c.NoticeDays != 30) {
			t.Errorf("%+v", c)
		}
	}
}

// What a spreadsheet does not show is read and told; what it could not calculate
// is refused; numbers of both styles are read where there is one way to.
func TestSheetOfContracts(t *testing.T) {
	s := newEcosystem()
	s.load(t, importers.Partners, "name\nHalden Optics\nPetrakis Castings\n")
	path := workbook(t, [][]any{
		{"Contract No", "Supplier", "Subject", "End", "Annual value", "Currency"},
		{"K-001", "Halden Optics", "Lenses", "31.12.2027", 125000.5, "EUR"},
		{"K-002", "Petrakis Castings", "Housing", "unbefristet", "€ 45.000,00", "EUR"},
		{"K-003", "Halden Optics", "#REF!", "31.12.2028", 7, "EUR"},
	}, func(f *excelize.File) {
		for _, err := range []error{f.SetRowVisible("Sheet1", 3, false), f.SetColVisible("Sheet1", "C", false), f.SetColVisible("Sheet1", "M:Z", false)} {
			if err != nil {
				t.Fatal(err)
			}
		}
		if _, err := f.NewSheet("Prices"); err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellStr("Prices", "A1", "secret"); err != nil {
			t.Fatal(err)
		}
		if err := f.SetSheetVisible("Prices", false); err != nil {
			t.Fatal(err)
		}
	})
	o := checkFile(t, s, path, job{})
	if want := (importers.Counts{Create: 2, Rejected: 1}); o.Counts != want || o.rows[2].Errors[0].Code != "formula" {
		t.Fatalf("%+v, want %+v: %+v", o.Counts, want, o.rows)
	}
	for _, code := range []string{"hidden_rows", "hidden_columns", "hidden_sheets"} {
		if n := o.notice(code); n != 1 {
			t.Errorf("%s: %d, want 1", code, n)
		}
	}
	s.applyAll(t, o)
	amounts := map[string]graph.Money{}
	for _, r := range s.records {
		if c, ok := r.Body.(*graph.Contract); ok {
			amounts[c.Reference] = c.AnnualExpense
		}
	}
	if amounts["K-001"] != "125000.50" || amounts["K-002"] != "45000.00" {
		t.Errorf("%q", amounts)
	}
}

// What the programs of buyers call their columns when they are exported as they are.
func TestHeadersOfPrograms(t *testing.T) {
	for _, tc := range []struct {
		as         importers.As
		text, want string
	}{
		{importers.Partners, "VENDOR_ID\tVENDOR_NAME\tCITY\tCOUNTRY\tPARENT_VENDOR_NAME\tVAT_REGISTRATION_NUM\n1\tNord AS\tOslo\tNO\tNordgruppen\tNO1\n", "VENDOR_ID external_id, VENDOR_NAME name, COUNTRY country, PARENT_VENDOR_NAME parent, VAT_REGISTRATION_NUM vat_no"},
		{importers.Partners, "No.,Supplier Legal Name,Country/Region,Parent Supplier,Home Page\nV1,Nord AS,NO,Nordgruppen,nord.example\n", "Supplier Legal Name name, Country/Region country, Parent Supplier parent, Home Page website"},
		{importers.Contracts, "Contract Number,Supplier,Contract Start Date,Expiration Date,Annual Contract Value,Currency\nC1,Nord AS,2026-01-01,2027-01-01,10,EUR\n", "Contract Number reference, Supplier partner, Contract Start Date starts_on, Expiration Date ends_on, Annual Contract Value annual_expense, Currency currency"},
		{importers.Certificates, "Supplier,Certificate,Expiration Date\nNord AS,ISO 9001,2027-01-01\n", "Supplier partner, Certificate standard, Expiration Date expires_on"},
	} {
		s, err := importers.Inspect(file(t, tc.text), importers.Reading{})
		if err != nil {
			t.Fatal(err)
		}
		m, err := importers.Propose(s, "", "")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range m.Columns {
			if c.Field != "" {
				got = append(got, c.Header+" "+c.Field)
			}
		}
		if m.As != tc.as || strings.Join(got, ", ") != tc.want {
			t.Errorf("as %s %q, want %s %q", m.As, strings.Join(got, ", "), tc.as, tc.want)
		}
	}
}
