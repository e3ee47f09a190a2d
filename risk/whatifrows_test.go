package risk

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
)

// listing asks one scenario for its rows, two at a time.
type listing struct {
	*testing.T
	g *Graph
	s Scenario
}

func (l listing) rows(f WhatIfFilter) (out []Affected) {
	l.Helper()
	f.Limit = 2
	for {
		f.Offset = len(out)
		got, err := l.g.WhatIf(l.s, f)
		if err != nil {
			l.Fatal(err)
		}
		if out = append(out, got.Items...); len(got.Items) < 2 || len(out) == got.Total {
			if len(out) != got.Total {
				l.Errorf("%+v: %d rows of %d", f, len(out), got.Total)
			}
			return out
		}
	}
}

// are fails unless the rows of a filter are these, and as many as was counted.
func (l listing) are(f WhatIfFilter, counted int, want []string) {
	l.Helper()
	ids := []string{}
	for _, x := range l.rows(f) {
		ids = append(ids, x.Top.ID)
	}
	slices.Sort(ids)
	slices.Sort(want)
	if diff := cmp.Diff(append([]string{}, want...), ids); diff != "" || len(ids) != counted {
		l.Errorf("%+v: counted %d (-oracle +rows):\n%s", f, counted, diff)
	}
}

// census says by the laws which ids each count holds, at one side of a scenario.
func (a *aftermath) census(after *aftermath) map[Counted][]string {
	out, days := map[Counted][]string{}, a.days()
	put := func(c Counted, id string, in bool) {
		if in {
			out[c] = append(out[c], id)
		}
	}
	for _, n := range a.s.Nodes {
		item := n.Kind == graph.KindRoadmapItem
		if n.Status == "shipped" || n.Status == "dropped" || !item && n.Kind != graph.KindProduct && n.Kind != graph.KindComponent {
			continue
		}
		v := a.judge(n.ID)
		put(CountedOthersExposed, n.ID, item && v == string(Exposed) && !after.failed[n.ID])
		put(CountedStopped, n.ID, v == "")
		if v == "" {
			continue
		}
		put(CountedWorks, n.ID, true)
		put(Counted(v), n.ID, true) // safe, unknown, exposed
		target := int64(n.TargetDate.Time().Sub(firstDay.Time()).Hours()) / 24
		put(CountedLate, n.ID, item && n.TargetDate != "" && days[n.ID] != never && days[n.ID] > target)
		makers := len(a.makersLeft(n.ID))
		put(CountedSourced, n.ID, makers > 0)
		put(CountedSingleSourced, n.ID, makers == 1)
	}
	for _, p := range partiesOf(a.s, CausePartner) {
		tops := a.alone(p)
		put(CountedSinglePoints, p, len(tops) > 0)
		put(CountedHidden, p, len(tops) > 0 && a.hides(p, tops))
	}
	return out
}

// alone lists the products and items at work that a partner at work stops.
func (a *aftermath) alone(p string) (out []string) {
	for _, n := range a.s.Nodes {
		top := n.Kind == graph.KindProduct || n.Kind == graph.KindRoadmapItem && n.Status != "shipped" && n.Status != "dropped"
		if top && slices.Contains(a.stoppers(n.ID), p) {
			out = append(out, n.ID)
		}
	}
	return out
}

// hides reports whether a partner stops tops from behind another, or a component
// of several makers.
func (a *aftermath) hides(p string, tops []string) bool {
	rest := a.left()
	for i := range rest {
		broken := rest[i].broken
		rest[i].broken = func(failed map[string]bool) bool {
			both := map[string]bool{}
			for _, some := range []map[string]bool{failed, a.failed} {
				for id := range some {
					both[id] = true
				}
			}
			return broken(both)
		}
	}
	nearest := 100
	for _, t := range tops {
		nearest = min(nearest, tiers(a.s, rest, p)[t])
	}
	for id := range closure(rest, p) {
		if a.byID[id].Kind == graph.KindComponent && len(a.makersLeft(id)) > 1 {
			return true
		}
	}
	return nearest > 1
}

