package risk

import (
	"maps"
	"slices"

	"linchpin/graph"
)

// Standing counts things that work, by verdict, and those that do not.
type Standing struct {
	Works   int `json:"works"`
	Stopped int `json:"stopped"`
	Verdicts
}

// State is how the graph stands. Sourced are the components that work and have
// a counting offering left, SingleSourced those of them with one maker left.
// Late are the items that work and are ready after their target date.
// OthersExposed are the open items among those that work after the scenario
// which one partner stops.
type State struct {
	RoadmapItems  Standing `json:"roadmapItems"`
	Products      Standing `json:"products"`
	Components    Standing `json:"components"`
	Sourced       int      `json:"sourced"`
	SingleSourced int      `json:"singleSourced"`
	OthersExposed int      `json:"othersExposed"`
	Late          int      `json:"late"`
	SinglePoints  int      `json:"singlePoints"`
	Hidden        int      `json:"hidden"`
}

func (s Standing) minus(t Standing) Standing {
	return Standing{s.Works - t.Works, s.Stopped - t.Stopped, Verdicts{s.Exposed - t.Exposed, s.Unknown - t.Unknown, s.Safe - t.Safe}}
}

func (s State) minus(t State) State {
	return State{
		s.RoadmapItems.minus(t.RoadmapItems), s.Products.minus(t.Products), s.Components.minus(t.Components),
		s.Sourced - t.Sourced, s.SingleSourced - t.SingleSourced, s.OthersExposed - t.OthersExposed, s.Late - t.Late,
		s.SinglePoints - t.SinglePoints, s.Hidden - t.Hidden,
	}
}

// misses reports whether an item is ready after its target date.
func (c *comparison) misses(v int32, after bool) bool {
	cal := c.was
	if after {
		cal = c.now
	}
	target, day := cal.g.node(v).TargetDate, cal.day[v]
	return target != "" && day != never && day > daysFrom(cal.asOf, target)
}

// Impacts counts by impact.
type Impacts struct {
	Stopped   int `json:"stopped"`
	Delayed   int `json:"delayed"`
	Degraded  int `json:"degraded"`
	Weakened  int `json:"weakened"`
	Relieved  int `json:"relieved"`
	Untouched int `json:"untouched"`
}

func (s *Impacts) add(i Impact) {
	switch i {
	case ImpactStopped:
		s.Stopped++
	case ImpactDelayed:
		s.Delayed++
	case ImpactDegraded:
		s.Degraded++
	case ImpactWeakened:
		s.Weakened++
	case ImpactRelieved:
		s.Relieved++
	default:
		s.Untouched++
	}
}

// QuarterImpact counts the open items of one quarter of target date, as
// 2027-Q1; empty for those without one.
type QuarterImpact struct {
	Quarter string `json:"quarter"`
	Impacts
}

// LayerImpact counts the components and open items of one layer. A component is
// weakened or relieved by its verdict alone.
type LayerImpact struct {
	Layer        graph.Layer `json:"layer"`
	Components   Impacts     `json:"components"`
	RoadmapItems Impacts     `json:"roadmapItems"`
}

// quarters counts the items by quarter, those without a date last.
func (c *comparison) quarters() []QuarterImpact {
	by := map[string]*Impacts{}
	for v := range num(c.whole.facts.Len()) {
		if c.whole.traits[v]&isItem == 0 {
			continue
		}
		q := Quarter(c.whole.node(v).TargetDate)
		if by[q] == nil {
			by[q] = &Impacts{}
		}
		by[q].add(c.impact[v])
	}
	names := slices.Sorted(maps.Keys(by))
	if len(names) > 0 && names[0] == "" {
		names = append(names[1:], "")
	}
	out := make([]QuarterImpact, 0, len(names))
	for _, q := range names {
		out = append(out, QuarterImpact{q, *by[q]})
	}
	return out
}

// layers counts components and items by layer.
func (c *comparison) layers() []LayerImpact {
	out := make([]LayerImpact, 0, len(graph.Layers()))
	for _, l := range graph.Layers() {
		out = append(out, LayerImpact{Layer: l})
	}
	for v := range num(c.whole.facts.Len()) {
		t := c.whole.traits[v]
		if t&(isComponent|isItem) == 0 {
			continue
		}
		switch i := slices.Index(graph.Layers(), c.whole.node(v).Layer); {
		case i < 0:
		case t&isComponent != 0:
			out[i].Components.add(c.impact[v])
		case t&isItem != 0:
			out[i].RoadmapItems.add(c.impact[v])
		}
	}
	return out
}
