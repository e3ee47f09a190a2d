package risk

import (
	"cmp"
	"slices"

	"linchpin/graph"
)

// Missing is a fact nobody recorded, by the field that would hold it.
type Missing struct {
	Entity graph.Ref `json:"entity"`
	Field  string    `json:"field"`
}

// certainty is what a verdict needs besides the single points.
type certainty struct {
	doubtful  []bool // some fact in the node's cone is missing
	stoppable []bool // all partners together stop the node
}

func (g *Graph) certainty() *certainty {
	return g.certain.get(func() *certainty {
		c := &certainty{doubtful: make([]bool, g.size()), stoppable: make([]bool, g.size())}
		var todo []int32
		for v := range num(g.size()) {
			if g.missing(v) != "" {
				c.doubtful[v] = true
				todo = append(todo, v)
			}
		}
		for len(todo) > 0 { // a doubt spreads to all that rests on it
			v := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			for _, e := range g.entries(v) {
				if !c.doubtful[e.owner] {
					c.doubtful[e.owner] = true
					todo = append(todo, e.owner)
				}
			}
		}
		r := g.borrow()
		defer g.giveBack(r)
		r.blast(g.ofKind(graph.KindPartner)...)
		for _, v := range r.queue {
			c.stoppable[v] = true
		}
		return c
	})
}

// missing names the field of v that would have to be known to call safe what
// rests on it; empty for none.
func (g *Graph) missing(v int32) string {
	switch t := g.traits[v]; {
	case t&isUnsure == 0:
	case t&isComponent != 0:
		return "sourcesKnown"
	case t&isPartner != 0:
		return "subTiersKnown"
	default:
		if c := g.componentOf(v); c >= 0 && g.traits[c]&isShared != 0 {
			return "sharePercent"
		}
	}
	return ""
}

// missingOf lists the missing facts in the cone of v, components first.
func (g *Graph) missingOf(r *run, v int32) []Missing {
	out := []Missing{}
	if !g.certainty().doubtful[v] {
		return out
	}
	r.coneOf(v, nil)
	facts := slices.DeleteFunc(slices.Clone(r.cone.list), func(m int32) bool { return g.missing(m) == "" })
	slices.SortFunc(facts, g.byKind)
	for _, m := range facts {
		out = append(out, Missing{g.ref(m), g.missing(m)})
	}
	return out
}

// verdict says whether one partner stops a component or top.
func (g *Graph) verdict(v int32) Verdict {
	p, _ := g.pointsOf(CausePartner) // a cause it knows
	switch {
	case p.stopBy[v] > 0:
		return Exposed
	case !g.certainty().doubtful[v] && g.rests(v):
		return Safe
	default:
		return Unknown
	}
}

// rests reports whether v has a counting source, or anything else it needs.
func (g *Graph) rests(v int32) bool {
	return slices.ContainsFunc(g.groupsOf(v), func(i int32) bool {
		switch g.groups[i].rule {
		case Country, Person:
			return false
		case Services: // a service is no source
			return g.traits[v]&isComponent == 0
		default:
			return true
		}
	})
}

// Verdicts counts things by verdict.
type Verdicts struct {
	Exposed int `json:"exposed"`
	Unknown int `json:"unknown"`
	Safe    int `json:"safe"`
}

func (vs *Verdicts) add(v Verdict) {
	switch v {
	case Exposed:
		vs.Exposed++
	case Safe:
		vs.Safe++
	default:
		vs.Unknown++
	}
}

// ranked lists the components by what their failure stops, then by name; the
// list is shared and read only.
func (g *Graph) ranked() []int32 {
	return g.ranks.get(func() []int32 {
		loads, out := make([]load, g.size()), g.ofKind(graph.KindComponent)
		g.forEach(out, workers(), func(r *run, _ int, v int32) {
			r.blast(v)
			loads[v] = r.load()
		})
		slices.SortFunc(out, func(a, b int32) int { return cmp.Or(loads[a].compare(loads[b]), g.byName(a, b)) })
		return out
	})
}
