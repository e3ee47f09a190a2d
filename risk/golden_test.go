package risk

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
)

// hiddenParent is T that needs M and C; M is one of A and B, whose suppliers
// have one parent.
func hiddenParent() *eco {
	e := (&eco{}).partners("a", "b", "p", "d").components("M", "A", "B", "C").item("T", "2027-02-26")
	return e.own("A", "a").own("B", "b").own("C", "d").
		link("T needs M C").link("M requires A|B").link("a owned_by p").link("b owned_by p")
}

// The cut sets were found by hand; those of one partner are what single points
// must be, and the components without an own event must never be among them.
func TestGoldenCutSets(t *testing.T) {
	for name, c := range map[string]struct {
		eco    *eco
		top    string
		events string
		want   []string
	}{
		"hidden parent": {hiddenParent(), "T", "a b p d", []string{"p", "d", "a b"}},
		"two of three": {
			(&eco{}).partners("a", "b", "c").components("T", "A", "B", "C").own("A", "a").own("B", "b").own("C", "c").
				link("T requires 2:A|B|C"),
			"T", "a b c",
			[]string{"a b", "a c", "b c"},
		},
		"capacity, keep 60": {capacity(60), "T", "a b c", []string{"a", "b c"}},
		"capacity, keep 50": {capacity(50), "T", "a b c", []string{"a b", "a c"}},
		"shared sub-tier": {
			(&eco{}).partners("a", "b", "s", "r").components("X", "A", "B", "S", "R").
				own("A", "a").own("B", "b").own("S", "s").own("R", "r").
				link("X requires A|B").link("A requires S").link("B requires S|R"),
			"X", "a b s r",
			[]string{"a b", "b s", "s r"},
		},
		"circular alternative, A": {circle(), "A", "a b c", []string{"a", "b c"}},
		"circular alternative, B": {circle(), "B", "a b c", []string{"a", "b"}},
		"mandatory cycle, A":      {mutual(), "A", "a b", []string{"a", "b"}},
		"mandatory cycle, B":      {mutual(), "B", "a b", []string{"a", "b"}},
	} {
		t.Run(name, func(t *testing.T) {
			g := c.eco.compile()
			if diff := cmp.Diff(c.want, cuts(t, g, c.top, strings.Fields(c.events)...)); diff != "" {
				t.Error(diff)
			}
			var single []string
			for _, w := range c.want {
				if !strings.Contains(w, " ") {
					single = append(single, w)
				}
			}
			rows, err := g.SinglePoints(SinglePointFilter{Top: c.top})
			var got []string
			for _, r := range rows {
				got = append(got, r.Cause.ID)
			}
			slices.Sort(single)
			if diff := cmp.Diff(single, got); diff != "" || err != nil {
				t.Error(err, diff)
			}
		})
	}
}

func capacity(keep float64) *eco {
	e := (&eco{}).partners("a", "b", "c").components("T").
		edit("T", func(n *graph.Node) { n.RequiredSharePercent = &keep })
	for m, share := range map[string]float64{"a": 50, "b": 30, "c": 20} {
		e.edit(e.source("T", m), func(n *graph.Node) { n.SharePercent = &share })
	}
	return e
}

func circle() *eco {
	return (&eco{}).partners("a", "b", "c").components("A", "B", "C").own("A", "a").own("B", "b").own("C", "c").
		link("A requires B|C").link("B requires A")
}

func mutual() *eco {
	return (&eco{}).partners("a", "b").components("A", "B").own("A", "a").own("B", "b").
		link("A requires B").link("B requires A")
}

func TestCircularAlternativeIsAWarning(t *testing.T) {
	want := []Circular{{
		Owner: graph.Ref{ID: "A", Kind: graph.KindComponent, Name: "A"}, Member: graph.Ref{ID: "B", Kind: graph.KindComponent, Name: "B"},
		Rule: Requires,
	}}
	if diff := cmp.Diff(want, circle().compile().Circular()); diff != "" {
		t.Error(diff)
	}
	if got := mutual().compile().Circular(); len(got) != 0 {
		t.Error("a cycle without alternates is no warning:", got)
	}
}

// The whole answer about the hidden parent, worked out by hand.
func TestHiddenParentIsASinglePointWithItsProof(t *testing.T) {
	value := int64(1_150_000_00)
	g := hiddenParent().edit("T", func(n *graph.Node) { n.Value, n.Currency = &value, "EUR" }).compile()
	rows, err := g.SinglePoints(SinglePointFilter{})
	if err != nil || len(rows) != 2 {
		t.Fatal(err, rows)
	}
	d, p := rows[0], rows[1]
	if d.Cause.ID != "d" || d.Hidden || d.Tier != 1 {
		t.Errorf("d is a plain supplier: %+v", d)
	}
	if p.Cause.ID != "p" || !p.Hidden || p.Tier != 2 {
		t.Errorf("p is hidden behind a and b: %+v", p)
	}
	want := Stops{1, 0, []Amount{{"EUR", "1150000.00"}}, "2027-02-26"}
	if diff := cmp.Diff(want, p.Stops); diff != "" {
		t.Error(diff)
	}
	var steps []string
	for _, s := range p.Why {
		var failed []string
		for _, f := range s.Failed {
			failed = append(failed, f.ID)
		}
		steps = append(steps, s.Owner.ID+" "+string(s.Rule)+" "+strings.Join(failed, ","))
	}
	wantSteps := []string{
		"a owned_by p", "b owned_by p", "part of A@a made_by a", "part of B@b made_by b",
		"part of A sources part of A@a", "part of B sources part of B@b", "A requires part of A", "B requires part of B",
		"M requires A,B", "T needs M",
	}
	if diff := cmp.Diff(wantSteps, steps); diff != "" {
		t.Error(diff)
	}
	wantSentence := "d stops T Launch T: d makes part of C (from d); part of C has no other source; C requires part of C; T needs C."
	if d.Sentence != wantSentence {
		t.Error(d.Sentence)
	}
}