// countsOf are the counts of a state by kind: those that are of one have no other.
func countsOf(s State) map[Counted]map[graph.Kind]int {
	of := func(count func(Standing) int) map[graph.Kind]int {
		return map[graph.Kind]int{graph.KindRoadmapItem: count(s.RoadmapItems), graph.KindProduct: count(s.Products), graph.KindComponent: count(s.Components)}
	}
	return map[Counted]map[graph.Kind]int{
		CountedWorks:         of(func(s Standing) int { return s.Works }),
		CountedStopped:       of(func(s Standing) int { return s.Stopped }),
		CountedExposed:       of(func(s Standing) int { return s.Exposed }),
		CountedUnknown:       of(func(s Standing) int { return s.Unknown }),
		CountedSafe:          of(func(s Standing) int { return s.Safe }),
		CountedSourced:       {graph.KindComponent: s.Sourced},
		CountedSingleSourced: {graph.KindComponent: s.SingleSourced},
		CountedOthersExposed: {graph.KindRoadmapItem: s.OthersExposed},
		CountedLate:          {graph.KindRoadmapItem: s.Late},
		CountedSinglePoints:  {graph.KindPartner: s.SinglePoints},
		CountedHidden:        {graph.KindPartner: s.Hidden},
	}
}

// Each count before and after a scenario, of what is new and what has ended,
// leads to as many rows, and they are those that the laws find.
func TestCountsOfAStateAreRows(t *testing.T) {
	seen := map[string]bool{}
	for seed := range uint64(ecosystems / 10) {
		s := timed(ecosystem(seed), seed)
		for i := range s.Nodes {
			if n := &s.Nodes[i]; n.TargetDate != "" && seed%2 == 0 {
				n.TargetDate = "2027-01-20" // soon, so that many are late
			}
		}
		scenario, changed, seeds := supposition(s, seed)
		scenario.Add = append(scenario.Add, Addition{ID: "idea", Body: &graph.RoadmapItem{TitleText: "Idea", Key: "I-9", Status: "proposed", TargetDate: "2027-02-01"}},
			Addition{Link: &graph.LinkBody{From: "idea", Kind: graph.Needs, To: "c0"}})
		changed.Nodes = append(changed.Nodes, graph.Node{ID: "idea", Kind: graph.KindRoadmapItem, Name: "Idea", Key: "I-9", Status: "proposed", TargetDate: "2027-02-01"})
		changed.Edges = append(changed.Edges, graph.Edge{ID: "n5", From: "idea", Kind: graph.Needs, To: "c0"})
		l := listing{t, graphOf(s), scenario}
		w, err := l.g.WhatIf(scenario, WhatIfFilter{})
		if err != nil {
			t.Fatal(err)
		}
		before, after := aftermaths(s, changed, scenario, seeds)
		was, is := before.census(after), after.census(after)
		for when, state := range map[When]State{WhenBefore: w.Before, WhenAfter: w.After, WhenNew: w.New, WhenEnded: w.Ended} {
			for counted, kinds := range countsOf(state) {
				ids := map[When][]string{
					WhenBefore: was[counted], WhenAfter: is[counted],
					WhenNew: difference(is[counted], was[counted]), WhenEnded: difference(was[counted], is[counted]),
				}[when]
				for kind, n := range kinds {
					of := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return after.byID[id].Kind != kind })
					l.are(WhatIfFilter{Counted: counted, When: when, Kind: kind}, n, of)
					seen[fmt.Sprint(counted, when, n > 0)] = true
				}
			}
		}
		if diff := cmp.Diff(w.Difference, w.New.minus(w.Ended)); diff != "" {
			t.Errorf("seed %d: the difference is not what is new less what has ended: %s", seed, diff)
		}
	}
	for _, c := range []Counted{CountedWorks, CountedExposed, CountedSourced, CountedSingleSourced, CountedOthersExposed, CountedLate, CountedSinglePoints, CountedHidden} {
		for _, when := range whens() {
			if !seen[fmt.Sprint(c, when, true)] {
				t.Errorf("nothing was ever counted as %s %s", c, when)
			}
		}
	}
}

