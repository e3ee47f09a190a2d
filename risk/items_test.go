package risk

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
)

// TestTiesAgainstEnumeration compares every pair of partner and item with the
// definitions read over the laws, and both directions with each other.
func TestTiesAgainstEnumeration(t *testing.T) {
	for seed := range uint64(ecosystems / 3) {
		s := ecosystem(seed)
		g, laws := graphOf(s), laws(s)
		reverse := map[string]string{}
		for _, n := range s.Nodes {
			if n.Kind == graph.KindRoadmapItem {
				rows, err := g.PartnersOf(n.ID, TieFilter{})
				if err != nil {
					t.Fatal(err)
				}
				got, want := map[string]string{}, tiesOf(s, laws, n.ID)
				for _, r := range rows {
					got[r.Partner.ID] = describe(r.Tie)
					if n.Status != "shipped" && n.Status != "dropped" {
						reverse[r.Partner.ID+n.ID] = describe(r.Tie)
					}
					proves(t, laws, r.Partner.ID, n.ID, r.Tie)
				}
				if !maps.Equal(want, got) {
					t.Fatalf("seed %d: partners of %s:\n%s", seed, n.ID, cmp.Diff(want, got))
				}
			}
		}
		back := map[string]string{}
		for _, p := range partiesOf(s, CausePartner) {
			rows, err := g.ItemsOf(p, TieFilter{})
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range rows {
				back[p+r.Item.ID] = describe(r.Tie)
				proves(t, laws, p, r.Item.ID, r.Tie)
			}
		}
		if !maps.Equal(reverse, back) {
			t.Fatalf("seed %d: items of partners:\n%s", seed, cmp.Diff(reverse, back))
		}
	}
}

func describe(t Tie) string {
	var through []string
	for _, p := range t.Through {
		for _, c := range p.Components {
			through = append(through, c.ID)
		}
	}
	slices.Sort(through)
	if t.Effect == EffectInvolved {
		return "involved"
	}
	return fmt.Sprint(t.Effect, " tier ", t.Tier, " through ", through)
}

// proves replays the proof of a tie. That of one_of_k ends with a law that has
// lost members and holds.
func proves(t *testing.T, laws []law, partner, item string, tie Tie) {
	t.Helper()
	switch tie.Effect {
	case EffectStops:
		if err := replay(laws, []string{partner}, item, tie.Why); err != nil {
			t.Fatalf("%s stops %s: %v", partner, item, err)
		}
	case EffectOneOf:
		last := tie.Why[len(tie.Why)-1]
		failed, err := derive(laws, []string{partner}, tie.Why[:len(tie.Why)-1], -1)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range last.Failed {
			if !failed[f.ID] {
				t.Fatalf("%s has not failed", f.ID)
			}
		}
		if len(last.Failed) == 0 || len(last.Failed) >= len(last.Members) && last.Rule != Share || tie.Of != len(last.Members) {
			t.Fatalf("%s is no alternative to %s: %+v", partner, item, last)
		}
	case EffectDelays:
		t.Fatal("nobody asked for dates")
	case EffectInvolved:
		if len(tie.Why) != 0 {
			t.Fatal("an involvement that is not required needs no rule")
		}
	}
}

// tiesOf works out every partner's tie to an item.
func tiesOf(s facts, laws []law, item string) map[string]string {
	out := map[string]string{}
	inCone := reaches(laws, item)
	for _, e := range s.Edges {
		if e.Kind == "involves" && e.From == item && !e.Required {
			out[e.To] = "involved"
		}
	}
	for _, n := range s.Nodes {
		if n.Kind != graph.KindPartner || !inCone[n.ID] {
			continue
		}
		failed := closure(laws, n.ID)
		effect, by := "stops", laws
		if !failed[item] {
			effect, by = "one_of_k", loose(laws)
		}
		tier := tiers(s, by, n.ID)[item]
		through := []string{}
		for _, c := range s.Nodes {
			if c.Kind == graph.KindComponent && inCone[c.ID] && reaches(laws, c.ID)[n.ID] && (effect != "stops" || failed[c.ID]) {
				through = append(through, c.ID)
			}
		}
		out[n.ID] = fmt.Sprint(effect, " tier ", tier, " through ", through)
	}
	return out
}

// loose makes every law break at the first failure.
func loose(laws []law) (out []law) {
	for _, l := range laws {
		l.broken = func(failed map[string]bool) bool {
			return slices.ContainsFunc(l.members, func(m string) bool { return failed[m] })
		}
		out = append(out, l)
	}
	return out
}

