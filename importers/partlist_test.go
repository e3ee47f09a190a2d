package importers_test

import (
	"slices"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"linchpin/graph"
	"linchpin/importers"
)

// componentsOf lists id, name and layer of all components.
func (s *ecosystem) componentsOf() (out []string) {
	for _, r := range s.records {
		if c, ok := r.Body.(*graph.Component); ok {
			out = append(out, c.ExternalID+"|"+c.Name+"|"+string(c.Layer))
		}
	}
	slices.Sort(out)
	return out
}

// An approved vendor list of an ERP has the part before each source, in its own
// column of words and numbers: it makes what nobody knows, and is no list of
// products though one column is called so.
func TestApprovedSourcesByRow(t *testing.T) {
	path := file(t, "Part number;Description;Layer;Manufacturer;MPN;Supplier;Approval;Lead time (weeks);Unit price;Currency;Product\n"+
		"0900;Low-power radio;communications;Lakeland AB;LR-9;Polar Oy;approved;12;4,50;EUR;\n"+
		"0900;Low-power radio;communications;Fjord AS;FF-22;;disqualified;8;5,10;EUR;\n"+
		"0901;Pressure sensor;device hardware;Polar Oy;PS-1;;approved;6;12,00;EUR;\n")
	o := checkFile(t, newEcosystem(), path, job{})
	want := []string{
		"Part number > component.external_id", "Description > component.name", "Layer > component.layer", "Manufacturer > maker.name", "MPN > offering.mpn",
		"Supplier > seller.name", "Approval > offering.approval", "Lead time (weeks) > offering.lead_time_days", "Unit price > offering.unit_price", "Currency > offering.currency",
	}
	if got := mapped(o); o.mapping.As != importers.Bom || !slices.Equal(got, want) {
		t.Fatalf("as %s: mapped %q, want %q", o.mapping.As, got, want)
	}
	if want := (importers.Counts{Create: 3}); o.Counts != want {
		t.Errorf("%+v, want %+v: %+v", o.Counts, want, o.rows)
	}
	if o.notice("default_active") != 3 || o.notice("default_status")+o.notice("default_approval")+o.notice("default_layer")+o.notice("alternates_by_name") != 0 {
		t.Errorf("notices %+v: the file says layers, approvals and which part is meant", o.Notices)
	}
	s := newEcosystem()
	s.applyAll(t, o)
	if got, want := s.componentsOf(), []string{"0900|Low-power radio|communications", "0901|Pressure sensor|device_hardware"}; !slices.Equal(got, want) {
		t.Errorf("components %q, want %q", got, want)
	}
	if got, want := s.offeringsOf(), []string{"Low-power radio|Fjord AS||FF-22|", "Low-power radio|Lakeland AB|Polar Oy|LR-9|", "Pressure sensor|Polar Oy||PS-1|"}; !slices.Equal(got, want) {
		t.Errorf("offerings %q, want %q", got, want)
	}
	again := checkFile(t, s, path, job{})
	for _, r := range again.rows { // of each the part or a source of it comes up for the first time
		if r.Outcome != importers.Unchanged || r.Reason != "" {
			t.Errorf("again: %+v", r)
		}
	}
	for _, r := range s.records {
		if b, ok := r.Body.(*graph.Offering); ok && b.MPN == "FF-22" && (b.Approval != "disqualified" || b.UnitPrice != "5.10" || *b.LeadTimeDays != 56) {
			t.Errorf("%+v", b)
		}
	}
}

// A workbook of a quality department: titles and merged groups above, parts merged
// over their sources, numbers beside texts, a sum and a remark below.
func TestApprovedSourcesOfAWorkbook(t *testing.T) {
	o := checkFile(t, newEcosystem(), workbook(t, [][]any{
		{"Approved Vendor List"},
		{"Rev. C", time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)},
		{},
		{"Part", nil, nil, "Source", nil, nil, nil, "Terms", nil},
		{"Part No.", "Part Name", "Layer", "Manufacturer", "Mfr Part No.", "Distributor", "Approval Status", "Lead Time (wks)", "Unit Price (USD)"},
		{"0700", "Secure element", "Device hardware", "Infineon AG", "SLB 9672", "Arrow", "Approved", 26, 3.2},
		{nil, nil, nil, "STMicro N.V.", "ST33KTPM", "Avnet", "Approved", 20, 2.9},
		{"0701", "LTE module", "Communications", "Quectel", "BG95-M3", "Arrow", "Conditional", 16, "12.50"},
		{703, "Antenna", "Device hardware", "Taoglas Ltd", "FXP73", "Arrow", "Not approved", 8, "TBD"},
		{"Total", nil, nil, nil, nil, nil, nil, nil, 18.6},
	}, func(f *excelize.File) {
		for _, m := range [][2]string{{"A1", "I1"}, {"A4", "C4"}, {"D4", "G4"}, {"H4", "I4"}, {"A6", "A7"}, {"B6", "B7"}, {"C6", "C7"}} {
			if err := f.MergeCell("Sheet1", m[0], m[1]); err != nil {
				t.Fatal(err)
			}
		}
	}), job{})
	if want := (importers.Counts{Create: 3, Rejected: 1, Skipped: 1}); o.mapping.As != importers.Bom || o.Counts != want {
		t.Fatalf("as %s, %+v, want %+v: %+v", o.mapping.As, o.Counts, want, o.rows)
	}
	if len(o.Decisions) != 1 || o.Decisions[0].Value != "Not approved" {
		t.Errorf("asked: %+v", o.Decisions)
	}
	s := newEcosystem()
	s.applyAll(t, o)
	if got, want := s.componentsOf(), []string{"0700|Secure element|device_hardware", "0701|LTE module|communications"}; !slices.Equal(got, want) {
		t.Errorf("components %q, want %q", got, want)
	}
	if got, want := s.offeringsOf(), []string{"LTE module|Quectel|Arrow|BG95-M3|", "Secure element|Infineon AG|Arrow|SLB 9672|", "Secure element|STMicro N.V.|Avnet|ST33KTPM|"}; !slices.Equal(got, want) {
		t.Errorf("offerings %q, want %q", got, want)
	}
}

