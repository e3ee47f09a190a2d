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
			if len(g.missing(v)) > 0 {
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

// missing names the fields of v that would have to be known to call safe what
// rests on it.
func (g *Graph) missing(v int32) (fields []string) {
	switch {
	case g.traits[v]&isComponent != 0 && g.nodes[v].SourcesKnown != "yes":
		return []string{"sourcesKnown"}
	case g.traits[v]&isPartner != 0 && g.nodes[v].SubTiersKnown != "yes":
		return []string{"subTiersKnown"}
	case int(v) < len(g.nodes) && g.nodes[v].Kind == graph.KindOffering && g.nodes[v].Counts && g.nodes[v].SharePercent == nil:
		if c := g.componentOf(v); c >= 0 && g.nodes[c].RequiredSharePercent != nil {
			return []string{"sharePercent"}
		}
	}
	return nil
}

// missingOf lists the missing facts in the cone of v, components first.
func (g *Graph) missingOf(r *run, v int32) []Missing {
	out := []Missing{}
	if !g.certainty().doubtful[v] {
		return out
	}
	r.coneOf(v, nil)
	facts := slices.DeleteFunc(slices.Clone(r.cone.list), func(m int32) bool { return len(g.missing(m)) == 0 })
	slices.SortFunc(facts, g.byKind)
	for _, m := range facts {
		for _, f := range g.missing(m) {
			out = append(out, Missing{g.ref(m), f})
		}
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

// effectOf returns how many tops the failure of each component stops.
func (g *Graph) effectOf() []load {
	return g.effects.get(func() []load {
		out := make([]load, g.size())
		g.forEach(g.ofKind(graph.KindComponent), workers(), func(r *run, _ int, v int32) {
			r.blast(v)
			out[v] = r.load()
		})
		return out
	})
}

// byLoad orders components by what they stop, then by name.
func (g *Graph) byLoad(a, b int32) int {
	e := g.effectOf()
	return cmp.Or(e[a].compare(e[b]), g.byName(a, b))
}
