package risk

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
)

// TestFalseDiversityNamesWhatIsShared has a component of two makers for every
// way they can share a cause, and some that share none.
func TestFalseDiversityNamesWhatIsShared(t *testing.T) {
	two := func(a, b string) *eco {
		e := (&eco{}).partners("a", "b", "x").components("C")
		e.source("C", a)
		e.source("C", b)
		return e
	}
	for name, c := range map[string]struct {
		eco   *eco
		cause Cause
		want  string
	}{
		"parent":                    {two("a", "b").link("a owned_by x").link("b owned_by x"), "", "x parent"},
		"parent and self":           {two("a", "b").link("a owned_by b"), "", "b parent"},
		"seller":                    {two("a/x", "b/x"), "", "x seller"},
		"sub-tier":                  {two("a", "b").link("a sources_from x").link("b sources_from x"), "", "x sub_tier"},
		"sub-tier of the offerings": {two("a", "b").link("C@a relies_on x").link("C@b relies_on x"), "", "x sub_tier"},
		"country": {
			two("a", "b").edit("a", inTaiwan).edit("b", inTaiwan), CauseCountry, "TW country",
		},
		"person": {
			func() *eco {
				e := two("a", "b").node(graph.Node{ID: "h", Kind: graph.KindPerson})
				return e.link("h owns a b")
			}(), CausePerson, "h person",
		},
		"nothing":                 {two("a", "b"), "", ""},
		"one maker is no variety": {two("a", "a/x").link("a owned_by x"), "", ""},
		"both are needed, so each stops it openly": {
			two("a", "b").link("a owned_by x").link("b owned_by x").edit("C", func(n *graph.Node) { n.MinSources = 2 }), "", "",
		},
		"a candidate is no source": {
			two("a", "b").link("a owned_by x").link("b owned_by x").edit("C@b", func(n *graph.Node) { n.Counts = false }), "", "",
		},
		"another part stops it": {two("a", "b").own("C", "x"), "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			rows, err := c.eco.compile().FalseDiversity(c.cause)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, r := range rows {
				got = append(got, r.Shared.ID+" "+r.As)
				if len(r.Members) != 2 || r.Why[len(r.Why)-1].Owner.ID != "C" {
					t.Errorf("%+v", r)
				}
			}
			if s := strings.Join(got, ", "); s != c.want {
				t.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
}

func inTaiwan(n *graph.Node) { n.Country = "TW" }

// TestServicesAndRoutes: a product fails with all providers of a critical
// service; a route with all of its channel partners, and alone.
func TestServicesAndRoutes(t *testing.T) {
	e := (&eco{}).partners("h1", "h2", "sup", "opt", "eu", "us").node(graph.Node{ID: "P", Kind: graph.KindProduct, Name: "Lock"})
	for from, service := range map[string]string{"h1": "hosting", "h2": "hosting", "sup": ""} {
		e.edge(graph.Edge{From: from, Kind: graph.Services, To: "P", Service: service, Critical: true})
	}
	e.edge(graph.Edge{From: "opt", Kind: graph.Services, To: "P", Service: "cleaning"})
	e.edge(graph.Edge{From: "eu", Kind: graph.Sells, To: "P", Region: "EU"})
	e.edge(graph.Edge{From: "eu", Kind: graph.Sells, To: "P", Region: "US"})
	e.edge(graph.Edge{From: "us", Kind: graph.Sells, To: "P", Region: "US"})
	g := e.compile()
	got := map[string]string{}
	for _, seeds := range []string{"h1", "h1 h2", "sup", "opt", "eu", "eu us"} {
		b, err := g.Blast(strings.Fields(seeds)...)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, x := range entities(b.Stopped) {
			names = append(names, fmt.Sprint(x.Kind, " ", x.Name))
		}
		got[seeds] = strings.Join(names, ", ")
	}
	want := map[string]string{
		"h1": "", "h1 h2": "product Lock, service Lock · hosting", "sup": "product Lock, service Lock · service of sup",
		"opt": "", "eu": "route Lock · route EU", "eu us": "route Lock · route EU, route Lock · route US",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	rows, err := g.SinglePoints(SinglePointFilter{})
	if err != nil || len(rows) != 1 || rows[0].Cause.ID != "sup" {
		t.Error("a route is no top unless it is asked for", err, rows)
	}
	rows, err = g.SinglePoints(SinglePointFilter{Top: "P.route.EU"})
	if err != nil || len(rows) != 1 || rows[0].Sentence != "eu stops Lock · route EU: eu alone serves Lock · route EU." {
		t.Error(err, rows)
	}
}

// TestWhatIsClosedHoldsNothingUp: shipped and dropped items are in no list and
// no total, and what depends on them does not rest on them.
func TestWhatIsClosedHoldsNothingUp(t *testing.T) {
	e := (&eco{}).partners("a").components("C").item("old", "2020-01-01").item("gone", "2020-01-01").item("new", "2027-01-01").
		link("old needs C").link("gone needs C").link("new depends_on old gone")
	e.source("C", "a")
	e.edit("old", func(n *graph.Node) { n.Status = "shipped" }).edit("gone", func(n *graph.Node) { n.Status = "dropped" })
	g := e.compile()
	b, err := g.Blast("a")
	if err != nil || b.Stops.RoadmapItems != 0 || len(b.Stopped) != 2 {
		t.Error(err, b)
	}
	if items, err := g.ItemsOf("a", TieFilter{}); err != nil || len(items) != 0 {
		t.Error(err, items)
	}
	if s := g.Summary(); s.RoadmapItems != (Verdicts{Unknown: 1}) || s.SinglePoints != 0 {
		t.Error(s)
	}
}

func TestValuesAreAddedOnceByCurrency(t *testing.T) {
	e := (&eco{}).partners("a").components("C", "D").link("D requires C").
		item("x", "2027-03-01").item("y", "2027-02-01").item("z", "").
		link("x needs C D").link("y needs C").link("z needs D").link("x depends_on y")
	e.source("C", "a")
	huge, yen := int64(9_000_000_000_000_000_000), int64(1500)
	for id, v := range map[string]*int64{"x": &huge, "y": &huge, "z": &yen} {
		e.edit(id, func(n *graph.Node) { n.Value, n.Currency = v, "EUR" })
	}
	e.edit("z", func(n *graph.Node) { n.Currency = "JPY" })
	want := Stops{3, 0, []Amount{{"EUR", "180000000000000000.00"}, {"JPY", "1500"}}, "2027-02-01"}
	if diff := cmp.Diff(want, e.compile().PartnerStops([]string{"a", "C", "nobody"})["a"]); diff != "" {
		t.Error(diff)
	}
}

// TestAGraphIsAskedByManyAtOnce is for the race detector, and expects all to
// get the same.
func TestAGraphIsAskedByManyAtOnce(t *testing.T) {
	g := graphOf(ecosystem(11))
	want := graphOf(ecosystem(11)).Summary()
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if diff := cmp.Diff(want, g.Summary()); diff != "" {
				t.Error(diff)
			}
			for _, id := range []string{"p0", "c1", "i2"} {
				if _, err := g.Blast(id); err != nil {
					t.Error(err)
				}
			}
			if _, err := g.SinglePoints(SinglePointFilter{Cause: CauseCountry}); err != nil {
				t.Error(err)
			}
			if _, err := g.Sourcing(SourcingFilter{Product: "x0"}); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
}

func TestAnEmptyGraphAnswers(t *testing.T) {
	g := graphOf(facts{Change: 3})
	s := g.Summary()
	rows, err := g.SinglePoints(SinglePointFilter{})
	if s.Change != 3 || s.Tops != (Verdicts{}) || len(s.Layers) != 5 || len(rows) != 0 || rows == nil || err != nil {
		t.Error(s, rows, err)
	}
}
