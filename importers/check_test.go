package importers_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"linchpin/graph"
	"linchpin/importers"
)

// The nine kinds of files of a small ecosystem, in order, and again.
func allKinds() []struct {
	as   importers.As
	text string
} {
	return []struct {
		as   importers.As
		text string
	}{
		{importers.Partners, "external_id,name,roles,country,parent,status,time_to_recover_days,failure_probability,sub_tiers_known,owner_email,aliases,tags,notes,website\n" +
			"P1,Norchip GmbH,vendor,DE,Norhold,active,120,5%,yes,ada@example.org,NC;Nor Chip,chips,\"two\nlines\",norchip.example\n" +
			"P2,Norhold,,Germany,,,,,,,,,,\n" + // the owner stands below what it owns
			"P3,Telco One,Service Provider,US,,,,,,ada@example.org,,,,\n"},
		{importers.Products, "external_id,name,sku,annual_revenue,currency\nX1,Gateway,GW-1,\"€1,250,000.50\",eur\n"},
		{importers.Components, "external_id,name,layer,min_sources,product,lifecycle,last_time_buy\n" +
			"C1,Radio SoC,Device hardware,1,Gateway,NRND,31.12.2027\nC2,Uplink,communications,,GW-1,,\n"},
		{importers.Offerings, "component,maker,seller,mpn,share_percent,unit_price,currency,relies_on,lead_time_days\n" +
			"Radio SoC,P1,,NC-77,60,1.234567,EUR,Telco One,\"1,000\"\nC2,,Telco One,,,,,,\n"},
		{importers.Contracts, "reference,partner,title,kind,starts_on,ends_on,notice_days,auto_renew,annual_expense,currency,covers\n" +
			"K-1,norchip,Supply,Standalone,13/4/2026,30/9/2027,90,yes,1000.00,EUR,NC-77;Gateway\n"},
		{importers.Certificates, "partner,standard,scope,expires_on\nNC,ISO 27001,Fab 1,2027-05-01\n"},
		{importers.Roadmap, "key,title,layer,product,status,kind,quarter,value,currency,owner_email,needs,depends_on,involves\n" +
			"R-2,Launch,applications,X1,Committed,launch,Q3 2027,500000,EUR,bob@example.org,Radio SoC,R-1,Telco One\n" +
			"R-1,Platform,,,in progress,platform,2027-Q1,,,,\"Radio SoC; Uplink\",,\n"},
		{importers.People, "email,name,function,device_hardware,communications,owns\nADA@example.org,Ada Byron,Buyer,3,1,K-1;R-2\n"},
		{importers.Links, "from,kind,to,group,minimum,percent,region,service,critical,role\n" +
			"Telco One,sources from,Norhold,,,,,hosting,,\n" +
			"Telco One,sells,Gateway,,,,EU,,,\nTelco One,sells,Gateway,,,,US,,,\n" +
			"P3,owned_by,Norhold,,,75,,,,\n" +
			"C1,requires,Uplink,radio,1,,,,,\n" +
			"Telco One,services,C2,,,,,run,yes,\n"},
	}
}

func TestAllKinds(t *testing.T) {
	s := newEcosystem()
	for _, f := range allKinds() {
		s.load(t, f.as, f.text)
	}
	id := func(title string) string { return s.named(t, title).ID }
	norchip, _ := s.named(t, "Norchip GmbH").Body.(*graph.Partner)
	telco, _ := s.named(t, "Telco One").Body.(*graph.Partner)
	soc, _ := s.named(t, "NC-77").Body.(*graph.Offering)
	launch, _ := s.named(t, "Launch").Body.(*graph.RoadmapItem)
	contract, _ := s.named(t, "K-1").Body.(*graph.Contract)
	product, _ := s.named(t, "Gateway").Body.(*graph.Product)
	component, _ := s.named(t, "Radio SoC").Body.(*graph.Component)
	ada, _ := s.named(t, "Ada Byron").Body.(*graph.Person)
	for what, holds := range map[string]bool{
		"partner":     norchip.Parent == id("Norhold") && norchip.Country == "DE" && *norchip.FailureProbability == .05 && *norchip.TimeToRecoverDays == 120,
		"its texts":   norchip.Website == "https://norchip.example" && norchip.Description == "two\nlines" && slices.Equal(norchip.Aliases, []string{"NC", "Nor Chip"}),
		"enumeration": slices.Equal(telco.Roles, []string{"service_provider"}) && component.Layer == graph.DeviceHardware && component.Lifecycle == "nrnd",
		"country":     s.named(t, "Norhold").Body.(*graph.Partner).Country == "DE",
		"owner":       telco.Parent == id("Norhold") && *telco.ParentPercent == 75,
		"offering":    soc.Component == id("Radio SoC") && soc.Maker == id("Norchip GmbH") && soc.UnitPrice == "1.234567" && *soc.LeadTimeDays == 1000 && soc.Status == "active" && soc.Approval == "approved",
		"quarter":     launch.TargetDate == "2027-09-30" && launch.Status == "committed" && launch.Value == "500000.00",
		"dates":       contract.StartsOn == "2026-04-13" && contract.EndsOn == "2027-09-30" && component.LastTimeBuyOn == "2027-12-31",
		"contract":    contract.Partner == id("Norchip GmbH") && *contract.AutoRenew && contract.AnnualExpense == "1000.00",
		"money":       product.AnnualRevenue == "1250000.50" && product.Currency == "EUR",
		"person":      ada.Email == "ada@example.org" && slices.Equal(ada.LayerDepth, []int64{3, 0, 1, 0, 0}),
	} {
		if !holds {
			t.Errorf("%s is not as the file says", what)
		}
	}
	var links []string
	for _, l := range s.links {
		links = append(links, s.records[l.From].Body.Title()+" "+string(l.Kind)+" "+s.records[l.To].Body.Title()+" "+l.KeyValue())
	}
	slices.Sort(links)
	want := []string{
		"Ada Byron owns K-1 ", "Ada Byron owns Launch ", "Ada Byron owns Norchip GmbH ", "Ada Byron owns Telco One ",
		"Gateway uses Radio SoC ", "Gateway uses Uplink ", "K-1 covers Gateway ", "K-1 covers NC-77 ",
		"Launch delivers Gateway ", "Launch depends_on Platform ", "Launch involves Telco One ", "Launch needs Radio SoC ",
		"NC-77 relies_on Telco One ", "Platform needs Radio SoC ", "Platform needs Uplink ", "Radio SoC requires Uplink ",
		"Telco One sells Gateway EU", "Telco One sells Gateway US", "Telco One services Uplink run", "Telco One sources_from Norhold hosting",
		"bob@example.org owns Launch ",
	}
	if !slices.Equal(links, want) {
		t.Errorf("links\n%s\nwant\n%s", strings.Join(links, "\n"), strings.Join(want, "\n"))
	}

	for _, f := range allKinds() {
		o := checkFile(t, s, file(t, f.text), job{as: f.as})
		if o.Edits != 0 || o.Counts.Unchanged != int64(len(o.rows)) {
			t.Errorf("%s again: %+v, %d edits, %+v", f.as, o.Counts, o.Edits, o.rows)
		}
	}
}

