package main

import (
	"cmp"
	"slices"

	"linchpin/graph"
	"linchpin/jobs"
	"linchpin/risk"
)

// shownRefs is how many entities a difference names of each sort.
const shownRefs = 20

// riskDifference compares the answers about risk of two graphs.
func riskDifference(before, after graph.Snapshot) (*jobs.Risk, error) {
	a, b := risk.Compile(before), risk.Compile(after)
	old, err := exposureOf(a)
	if err != nil {
		return nil, err
	}
	now, err := exposureOf(b)
	if err != nil {
		return nil, err
	}
	out := &jobs.Risk{
		SingleSourcedBefore: len(old.single), SingleSourcedAfter: len(now.single),
		SinglePointsBefore: a.Summary().SinglePoints, SinglePointsAfter: b.Summary().SinglePoints,
	}
	out.NowSingle, out.NowSingleTotal = refs(after, func(id string) bool { return now.single[id] && !old.single[id] })
	out.NoLongerSingle, out.NoLongerSingleTotal = refs(before, func(id string) bool { return old.single[id] && !now.single[id] })
	out.Points, out.PointsTotal = shifts(before, after, old.points, now.points)
	out.Gained, out.GainedTotal = refs(after, func(id string) bool { return len(missing(now.points[id], old.points[id])) > 0 })
	out.Lost, out.LostTotal = refs(before, func(id string) bool { return len(missing(old.points[id], now.points[id])) > 0 })
	out.NewFalseDiversity, out.NewFalseDiversityTotal = onlyIn(now.shared, old.shared)
	out.EndedFalseDiversity, out.EndedFalseDiversityTotal = onlyIn(old.shared, now.shared)
	out.Sentence = sentence(out)
	return out, nil
}

// exposure is what a difference compares.
type exposure struct {
	single map[string]bool     // components with one maker
	points map[string][]string // by top: the partners that alone stop it
	shared []risk.FalseDiversity
}

func exposureOf(g *risk.Graph) (e exposure, err error) {
	e.single, e.points = map[string]bool{}, map[string][]string{}
	for _, id := range g.SingleSourced() {
		e.single[id] = true
	}
	for partner, tops := range g.Stoppers() {
		for _, top := range tops {
			e.points[top] = append(e.points[top], partner)
		}
	}
	e.shared, err = g.FalseDiversity(risk.CausePartner)
	return e, err
}

// missing lists what is in a and not in b.
func missing(a, b []string) (out []string) {
	for _, id := range a {
		if !slices.Contains(b, id) {
			out = append(out, id)
		}
	}
	return out
}

// shifts lists the tops whose single points are others afterwards, those that
// gain most first, and counts them all.
func shifts(before, after graph.Snapshot, old, now map[string][]string) (out []jobs.PointShift, n int) {
	type shift struct {
		top          string
		gained, lost []string
	}
	var all []shift
	for top, by := range now {
		if g, l := missing(by, old[top]), missing(old[top], by); len(g)+len(l) > 0 {
			all = append(all, shift{top, g, l})
		}
	}
	for top, by := range old {
		if _, ok := now[top]; !ok {
			all = append(all, shift{top: top, lost: by})
		}
	}
	slices.SortFunc(all, func(a, b shift) int {
		return cmp.Or(cmp.Compare(len(b.gained), len(a.gained)), cmp.Compare(len(b.lost), len(a.lost)), cmp.Compare(a.top, b.top))
	})
	name := func(ids []string) []graph.Ref {
		list := []graph.Ref{}
		for _, id := range ids[:min(len(ids), shownRefs)] {
			x, ok := after.Find(id)
			if !ok {
				x, _ = before.Find(id)
			}
			list = append(list, refOf(x))
		}
		return list
	}
	out = []jobs.PointShift{}
	for _, s := range all[:min(len(all), shownRefs)] {
		out = append(out, jobs.PointShift{Top: name([]string{s.top})[0], Gained: name(s.gained), Lost: name(s.lost)})
	}
	return out, len(all)
}

// onlyIn lists the false diversity of one graph that another has not: of the
// same component, by the same party.
func onlyIn(a, b []risk.FalseDiversity) (out []jobs.Shared, n int) {
	there := map[[2]string]bool{}
	for _, f := range b {
		there[[2]string{f.Component.ID, f.Shared.ID}] = true
	}
	out = []jobs.Shared{}
	for _, f := range a {
		if there[[2]string{f.Component.ID, f.Shared.ID}] {
			continue
		}
		if n++; n <= shownRefs {
			out = append(out, jobs.Shared{Component: f.Component, Shared: f.Shared, As: f.As, Sentence: f.Sentence})
		}
	}
	return out, n
}

// refs names the entities that are wanted, the first ones, and counts them all.
func refs(s graph.Snapshot, wanted func(id string) bool) (out []graph.Ref, n int) {
	out = []graph.Ref{}
	for x := range s.Nodes() {
		if !wanted(x.ID) {
			continue
		}
		if n++; n <= shownRefs {
			out = append(out, refOf(x))
		}
	}
	return out, n
}

func refOf(n graph.Node) graph.Ref {
	return graph.Ref{ID: n.ID, Kind: n.Kind, Name: n.Name, ExternalID: n.ExternalID}
}
