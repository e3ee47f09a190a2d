package risk

import (
	"slices"
	"strings"
	"testing"

	"linchpin/graph"
)

// candidateOf makes an offering one that does not count yet.
func (e *eco) candidateOf(component, maker string) *eco {
	return e.edit(e.source(component, maker), func(n *graph.Node) { n.Counts, n.Status, n.Approval = false, "planned", "candidate" })
}

// A candidate shares a cause with the sources only where that takes the
// sources: here p stops C, and the candidate, but by a part that C requires.
func TestIndependentOfTheSources(t *testing.T) {
	e := (&eco{}).partners("a", "b", "p", "q").components("C", "part").link("C requires part").link("b owned_by p").item("T", "2027-03-01").link("T needs C")
	e.source("C", "a")
	e.source("part", "p")
	e.candidateOf("C", "b")
	if row := candidateRow(t, e.compile()); !row.Independent || row.Shared != nil {
		t.Errorf("independent %v, shared %v", row.Independent, row.Shared)
	}
	if row := candidateRow(t, e.link("a owned_by q").link("b sources_from q").compile()); row.Independent || row.Shared.ID != "q" {
		t.Errorf("independent %v, shared %v, want q", row.Independent, row.Shared)
	}
}

// What gains nothing says so, and by what it fails with the sources.
func TestNoGainIsSaid(t *testing.T) {
	e := (&eco{}).partners("a", "b").components("C").item("T", "2027-03-01").link("T needs C")
	e.source("C", "a")
	e.candidateOf("C", "a/b")
	row := candidateRow(t, e.compile())
	if *row.Gain != 0 || row.Shared.ID != "a" || !strings.Contains(row.Sentence, "gains T Launch T nothing, because a stops it and the sources") {
		t.Errorf("gain %v, shared %v: %s", *row.Gain, row.Shared, row.Sentence)
	}
	failed := map[string]bool{"a": true}
	for _, s := range row.Why {
		if !slices.ContainsFunc(s.Failed, func(r graph.Ref) bool { return failed[r.ID] }) {
			t.Errorf("%s fails by nothing that had failed", s.Owner.ID)
		}
		failed[s.Owner.ID] = true
	}
	if !failed["C"] || !failed["C@a/b"] {
		t.Errorf("no proof that both fail: %v", failed)
	}
}

// Why another source helps is told by the component's sources, though their
// makers stop the top by another part besides.
func TestHelpIsProvedByTheComponent(t *testing.T) {
	e := (&eco{}).partners("a", "b").components("A", "B").item("T", "2027-03-01").link("T needs A B")
	for _, c := range []string{"A", "B"} {
		e.source(c, "a")
		e.source(c, "b")
	}
	s, err := e.compile().SecondSources(SecondSourceQuestion{Top: "T"}, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range s.Page(0, 0) {
		if *row.Gain > 0 && !slices.ContainsFunc(row.Why, func(s Step) bool { return s.Owner.ID == row.Component.ID }) {
			t.Errorf("%s: %s", row.Component.ID, row.Sentence)
		}
	}
	for seed := range uint64(200) {
		f := gamble(seed)
		g := graphOf(f)
		for _, top := range topsOf(f, laws(f)) {
			s, err := g.SecondSources(SecondSourceQuestion{Top: top}, Limits{})
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range s.Page(0, 0) {
				claims := strings.Contains(row.Sentence, " helps")
				if claims != (len(row.Removes) > 0 || *row.Gain > 0) {
					t.Fatalf("%s for %s gains %v and says: %s", row.Kind, row.Component.ID, *row.Gain, row.Sentence)
				}
				if claims && len(row.Why) > 0 && !slices.ContainsFunc(row.Why, func(s Step) bool { return s.Owner.ID == row.Component.ID && (s.Rule == Sources || s.Rule == Share) }) {
					t.Fatalf("%s for %s is not proved by it: %s", row.Kind, row.Component.ID, row.Sentence)
				}
			}
		}
	}
}

func candidateRow(t *testing.T, g *Graph) SecondSource {
	t.Helper()
	s, err := g.SecondSources(SecondSourceQuestion{Top: "T"}, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range s.Page(0, 0) {
		if row.Kind == CandidateOffering {
			return row
		}
	}
	t.Fatal("no recorded candidate")
	return SecondSource{}
}
