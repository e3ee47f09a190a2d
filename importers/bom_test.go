package importers_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"linchpin/graph"
	"linchpin/importers"
)

// boardFile is a real list of parts and what must come of it, as counted in the
// file itself by other means than ours: parts, makers and sellers by name, and
// a source for each maker's part and seller of a part.
type boardFile struct {
	file                                     string
	counts                                   importers.Counts
	components, offerings, partners, devices int // devices is the sum of the quantities
	notices                                  map[string]int64
	sources                                  []string // some of them, as in offeringsOf
}

func boardFiles() []boardFile {
	return []boardFile{
		{ // alternates in rows below the part; three rows were garbled when they were saved; remarks at the end
			file: "bom-beaglebone-black.csv", counts: importers.Counts{Create: 186, Rejected: 3, Skipped: 3},
			components: 71, offerings: 184, partners: 51, devices: 380 - 2,
			notices: map[string]int64{"skipped_remarks": 3, "no_source": 1, "alternates_by_name": 0},
			sources: []string{
				"3' USB Cable, 5pin AB to Type A|CableWholesale||10UM-02103BK|", "3' USB Cable, 5pin AB to Type A|LingLongDa||321010005|",
				"3' USB Cable, 5pin AB to Type A|Molex||887328602|", "CAP CER 10UF 10V Y5V 0805|Samsung||CL21A106KOQNNNE|",
			},
		},
		{ // no maker, a seller's numbers only; one part has none
			file: "bom-esp-rust-board.csv", counts: importers.Counts{Create: 27},
			components: 27, offerings: 26, partners: 1, devices: 48,
			sources: []string{"10nF 10V Capacitor_SMD:C_0402_1005Metric||LCSC||C15195", "ESP32-C3-MINI-1 Espressif:ESP32-C3-MINI-1||LCSC||C2838502"},
		},
		{ // five makers a part, eleven sellers in columns of their own, facts of the drawing below
			file: "bom-ulx3s.csv", counts: importers.Counts{Create: 52, Skipped: 15},
			components: 50, offerings: 164, partners: 29, devices: 196,
			notices: map[string]int64{"no_source": 4 + 4, "quantities_added": 2},
			sources: []string{
				"CR1225 Keystone_3000_1x12mm-CoinCell|Keystone|Digi-Key|3000TR|BK-885-ND", "CR1225 Keystone_3000_1x12mm-CoinCell|MPD|Digi-Key|BK-885|36-3000CT-ND",
				"CR1225 Keystone_3000_1x12mm-CoinCell|Harwin|Digi-Key|S8201-46R|952-1662-1-ND",
				// MP_N2 to MP_N4 say what MPN2 to MPN4 leave blank
				"2.2uH L_1008_1210|Murata||DFE252012P-2R2M=P2|", "2.2uH L_1008_1210|Bourns||SRP2512A-2R2M|", "2.2uH L_1008_1210|Chilisin Elec||HEI322512A-2R2M-Q8|",
				"CR1225 Keystone_3000_1x12mm-CoinCell|Keystone|RS Components|3000TR|1613707",
			},
		},
		{ // a part without a maker, and a seller's own numbers
			file: "bom-smartcitizen-data.xlsx", counts: importers.Counts{Create: 45},
			components: 45, offerings: 44, partners: 23, devices: 90,
			notices: map[string]int64{"no_source": 1},
			sources: []string{"SMD-RES-10K-1%-1/16W(0402)|Yageo|Seeed|RC0402FR-0710KL|301010047"},
		},
		{ // two sheets; values that only the maker's number tells apart
			file: "bom-bitaxe.xlsx", counts: importers.Counts{Create: 46},
			components: 46, offerings: 45, partners: 1, devices: 87,
			sources: []string{"0.1uF 0402X104K100CT||Digi-Key|0402X104K100CT|1292-1639-1-ND"},
		},
		{ // names under one header over three columns, assemblies nobody sells, a length for a quantity
			file: "bom-planktoscope-v26.xlsx", counts: importers.Counts{Create: 61, Unchanged: 4, Rejected: 1},
			components: 60, offerings: 56, partners: 19,
			notices: map[string]int64{"quantities_added": 5},
			sources: []string{"Driver TMC 5160 SilentStepStick||Mouser||700-TMC5160SILENTSTE", "Raspberry Pi 4 Model B 4 Go||Kubii||PI44GB"},
		},
	}
}

