package risk

import (
	"fmt"
	"maps"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
)

// TestDelaysAgainstSimulation lets every partner fail and compares who delays
// which item, by how many days, in both directions.
func TestDelaysAgainstSimulation(t *testing.T) {
	found, without := 0, 0
	for seed := range uint64(ecosystems) {
		s := scheduled(seed)
		g, laws, w := graphOf(s), laws(s), timelineOf(s)
		base := w.ready(false, nil, nil)
		want, got, back := map[string]string{}, map[string]string{}, map[string]string{}
		for _, p := range partiesOf(s, CausePartner) {
			failed := closure(laws, p)
			after := w.ready(false, nil, failed)
			for i := range items {
				item := fmt.Sprint("i", i)
				before, dated := base[item]
				switch later, ok := after[item]; {
				case failed[item] || !dated || ok && later == before:
				case !ok:
					want[p+" "+item] = "leaves no date"
					without++
				default:
					want[p+" "+item] = strconv.FormatInt(later-before, 10)
				}
			}
			rows, err := g.ItemsOf(p, TieFilter{AsOf: firstDay})
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range rows {
				delays(t, laws, back, p, row.Item.ID, row.Tie)
			}
		}
		tied := map[string]string{}
		for i := range items {
			item := fmt.Sprint("i", i)
			rows, err := g.PartnersOf(item, TieFilter{AsOf: firstDay})
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range rows {
				delays(t, laws, got, row.Partner.ID, item, row.Tie)
				tied[row.Partner.ID+" "+item] = describe(row.Tie)
			}
		}
		found += len(want)
		if !maps.Equal(want, got) || !maps.Equal(want, back) {
			t.Fatalf("seed %d:\n%s\nback:\n%s", seed, cmp.Diff(want, got), cmp.Diff(want, back))
		}
		for _, p := range partiesOf(s, CausePartner) {
			rows, _ := g.ItemsOf(p, TieFilter{AsOf: firstDay})
			for _, row := range rows {
				if here, there := tied[p+" "+row.Item.ID], describe(row.Tie); here != there {
					t.Fatalf("seed %d: %s and %s: %s from the item, %s from the partner", seed, p, row.Item.ID, here, there)
				}
			}
		}
	}
	if found < 30 || without < 10 {
		t.Errorf("only %d delays, %d of them without a date: the ecosystems say little", found, without)
	}
}

// delays notes a tie that delays, and replays its proof: the partner takes
// something by rules that fire.
func delays(t *testing.T, laws []law, into map[string]string, partner, item string, tie Tie) {
	t.Helper()
	if tie.Effect != EffectDelays {
		return
	}
	into[partner+" "+item] = "leaves no date"
	if tie.DelayDays != nil {
		into[partner+" "+item] = strconv.FormatInt(*tie.DelayDays, 10)
	}
	last := tie.Why[len(tie.Why)-1].Owner.ID
	if err := replay(laws, []string{partner}, last, tie.Why); err != nil {
		t.Fatalf("%s delays %s: %v", partner, item, err)
	}
	if tie.Tier == 0 {
		t.Fatalf("%s delays %s by no chain: %+v", partner, item, tie)
	}
}

// A launch that has one of two modems: the first can be bought, the second in
// 30 + 60 days. Whoever makes the second delays nothing; whoever makes the
// first delays it by 90 days; the candidate for a cable nobody sells yet leaves
// no date.
func TestAPartnerDelaysWhatItDoesNotStop(t *testing.T) {
	e := (&eco{}).partners("a", "b", "c", "p").components("first", "second", "cable").item("T", "2027-06-01").
		link("T needs first|second").link("T needs cable").link("a owned_by p")
	e.source("first", "a")
	e.prospect("second", "b", 30, 60)
	e.prospect("cable", "c", 10, 20)
	ten := int64(10)
	e.edit("T", func(n *graph.Node) { n.DurationDays = &ten })
	g := e.compile()
	rows, err := g.PartnersOf("T", TieFilter{AsOf: firstDay})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rows {
		days := "-"
		if r.DelayDays != nil {
			days = strconv.FormatInt(*r.DelayDays, 10)
		}
		got = append(got, fmt.Sprint(r.Partner.ID, " ", r.Effect, " ", days, " ", r.Tier, " ", r.Sentence))
	}
	// T waits 30 days for the cable and takes 10; without the first modem it
	// waits 90: 60 days more
	want := []string{
		"c delays - 1 c leaves T Launch T without a date: c makes cable (from c).",
		"a delays 60 1 a delays T Launch T by 60 days, from 2027-02-10 to 2027-04-11: a makes first (from a); first has no other source.",
		"p delays 60 2 p delays T Launch T by 60 days, from 2027-02-10 to 2027-04-11: a is owned by p; a makes first (from a); first has no other source.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// prospect gives a component a candidate of a maker.
func (e *eco) prospect(component, maker string, qualification, lead int64) {
	e.edit(e.source(component, maker), func(n *graph.Node) {
		n.Counts, n.Status, n.Approval = false, "planned", "candidate"
		n.QualificationDays, n.LeadTimeDays = &qualification, &lead
	})
}
