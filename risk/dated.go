package risk

import "linchpin/graph"

// dated reports whether the owner of a group waits for its members.
func (g *Graph) dated(i int32) bool {
	of := &g.groups[i]
	switch of.rule {
	case Requires, Uses:
		return true
	case Needs, DependsOn:
		return g.traits[of.owner]&isClosed == 0
	case Delivers: // a product that uses nothing says nothing of dates
		if g.traits[of.owner]&isClosed != 0 {
			return false
		}
		for _, p := range g.membersOf(i) {
			if g.target(p, Uses) >= 0 {
				return true
			}
		}
	}
	return false
}

// enough is how many members of a group have to work.
func (g *Graph) enough(i int32) int32 {
	return num(len(g.membersOf(i))) - int32(g.groups[i].need) + 1 //nolint:gosec // no more than there are members
}

// offers returns the counting offerings of a component.
func (g *Graph) offers(v int32) []int32 {
	if i := g.sourcesOf(v); i >= 0 {
		return g.membersOf(i)
	}
	return nil
}

// alone is the day on which something is ready that waits for nothing, never
// where a fact is missing.
func (c *calendar) alone(v int32) int64 {
	if int(v) >= c.g.facts.Len() || c.g.traits[v]&isClosed != 0 {
		return never
	}
	day, n := int64(never), c.g.node(v)
	switch n.Kind {
	case graph.KindOffering:
		if !n.Counts && !prospective(n) {
			return never
		}
		day = offeringDay(n)
	case graph.KindRoadmapItem:
		if n.TargetDate != "" {
			day = max(0, daysFrom(c.asOf, n.TargetDate))
		} else if d := c.durationOf(n); d != nil {
			day = *d
		}
	case graph.KindProduct:
		day = 0
	case graph.KindComponent:
	default:
		return never
	}
	if day == never && c.lenient {
		return 0
	}
	return day
}

// offeringDay is the day from which an offering can be had: one that counts at
// once, a prospect after its qualification and lead time.
func offeringDay(n graph.Node) int64 {
	switch {
	case n.Counts:
		return 0
	case n.QualificationDays == nil || n.LeadTimeDays == nil:
		return never
	default:
		return *n.QualificationDays + *n.LeadTimeDays
	}
}

// duration is the days that v takes once all it waits for is ready; one nobody
// recorded counts as none.
func (c *calendar) duration(v int32) int64 {
	if c.g.traits[v]&isItem == 0 {
		return 0
	}
	if d := c.durationOf(c.g.node(v)); d != nil {
		return *d
	}
	return 0
}

// durationOf is an item's duration, the short one where the long one is asked
// for and nobody recorded it: it is no less.
func (c *calendar) durationOf(n graph.Node) *int64 {
	if c.p90 && n.DurationP90Days != nil {
		return n.DurationP90Days
	}
	return n.DurationDays
}

func daysFrom(from, to graph.Date) int64 {
	return int64(to.Time().Sub(from.Time()).Hours()) / 24
}
