package neostore

import (
	"reflect"
	"slices"
	"testing"

	"linchpin/graph"
)

// common states every field that all kinds share.
func common(id string) graph.Common {
	return graph.Common{
		Source: "erp", ExternalID: "X-" + id, Aliases: []string{"alias " + id, "Ännchen"}, Tags: []string{"t1", "t2"},
		Description: "Line one\nline two of " + id, AsOf: "2026-03-01", Confidence: "reported",
	}
}

// full is one entity of each kind and one link of each kind of its own, with
// every field stated.
func full() []graph.Edit {
	return append(fullBodies(), fullLinks()...)
}

// fill stores all of it. In several calls: a new server is slow at each query
// it sees for the first time, and a transaction may last only so long.
func fill(t *testing.T, s *Store) (changes []graph.Change) {
	t.Helper()
	for part := range slices.Chunk(full(), 3) {
		changes = append(changes, apply(t, s, part...)...)
	}
	return changes
}

func fullBodies() []graph.Edit {
	return []graph.Edit{
		body("owner", &graph.Partner{Name: "Owner Holding"}),
		body("partner", &graph.Partner{
			Name: "Acme GmbH", Roles: []string{"vendor", "in_house"}, Status: "active", Segment: "strategic", Country: "DE",
			Website: "https://acme.example", LEI: "529900T8BM49AURSDO55", DUNS: "123456789", VATNo: "DE1", RegistrationNo: "HRB 1",
			TimeToRecoverDays: new(int64(0)), FailureProbability: new(0.0), SubTiersKnown: "yes", LastReviewOn: "2026-01-01",
			NextReviewOn: "2027-01-01", Parent: "owner", ParentPercent: new(75.5), Common: common("partner"),
		}),
		body("component", &graph.Component{
			Name: "Radio module", Layer: graph.Communications, PartKind: "module", Lifecycle: "active", LastTimeBuyOn: "2028-02-29",
			PURL: "pkg:generic/radio@1", CPE: "cpe:2.3:h:acme:radio", MinSources: new(int64(2)), RequiredSharePercent: new(60.25),
			StockCoverDays: new(int64(30)), MarketAlternatives: "some", SourcesKnown: "yes", Exposure: "internet", Common: common("component"),
		}),
		body("offering", &graph.Offering{
			Component: "component", Maker: "partner", Seller: "owner", MPN: "RM-1/2", SKU: "S.77", Approval: "approved", Status: "active",
			SharePercent: new(40.0), UnitPrice: "0.001234", AnnualSpend: "1150000.05", Currency: "EUR", LeadTimeDays: new(int64(90)),
			QualificationDays: new(int64(120)), MinimumOrder: new(int64(1000)), Substitutability: "medium", ExitPlan: "no", Access: "none",
			Country: "MY", ValidFrom: "2026-01-01", ValidTo: "2027-12-31", Common: common("offering"),
		}),
		body("product", &graph.Product{Name: "Gateway", SKU: "GW-1", Lifecycle: "active", AnnualRevenue: "5000", Currency: "JPY", Common: common("product")}),
		body("item", &graph.RoadmapItem{
			Key: "RM-17", TitleText: "Launch two", Layer: graph.Applications, ItemKind: "launch", Status: "committed", TargetDate: "2027-06-30",
			DurationDays: new(int64(10)), DurationP90Days: new(int64(20)), Value: "12.345", Currency: "KWD", URL: "https://plan.example/17",
			Common: common("item"),
		}),
		body("item0", &graph.RoadmapItem{Key: "RM-0", TitleText: "Before"}),
		body("component0", &graph.Component{Name: "Antenna", Layer: graph.DeviceHardware}),
		body("contract", &graph.Contract{
			Reference: "C-2026-1", TitleText: "Frame", ContractKind: "overarching", StartsOn: "2026-01-01", EndsOn: "2028-12-31",
			AutoRenew: new(false), NoticeDays: new(int64(90)), AnnualExpense: "99.90", Currency: "EUR", GoverningLaw: "German", ExitPlan: "yes",
			Partner: "partner", Common: common("contract"),
		}),
		body("certificate", &graph.Certificate{
			Standard: "ISO 27001", Scope: "All sites", IssuedOn: "2025-05-05", ExpiresOn: "2028-05-04", Partner: "partner", Common: common("certificate"),
		}),
		body("person", &graph.Person{
			Name: "Ann Ode", Email: "ann@example.com", Function: "Buyer", LayerDepth: []int64{0, 1, 2, 3, 0}, Common: common("person"),
		}),
	}
}

