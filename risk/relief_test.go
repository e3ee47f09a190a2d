package risk

import (
	"slices"
	"testing"

	"linchpin/graph"
)

// x alone makes B and is one of two that make A. With y as another source of B
// x stops nothing, and what tells so is B: that A works without x is no news.
func TestReliefNamesWhatHasChanged(t *testing.T) {
	e := (&eco{}).partners("x", "y", "z").components("A", "B").item("T", "2027-03-01").link("T needs A B")
	e.source("A", "x")
	e.source("A", "z")
	e.source("B", "x")
	g := e.compile()
	w, err := g.WhatIf(Scenario{
		Add:  []Addition{{ID: "new", Body: &graph.Offering{Component: "B", Maker: "y", Status: "active", Approval: "approved"}}},
		AsOf: firstDay,
	}, WhatIfFilter{})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(w.Items, func(a Affected) bool { return a.Top.ID == "T" })
	if i < 0 || w.Items[i].Impact != ImpactRelieved {
		t.Fatalf("T is not relieved: %+v", w.Items)
	}
	const want = "B loses 1 of 2 sources"
	if b := w.Items[i].Because; b == nil || b.Entity.ID != "B" || b.Text != want {
		t.Errorf("because %+v, want %s", b, want)
	}
	if p := w.EndedSinglePoints; p.Count != 1 || p.Items[0].Why[len(p.Items[0].Why)-1].Owner.ID != "B" {
		t.Errorf("single points that end: %+v", p)
	}
}

// M waits for an offering that x would make, 70 days from now, and for one of
// two parts. Without x it is not ready sooner, but on no known day.
func TestLossOfAProspectDelays(t *testing.T) {
	e := (&eco{}).partners("x", "y").components("M", "A", "B").item("T", "2027-03-01").link("M requires A|B").link("T needs M")
	e.source("A", "x")
	e.source("B", "y")
	lead, qualify := int64(30), int64(40)
	e.node(graph.Node{ID: "o", Kind: graph.KindOffering, Status: "planned", Approval: "candidate", LeadTimeDays: &lead, QualificationDays: &qualify}).
		link("o fulfils M").link("o made_by x")
	w, err := e.compile().WhatIf(Scenario{Remove: []string{"x"}, AsOf: firstDay}, WhatIfFilter{})
	if err != nil {
		t.Fatal(err)
	}
	if len(w.Items) != 1 || w.Items[0].Impact != ImpactDelayed || date(w.Items[0].ReadyBefore) != dayText(70) || w.Items[0].ReadyAfter != nil ||
		w.Items[0].Because == nil || w.Items[0].Because.Entity.ID != "o" || len(w.Items[0].Why) != 1 || w.Items[0].Why[0].Rule != MadeBy {
		t.Errorf("%+v", w.Items)
	}
}
