package risk

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
)

// aftermath judges, by the oracle's laws, what is left when some have failed.
type aftermath struct {
	*world
	seeds  []string
	failed map[string]bool
	late   map[string]int64
}

func newAftermath(s facts, seeds ...string) *aftermath {
	w := newWorld(s)
	return &aftermath{w, seeds, closure(w.laws, seeds...), map[string]int64{}}
}

// aftermaths are how things stand before and after a scenario by which something
// has changed.
func aftermaths(s, changed facts, scenario Scenario, seeds []string) (before, after *aftermath) {
	before, after = newAftermath(s), newAftermath(changed, seeds...)
	for _, d := range scenario.Delay {
		after.late[d.ID] += d.Days
	}
	return before, after
}

// stoppers lists the partners still at work that stop a node which works.
func (a *aftermath) stoppers(id string) (out []string) {
	for _, p := range partiesOf(a.s, CausePartner) {
		if !a.failed[p] && !a.failed[id] && p != id && closure(a.laws, append(slices.Clone(a.seeds), p)...)[id] {
			out = append(out, p)
		}
	}
	return out
}

// left is the laws without what has failed.
func (a *aftermath) left() (out []law) {
	for _, l := range a.laws {
		if a.failed[l.owner] {
			continue
		}
		l.members = slices.DeleteFunc(slices.Clone(l.members), func(m string) bool { return a.failed[m] })
		if len(l.members) > 0 {
			out = append(out, l)
		}
	}
	return out
}

// judge is the verdict of a node, empty where it is stopped.
func (a *aftermath) judge(id string) string {
	if a.failed[id] {
		return ""
	}
	if len(a.stoppers(id)) > 0 {
		return string(Exposed)
	}
	reduced := &world{a.s, a.left(), a.byID, map[string]map[string]bool{}}
	v := reduced.verdict(id)
	for m := range reaches(reduced.laws, id) {
		if v == Safe && a.bereft(m) { // a share would say whether it works
			v = Unknown
		}
	}
	return string(v)
}

// bereft reports whether a node works though all its sources have failed.
func (a *aftermath) bereft(id string) bool {
	return !a.failed[id] && slices.ContainsFunc(a.laws, func(l law) bool {
		return l.owner == id && l.rule == "share" && !slices.ContainsFunc(l.members, func(m string) bool { return !a.failed[m] })
	})
}

// touched reports whether something in a node's cone has failed.
func (a *aftermath) touched(id string) bool {
	for m := range reaches(a.laws, id) {
		if a.failed[m] {
			return true
		}
	}
	return false
}

// TestWhatIfAgainstEnumeration removes nodes and countries and adds links, and
// judges by the laws what is left.
func TestWhatIfAgainstEnumeration(t *testing.T) {
	unready := 0
	for seed := range uint64(ecosystems / 4) {
		s := timed(ecosystem(seed), seed)
		if seed%2 == 1 {
			unweighed(s)
		}
		scenario, changed, seeds := supposition(s, seed)
		g := graphOf(s)
		got, err := g.WhatIf(scenario, WhatIfFilter{})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		before, after := aftermaths(s, changed, scenario, seeds)
		if diff := cmp.Diff(expected(before, after), told(t, after, got)); diff != "" {
			t.Fatalf("seed %d: %+v (-oracle +engine):\n%s", seed, scenario, diff)
		}
		if diff := cmp.Diff(got.After, got.Before.plus(got.Difference)); diff != "" {
			t.Fatal(diff)
		}
		if diff := cmp.Diff(graphOf(s).Summary(), g.Summary()); diff != "" {
			t.Fatalf("the graph is no longer what it was: %s", diff)
		}
		then, now := before.days(), after.days()
		for i := range components {
			if c := fmt.Sprint("c", i); after.bereft(c) && then[c] != never && now[c] == never && len(after.under(c)) > 0 {
				unready++
			}
		}
	}
	if unready < 5 {
		t.Errorf("only %d components lose all sources of unrecorded shares and with them their date", unready)
	}
}

// unweighed asks for shares everywhere and records none, but every other fact.
func unweighed(s facts) {
	for i := range s.Nodes {
		n, half := &s.Nodes[i], 50.0
		n.SourcesKnown, n.SubTiersKnown = "yes", "yes"
		if n.SharePercent = nil; n.Kind == graph.KindComponent {
			n.RequiredSharePercent = &half
		}
	}
}