// Lists of parts of real boards, as they are, with a product that uses the parts.
func TestListsOfParts(t *testing.T) {
	for _, b := range boardFiles() {
		t.Run(b.file, func(t *testing.T) {
			s := newEcosystem()
			check := func() *outcome {
				return checkFile(t, s, "testdata/"+b.file, job{change: func(m *importers.Mapping) { m.Constants["product.name"] = "The board" }})
			}
			o := check()
			if o.mapping.As != importers.Bom || o.Counts != b.counts {
				t.Fatalf("as %s: counts %+v, want %+v", o.mapping.As, o.Counts, b.counts)
			}
			for code, n := range b.notices {
				if got := o.notice(code); got != n {
					t.Errorf("notice %s counts %d, want %d", code, got, n)
				}
			}
			told := map[string]importers.KindCount{}
			for _, k := range o.Kinds {
				told[k.Kind] = k
			}
			for kind, n := range map[string]int{"component": b.components, "offering": b.offerings, "partner": b.partners, "product": 1} {
				if want := (importers.KindCount{Kind: kind, Create: int64(n)}); told[kind] != want {
					t.Errorf("of %s it tells %+v, want %+v", kind, told[kind], want)
				}
			}
			s.applyAll(t, o)
			kinds := map[graph.Kind]int{}
			for _, r := range s.records {
				kinds[r.Body.Kind()]++
			}
			if want := (map[graph.Kind]int{graph.KindComponent: b.components, graph.KindOffering: b.offerings, graph.KindPartner: b.partners, graph.KindProduct: 1}); !maps.Equal(kinds, want) {
				t.Errorf("the graph has %v, want %v", kinds, want)
			}
			devices := 0.0
			for _, l := range s.links {
				if l.Quantity != nil {
					devices += *l.Quantity
				}
			}
			if b.devices > 0 && devices != float64(b.devices) {
				t.Errorf("the product uses %v parts, want %d", devices, b.devices)
			}
			have := s.offeringsOf()
			for _, want := range b.sources {
				if !slices.Contains(have, want) {
					t.Errorf("no source %q", want)
				}
			}
			again := check()
			if again.Edits != 0 || again.Counts.Unchanged != b.counts.Create+b.counts.Unchanged {
				t.Errorf("the same file again: %+v and %d edits", again.Counts, again.Edits)
			}
			for _, k := range again.Kinds {
				if k.Create+k.Update+k.Delete != 0 || k.Unchanged != told[k.Kind].Create {
					t.Errorf("the same file again tells %+v of what was %+v", k, told[k.Kind])
				}
			}
		})
	}
}

// A second list stands to the right of the first, in the same rows: what it names
// is no note about the parts beside it.
func TestAListBesideTheList(t *testing.T) {
	s, err := importers.Inspect("testdata/bom-planktoscope-v26.xlsx", importers.Reading{})
	if err != nil {
		t.Fatal(err)
	}
	m, err := importers.Propose(s, "", "")
	if err != nil {
		t.Fatal(err)
	}
	beside := 0
	for _, c := range m.Columns {
		if strings.HasPrefix(c.Header, "Consummable List") {
			if beside++; c.Field != "" {
				t.Errorf("%s becomes %s", c.Header, c.Field)
			}
		}
	}
	if beside != 4 {
		t.Errorf("%d columns of the list beside, want 4", beside)
	}
}

