package risk

import (
	"fmt"
	"slices"
	"strings"

	"linchpin/graph"
)

// What a date rests on, where that is no other entity.
const (
	ByAsOf     = "as_of"       // nothing it waits for is later
	ByTarget   = "target_date" // it waits for nothing with a date
	ByDuration = "duration"    // the same, without a target date
	ByLeadTime = "lead_time"   // an offering's qualification and lead time
)

// DriverStep is a link of the chain that decides a date: the entity is ready
// on a day, its own days after From, for the reason By: the rule by which it
// waits for From, or one of the reasons above. Where it waits for Enough of
// several alternates, Of is how many there are.
type DriverStep struct {
	Entity    graph.Ref   `json:"entity"`
	ReadyDate *graph.Date `json:"readyDate"`
	Days      int64       `json:"days"`
	By        string      `json:"by"`
	From      *graph.Ref  `json:"from,omitempty"`
	LagDays   int64       `json:"lagDays,omitempty"`
	Enough    int32       `json:"enough,omitempty"`
	Of        int         `json:"of,omitempty"`
}

// cause is what decides the day of a node: a member of one of its groups, or
// one of its offerings.
type cause struct {
	node, group int32
	day         int64
}

// cause returns the latest of what v waits for, node -1 where that is on the
// first day or v waits for nothing.
func (c *calendar) cause(v int32) cause {
	last := cause{-1, -1, 0}
	if o := c.source[v]; o >= 0 && c.day[o] > 0 {
		last = cause{o, bySource, c.day[o]}
	}
	for _, i := range c.g.groupsOf(v) {
		if !c.g.dated(i) || c.met[i].place == 0 {
			continue
		}
		if day := c.met[i].day; day > last.day || day == last.day && day > 0 && last.node >= 0 && last.group != bySource && c.before(i, last) {
			last = cause{c.decisive(i), i, day}
		}
	}
	return last
}

// before prefers, among groups that are met on the same day, the one whose
// decisive member comes first by name.
func (c *calendar) before(i int32, other cause) bool {
	return c.g.byName(c.decisive(i), other.node) < 0
}

// decisive returns the member by which a group had enough, the first by name
// where several came on that day.
func (c *calendar) decisive(i int32) int32 {
	best := int32(-1)
	for _, m := range c.g.membersOf(i) {
		if c.day[m] == never || c.day[m]+c.g.lags[membership{i, m}] != c.met[i].day || !c.rests(i, m) {
			continue
		}
		if best < 0 || c.g.byName(m, best) < 0 {
			best = m
		}
	}
	return best
}

// chain returns what decides the day of v, v last.
func (c *calendar) chain(v int32) (out []int32) {
	for ; v >= 0; v = c.cause(v).node {
		out = append(out, v)
	}
	slices.Reverse(out)
	return out
}

// driver tells the chain that decides the day of v.
func (c *calendar) driver(v int32) (steps []DriverStep, clauses []string) {
	steps = []DriverStep{}
	if c.day[v] == never {
		return steps, nil
	}
	for _, u := range c.chain(v) {
		s := c.step(u)
		steps, clauses = append(steps, s), append(clauses, c.words(u, s))
	}
	return steps, clauses
}

func (c *calendar) step(v int32) DriverStep {
	s := DriverStep{Entity: c.g.ref(v), ReadyDate: c.date(v), By: ByAsOf}
	why := c.cause(v)
	s.Days = c.day[v] - why.day
	if why.node >= 0 {
		from := c.g.ref(why.node)
		s.From, s.By = &from, string(Sources)
		if i := why.group; i >= 0 {
			s.By, s.LagDays = string(c.g.groups[i].rule), c.g.lags[membership{i, why.node}]
			if n := len(c.g.membersOf(i)); n > 1 {
				s.Enough, s.Of = c.g.enough(i), n
			}
		}
		return s
	}
	switch n := c.g.node(v); {
	case n.Kind == graph.KindOffering && !n.Counts:
		s.By = ByLeadTime
	case n.Kind == graph.KindRoadmapItem && c.groups(v) == 0 && n.TargetDate != "":
		s.By = ByTarget
	case n.Kind == graph.KindRoadmapItem && c.groups(v) == 0:
		s.By = ByDuration
	}
	return s
}

// words says a step in words.
func (c *calendar) words(v int32, s DriverStep) string {
	label, days := c.g.label(v), ""
	if s.Days > 0 {
		days = fmt.Sprintf(" and takes %d %s", s.Days, plural(int(s.Days), "day", "days"))
	}
	switch s.By {
	case ByAsOf:
		return fmt.Sprintf("%s waits for nothing that is later than %s%s", label, c.asOf, days)
	case ByTarget:
		return fmt.Sprintf("%s is planned for %s", label, *s.ReadyDate)
	case ByDuration:
		return label + " has no target date" + days
	case ByLeadTime:
		return fmt.Sprintf("%s can be had on %s, after %d days of qualification and lead time", label, text(s.ReadyDate), s.Days)
	case string(Sources):
		return label + " has no faster source" + days
	}
	from := c.g.label(c.cause(v).node)
	if s.Enough > 0 {
		from = fmt.Sprintf("%d of %d, at last %s", s.Enough, s.Of, from)
	}
	out := fmt.Sprintf("%s %s %s", label, verb(Rule(s.By)), from)
	if s.LagDays > 0 {
		out += fmt.Sprintf(", %d days after it", s.LagDays)
	}
	return out + days
}

func text(d *graph.Date) string {
	if d == nil {
		return "a day after the year 9999"
	}
	return string(*d)
}

// date is the day of v as a date, nil for none and for one that no date can be
// written for.
func (c *calendar) date(v int32) *graph.Date { return c.dateOn(c.day[v]) }

func (c *calendar) dateOn(day int64) *graph.Date {
	const most = 10_000 * 366
	if day > most {
		return nil
	}
	t := c.asOf.Time().AddDate(0, 0, int(day))
	if t.Year() > 9999 {
		return nil
	}
	d := graph.DateOf(t)
	return &d
}

// joined makes a claim and the clauses of a chain into one sentence.
func joined(head string, clauses []string) string {
	if len(clauses) == 0 {
		return ended(head)
	}
	if n := len(clauses); n > longest {
		some := append(slices.Clone(clauses[:longest/2]), fmt.Sprintf("%d more steps follow", n-longest/2*2))
		clauses = append(some, clauses[n-longest/2:]...)
	}
	return ended(head + ": " + strings.Join(clauses, "; "))
}