// under lists what a component requires that is left.
func (a *aftermath) under(component string) (out []string) {
	for _, l := range a.left() {
		if l.owner == component && l.rule == "requires" {
			out = append(out, l.members...)
		}
	}
	return out
}

func (s State) plus(t State) State { return s.minus(State{}.minus(t)) }

// supposition draws a scenario, and returns the records it makes and the ids
// that fail.
func supposition(s facts, seed uint64) (out Scenario, changed facts, seeds []string) {
	d := rand.New(rand.NewPCG(seed, 5))
	out.Remove = []string{}
	for range d.IntN(3) {
		out.Remove = append(out.Remove, s.Nodes[d.IntN(len(s.Nodes))].ID)
	}
	seeds = slices.Clone(out.Remove)
	out.AsOf = firstDay
	if d.IntN(2) == 0 {
		out.Delay = []Delay{{fmt.Sprint("c", d.IntN(components)), int64(d.IntN(90))}, {fmt.Sprint("i", d.IntN(items)), int64(d.IntN(90))}}
	}
	if d.IntN(4) == 0 {
		out.Countries = []string{"TW"}
		seeds = append(seeds, "TW")
	}
	changed = facts{Nodes: slices.Clone(s.Nodes), Edges: slices.Clone(s.Edges)}
	if d.IntN(2) == 0 {
		c, p := fmt.Sprint("c", d.IntN(components)), fmt.Sprint("p", d.IntN(partners))
		out.Add = append(out.Add,
			Addition{ID: "q", Body: &graph.Partner{Name: "Q", SubTiersKnown: "yes"}},
			Addition{ID: "second", Body: &graph.Offering{Component: c, Maker: "q", Approval: "approved", Status: "active"}},
			Addition{Link: &graph.LinkBody{From: "q", Kind: graph.SourcesFrom, To: p}},
			Addition{Link: &graph.LinkBody{From: p, Kind: graph.OwnedBy, To: "q"}})
		changed.Edges = slices.DeleteFunc(changed.Edges, func(e graph.Edge) bool { return e.Kind == graph.OwnedBy && e.From == p })
		changed.Nodes = append(changed.Nodes,
			graph.Node{ID: "q", Kind: graph.KindPartner, Name: "Q", SubTiersKnown: "yes"}, graph.Node{ID: "second", Kind: graph.KindOffering, Counts: true})
		changed.Edges = append(changed.Edges,
			graph.Edge{ID: "n1", From: "second", Kind: graph.Fulfils, To: c}, graph.Edge{ID: "n2", From: "second", Kind: graph.MadeBy, To: "q"},
			graph.Edge{ID: "n3", From: "q", Kind: graph.SourcesFrom, To: p}, graph.Edge{ID: "n4", From: p, Kind: graph.OwnedBy, To: "q"})
	}
	return out, changed, seeds
}

// expected says of every top and component what happens to it, by the laws.
func expected(before, after *aftermath) map[string]string {
	out, then, now := map[string]string{}, before.days(), after.days()
	for _, n := range after.s.Nodes {
		top := n.Kind == graph.KindProduct || n.Kind == graph.KindRoadmapItem && n.Status != "shipped" && n.Status != "dropped"
		if !top {
			continue
		}
		was, is := before.judge(n.ID), after.judge(n.ID)
		fresh, ended := moved(before, after, n.ID)
		impact := fate(before, after, n.ID, now[n.ID] > then[n.ID])
		if impact != ImpactUntouched {
			out[n.ID] = fmt.Sprintf("%s: %s to %s, %s to %s", impact, was, is, dayText(then[n.ID]), dayText(now[n.ID]))
			if is == "" {
				out[n.ID] = fmt.Sprintf("%s: %s to , %s to ", impact, was, dayText(then[n.ID]))
			}
		}
		for _, p := range fresh {
			out[p+" now stops "+n.ID] = "yes"
		}
		for _, p := range ended {
			out[p+" no longer stops "+n.ID] = "yes"
		}
	}
	states(out, before, after)
	return out
}

