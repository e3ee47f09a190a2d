package risk

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
)

// TestTopsByVerdictAndPerson holds the lists of products and open items against
// the oracle's verdicts, and those by person against what its row counts.
func TestTopsByVerdictAndPerson(t *testing.T) {
	left := 0
	for seed := range uint64(ecosystems / 6) {
		s := ecosystem(seed)
		g, judged := graphOf(s), judged(s)
		people, _, err := g.People(PeopleFilter{})
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range []graph.Kind{graph.KindRoadmapItem, graph.KindProduct} {
			for _, v := range []Verdict{Exposed, Unknown, Safe} {
				want := []string{}
				for _, n := range s.Nodes {
					if n.Kind == kind && judged[n.ID] == v { // a closed item has none
						want = append(want, n.ID)
					}
				}
				got, err := g.Tops(TopsFilter{Kind: kind, Verdict: v})
				slices.Sort(want)
				slices.Sort(got)
				if diff := cmp.Diff(want, got); diff != "" || err != nil {
					t.Fatalf("seed %d, %s %s: %v (-oracle +engine):\n%s", seed, v, kind, err, diff)
				}
			}
			for _, p := range people {
				counted := p.Stops.Products
				if kind == graph.KindRoadmapItem {
					counted = p.Stops.RoadmapItems
				}
				got, err := g.Tops(TopsFilter{Kind: kind, Leaving: p.Person.ID})
				if err != nil || len(got) != counted {
					t.Fatalf("seed %d: %s stops %d of %s, listed %v, %v", seed, p.Person.ID, counted, kind, got, err)
				}
				left += counted
			}
		}
	}
	if left == 0 {
		t.Error("nobody stops anything")
	}
}

// Components without any source are as many as the summary counts, and have no
// law about sources or requirements.
func TestUnsourcedAreRows(t *testing.T) {
	for seed := range uint64(ecosystems / 6) {
		s := ecosystem(seed)
		g := graphOf(s)
		want := []string{}
		for _, n := range s.Nodes {
			if n.Kind == graph.KindComponent && !slices.ContainsFunc(laws(s), func(l law) bool {
				return l.owner == n.ID && slices.Contains([]string{"requires", "sources", "share"}, l.rule)
			}) {
				want = append(want, n.ID)
			}
		}
		rows, err := g.Sourcing(SourcingFilter{Unsourced: true})
		if err != nil {
			t.Fatal(err)
		}
		got := []string{}
		for _, r := range rows {
			got = append(got, r.Component.ID)
		}
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" || len(rows) != g.Summary().Unsourced {
			t.Fatalf("seed %d, counted %d (-oracle +engine):\n%s", seed, g.Summary().Unsourced, diff)
		}
	}
}
