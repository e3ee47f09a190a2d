package risk

import (
	"math/rand/v2"
	"slices"
	"testing"

	"linchpin/graph"
)

// G7 asked as a what-if: D2 later by 3 days moves R by 2, D1 by 3, and by 1
// where D3 on the 11th can stand in for it.
func TestGoldenDelays(t *testing.T) {
	g := launch().compile()
	either := (&eco{}).planned("R 0", "X 5", "Y 2", "D1 @10", "D2 @12", "D3 @11").
		link("R depends_on X Y").link("X depends_on D1|D3").link("Y depends_on D2").compile()
	for _, c := range []struct {
		g     *Graph
		id    string
		moves int64
	}{{g, "D2", 2}, {g, "D1", 3}, {either, "D1", 1}} {
		w, err := c.g.WhatIf(Scenario{Delay: []Delay{{c.id, 3}}, AsOf: firstDay}, WhatIfFilter{})
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(w.Items, func(a Affected) bool { return a.Top.ID == "R" })
		if r := w.Items[i]; r.Impact != ImpactDelayed || *r.DelayDays != c.moves || r.Driver[len(r.Driver)-1].Entity.ID != "R" {
			t.Errorf("%s later by 3 days: %+v", c.id, r)
		}
	}
	w, err := g.WhatIf(Scenario{Delay: []Delay{{"D2", 3}}, AsOf: firstDay}, WhatIfFilter{})
	if err != nil {
		t.Fatal(err)
	}
	want := "R Launch R is ready on 2027-01-17, 2 days later: D2 is ready on 2027-01-15, 3 days late; " +
		"Y depends on D2 and takes 2 days; R depends on Y."
	i := slices.IndexFunc(w.Items, func(a Affected) bool { return a.Top.ID == "R" })
	if got := w.Items[i].Sentence; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// C requires a part and is bought from a alone, of whose share nothing is known:
// that a stops C cannot be said. Without a it waits for a source in vain, unless
// there is a candidate, and nobody knows whether it is safe.
func TestNothingIsReadyWithoutItsSources(t *testing.T) {
	for _, c := range []struct {
		candidate bool
		ready     string
	}{{false, ""}, {true, "2027-01-31"}} { // 10 days of qualification and 20 of delivery
		e := (&eco{}).partners("a", "b", "c").components("C", "part").item("T", "2027-06-01").link("T needs C").link("C requires part")
		e.source("C", "a")
		e.source("part", "b")
		e.source("part", "c")
		if c.candidate {
			e.prospect("C", "c", 10, 20)
		}
		for _, id := range []string{"a", "b", "c", "C", "part"} {
			e.edit(id, func(n *graph.Node) { n.SourcesKnown, n.SubTiersKnown = "yes", "yes" })
		}
		half := 50.0
		e.edit("C", func(n *graph.Node) { n.RequiredSharePercent = &half })
		w, err := e.compile().WhatIf(Scenario{Remove: []string{"a"}, AsOf: firstDay}, WhatIfFilter{})
		if err != nil {
			t.Fatal(err)
		}
		if x := w.Items[0]; x.Top.ID != "T" || x.Impact != ImpactDelayed || *x.Before != Unknown || *x.After != Unknown || date(x.ReadyAfter) != c.ready {
			t.Errorf("candidate %v: %+v, %s to %s", c.candidate, x, *x.Before, *x.After)
		} else if want := "T Launch T is no longer ready on any known day: a makes C (from a)."; !c.candidate && x.Sentence != want {
			t.Errorf("%s\nwant %s", x.Sentence, want)
		}
	}
}

func date(d *graph.Date) string {
	if d == nil {
		return ""
	}
	return string(*d)
}

func dayText(day int64) string {
	if day == never {
		return ""
	}
	return string(graph.DateOf(firstDay.Time().AddDate(0, 0, int(day))))
}

// timed gives items durations and lags, and some offerings a time until they
// count.
func timed(s facts, seed uint64) facts {
	d := rand.New(rand.NewPCG(seed, 9))
	for i := range s.Nodes {
		n := &s.Nodes[i]
		days, more := int64(d.IntN(60)), int64(d.IntN(60))
		switch {
		case n.Kind == graph.KindRoadmapItem && d.IntN(5) > 0:
			n.DurationDays = &days
		case n.Kind == graph.KindOffering && !n.Counts:
			n.Approval, n.LeadTimeDays, n.QualificationDays = "candidate", &days, &more
		}
	}
	for i := range s.Edges {
		if e := &s.Edges[i]; e.Kind == graph.DependsOn || e.Kind == graph.Delivers {
			e.LagDays = int64(d.IntN(3)) * 10
		}
	}
	return s
}

// days dates everything by the definitions, from the first day on: all is
// ready on no day, until nothing can be ready earlier.
func (a *aftermath) days() map[string]int64 {
	day := map[string]int64{}
	for _, n := range a.s.Nodes {
		day[n.ID] = never
	}
	for again := true; again; {
		again = false
		for _, n := range a.s.Nodes {
			if a.failed[n.ID] || n.Status == "shipped" || n.Status == "dropped" {
				continue
			}
			if d := a.ready(n, day); d < day[n.ID] {
				day[n.ID], again = d, true
			}
		}
	}
	return day
}

// ready waits also for what has failed: that is never ready.
func (a *aftermath) ready(n graph.Node, day map[string]int64) int64 {
	latest, waits := int64(0), false
	wait := func(d int64) { latest, waits = max(latest, d), true }
	for _, l := range a.laws {
		if l.owner != n.ID || !slices.Contains([]string{"requires", "uses", "needs", "depends_on", "delivers"}, l.rule) {
			continue
		}
		if l.rule == "delivers" && !slices.ContainsFunc(a.laws, func(m law) bool { return m.owner == l.members[0] && m.rule == "uses" }) {
			continue
		}
		wait(a.met(l, day))
	}
	first, sourced := int64(never), false
	for _, o := range a.s.Nodes {
		if o.Kind == graph.KindOffering && a.to(o.ID, "fulfils") == n.ID && (o.Counts || o.Approval == "candidate") {
			first, sourced = min(first, day[o.ID]), true
		}
	}
	if sourced {
		wait(first)
	}
	own := int64(0)
	if n.DurationDays != nil {
		own = *n.DurationDays
	}
	switch {
	case n.Kind == graph.KindOffering && n.Counts, n.Kind == graph.KindProduct && !waits:
		latest, own = 0, 0
	case n.Kind == graph.KindOffering && n.Approval == "candidate":
		latest, own = *n.LeadTimeDays+*n.QualificationDays, 0
	case n.Kind == graph.KindRoadmapItem && !waits && n.TargetDate != "":
		latest, own = max(0, int64(n.TargetDate.Time().Sub(firstDay.Time()).Hours())/24), 0
	case n.Kind == graph.KindRoadmapItem && !waits && n.DurationDays == nil, n.Kind == graph.KindComponent && !waits, latest == never,
		n.Kind == graph.KindPartner, n.Kind == graph.KindPerson:
		return never
	}
	return latest + own + a.late[n.ID]
}

// met is the first day on which a law holds, when what is not ready by then
// counts as failed.
func (a *aftermath) met(l law, day map[string]int64) int64 {
	at := func(m string) int64 {
		if day[m] == never {
			return never
		}
		for _, e := range a.s.Edges {
			if e.From == l.owner && e.To == m && string(e.Kind) == l.rule {
				return day[m] + e.LagDays
			}
		}
		return day[m]
	}
	best := int64(never)
	for _, x := range l.members {
		missing := map[string]bool{}
		for _, m := range l.members {
			missing[m] = at(m) > at(x) || at(m) == never
		}
		if at(x) != never && !l.broken(missing) {
			best = min(best, at(x))
		}
	}
	return best
}
