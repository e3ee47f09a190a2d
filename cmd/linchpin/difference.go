package main

import (
	"fmt"
	"strings"

	"linchpin/graph"
	"linchpin/jobs"
	"linchpin/risk"
)

// shownRefs is how many entities a difference names of each sort.
const shownRefs = 20

// riskDifference compares the answers about risk of two graphs.
func riskDifference(before, after graph.Snapshot) (*jobs.Risk, error) {
	a, b := risk.Compile(before), risk.Compile(after)
	var old, now sourcing
	old.read(a, before)
	now.read(b, after)
	out := &jobs.Risk{
		SingleSourcedBefore: len(old.single), SingleSourcedAfter: len(now.single),
		SinglePointsBefore: a.Summary().SinglePoints, SinglePointsAfter: b.Summary().SinglePoints,
	}
	var counts [4]int
	out.NowSingle, counts[0] = refs(after, graph.KindComponent, func(id string) bool { return now.single[id] && !old.single[id] })
	out.NoLongerSingle, counts[1] = refs(before, graph.KindComponent, func(id string) bool { return old.single[id] && !now.single[id] })
	out.Gained, counts[2] = refs(after, "", func(id string) bool { return now.points[id] > old.points[id] })
	out.Lost, counts[3] = refs(before, "", func(id string) bool { return old.points[id] > now.points[id] })
	out.Sentence = sentence(counts)
	return out, nil
}

// sourcing is what a difference compares.
type sourcing struct {
	single map[string]bool // components with one maker
	points map[string]int  // single points by top
}

func (s *sourcing) read(g *risk.Graph, graphAt graph.Snapshot) {
	s.single, s.points = map[string]bool{}, map[string]int{}
	var components, tops []string
	for n := range graphAt.Nodes() {
		switch {
		case n.Kind == graph.KindComponent:
			components = append(components, n.ID)
		case n.Kind == graph.KindProduct, n.Kind == graph.KindRoadmapItem && graph.Open(n.Status):
			tops = append(tops, n.ID)
		}
	}
	for id, c := range g.ComponentRisk(components) {
		if c.Sourcing == "single" {
			s.single[id] = true
		}
	}
	for id, t := range g.TopRisk(tops) {
		s.points[id] = t.SinglePoints
	}
}

// refs names the entities of a kind (of any where it is empty) that are
// wanted, the first ones, and counts them all.
func refs(s graph.Snapshot, kind graph.Kind, wanted func(id string) bool) (out []graph.Ref, n int) {
	out = []graph.Ref{}
	for x := range s.Nodes() {
		if (kind != "" && x.Kind != kind) || !wanted(x.ID) {
			continue
		}
		if n++; n <= shownRefs {
			out = append(out, graph.Ref{ID: x.ID, Kind: x.Kind, Name: x.Name, ExternalID: x.ExternalID})
		}
	}
	return out, n
}

func sentence(counts [4]int) string {
	parts := []string{}
	for n, form := range []string{
		"%s single-sourced", "%s no longer single-sourced", "%s with more single points", "%s with fewer",
	} {
		if counts[n] == 0 {
			continue
		}
		noun := "component"
		if n > 1 {
			noun = "product or roadmap item"
		}
		if counts[n] > 1 {
			noun = strings.ReplaceAll(noun, "product or", "products and") + "s"
		}
		parts = append(parts, fmt.Sprintf(form, fmt.Sprintf("%d %s", counts[n], noun)))
	}
	if len(parts) == 0 {
		return "The single points stay as they are."
	}
	return "After it: " + strings.Join(parts, ", ") + "."
}