// reaches is the cone of a node.
func reaches(laws []law, from string) map[string]bool {
	cone := map[string]bool{from: true}
	for again := true; again; {
		again = false
		for _, l := range laws {
			for _, m := range l.members {
				if cone[l.owner] && !cone[m] {
					cone[m], again = true, true
				}
			}
		}
	}
	return cone
}

func TestAnItemListsWhatStopsItFirst(t *testing.T) {
	e := hiddenParent().partners("z")
	e.edge(graph.Edge{From: "T", Kind: graph.Involves, To: "z", Role: "field trial"})
	rows, err := e.compile().PartnersOf("T", TieFilter{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rows {
		got = append(got, fmt.Sprint(r.Partner.ID, " ", r.Effect, " ", r.Of, " ", r.Tier, " ", r.Role))
	}
	want := []string{"d stops 0 1 ", "p stops 0 2 ", "a one_of_k 2 1 ", "b one_of_k 2 1 ", "z involved 0 1 field trial"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	const sentence = "T Launch T works without a: a makes part of A (from a); part of A has no other source; A requires part of A; M loses 1 of 2 alternatives."
	if rows[2].Sentence != sentence {
		t.Error(rows[2].Sentence)
	}
}

// TestSinglePointsByText: the text is part of the name of a party or of what
// its failure stops, whatever the case.
func TestSinglePointsByText(t *testing.T) {
	g, got := hiddenParent().compile(), map[string]string{}
	for _, text := range []string{"PART OF C", "launch", "d", "weather"} {
		rows, err := g.SinglePoints(SinglePointFilter{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			got[text] += r.Cause.ID + " "
		}
	}
	want := map[string]string{"PART OF C": "d ", "launch": "d p ", "d": "d "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A country is found by its name as by its code.
func TestSinglePointsByCountryName(t *testing.T) {
	e := hiddenParent()
	for _, p := range []string{"a", "b", "d"} {
		e.edit(p, func(n *graph.Node) { n.Country = "DE" })
	}
	g := e.compile()
	names := func(code string) string { return map[string]string{"DE": "Germany"}[code] }
	for text, want := range map[string]int{"germ": 1, "de": 1, "France": 0} {
		rows, err := g.SinglePoints(SinglePointFilter{Cause: CauseCountry, Text: text, CountryName: names})
		if err != nil || len(rows) != want || want == 1 && rows[0].Cause.ID != "DE" {
			t.Errorf("%q finds %+v (%v), want %d", text, rows, err, want)
		}
	}
}

// Asked for one effect, both directions answer the rows that have it, in their order.
func TestTiesOfOneEffect(t *testing.T) {
	for seed := range uint64(ecosystems / 10) {
		s := ecosystem(seed)
		g := graphOf(s)
		for _, p := range partiesOf(s, CausePartner) {
			all, _ := g.ItemsOf(p, TieFilter{AsOf: firstDay})
			for _, e := range []Effect{EffectStops, EffectDelays, EffectOneOf, EffectInvolved} {
				some, _ := g.ItemsOf(p, TieFilter{AsOf: firstDay, Effect: e})
				want := slices.DeleteFunc(slices.Clone(all), func(i PartnerItem) bool { return i.Effect != e })
				if diff := cmp.Diff(want, some); diff != "" {
					t.Fatalf("seed %d: items of %s, %s: %s", seed, p, e, diff)
				}
			}
		}
	}
	rows, err := hiddenParent().compile().PartnersOf("T", TieFilter{Effect: EffectOneOf, Offset: 1, Limit: 5})
	if err != nil || len(rows) != 1 || rows[0].Partner.ID != "b" {
		t.Error(rows, err)
	}
}

func TestUnknownAndWrongKind(t *testing.T) {
	g := hiddenParent().compile()
	_, noItem := g.PartnersOf("p", TieFilter{})
	_, noPartner := g.ItemsOf("T", TieFilter{})
	_, noSeed := g.Blast("nobody")
	_, noTop := g.SinglePoints(SinglePointFilter{Top: "nobody"})
	for _, err := range []error{noItem, noPartner, noSeed, noTop} {
		if graph.CodeOf(err) != graph.NotFound {
			t.Error(err)
		}
	}
	_, partnerTop := g.SinglePoints(SinglePointFilter{Top: "p"})
	_, cause := g.SinglePoints(SinglePointFilter{Cause: "weather"})
	_, layer := g.SinglePoints(SinglePointFilter{Layer: "attic"})
	_, verdict := g.Sourcing(SourcingFilter{Verdict: "fine"})
	_, product := g.Sourcing(SourcingFilter{Product: "p"})
	_, none := g.Blast()
	for _, err := range []error{partnerTop, cause, layer, verdict, product, none} {
		if graph.CodeOf(err) != graph.Invalid {
			t.Error(err)
		}
	}
}
