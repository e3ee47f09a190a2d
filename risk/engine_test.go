package risk

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
)

const ecosystems = 240

// TestSinglePointsAgainstEnumeration lets every party of every cause fail by
// the oracle and compares with every single point of every component, product,
// item and route; each proof is replayed.
func TestSinglePointsAgainstEnumeration(t *testing.T) {
	found := 0
	for seed := range uint64(ecosystems) {
		s := ecosystem(seed)
		g, laws := graphOf(s), laws(s)
		for _, cause := range []Cause{CausePartner, CauseCountry, CausePerson} {
			parties := partiesOf(s, cause)
			blasts, tier := map[string]map[string]bool{}, map[string]map[string]int{}
			for _, p := range parties {
				blasts[p], tier[p] = closure(laws, p), tiers(s, laws, p)
			}
			for _, top := range topsOf(s, laws) {
				var want, got []string
				for _, p := range parties {
					if blasts[p][top] {
						want = append(want, p)
					}
				}
				rows, err := g.SinglePoints(SinglePointFilter{Top: top, Cause: cause})
				if err != nil {
					t.Fatal(err)
				}
				for _, r := range rows {
					found++
					got = append(got, r.Cause.ID)
					if err := replay(laws, []string{r.Cause.ID}, top, r.Why); err != nil {
						t.Fatalf("seed %d: %s stops %s: %v", seed, r.Cause.ID, top, err)
					}
					if want := tier[r.Cause.ID][top]; r.Tier != want {
						t.Fatalf("seed %d: %s stops %s at tier %d, want %d", seed, r.Cause.ID, top, r.Tier, want)
					}
				}
				slices.Sort(got)
				if !slices.Equal(want, got) {
					t.Fatalf("seed %d: single points of %s by %s: %v, want %v", seed, top, cause, got, want)
				}
			}
			allRows(t, seed, g, s, cause, blasts, laws, tier)
		}
	}
	if found < 10*ecosystems {
		t.Errorf("only %d single points: the ecosystems say little", found)
	}
}

// allRows compares the question without a top: who stops any product or open
// item, and what.
func allRows(t *testing.T, seed uint64, g *Graph, s facts, cause Cause, blasts map[string]map[string]bool, laws []law, tier map[string]map[string]int) {
	t.Helper()
	want, got := map[string]string{}, map[string]string{}
	for p, failed := range blasts {
		if items, products, earliest := stopped(s, failed); items+products > 0 {
			want[p] = fmt.Sprint(items, products, earliest, nearest(s, tier[p]))
		}
	}
	rows, err := g.SinglePoints(SinglePointFilter{Cause: cause})
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		got[r.Cause.ID] = fmt.Sprint(r.Stops.RoadmapItems, r.Stops.Products, r.Stops.Earliest, r.Tier)
		if err := replay(laws, []string{r.Cause.ID}, r.Tops[0].ID, r.Why); err != nil {
			t.Fatalf("seed %d: %s stops %s: %v", seed, r.Cause.ID, r.Tops[0].ID, err)
		}
		if i > 0 && rows[i-1].Stops.RoadmapItems < r.Stops.RoadmapItems {
			t.Fatalf("seed %d: what stops more items comes first", seed)
		}
	}
	if !maps.Equal(want, got) {
		t.Fatalf("seed %d: rows by %s:\n%s", seed, cause, cmp.Diff(want, got))
	}
}

// nearest is the smallest tier over the tops.
func nearest(s facts, tier map[string]int) int {
	var all []int
	for _, n := range s.Nodes {
		top := n.Kind == graph.KindProduct || n.Kind == graph.KindRoadmapItem && n.Status != "shipped" && n.Status != "dropped"
		if x, ok := tier[n.ID]; ok && top {
			all = append(all, x)
		}
	}
	return slices.Min(all)
}