// moved lists the partners that have come to stop a node, and those that no
// longer stop it while both work.
func moved(before, after *aftermath, id string) (fresh, ended []string) {
	for _, p := range difference(before.stoppers(id), after.stoppers(id)) {
		if !after.failed[p] && !after.failed[id] {
			ended = append(ended, p)
		}
	}
	return difference(after.stoppers(id), before.stoppers(id)), ended
}

// fate is what happens to a node of before; a component is weaker or safer by
// its verdict alone.
func fate(before, after *aftermath, id string, later bool) Impact {
	rank := map[string]int{string(Safe): 0, string(Unknown): 1, string(Exposed): 2}
	was, is := before.judge(id), after.judge(id)
	fresh, ended := moved(before, after, id)
	if after.byID[id].Kind == graph.KindComponent {
		fresh, ended = nil, nil
	}
	switch {
	case is == "":
		return ImpactStopped
	case later:
		return ImpactDelayed
	case after.touched(id):
		return ImpactDegraded
	case rank[is] > rank[was] || rank[is] == rank[was] && len(fresh) > 0:
		return ImpactWeakened
	case rank[is] < rank[was] || len(ended) > 0:
		return ImpactRelieved
	}
	return ImpactUntouched
}

// makersLeft are the makers of the counting offerings that have not failed.
func (a *aftermath) makersLeft(component string) map[string]bool {
	out := map[string]bool{}
	for _, l := range a.laws {
		if l.owner != component || l.rule != "sources" && l.rule != "share" {
			continue
		}
		for _, o := range l.members {
			if !a.failed[o] {
				out[either(a.to(o, "made_by"), a.to(o, "sold_by"))] = true
			}
		}
	}
	return out
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func difference(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(x string) bool { return slices.Contains(b, x) })
}

// states counts the standings before and after.
func states(out map[string]string, before, after *aftermath) {
	for name, a := range map[string]*aftermath{"before": before, "after": after} {
		var items, products, cs Standing
		sourced, single, others := 0, 0, 0
		for _, n := range a.s.Nodes {
			v := a.judge(n.ID)
			count := func(s *Standing) {
				if v == "" {
					s.Stopped++
					return
				}
				s.Works++
				s.add(Verdict(v))
			}
			switch {
			case n.Kind == graph.KindProduct:
				count(&products)
			case n.Kind == graph.KindComponent:
				count(&cs)
				if v == "" {
					break
				}
				switch len(a.makersLeft(n.ID)) {
				case 0:
				case 1:
					single++
					fallthrough
				default:
					sourced++
				}
			case n.Kind == graph.KindRoadmapItem && n.Status != "shipped" && n.Status != "dropped":
				count(&items)
				if v == string(Exposed) && !after.failed[n.ID] {
					others++
				}
			}
		}
		out[name] = fmt.Sprint(items, products, cs, sourced, single, others)
	}
}

// told makes an answer comparable and replays its proofs.
func told(t *testing.T, after *aftermath, w WhatIf) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, x := range w.Items {
		was, now := "", ""
		if x.Before != nil {
			was = string(*x.Before)
		}
		if x.After != nil {
			now = string(*x.After)
		}
		out[x.Top.ID] = fmt.Sprintf("%s: %s to %s, %s to %s", x.Impact, was, now, date(x.ReadyBefore), date(x.ReadyAfter))
		if x.Impact == ImpactStopped && !slices.Contains(after.seeds, x.Top.ID) {
			if err := replay(after.laws, after.seeds, x.Top.ID, x.Why); err != nil {
				t.Fatalf("%s: %v", x.Sentence, err)
			}
		}
	}
	for _, x := range w.NewSinglePoints.Items {
		for _, top := range x.Tops {
			out[x.Cause.ID+" now stops "+top.ID] = "yes"
		}
		if err := replay(after.laws, append(slices.Clone(after.seeds), x.Cause.ID), x.Tops[0].ID, x.Why); err != nil {
			t.Fatalf("%s: %v", x.Sentence, err)
		}
	}
	for _, x := range w.EndedSinglePoints.Items {
		for _, top := range x.Tops {
			out[x.Cause.ID+" no longer stops "+top.ID] = "yes"
		}
	}
	for name, s := range map[string]State{"before": w.Before, "after": w.After} {
		out[name] = fmt.Sprint(s.RoadmapItems, s.Products, s.Components, s.Sourced, s.SingleSourced, s.OthersExposed)
	}
	return out
}
