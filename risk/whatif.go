package risk

import (
	"slices"
	"strconv"

	"linchpin/graph"
)

// Impact is what a scenario does to a product, item or component.
type Impact string

// The impacts, the worst first: of several that hold the first counts.
const (
	ImpactStopped   Impact = "stopped"   // it is in F of what fails
	ImpactDelayed   Impact = "delayed"   // it works, and is ready later or no longer on any known day
	ImpactDegraded  Impact = "degraded"  // it is not later, and something it rests on has failed
	ImpactWeakened  Impact = "weakened"  // nothing it rests on has failed, and a partner stops it that did not, or its verdict is worse
	ImpactRelieved  Impact = "relieved"  // the reverse
	ImpactUntouched Impact = "untouched" // none of these
)

func impacts() []Impact {
	return []Impact{ImpactStopped, ImpactDelayed, ImpactDegraded, ImpactWeakened, ImpactRelieved, ImpactUntouched}
}

// WhatIf compares the graph as it is with what a scenario leaves of it. Stops
// of an impact counts the products and open items that it befalls. Items are
// those of the filter, the worst impact first, then by date.
type WhatIf struct {
	Change    int64       `json:"change"`
	AsOf      graph.Date  `json:"asOf"` // the day that dates are counted from
	Removed   []graph.Ref `json:"removed"`
	Countries []graph.Ref `json:"countries"`
	Added     []graph.Ref `json:"added"`
	Delayers  []Delayer   `json:"delays"`
	Sentence  string      `json:"sentence"`

	Before     State `json:"before"`
	After      State `json:"after"`
	Difference State `json:"difference"` // after minus before, which is new minus ended
	New        State `json:"new"`        // what is counted after and was not before
	Ended      State `json:"ended"`      // what was counted before and is not after

	Stopped  Stops `json:"stopped"`
	Delayed  Stops `json:"delayed"`
	Degraded Stops `json:"degraded"`
	Weakened Stops `json:"weakened"`
	Relieved Stops `json:"relieved"`

	Quarters []QuarterImpact `json:"quarters"`
	Layers   []LayerImpact   `json:"layers"`

	NewSinglePoints   PointChanges `json:"newSinglePoints"`
	EndedSinglePoints PointChanges `json:"endedSinglePoints"`

	Helps []Help `json:"helps"` // one more source of what would free most, each on its own

	Items []Affected `json:"items"`
	Total int        `json:"total"` // all items of the filter, shown or not
}

// Delayer is what the scenario makes ready later.
type Delayer struct {
	Entity graph.Ref `json:"entity"`
	Days   int64     `json:"days"`
}

// Affected is a product or item, or where these are asked for a component or
// partner, and what the scenario does to it. Before is nil for one that the
// scenario adds, After for one that is stopped. The ready dates go by the
// recorded durations (P50); they are nil where there is none, and DelayDays
// where one of the two is. Makers are the first 20 of those that a component
// can come from, Stops what a partner alone stops: nil where it is not there
// or has failed. Because is the component, or whatever else, at which it is
// decided, Stopper the partner whose failure the proof supposes besides. The
// proof of a date is its driver.
type Affected struct {
	Top    Top         `json:"top"`
	Layer  graph.Layer `json:"layer,omitempty"`
	Impact Impact      `json:"impact"`
	Before *Verdict    `json:"before"`
	After  *Verdict    `json:"after"`

	ReadyBefore *graph.Date `json:"readyBefore"`
	ReadyAfter  *graph.Date `json:"readyAfter"`
	DelayDays   *int64      `json:"delayDays"`

	MakersBefore []graph.Ref `json:"makersBefore,omitempty"`
	MakersAfter  []graph.Ref `json:"makersAfter,omitempty"`
	StopsBefore  *Stops      `json:"stopsBefore,omitempty"`
	StopsAfter   *Stops      `json:"stopsAfter,omitempty"`

	Driver  []DriverStep `json:"driver"`
	Because *Because     `json:"because"`
	Stopper *graph.Ref   `json:"stopper,omitempty"`
	Proof
}

// Because is the step of a proof that decides, and its words.
type Because struct {
	Entity graph.Ref `json:"entity"`
	Text   string    `json:"text"`
}

// WhatIf answers what a scenario would change; nothing is written. It takes a
// compilation where something is added, the dates twice, all single points of what is left, and
// two blasts for each partner that is a single point before or after.
func (g *Graph) WhatIf(s Scenario, f WhatIfFilter) (WhatIf, error) {
	if err := f.check(); err != nil {
		return WhatIf{}, err
	}
	c, err := g.suppose(s)
	if err != nil {
		return WhatIf{}, err
	}
	defer c.done()
	out := WhatIf{
		Change: g.Change(), AsOf: s.AsOf, Delayers: c.delays, Removed: c.whole.refs(c.removed), Countries: c.countries, Added: c.added,
		Before: c.state(WhenBefore), After: c.state(WhenAfter), New: c.state(WhenNew), Ended: c.state(WhenEnded),
		Quarters: c.quarters(), Layers: c.layers(),
		Stopped: c.tally(ImpactStopped), Delayed: c.tally(ImpactDelayed), Degraded: c.tally(ImpactDegraded), Weakened: c.tally(ImpactWeakened), Relieved: c.tally(ImpactRelieved),
		NewSinglePoints: c.pointChanges(true), EndedSinglePoints: c.pointChanges(false), Items: []Affected{},
	}
	out.Difference, out.Helps = out.After.minus(out.Before), c.helps()
	out.Sentence = c.sentence(out)
	rows, err := c.rows(f)
	if err != nil {
		return WhatIf{}, err
	}
	out.Total = len(rows)
	for _, v := range page(rows, f.Offset, f.Limit) {
		out.Items = append(out.Items, c.affected(v, f))
	}
	return out, nil
}

// suppose applies a scenario.
func (g *Graph) suppose(s Scenario) (*comparison, error) {
	whole, added, err := g.with(s.Add)
	if err != nil {
		return nil, err
	}
	c := &comparison{before: g, whole: whole, added: []graph.Ref{}, countries: []graph.Ref{}, delays: []Delayer{}}
	for _, id := range added {
		v, _ := whole.number(id) // it was added
		c.added = append(c.added, whole.ref(v))
	}
	for i, id := range s.Remove {
		v, err := whole.findAt("/remove/"+strconv.Itoa(i), id)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(c.removed, v) {
			c.removed = append(c.removed, v)
		}
	}
	c.seeds = slices.Clone(c.removed)
	for _, code := range s.Countries {
		ref := graph.Ref{ID: code, Kind: graph.KindCountry, Name: code}
		if slices.Contains(c.countries, ref) {
			continue
		}
		c.countries = append(c.countries, ref)
		if v, ok := whole.number(code); ok && !slices.Contains(c.seeds, v) { // else nothing is there
			c.seeds = append(c.seeds, v)
		}
	}
	if c.late, err = whole.late(s.Delay); err != nil {
		return nil, err
	}
	if !s.AsOf.Valid() {
		return nil, graph.FieldError("/asOf", "date", "is no day of the years 1900 to 2999")
	}
	for _, d := range s.Delay {
		v, _ := whole.number(d.ID) // it is there, else it could not be late
		c.delays = append(c.delays, Delayer{whole.ref(v), d.Days})
	}
	c.compare(s.AsOf)
	return c, nil
}