// Each count of an impact, by quarter and by layer, leads to as many rows, and
// they are those that the laws find.
func TestCountsOfImpactsAreRows(t *testing.T) {
	for seed := range uint64(8) {
		s := timed(ecosystem(seed), seed)
		for i, n := range s.Nodes { // the loss of a share that nobody recorded takes nothing away
			if n.Kind == graph.KindOffering && n.SharePercent == nil {
				s.Nodes[i].SharePercent = new(50.0)
			}
		}
		scenario, changed, seeds := supposition(s, seed)
		l := listing{t, graphOf(s), scenario}
		w, err := l.g.WhatIf(scenario, WhatIfFilter{})
		if err != nil {
			t.Fatal(err)
		}
		before, after := aftermaths(s, changed, scenario, seeds)
		then, now := before.days(), after.days()
		found := func(impact Impact, fits func(n graph.Node) bool) (out []string) {
			for _, n := range s.Nodes {
				if n.Status != "shipped" && n.Status != "dropped" && fits(n) && fate(before, after, n.ID, now[n.ID] > then[n.ID]) == impact {
					out = append(out, n.ID)
				}
			}
			return out
		}
		all := func(f WhatIfFilter, of Impacts, fits func(n graph.Node) bool) {
			counts := []int{of.Stopped, of.Delayed, of.Degraded, of.Weakened, of.Relieved, of.Untouched}
			for i, impact := range impacts() {
				f.Impacts = []Impact{impact}
				l.are(f, counts[i], found(impact, fits))
			}
		}
		l.are(WhatIfFilter{Impacts: []Impact{ImpactStopped}, Kind: graph.KindProduct}, w.Stopped.Products,
			found(ImpactStopped, func(n graph.Node) bool { return n.Kind == graph.KindProduct }))
		for _, q := range w.Quarters {
			quarter := q.Quarter
			if quarter == "" {
				quarter = NoQuarter
			}
			all(WhatIfFilter{Kind: graph.KindRoadmapItem, Quarter: quarter}, q.Impacts, func(n graph.Node) bool {
				return n.Kind == graph.KindRoadmapItem && Quarter(n.TargetDate) == q.Quarter
			})
		}
		for _, x := range w.Layers {
			for kind, of := range map[graph.Kind]Impacts{graph.KindComponent: x.Components, graph.KindRoadmapItem: x.RoadmapItems} {
				all(WhatIfFilter{Kind: kind, Layer: x.Layer}, of, func(n graph.Node) bool { return n.Kind == kind && n.Layer == x.Layer })
			}
		}
	}
}