// Each bad cell is told by line, column and code.
func TestRowErrors(t *testing.T) {
	s := newEcosystem()
	s.load(t, importers.Partners, "name,country,lei\nNorchip,DE,\nTwin,DE,\nTwin,FR,\n")
	s.load(t, importers.Components, "name,layer\nRadio,device_hardware\nRadio,communications\nChip,device_hardware\n")
	for _, c := range []struct {
		as   importers.As
		text string
		want []string // line, column, code
	}{
		{importers.Partners, "external_id,name\n7,\n", []string{"2 name required"}},
		{importers.Partners, "name,country\nA,Narnia\nB,ZZ\n", []string{"2 country bad_value", "3 country bad_value"}},
		{importers.Partners, "name,roles\nA,friend\n", []string{"2 roles bad_value"}},
		{importers.Partners, "name,time_to_recover_days\nA,soon\nB,1.5\nC,-3\n", []string{"2 time_to_recover_days bad_number", "3 time_to_recover_days bad_number", "4 time_to_recover_days bad_value"}},
		{importers.Partners, "name,lei\n" + strings.Repeat("x", 301) + ",\nB,short\n", []string{"2 name too_long", "3 lei bad_value"}},
		{importers.Partners, "name,parent\nA,Nobody\nB,Twin\nC,C\n", []string{"2 parent unknown_ref", "3 parent ambiguous_ref", "4 parent conflict"}},
		{importers.Partners, "name,parent\nA,B\nB,A\n", []string{"2 parent conflict", "3  unknown_ref"}},
		{importers.Partners, "name,country\nA,DE\nB,FR\nA,de\nB, DE\nB,FR\n", nil},
		{importers.Partners, "name,status\nA,active\nA,former\n", []string{"2 status duplicate_in_file", "3 status duplicate_in_file"}},
		{importers.Partners, "name,status\nA,active,,extra\n\"Zeta\x00\",active\n", []string{"2  bad_value", "3 name bad_value"}},
		{
			importers.Offerings, "component,maker\nChip,Norchip\nRadio,Norchip\nSoc,Norchip\nChip,\n",
			[]string{"3 component ambiguous_ref", "4 component unknown_ref", "5  required"},
		},
		{importers.Offerings, "component,maker,unit_price\nChip,Norchip,5\n", []string{"2 unit_price required"}},
		{importers.Contracts, "reference,partner,starts_on,ends_on\nK,Norchip,2026-02-30,\nL,Norchip,2026-03-01,2026-02-01\n", []string{"2 starts_on bad_date", "3 ends_on bad_value"}},
		{importers.Contracts, "reference,partner,starts_on\nK,Norchip,13/1/2026\nL,Norchip,1/13/2026\nM,Norchip,14/1/2026\n", []string{"3 starts_on bad_date"}},
		{importers.Components, "name,layer\nA,basement\nB,\n", []string{"2 layer bad_value", "3 layer required"}},
		{
			importers.Links, "from,kind,to,group,percent\nNorchip,requires,Chip,,\nChip,requires,Chip,,\nNorchip,owned_by,Twin,,\nChip,made_by,Norchip,,\nChip,requires,Nothing,,\n",
			[]string{"2 from unknown_ref", "3 to bad_value", "4 to ambiguous_ref", "5 from unknown_ref", "6 to unknown_ref"},
		},
		{
			importers.Roadmap, "key,title,depends_on,needs\nR1,One,R2,\nR2,Two,,Nothing\nR3,Three,R1,\n",
			[]string{"2  unknown_ref", "3 needs unknown_ref", "4  unknown_ref"},
		},
	} {
		o := checkFile(t, s, file(t, c.text), job{as: c.as})
		var got []string
		for _, r := range o.rows {
			for _, e := range r.Errors {
				got = append(got, fmt.Sprint(e.Line, " ", e.Column, " ", e.Code))
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s\n%q\ngives %q\nwant  %q", c.as, c.text, got, c.want)
		}
		for _, e := range o.edits { // what is left can be applied
			if err := s.apply(e); err != nil {
				t.Errorf("%q: %v", c.text, err)
			}
		}
	}
}
