package risk

import (
	"cmp"
	"fmt"
	"slices"

	"linchpin/graph"
)

// Slip tells when an item is ready and what decides that. ReadyDate goes by
// the durations, ReadyP90Date by the long ones throughout. A date is nil where
// facts are missing without which there is none; where ReadyExact is false it
// is not earlier than that, because a duration nobody recorded counts as none.
// SlipDays is max(0, ready - target) and SlackDays max(0, target - ready).
// Cycle is what waits for each other, in that order, where there is no date
// for that reason.
type Slip struct {
	Item            Top         `json:"item"`
	DurationDays    *int64      `json:"durationDays"`
	DurationP90Days *int64      `json:"durationP90Days"`
	ReadyDate       *graph.Date `json:"readyDate"`
	ReadyExact      bool        `json:"readyExact"`
	SlipDays        *int64      `json:"slipDays"`
	SlackDays       *int64      `json:"slackDays"`
	ReadyP90Date    *graph.Date `json:"readyP90Date"`
	ReadyP90Exact   bool        `json:"readyP90Exact"`
	SlipP90Days     *int64      `json:"slipP90Days"`

	Driver   []DriverStep `json:"driver"` // the item last
	Missing  []Missing    `json:"missing"`
	Cycle    []graph.Ref  `json:"cycle,omitempty"`
	Sentence string       `json:"sentence"`
}

// Delay makes an item, product, component or offering ready some days later.
type Delay struct {
	ID   string `json:"id"`
	Days int64  `json:"days"`
}

// SlipFilter says from when on dates are counted, and what is late. Offset and
// Limit take a part of the rows; Limit 0 all of the rest.
type SlipFilter struct {
	AsOf          graph.Date
	Delays        []Delay
	Offset, Limit int
}

// dates dates everything from a day on; they are given back when done.
func (g *Graph) dates(asOf graph.Date, delays []Delay) (*dates, error) {
	if len(delays) == 0 {
		return g.borrowDates(asOf)
	}
	if !asOf.Valid() {
		return nil, notADay()
	}
	late, err := g.late(delays)
	if err != nil {
		return nil, err
	}
	return &dates{g: g, p50: g.calendar(terms{asOf: asOf, late: late}, nil), p90: g.calendar(terms{asOf: asOf, late: late, p90: true}, nil)}, nil
}

func notADay() error {
	return graph.FieldError("/asOf", "date", "is no day of the years 1900 to 2999")
}

// late reads delays; those of one entity add up.
func (g *Graph) late(delays []Delay) (map[int32]int64, error) {
	late := map[int32]int64{}
	for i, d := range delays {
		at := fmt.Sprintf("/delay/%d", i)
		v, err := g.findAt(at+"/id", d.ID)
		if err != nil {
			return nil, err
		}
		switch k := g.kind(v); k {
		case graph.KindRoadmapItem, graph.KindProduct, graph.KindComponent, graph.KindOffering:
		default:
			return nil, graph.FieldError(at+"/id", "wrong_kind", "is %s; it may be a roadmap item, product, component or offering", k.Named())
		}
		if d.Days < 0 || d.Days > 36500 {
			return nil, graph.FieldError(at+"/days", "range", "is not between 0 and 36500")
		}
		late[v] += d.Days
	}
	return late, nil
}

// Slips lists the items still ahead: the latest against its target first, then
// those that have no date, then the others by target date.
func (g *Graph) Slips(f SlipFilter) ([]Slip, error) {
	rows, _, err := g.SlipPage(f)
	return rows, err
}

// SlipPage also counts all of them.
func (g *Graph) SlipPage(f SlipFilter) ([]Slip, int, error) {
	d, err := g.dates(f.AsOf, f.Delays)
	if err != nil {
		return nil, 0, err
	}
	defer g.giveBackDates(d)
	var items []int32
	for v := range num(g.facts.Len()) {
		if g.traits[v]&isItem != 0 {
			items = append(items, v)
		}
	}
	slices.SortFunc(items, func(a, b int32) int {
		return cmp.Or(-cmp.Compare(d.urgency(a), d.urgency(b)), cmp.Compare(g.rank[a], g.rank[b]))
	})
	out := []Slip{}
	for _, v := range page(items, f.Offset, f.Limit) {
		out = append(out, d.slip(v))
	}
	return out, len(items), nil
}

// urgency is the slip of an item, half a day where it has no date.
func (d *dates) urgency(v int32) float64 {
	if d.p50.day[v] == never {
		return 0.5
	}
	if n := d.slipDays(d.p50, v); n != nil {
		return float64(*n)
	}
	return 0
}

// slipDays is how much later than its target an item is ready.
func (d *dates) slipDays(c *calendar, v int32) *int64 {
	target := d.g.node(v).TargetDate
	if c.day[v] == never || target == "" {
		return nil
	}
	n := max(0, c.day[v]-daysFrom(c.asOf, target))
	return &n
}

func (d *dates) slip(v int32) Slip {
	n := d.g.node(v)
	s := Slip{
		Item: d.g.top(v), DurationDays: n.DurationDays, DurationP90Days: n.DurationP90Days,
		ReadyDate: d.p50.date(v), SlipDays: d.slipDays(d.p50, v),
		ReadyP90Date: d.p90.date(v), SlipP90Days: d.slipDays(d.p90, v), Driver: []DriverStep{},
	}
	if n.Status == "shipped" || n.Status == "dropped" {
		s.Missing, s.Sentence = []Missing{}, d.g.title(v)+" is "+n.Status+"."
		return s
	}
	s.Missing = d.missing(v)
	inexact := slices.ContainsFunc(s.Missing, func(m Missing) bool { return m.Field != "durationP90Days" })
	s.ReadyExact = s.ReadyDate != nil && !inexact
	s.ReadyP90Exact = s.ReadyP90Date != nil && len(s.Missing) == 0
	if s.SlipDays != nil {
		slack := max(0, daysFrom(d.p50.asOf, n.TargetDate)-d.p50.day[v])
		s.SlackDays = &slack
	}
	if cycle := d.cycle(v); cycle != nil {
		s.Cycle, s.Sentence = d.g.refs(cycle), d.circle(v, cycle)
		return s
	}
	var clauses []string
	s.Driver, clauses = d.p50.driver(v)
	s.Sentence = joined(d.head(v, s), clauses)
	return s
}

// head is the claim of a slip.
func (d *dates) head(v int32, s Slip) string {
	head := d.g.title(v)
	switch {
	case d.p50.day[v] == never:
		head += " has no date"
		for i, m := range s.Missing {
			if m.Field != "durationP90Days" {
				of, _ := d.g.number(s.Missing[i].Entity.ID) // an entity of the answer
				return fmt.Sprintf("%s, because nobody recorded %s of %s", head, m.Field, d.g.label(of))
			}
		}
		return head
	case s.ReadyExact:
		head += " is ready on " + text(s.ReadyDate)
	default:
		head += " is ready on " + text(s.ReadyDate) + " at the earliest"
	}
	switch target := d.g.node(v).TargetDate; {
	case s.SlipDays == nil:
	case *s.SlipDays > 0:
		head += fmt.Sprintf(", %d %s after its target date %s", *s.SlipDays, plural(int(*s.SlipDays), "day", "days"), target)
	case *s.SlackDays > 0:
		head += fmt.Sprintf(", %d %s before its target date %s", *s.SlackDays, plural(int(*s.SlackDays), "day", "days"), target)
	default:
		head += ", its target date"
	}
	return head
}
