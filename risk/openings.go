package risk

import (
	"slices"

	"linchpin/graph"
	"linchpin/risk/faulttree"
)

// openings is the fault tree of a top with every candidate for one more source
// in it, each behind a switch: an event that means that it is not there.
type openings struct {
	*tree
	candidates []opening
}

// opening is a candidate: a recorded offering that does not count, or (-1) any
// independent source. off is its switch.
type opening struct {
	component, group, offering, off int32
}

const manyComponents = 100

// openings finds the candidates for a top. Where very many components are in
// its cone, only those are looked at that one partner can stop.
func (g *Graph) openings(top int32, kind graph.Kind) *openings {
	r := g.borrow()
	defer g.giveBack(r)
	r.coneOf(top, nil)
	cone := slices.Clone(r.cone.list)
	var open []opening
	for _, v := range cone {
		k := int32(-1)
		if g.traits[v]&isComponent != 0 {
			k = g.sourcesOf(v)
		}
		if k < 0 || g.short(v) != nil {
			continue
		}
		for _, o := range g.prospects(v) {
			if !g.groups[k].shares || g.node(o).SharePercent != nil { // else nobody knows how much it could supply
				open = append(open, opening{component: v, group: k, offering: o})
			}
		}
		open = append(open, opening{component: v, group: k, offering: -1})
	}
	if len(open) > manyComponents {
		p, _ := g.pointsOf(CausePartner) // a cause it knows
		open = slices.DeleteFunc(open, func(o opening) bool { return p.stopBy[o.component] == 0 })
	}
	for _, o := range open {
		if o.offering >= 0 {
			r.coneMore(o.offering)
		}
	}
	t := &openings{tree: g.treeOver(r.cone.list, top, kind), candidates: open}
	t.switches(g)
	return t
}

// coneMore adds what another node rests on to the cone.
func (r *run) coneMore(v int32) {
	i := len(r.cone.list)
	for r.cone.add(v); i < len(r.cone.list); i++ {
		for _, group := range r.g.groupsOf(r.cone.list[i]) {
			for _, m := range r.g.membersOf(group) {
				r.cone.add(m)
			}
		}
	}
}

// switches numbers the switches after the parties, which moves all gates, and
// puts the candidates into the gates of their groups.
func (t *openings) switches(g *Graph) {
	more := num(len(t.candidates))
	first := num(t.Events)
	move := func(v int32) int32 {
		if v >= first {
			return v + more
		}
		return v
	}
	t.Events += len(t.candidates)
	t.Top = move(t.Top)
	for i := range t.Gates {
		for j, v := range t.Gates[i].Inputs {
			t.Gates[i].Inputs[j] = move(v)
		}
	}
	for v := range t.gate {
		t.gate[v] = move(t.gate[v])
	}
	for k := range t.voting {
		t.voting[k] = move(t.voting[k])
	}
	for i := range t.candidates {
		c := &t.candidates[i]
		c.off = first + num(i)
		t.put(g, c)
	}
}

// put adds a candidate to its group as one more member that has to fail. Where
// shares decide, any independent source is one that could supply everything.
func (t *openings) put(g *Graph, c *opening) {
	place := t.voting[c.group] - num(t.Events)
	lost, weight := c.off, int64(1)
	switch shares := g.groups[c.group].shares; {
	case c.offering < 0 && shares:
		sources := t.add(t.Gates[place])
		t.Gates[place] = faulttree.Gate{Need: 2, Inputs: []int32{sources, c.off}}
		return
	case shares:
		weight = shareUnits(min(*g.node(c.offering).SharePercent, 100))
	}
	if c.offering >= 0 {
		lost = t.add(faulttree.Gate{Need: 1, Inputs: []int32{c.off, t.gate[c.offering]}})
	}
	at := &t.Gates[place]
	if at.Weights != nil {
		at.Weights = append(at.Weights, weight)
	}
	at.Inputs = append(at.Inputs, lost)
	at.Need += weight
}

// points returns the parties that stop the top alone, among those given, once
// one of the candidates is there; -1 for none.
func (t *openings) points(f *faulttree.Failures, among []int32, with int) []int32 {
	set := make([]int32, 0, len(t.candidates)+1)
	for i, c := range t.candidates {
		if i != with {
			set = append(set, c.off)
		}
	}
	n := len(set)
	return slices.DeleteFunc(slices.Clone(among), func(e int32) bool { return !f.Top(append(set[:n], e)...) })
}

// own lists the events that are parties.
func (t *openings) own() []int32 {
	out := make([]int32, len(t.parties))
	for i := range out {
		out[i] = num(i)
	}
	return out
}
