package risk

import "linchpin/graph"

// TopsFilter leaves the products or the open items, those of a verdict, and
// those that stop without a person, as a row of People says.
type TopsFilter struct {
	Kind    graph.Kind
	Verdict Verdict
	Leaving string // the person's id
}

// Tops lists the ids of products or open items, for lists that are kept
// elsewhere.
func (g *Graph) Tops(f TopsFilter) ([]string, error) {
	ids := []string{}
	some := g.ofKind(f.Kind)
	if f.Leaving != "" {
		v, ok := g.number(f.Leaving)
		if !ok || g.kind(v) != graph.KindPerson {
			return nil, graph.FieldError("/leaving", "unknown_ref", "no person has the id %q", f.Leaving)
		}
		t := g.team()
		r := t.borrow()
		defer t.giveBack(r)
		r.blast(v) // entities have the same numbers there
		some = t.tops(r.queue)
	}
	for _, v := range some {
		if g.traits[v]&isTop != 0 && g.kind(v) == f.Kind && (f.Verdict == "" || g.verdict(v) == f.Verdict) {
			ids = append(ids, g.id(v))
		}
	}
	return ids, nil
}