func stopped(s facts, failed map[string]bool) (items, products int, earliest graph.Date) {
	for _, n := range s.Nodes {
		switch {
		case !failed[n.ID]:
		case n.Kind == graph.KindProduct:
			products++
		case n.Kind == graph.KindRoadmapItem && n.Status != "shipped" && n.Status != "dropped":
			items++
			if n.TargetDate != "" && (earliest == "" || n.TargetDate < earliest) {
				earliest = n.TargetDate
			}
		}
	}
	return items, products, earliest
}

// TestBlastAgainstEnumeration compares F of every node, and of pairs, with the
// oracle's, its counts and every proof.
func TestBlastAgainstEnumeration(t *testing.T) {
	for seed := range uint64(ecosystems / 2) {
		s := ecosystem(seed)
		g, laws := graphOf(s), laws(s)
		shut := map[string]bool{}
		for _, n := range s.Nodes {
			shut[n.ID] = n.Status == "shipped" || n.Status == "dropped"
		}
		for i, n := range s.Nodes {
			seeds := []string{n.ID}
			if i%3 == 0 {
				seeds = append(seeds, s.Nodes[(i*7+1)%len(s.Nodes)].ID)
			}
			b, err := g.Blast(seeds...)
			if err != nil {
				t.Fatal(err)
			}
			want, got := closure(laws, seeds...), map[string]bool{}
			maps.DeleteFunc(want, func(id string, _ bool) bool { return shut[id] || slices.Contains(seeds, id) })
			for _, x := range b.Stopped {
				got[x.Entity.ID] = true
				if err := replay(laws, seeds, x.Entity.ID, x.Why); err != nil {
					t.Fatalf("seed %d: %v stop %s: %v", seed, seeds, x.Entity.ID, err)
				}
			}
			if !maps.Equal(want, got) {
				t.Fatalf("seed %d: blast of %v:\n%s", seed, seeds, cmp.Diff(want, got))
			}
			total := 0
			for _, k := range b.Kinds {
				total += k.Count
			}
			if total != len(want) {
				t.Fatalf("seed %d: %d counted by kind of %d", seed, total, len(want))
			}
			degradedRight(t, seed, b, laws, closure(laws, seeds...), shut)
		}
	}
}

// degradedRight compares what has lost a member and works.
func degradedRight(t *testing.T, seed uint64, b Blast, laws []law, failed, shut map[string]bool) {
	t.Helper()
	want, got := map[string]int{}, map[string]int{}
	for _, l := range laws {
		lost := 0
		for _, m := range l.members {
			if failed[m] {
				lost++
			}
		}
		if lost > 0 && !failed[l.owner] && !shut[l.owner] {
			want[fmt.Sprint(l.owner, l.rule, l.members)] = lost
		}
	}
	for _, d := range b.Degraded {
		var members []string
		for _, m := range d.Members {
			members = append(members, m.ID)
		}
		slices.Sort(members)
		got[fmt.Sprint(d.Entity.ID, d.Rule, members)] = len(d.Failed)
	}
	if !maps.Equal(want, got) {
		t.Fatalf("seed %d: degraded:\n%s", seed, cmp.Diff(want, got))
	}
}

func partiesOf(s facts, c Cause) (out []string) {
	for _, n := range s.Nodes {
		switch {
		case c == CauseCountry:
			if n.Country != "" && !slices.Contains(out, n.Country) {
				out = append(out, n.Country)
			}
		case string(n.Kind) == string(c):
			out = append(out, n.ID)
		}
	}
	slices.Sort(out)
	return out
}

// topsOf lists all that may be asked for: components, products, items, routes.
func topsOf(s facts, laws []law) (out []string) {
	for _, n := range s.Nodes {
		if n.Kind == graph.KindComponent || n.Kind == graph.KindProduct || n.Kind == graph.KindRoadmapItem {
			out = append(out, n.ID)
		}
	}
	for _, l := range laws {
		if l.rule == "sells" {
			out = append(out, l.owner)
		}
	}
	return out
}