// A list of parts by levels, with items that nobody sells: the second maker of an
// item stands in a row below it, though most items have none.
func TestItemsByLevel(t *testing.T) {
	o := checkFile(t, newEcosystem(), file(t, "Level,Item Number,Item Name,Revision,Lifecycle Phase,Quantity,UOM,Reference Designator,Manufacturer,Manufacturer Item Number\n"+
		"0,500-00100,Field gateway,B,Production,1,each,,,\n"+
		"1,200-00001,Main board,C,Production,1,each,,,\n"+
		"2,100-00011,NB-IoT modem,A,Production,1,each,U3,Quectel,BG95-M3\n"+
		",,,,,,,,u-blox,SARA-R422S\n"+
		"2,100-00012,\"Cap 10uF, 0603\",A,Production,12,each,\"C1,C2\",Murata,GRM188\n"+
		"2,100-00013,,A,Production,2,each,\"C3,C4\",Samsung,CL05\n"+ // an item without a name is not one more maker of that above
		"1,300-00009,Enclosure,A,In Design,1,each,,,\n"), job{})
	if want := (importers.Counts{Create: 6, Rejected: 1}); o.mapping.As != importers.Bom || o.Counts != want || o.rows[5].Errors[0].Code != "required" {
		t.Fatalf("as %s, %+v, want %+v: %+v", o.mapping.As, o.Counts, want, o.rows)
	}
	s := newEcosystem()
	s.applyAll(t, o)
	want := []string{
		"100-00011|NB-IoT modem|device_hardware", "100-00012|Cap 10uF, 0603|device_hardware", "200-00001|Main board|device_hardware",
		"300-00009|Enclosure|device_hardware", "500-00100|Field gateway|device_hardware",
	}
	if got := s.componentsOf(); !slices.Equal(got, want) {
		t.Errorf("components %q, want %q", got, want)
	}
	if got, want := s.offeringsOf(), []string{"Cap 10uF, 0603|Murata||GRM188|", "NB-IoT modem|Quectel||BG95-M3|", "NB-IoT modem|u-blox||SARA-R422S|"}; !slices.Equal(got, want) {
		t.Errorf("offerings %q, want %q", got, want)
	}
}

// Numbers of the lines are none of the parts.
func TestLineNumbersAreNoPartNumbers(t *testing.T) {
	o := checkFile(t, newEcosystem(), file(t, "Item No,Description,Qty,Manufacturer,MPN\n1,Resistor 10k,2,Yageo,RC1\n2,Resistor 22k,1,Yageo,RC2\n"), job{})
	if want := []string{"Description > component.name", "Qty > uses.quantity", "Manufacturer > maker.name", "MPN > offering.mpn"}; !slices.Equal(mapped(o), want) {
		t.Errorf("mapped %q, want %q", mapped(o), want)
	}
}

// What a list of parts says of stock, shares and needed sources is kept, too.
func TestPartsWithTheirStock(t *testing.T) {
	o := checkFile(t, newEcosystem(), file(t, "Part No.,Part Name,Layer,Minimum sources,Days of cover,Manufacturer,MPN,Share,Lifecycle Status\n"+
		"700-1,Radio,communications,2,30,Norchip,NC1,60,Active\n700-1,Radio,communications,2,30,Velomar,VM1,40,Active\n"), job{})
	want := []string{
		"Part No. > component.external_id", "Part Name > component.name", "Layer > component.layer", "Minimum sources > component.min_sources",
		"Days of cover > component.stock_cover_days", "Manufacturer > maker.name", "MPN > offering.mpn", "Share > offering.share_percent", "Lifecycle Status > component.lifecycle",
	}
	if got := mapped(o); o.mapping.As != importers.Bom || !slices.Equal(got, want) || o.Counts != (importers.Counts{Create: 2}) {
		t.Errorf("as %s: %q, want %q; %+v", o.mapping.As, got, want, o.Counts)
	}
}
