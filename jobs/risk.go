package jobs

import (
	"context"
	"fmt"

	"linchpin/graph"
	"linchpin/importers"
)

// Risk is what an import changes in the answers about risk. Lists hold at most
// 20; beside each stands how many there are.
type Risk struct {
	SingleSourcedBefore int `json:"singleSourcedBefore"` // components with one maker
	SingleSourcedAfter  int `json:"singleSourcedAfter"`
	SinglePointsBefore  int `json:"singlePointsBefore"` // partners that stop a top
	SinglePointsAfter   int `json:"singlePointsAfter"`

	NowSingle           []graph.Ref `json:"nowSingle"` // components that become single-sourced
	NowSingleTotal      int         `json:"nowSingleTotal"`
	NoLongerSingle      []graph.Ref `json:"noLongerSingle"`
	NoLongerSingleTotal int         `json:"noLongerSingleTotal"`

	Points      []PointShift `json:"points"` // tops that other partners can stop alone than before
	PointsTotal int          `json:"pointsTotal"`
	Gained      []graph.Ref  `json:"gained"` // of them, those with a single point they did not have
	GainedTotal int          `json:"gainedTotal"`
	Lost        []graph.Ref  `json:"lost"` // and those without one they had
	LostTotal   int          `json:"lostTotal"`

	NewFalseDiversity        []Shared `json:"newFalseDiversity"` // components that look diverse and share one partner, and did not before
	NewFalseDiversityTotal   int      `json:"newFalseDiversityTotal"`
	EndedFalseDiversity      []Shared `json:"endedFalseDiversity"`
	EndedFalseDiversityTotal int      `json:"endedFalseDiversityTotal"`

	Sentence string `json:"sentence"`
}

// PointShift is a product or roadmap item and the partners that come to be able
// to stop it alone, or no longer are.
type PointShift struct {
	Top    graph.Ref   `json:"top"`
	Gained []graph.Ref `json:"gained"`
	Lost   []graph.Ref `json:"lost"`
}

// Shared is a component that looks diverse, and the partner that all its
// sources rest on.
type Shared struct {
	Component graph.Ref `json:"component"`
	Shared    graph.Ref `json:"shared"`
	As        string    `json:"as"` // maker, seller, parent, sub_tier or service
	Sentence  string    `json:"sentence"`
}

// mostCompared is how many nodes, links and edits a check compares: two graphs
// of them are compiled, one beside the other, in memory.
const mostCompared = 1_000_000

const noticeNotCompared = "risk_not_compared"

// difference says what a plan does to the risk answers. Where it does not, it
// says why: a check does not fail for it.
func (d *Desk) difference(ctx context.Context, i *Import) (*Risk, []importers.Notice) {
	if d.Risk == nil || i.Edits == 0 {
		return nil, nil
	}
	before, err := d.snapshot(ctx)
	if size := int64(before.Len()+before.Links()) + i.Edits; err == nil && size > mostCompared {
		return nil, []importers.Notice{{Code: noticeNotCompared, Count: size, Detail: fmt.Sprintf(
			"facts are more than the %d that a check compares for risk: look at the risk page after it is applied", mostCompared)}}
	}
	var after graph.Snapshot
	if err == nil && len(i.After) > 0 {
		before, err = After(before, d.plansBefore(ctx, *i))
	}
	if err == nil {
		after, err = After(before, readPlan(d.path(i.ID, planFile)))
	}
	var out *Risk
	if err == nil {
		out, err = d.Risk(before, after)
	}
	if err != nil {
		d.Log.WarnContext(ctx, "no risk difference", "import", i.ID, "error", err)
		return nil, []importers.Notice{{Code: noticeNotCompared, Count: 1, Detail: "what it does to risk could not be compared; the server's log has the reason"}}
	}
	return out, nil
}