// The partners that begin or cease to stop something, and what that is, lead to
// their rows; so does what another source frees.
func TestCountsOfChangesAreRows(t *testing.T) {
	said := 0
	for seed := range uint64(ecosystems * 2 / 3) {
		s := timed(ecosystem(seed), seed)
		scenario, changed, seeds := supposition(s, seed)
		l := listing{t, graphOf(s), scenario}
		w, err := l.g.WhatIf(scenario, WhatIfFilter{})
		if err != nil {
			t.Fatal(err)
		}
		before, after := newAftermath(s), newAftermath(changed, seeds...)
		fresh, ended := map[string][]string{}, map[string][]string{} // tops by partner
		for _, n := range after.s.Nodes {
			if n.Kind != graph.KindProduct && n.Kind != graph.KindRoadmapItem || n.Status == "shipped" || n.Status == "dropped" {
				continue
			}
			now, gone := moved(before, after, n.ID)
			for _, p := range now {
				fresh[p] = append(fresh[p], n.ID)
			}
			for _, p := range gone {
				ended[p] = append(ended[p], n.ID)
			}
		}
		var begin, cease []string
		for p := range fresh {
			begin = append(begin, p)
		}
		for p := range ended {
			cease = append(cease, p)
		}
		l.are(WhatIfFilter{Counted: CountedNewPoints}, w.NewSinglePoints.Count, begin)
		l.are(WhatIfFilter{Counted: CountedEndedPoints}, w.EndedSinglePoints.Count, cease)
		for _, x := range w.NewSinglePoints.Items {
			l.are(WhatIfFilter{Stopper: x.Cause.ID, When: WhenNew}, x.Stops.RoadmapItems+x.Stops.Products, fresh[x.Cause.ID])
			said++
		}
		for _, x := range w.EndedSinglePoints.Items {
			l.are(WhatIfFilter{Stopper: x.Cause.ID, When: WhenEnded}, x.Stops.RoadmapItems+x.Stops.Products, ended[x.Cause.ID])
			said++
		}
		for side, a := range map[When]*aftermath{WhenBefore: before, WhenAfter: after} {
			for _, x := range l.rows(WhatIfFilter{Counted: CountedSinglePoints, When: side}) {
				stops := map[When]*Stops{WhenBefore: x.StopsBefore, WhenAfter: x.StopsAfter}[side]
				l.are(WhatIfFilter{Stopper: x.Top.ID, When: side}, stops.RoadmapItems+stops.Products, a.alone(x.Top.ID))
			}
		}
		for _, h := range w.Helps {
			share := 100.0
			more := scenario
			more.Add = append(slices.Clone(scenario.Add),
				Addition{ID: "new", Body: &graph.Partner{Name: "New", SubTiersKnown: "yes"}},
				Addition{Body: &graph.Offering{Component: h.Component.ID, Maker: "new", Status: "active", Approval: "approved", SharePercent: &share}})
			still, freed := []string{}, []string{}
			for _, x := range (listing{t, l.g, more}).rows(WhatIfFilter{Impacts: []Impact{ImpactStopped}}) {
				still = append(still, x.Top.ID)
			}
			for _, x := range l.rows(WhatIfFilter{Impacts: []Impact{ImpactStopped}}) {
				if !slices.Contains(still, x.Top.ID) {
					freed = append(freed, x.Top.ID)
				}
			}
			l.are(WhatIfFilter{FreedBy: h.Component.ID}, h.Frees.RoadmapItems+h.Frees.Products, freed)
			said++
		}
	}
	if said == 0 {
		t.Error("nothing ever changed")
	}
}

// The proof of a row is of what it is counted for: of what is exposed that one
// of its partners stops it, of a partner that it stops something, of what is
// late the chain that ends in it.
func TestRowsOfACountAreProved(t *testing.T) {
	proved := map[Counted]int{}
	for seed := range uint64(ecosystems / 10) {
		s := timed(ecosystem(seed), seed)
		scenario, changed, seeds := supposition(s, seed)
		l := listing{t, graphOf(s), scenario}
		before, after := newAftermath(s), newAftermath(changed, seeds...)
		for when, a := range map[When]*aftermath{WhenBefore: before, WhenAfter: after} {
			for _, x := range l.rows(WhatIfFilter{Counted: CountedOthersExposed, When: when}) {
				proved[CountedOthersExposed]++
				if err := replay(a.laws, append(slices.Clone(a.seeds), x.Stopper.ID), x.Top.ID, x.Why); err != nil {
					t.Errorf("seed %d: %s: %v", seed, x.Sentence, err)
				}
			}
			for _, x := range l.rows(WhatIfFilter{Counted: CountedLate, When: when}) {
				proved[CountedLate]++
				if n := len(x.Driver); n == 0 || x.Driver[n-1].Entity.ID != x.Top.ID || *x.Driver[n-1].ReadyDate <= x.Top.TargetDate {
					t.Errorf("seed %d: %s: %s", seed, x.Top.ID, x.Sentence)
				}
			}
		}
		for _, x := range l.rows(WhatIfFilter{Counted: CountedSinglePoints}) {
			proved[CountedSinglePoints]++
			if last := x.Why[len(x.Why)-1]; !slices.Contains(after.alone(x.Top.ID), last.Owner.ID) ||
				replay(after.laws, append(slices.Clone(seeds), x.Top.ID), last.Owner.ID, x.Why) != nil {
				t.Errorf("seed %d: %s: %s", seed, x.Top.ID, x.Sentence)
			}
		}
	}
	for _, c := range []Counted{CountedOthersExposed, CountedLate, CountedSinglePoints} {
		if proved[c] == 0 {
			t.Errorf("nothing was counted as %s", c)
		}
	}
}
