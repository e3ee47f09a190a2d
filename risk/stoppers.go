package risk

import "iter"

// Stoppers iterates over the partners that alone stop a top, each with the ids
// of all the tops it stops: what stops more comes first.
func (g *Graph) Stoppers() iter.Seq2[string, []string] {
	return func(yield func(string, []string) bool) {
		p, _ := g.pointsOf(CausePartner) // a cause there is
		r := g.borrow()
		defer g.giveBack(r)
		for _, row := range p.rows {
			r.blast(row.party)
			var tops []string
			for _, v := range r.queue {
				if g.traits[v]&isTop != 0 {
					tops = append(tops, g.id(v))
				}
			}
			if !yield(g.id(row.party), tops) {
				return
			}
		}
	}
}