// A list of parts may name a part in our own word for it, beside a description
// that would name it too.
func TestAPartNamedInOurOwnWord(t *testing.T) {
	const text = "component.name,Description,Designator,Qty,Manufacturer,MPN\n" +
		"R1k,Resistor 1k,R1,2,Yageo,RC0402\nC1u,Capacitor 1u,C1,1,Murata,GRM1\n"
	o := checkFile(t, newEcosystem(), file(t, text), job{as: importers.Bom})
	if want := (importers.Counts{Create: 2}); o.Counts != want || o.rows[0].Name != "R1k" {
		t.Errorf("%+v, want %+v; rows %+v", o.Counts, want, o.rows)
	}
}

// What a list says of a part stands in its rows below too, for those who mend
// the rejected ones; a blank row ends that, and words for nobody name nobody.
func TestContinuationRows(t *testing.T) {
	const text = "Qty,RefDes,Description,Manufacturer,Part Number,Lead time\n" +
		"2,R1 R2,Resistor 10k,Yageo,RC1,\n" +
		",,,Vishay,CR1,soon\n" + // rejected, and with the name of its part
		",,,Various,X,\n" + // a number of nobody
		",,,,,\n" +
		",,,Kemet,C1,\n" + // about nothing
		"1,,Resistor 10k,Rohm,MCR,\n" // the part again
	o := checkFile(t, newEcosystem(), file(t, text), job{})
	if want := (importers.Counts{Create: 2, Unchanged: 1, Rejected: 2, Skipped: 1}); o.mapping.As != importers.Bom || o.Counts != want {
		t.Fatalf("as %s: %+v, want %+v; rows %+v", o.mapping.As, o.Counts, want, o.rows)
	}
	if r := o.rows[1]; r.Name != "Resistor 10k" || !strings.HasPrefix(strings.Join(r.Cells, ","), ",,Resistor 10k,Vishay") {
		t.Errorf("the rejected alternate is %+v", r)
	}
	if e := o.rows[4].Errors; len(e) != 1 || e[0].Code != "required" || e[0].Column != "Description" {
		t.Errorf("the source of nothing: %+v", o.rows[4])
	}
	for code, n := range map[string]int64{"no_source": 1, "alternates_by_name": 1, "no_product": 2} {
		if o.notice(code) != n {
			t.Errorf("notices %+v, want %d of %s", o.Notices, n, code)
		}
	}
}

// The layer that a list of parts does not say is one for new parts: it neither moves
// a part that is stored in another layer, be it named or numbered, nor makes a second
// one of its name.
func TestTheLayerOfAListIsForNewParts(t *testing.T) {
	s := newEcosystem()
	s.load(t, importers.Components, "external_id,name,layer\n7,Bluetooth stack,device_software\n8,Radio plan,communications\n9,Shell,device_hardware\n10,Shell,device_software\n")
	const text = "Internal PN,Description,Qty,Manufacturer,MPN\n" +
		",bluetooth stack,1,Quectel,BG95\n" + // by its name
		"8,Radio plan,1,Odrun,RP-1\n" + // by its number
		",Shell,1,Velomar,SH-1\n" + // of two the one in the layer stated
		",Antenna,1,Taoglas,FXP73\n" // a new one
	o := checkFile(t, s, file(t, text), job{change: func(m *importers.Mapping) { m.Columns[0].Field = "component.external_id" }})
	if want := (importers.Counts{Create: 4}); o.mapping.As != importers.Bom || o.Counts != want || o.notice("default_layer") != 1 {
		t.Fatalf("as %s: %+v, want %+v; notices %+v", o.mapping.As, o.Counts, want, o.Notices)
	}
	s.applyAll(t, o)
	layers := map[string]int{}
	for _, r := range s.records {
		if c, ok := r.Body.(*graph.Component); ok {
			layers[c.ExternalID+" "+c.Name+" "+string(c.Layer)]++
		}
	}
	want := map[string]int{
		"7 Bluetooth stack device_software": 1, "8 Radio plan communications": 1, "9 Shell device_hardware": 1, "10 Shell device_software": 1,
		" Antenna device_hardware": 1,
	}
	if !maps.Equal(layers, want) {
		t.Errorf("components %v, want %v", layers, want)
	}
}