func fullLinks() []graph.Edit {
	l := func(from string, kind graph.LinkKind, to string, with graph.LinkBody) graph.Edit {
		with.From, with.Kind, with.To = from, kind, to
		with.AsOf, with.Confidence, with.Note = "2026-02-03", "confirmed", "seen"
		return link("l-"+string(kind), with)
	}
	two, half := new(int64(2)), new(0.5)
	return []graph.Edit{
		l("offering", graph.ReliesOn, "owner", graph.LinkBody{Group: "g", Minimum: two}),
		l("partner", graph.SourcesFrom, "owner", graph.LinkBody{Group: "g", Minimum: two, Service: "wafers"}),
		l("component", graph.Requires, "component0", graph.LinkBody{Group: "g", Minimum: two, Quantity: half}),
		l("product", graph.Uses, "component", graph.LinkBody{Group: "g", Minimum: two, Quantity: half}),
		l("item", graph.Needs, "component", graph.LinkBody{Group: "g", Minimum: two, Quantity: half}),
		l("item", graph.DependsOn, "item0", graph.LinkBody{Group: "g", Minimum: two, LagDays: new(int64(0))}),
		l("item", graph.Delivers, "product", graph.LinkBody{LagDays: new(int64(7))}),
		l("item", graph.Involves, "partner", graph.LinkBody{Group: "g", Minimum: two, Role: "co-marketing", Required: new(true)}),
		l("partner", graph.Sells, "product", graph.LinkBody{Region: "EMEA"}),
		l("partner", graph.Services, "product", graph.LinkBody{Service: "repair", Region: "EMEA", Critical: new(false)}),
		l("contract", graph.Covers, "offering", graph.LinkBody{}),
		l("person", graph.Owns, "item", graph.LinkBody{Role: "sponsor"}),
	}
}

// TestFixtureIsFull keeps full honest: a field added to a kind must be in it.
func TestFixtureIsFull(t *testing.T) {
	stated := map[string]bool{}
	see := func(of string, x any) {
		v := reflect.Indirect(reflect.ValueOf(x))
		for _, f := range reflect.VisibleFields(v.Type()) {
			if !f.Anonymous {
				stated[of+"."+f.Name] = stated[of+"."+f.Name] || !v.FieldByIndex(f.Index).IsZero()
			}
		}
	}
	for _, e := range full() {
		if e.Body != nil {
			see(string(e.Body.Kind()), e.Body)
		} else {
			see("link", e.Link)
		}
	}
	delete(stated, "link.Percent") // of an owner: see ParentPercent
	for field, ok := range stated {
		if !ok {
			t.Errorf("%s is nowhere stated", field)
		}
	}
}

// TestEverythingIsStored writes each kind of record with all its fields and
// reads it back, from the nodes and from the log.
func TestEverythingIsStored(t *testing.T) {
	s, ctx := open(t), t.Context()
	changes := fill(t, s)
	if want := len(full()); len(changes) != want {
		t.Fatalf("%d changes, want %d", len(changes), want)
	}
	logged := must(s.Changes(ctx, 0, 1000))
	for _, e := range full() {
		if e.Body != nil {
			checkRecord(t, s, e)
			continue
		}
		if got := must(s.Link(ctx, e.ID)); !reflect.DeepEqual(got.LinkBody, *e.Link) || got.Version != 1 || got.CreatedAt.IsZero() {
			t.Errorf("%s: got %+v", e.ID, got)
		}
	}
	if !reflect.DeepEqual(logged, changes) {
		t.Errorf("the log has\n%+v\nApply returned\n%+v", logged, changes)
	}
	for _, e := range full() {
		if len(must(s.Apply(ctx, op(), []graph.Edit{e}))) > 0 {
			t.Errorf("%s stated again is a change", e.ID)
		}
	}
}

func checkRecord(t *testing.T, s *Store, e graph.Edit) {
	t.Helper()
	want := e.Body
	if err := graph.Prepare(want); err != nil {
		t.Fatal(err)
	}
	got := must(s.Record(t.Context(), want.Kind(), e.ID))
	if !reflect.DeepEqual(got.Body, want) || got.Version != 1 || got.ID != e.ID {
		t.Errorf("%s:\ngot  %+v\nwant %+v", e.ID, got.Body, want)
	}
	history := must(s.History(t.Context(), e.ID, 0, 10))
	if len(history) != 1 {
		t.Fatalf("%s has %d changes", e.ID, len(history))
	}
	after, err := graph.DecodeRecord(want.Kind(), history[0].After)
	if err != nil || !reflect.DeepEqual(after, got) || history[0].Before != nil {
		t.Errorf("%s: the log holds %+v (%v), stored is %+v", e.ID, after, err, got)
	}
}
