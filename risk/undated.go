package risk

import (
	"slices"
	"strings"

	"linchpin/graph"
)

// missing lists the facts without which v has no date, or only one that it is
// not earlier than: those of what its date rests on, and of what it waits for
// in vain.
func (d *dates) missing(v int32) []Missing {
	r := d.g.borrow()
	defer d.g.giveBack(r)
	r.cone.reset()
	r.cone.add(v)
	var facts []int32
	out := []Missing{}
	for i := 0; i < len(r.cone.list); i++ {
		u := r.cone.list[i]
		if len(d.lacks(u)) > 0 {
			facts = append(facts, u)
		}
		for _, m := range d.p50.under(u) {
			r.cone.add(m)
		}
	}
	slices.SortFunc(facts, d.g.byKind)
	for _, u := range facts {
		for _, field := range d.lacks(u) {
			out = append(out, Missing{d.g.ref(u), field})
		}
	}
	return out
}

// under returns what the day of v rests on, and what it waits for where it has
// none.
func (c *calendar) under(v int32) (out []int32) {
	for _, i := range c.g.groupsOf(v) {
		if !c.g.dated(i) {
			continue
		}
		for _, m := range c.g.membersOf(i) {
			if c.met[i].place == 0 || c.rests(i, m) {
				out = append(out, m)
			}
		}
	}
	switch {
	case c.source[v] >= 0:
		out = append(out, c.source[v])
	case c.day[v] == never && len(c.g.offers(v)) == 0:
		out = append(out, c.g.prospects(v)...)
	}
	return out
}

// lacks lists the fields of v that dates ask for and nobody filled in.
func (d *dates) lacks(v int32) (fields []string) {
	n := d.g.node(v)
	switch {
	case n.Kind == graph.KindOffering && d.p50.day[v] == never:
		if n.QualificationDays == nil {
			fields = append(fields, "qualificationDays")
		}
		if n.LeadTimeDays == nil {
			fields = append(fields, "leadTimeDays")
		}
	case n.Kind == graph.KindComponent && d.p50.groups(v) == 0:
		fields = append(fields, "offerings")
	case n.Kind == graph.KindRoadmapItem && d.p50.groups(v) == 0 && n.TargetDate == "" && n.DurationDays == nil:
		fields = append(fields, "targetDate")
	case n.Kind == graph.KindRoadmapItem && (d.p50.groups(v) > 0 || n.TargetDate == ""):
		if n.DurationDays == nil {
			fields = append(fields, "durationDays")
		}
		if n.DurationP90Days == nil {
			fields = append(fields, "durationP90Days")
		}
	}
	return fields
}

// cycle returns the nodes that wait for each other and so keep v from ever
// being ready, nil where that is not the reason.
func (d *dates) cycle(v int32) []int32 {
	if d.p50.day[v] != never {
		return nil
	}
	if d.lenient == nil {
		d.lenient = d.g.calendar(terms{asOf: d.p50.asOf, lenient: true}, nil)
	}
	c := d.lenient
	if c.day[v] != never {
		return nil
	}
	var way []int32
	for !slices.Contains(way, v) {
		way = append(way, v)
		v = c.blocks(v)
	}
	way = way[slices.Index(way, v):]
	first := slices.Index(way, slices.MinFunc(way, d.g.byName))
	return append(way[first:], way[:first]...)
}

// blocks returns the first by name of what v waits for in vain.
func (c *calendar) blocks(v int32) int32 {
	best := int32(-1)
	for _, i := range c.g.groupsOf(v) {
		if !c.g.dated(i) || c.met[i].place > 0 {
			continue
		}
		for _, m := range c.g.membersOf(i) {
			if c.day[m] == never && (best < 0 || c.g.byName(m, best) < 0) {
				best = m
			}
		}
	}
	return best
}

// circle says that nodes wait for each other.
func (d *dates) circle(v int32, cycle []int32) string {
	var clauses []string
	for i, u := range cycle {
		next := cycle[(i+1)%len(cycle)]
		clauses = append(clauses, d.g.label(u)+" "+verb(d.g.ruleBetween(u, next))+" "+d.g.label(next))
	}
	return d.g.title(v) + " has no date, because dates go in a circle: " + strings.Join(clauses, "; ") + "."
}

// ruleBetween is the rule by which v waits for a member of one of its groups.
func (g *Graph) ruleBetween(v, member int32) Rule {
	for _, i := range g.groupsOf(v) {
		if g.dated(i) && slices.Contains(g.membersOf(i), member) {
			return g.groups[i].rule
		}
	}
	return Needs
}
