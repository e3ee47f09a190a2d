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
		return false
	default:
		return false
	}
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

// bereft reports whether v is a component that has lost all its sources and
// works, for nobody recorded their shares.
func (g *Graph) bereft(v int32) bool {
	const t = isComponent | isLost
	return g.traits[v]&t == t
}

// alone is the day on which something is ready that waits for nothing, never
// where a fact is missing.
func (c *calendar) alone(v int32) int64 {
	day := int64(never)
	switch t := c.g.traits[v]; {
	case t&(isSource|isProduct) != 0:
		return 0
	case t&isLost != 0:
		return never
	case t&isProspect != 0:
		day = prospectDay(c.g.node(v))
	case t&isItem != 0:
		day = c.itemDay(c.g.node(v))
	case t&isComponent != 0: // it has neither an offering nor a requirement
	default:
		return never
	}
	if day == never && c.lenient {
		return 0
	}
	return day
}

// prospectDay is the day from which an offering can be had that is no source
// yet: once it is qualified and has been delivered.
func prospectDay(n graph.Node) int64 {
	if n.QualificationDays == nil || n.LeadTimeDays == nil {
		return never
	}
	return *n.QualificationDays + *n.LeadTimeDays
}

// itemDay is the day of an item that waits for nothing: the target date, but
// not before the first day, for it is still ahead; else after its duration.
func (c *calendar) itemDay(n graph.Node) int64 {
	if n.TargetDate != "" {
		return max(0, daysFrom(c.asOf, n.TargetDate))
	}
	if d := c.durationOf(n); d != nil {
		return *d
	}
	return never
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
	const day = 24 * 60 * 60
	return (to.Time().Unix() - from.Time().Unix()) / day
}
