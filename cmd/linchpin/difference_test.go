package main

import (
	"maps"
	"slices"
	"testing"

	"linchpin/graph"
	"linchpin/jobs"
)

// sketch is a graph under construction: what is not said has its least.
type sketch struct {
	t      *testing.T
	bodies map[string]graph.Body
	links  map[string]graph.LinkBody
}

func (s *sketch) clone() *sketch {
	return &sketch{s.t, maps.Clone(s.bodies), maps.Clone(s.links)}
}

func (s *sketch) offering(id, component, maker string) {
	s.bodies[id] = &graph.Offering{Component: component, Maker: maker, Status: "active", Approval: "approved"}
}

func (s *sketch) link(id, from string, kind graph.LinkKind, to string) {
	s.links[id] = graph.LinkBody{From: from, Kind: kind, To: to}
}

func (s *sketch) snapshot() graph.Snapshot {
	s.t.Helper()
	var nodes []graph.Node
	var edges []graph.Edge
	for id, b := range s.bodies {
		r := graph.Record{Meta: graph.Meta{ID: id, Version: 1}, Body: b}
		nodes, edges = append(nodes, graph.NodeOf(r)), append(edges, graph.EdgesOf(r)...)
	}
	for id, l := range s.links {
		edges = append(edges, graph.EdgeOf(graph.Link{ID: id, LinkBody: l}))
	}
	snap, err := graph.NewSnapshot(1, nodes, edges)
	if err != nil {
		s.t.Fatal(err)
	}
	return snap
}

func called(list []graph.Ref) (out []string) {
	for _, r := range list {
		out = append(out, r.Name)
	}
	return out
}

// Radio has two makers and one roadmap item needs it; Chip has one.
func base(t *testing.T) *sketch {
	t.Helper()
	s := &sketch{t, map[string]graph.Body{}, map[string]graph.LinkBody{}}
	for _, name := range []string{"Alder", "Birch", "Holding"} {
		s.bodies[name] = &graph.Partner{Name: name}
	}
	s.bodies["radio"] = &graph.Component{Name: "Radio", Layer: graph.Communications}
	s.bodies["chip"] = &graph.Component{Name: "Chip", Layer: graph.DeviceHardware}
	s.bodies["launch"] = &graph.RoadmapItem{Key: "R-1", TitleText: "Launch", Status: "committed"}
	s.offering("o1", "radio", "Alder")
	s.offering("o2", "radio", "Birch")
	s.offering("o3", "chip", "Birch")
	s.link("needs", "launch", graph.Needs, "radio")
	return s
}

// TestRiskDifference states by hand what each file would change: an offering
// that ends, an owner in common, a further need, a second source, and one sort
// of single point in the place of another.
func TestRiskDifference(t *testing.T) {
	for _, c := range []struct {
		what     string
		change   func(s *sketch)
		sentence string
		want     func(r *jobs.Risk) bool
	}{
		{"nothing", func(*sketch) {}, "The single points stay as they are.", func(r *jobs.Risk) bool {
			return r.SingleSourcedBefore == 1 && r.SingleSourcedAfter == 1 && r.SinglePointsBefore == 0 && r.PointsTotal == 0
		}},
		{
			"an update: one of two sources ends",
			func(s *sketch) {
				s.bodies["o1"] = &graph.Offering{Component: "radio", Maker: "Alder", Status: "ended", Approval: "approved"}
			},
			"After it: 1 component becomes single-sourced, 1 product or roadmap item gains a single point.",
			func(r *jobs.Risk) bool {
				return slices.Equal(called(r.NowSingle), []string{"Radio"}) && len(r.Points) == 1 && r.Points[0].Top.Name == "Launch" &&
					slices.Equal(called(r.Points[0].Gained), []string{"Birch"}) && len(r.Points[0].Lost) == 0 && r.SinglePointsAfter == 1
			},
		},
		{
			"a file of links: both makers get one owner",
			func(s *sketch) {
				s.bodies["Alder"] = &graph.Partner{Name: "Alder", Parent: "Holding"}
				s.bodies["Birch"] = &graph.Partner{Name: "Birch", Parent: "Holding"}
			},
			"After it: 1 product or roadmap item gains a single point, 1 component only looks diverse.",
			func(r *jobs.Risk) bool {
				return r.NowSingleTotal == 0 && slices.Equal(called(r.Points[0].Gained), []string{"Holding"}) && len(r.NewFalseDiversity) == 1 &&
					r.NewFalseDiversity[0].Component.Name == "Radio" && r.NewFalseDiversity[0].Shared.Name == "Holding" && r.NewFalseDiversity[0].As == "parent"
			},
		},
		{
			"a link: the item needs a single-sourced component too",
			func(s *sketch) { s.link("needs too", "launch", graph.Needs, "chip") },
			"After it: 1 product or roadmap item gains a single point.",
			func(r *jobs.Risk) bool {
				return r.NowSingleTotal == 0 && slices.Equal(called(r.Points[0].Gained), []string{"Birch"})
			},
		},
		{
			"a new offering: a second source",
			func(s *sketch) { s.offering("o4", "chip", "Alder") },
			"After it: 1 component is no longer single-sourced.",
			func(r *jobs.Risk) bool {
				return slices.Equal(called(r.NoLongerSingle), []string{"Chip"}) && r.PointsTotal == 0
			},
		},
	} {
		before := base(t)
		after := before.clone()
		c.change(after)
		r, err := riskDifference(before.snapshot(), after.snapshot())
		if err != nil {
			t.Fatal(err)
		}
		if r.Sentence != c.sentence || !c.want(r) {
			t.Errorf("%s: %+v", c.what, *r)
		}
		back, err := riskDifference(after.snapshot(), before.snapshot())
		if err != nil || back.LostTotal != r.GainedTotal || back.GainedTotal != r.LostTotal || back.NowSingleTotal != r.NoLongerSingleTotal ||
			back.NoLongerSingleTotal != r.NowSingleTotal || back.EndedFalseDiversityTotal != r.NewFalseDiversityTotal {
			t.Errorf("%s, the other way: %+v, %v", c.what, back, err)
		}
	}
}

// One single point in the place of another is told, though their number stays.
func TestASinglePointInThePlaceOfAnother(t *testing.T) {
	before := base(t)
	before.link("needs too", "launch", graph.Needs, "chip")
	after := before.clone()
	after.offering("o3", "chip", "Alder")
	r, err := riskDifference(before.snapshot(), after.snapshot())
	if err != nil {
		t.Fatal(err)
	}
	if r.SinglePointsBefore != 1 || r.SinglePointsAfter != 1 || r.PointsTotal != 1 || !slices.Equal(called(r.Points[0].Gained), []string{"Alder"}) ||
		!slices.Equal(called(r.Points[0].Lost), []string{"Birch"}) {
		t.Errorf("%+v", *r)
	}
}
