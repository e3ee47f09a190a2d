package risk

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"linchpin/graph"
)

// PointChanges lists the partners that alone stop tops they did not, or no
// longer stop tops that still work: how many, and the first 20, those with
// more items first.
type PointChanges struct {
	Count int           `json:"count"`
	Items []PointChange `json:"items"`
}

// PointChange is such a partner, the first 20 of these tops by date, and what
// all of them are worth. The proof is of the first.
type PointChange struct {
	Cause graph.Ref `json:"cause"`
	Tops  []Top     `json:"tops"`
	Stops Stops     `json:"stops"`
	Proof
}

func (c *comparison) pointChanges(now bool) PointChanges {
	type entry struct {
		party int32
		tops  []int32
		load  load
	}
	var all []entry
	for _, x := range c.changes {
		e := entry{party: x.party, tops: x.ended}
		if now {
			e.tops = x.now
		}
		for _, t := range e.tops {
			if c.whole.traits[t]&isItem != 0 {
				e.load.items++
			} else {
				e.load.products++
			}
		}
		if len(e.tops) > 0 {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, func(a, b entry) int { return cmp.Or(a.load.compare(b.load), c.whole.byName(a.party, b.party)) })
	out := PointChanges{Count: len(all), Items: []PointChange{}}
	for _, e := range page(all, 0, topsShown) {
		prove := c.relief
		if now {
			prove = c.threat
		}
		why := prove(e.party, e.tops[0])
		out.Items = append(out.Items, PointChange{
			Cause: c.whole.ref(e.party), Tops: c.whole.topRows(e.tops), Stops: c.whole.stops(e.tops), Proof: c.whole.proof(why.head, why.steps),
		})
	}
	return out
}

// threat proves that a partner stops a top after the scenario.
func (c *comparison) threat(party, top int32) claim {
	g := c.whole
	c.probe.blast(append(slices.Clone(c.seeds), party)...)
	head := g.label(party) + " alone stops " + g.title(top)
	if len(c.seeds) > 0 {
		head += " once " + g.list(c.seeds) + plural(len(c.seeds), " has failed", " have failed")
	}
	return claim{c.probe.witness(top), head, party}
}

// relief proves that a top works without a partner, after the scenario: by
// what the partner's failure stopped before and does not stop now.
func (c *comparison) relief(party, top int32) claim {
	g, r := c.whole, c.probe
	r.blast(append(slices.Clone(c.seeds), party)...)
	r.coneOf(top, nil)
	before := c.before.borrow()
	defer c.before.giveBack(before)
	before.blast(c.old[party]) // a partner that stopped something was there
	caught := r.catcher(func(owner int32) bool { return c.old[owner] >= 0 && before.failed(c.old[owner]) })
	if caught < 0 {
		caught = r.catcher(nil)
	}
	if caught < 0 || !r.cone.has(party) {
		return claim{nil, g.title(top) + " no longer rests on " + g.label(party), party}
	}
	return claim{r.steps(fired{caught, r.lost(caught, num(len(r.queue)))}), g.title(top) + " works without " + g.label(party), party}
}

// delay is the number of days by which a node is later, nil where one of its
// dates is missing.
func (c *comparison) delay(v int32) *int64 {
	at := c.old[v]
	if at < 0 || c.was.day[at] == never || c.now.day[v] == never {
		return nil
	}
	days := c.now.day[v] - c.was.day[at]
	return &days
}

// delayed proves a delay by what decides the date after the scenario.
func (c *comparison) delayed(v int32, out *Affected) {
	g := c.whole
	head := g.title(v) + " is no longer ready on any known day"
	if out.DelayDays != nil {
		head = fmt.Sprintf("%s is ready on %s, %s later", g.title(v), text(out.ReadyAfter), days(*out.DelayDays))
	}
	if lost := c.inVain(v); lost >= 0 {
		out.Proof = g.proof(head, c.r.witness(lost))
		out.Because = &Because{g.ref(lost), g.label(lost) + " is lost"}
		return
	}
	steps, clauses := c.now.driver(v)
	for i, s := range steps {
		if u, _ := g.number(s.Entity.ID); c.late[u] > 0 {
			if clauses[i] += fmt.Sprintf(", %d of them late", c.late[u]); s.By == ByTarget {
				clauses[i] = fmt.Sprintf("%s is ready on %s, %s late", g.label(u), text(s.ReadyDate), days(c.late[u]))
			}
			out.Because = &Because{s.Entity, g.title(u) + " is " + days(c.late[u]) + " late"}
		}
	}
	out.Driver, out.Proof = steps, Proof{Why: []Step{}, Sentence: joined(head, clauses)}
}

// inVain returns the nearest of what a node waits for that has failed; -1 for none.
func (c *comparison) inVain(v int32) int32 {
	seen := map[int32]bool{v: true}
	for todo := []int32{v}; len(todo) > 0; todo = todo[1:] {
		if c.r.failed(todo[0]) {
			return todo[0]
		}
		if c.now.day[todo[0]] != never {
			continue
		}
		next := c.now.under(todo[0])
		if c.after.bereft(todo[0]) {
			next = append(next, c.whole.offers(todo[0])...)
		}
		for _, u := range next {
			if !seen[u] {
				seen[u] = true
				todo = append(todo, u)
			}
		}
	}
	return -1
}

func days(n int64) string { return fmt.Sprintf("%d %s", n, plural(int(n), "day", "days")) }

// claim is what a proof claims and its steps. Party is who fails besides what
// the scenario takes, -1 for nobody.
type claim struct {
	steps []fired
	head  string
	party int32
}

// prove proves what the scenario does to a row.
func (c *comparison) prove(v int32) claim {
	g := c.whole
	switch c.impact[v] {
	case ImpactStopped:
		if slices.Contains(c.seeds, v) {
			return claim{nil, g.title(v) + " is itself removed", -1}
		}
		return claim{c.r.witness(v), g.stopsHead(c.seeds, v), -1}
	case ImpactDegraded:
		c.r.coneOf(v, nil)
		caught := c.r.catcher(nil)
		return claim{c.r.steps(fired{caught, c.r.lost(caught, num(len(c.r.queue)))}), g.title(v) + " works without " + g.list(c.seeds), -1}
	case ImpactWeakened:
		for _, x := range c.changed[v] {
			if slices.Contains(x.now, v) {
				return c.threat(x.party, v)
			}
		}
		return claim{nil, g.title(v) + " rests on more that nobody recorded", -1}
	case ImpactRelieved:
		for _, x := range c.changed[v] {
			return c.relief(x.party, v)
		}
		return claim{nil, g.title(v) + " rests on less that nobody recorded", -1}
	default:
		return claim{nil, g.title(v) + " is untouched", -1}
	}
}

// decisive returns the place of the step that tells why: the last at which a
// component lost its sources, else the last of a component, else the last.
func decisive(g *Graph, steps []fired) int {
	best := -1
	for i, f := range slices.Backward(steps) {
		of := &g.groups[f.group]
		if of.rule == Sources || of.rule == Share {
			return i
		}
		if best < 0 && g.traits[of.owner]&isComponent != 0 {
			best = i
		}
	}
	if best < 0 {
		return len(steps) - 1
	}
	return best
}

// sentence sums a scenario up.
func (c *comparison) sentence(w WhatIf) string {
	var parts []string
	for _, p := range []struct {
		s         Stops
		one, many string
	}{
		{w.Stopped, "stops", "stop"},
		{w.Delayed, "is later", "are later"},
		{w.Degraded, "loses an alternative", "lose an alternative"},
		{w.Weakened, "is weaker", "are weaker"},
		{w.Relieved, "is safer", "are safer"},
	} {
		if n := p.s.RoadmapItems + p.s.Products; n > 0 {
			parts = append(parts, amounts(p.s)+" "+plural(n, p.one, p.many))
		}
	}
	if len(parts) == 0 {
		return "No roadmap item and no product is touched."
	}
	return strings.Join(parts, "; ") + "."
}

func amounts(s Stops) string {
	var parts []string
	if n := s.RoadmapItems; n > 0 {
		parts = append(parts, fmt.Sprintf("%d %s", n, plural(n, "roadmap item", "roadmap items")))
	}
	if n := s.Products; n > 0 {
		parts = append(parts, fmt.Sprintf("%d %s", n, plural(n, "product", "products")))
	}
	return strings.Join(parts, " and ")
}
