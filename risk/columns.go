package risk

import "linchpin/graph"

// ComponentRisk is what a list shows of a component.
type ComponentRisk struct {
	Verdict        Verdict `json:"verdict"`
	Sourcing       string  `json:"sourcing"`
	Effective      *int    `json:"effective"`
	EffectiveExact bool    `json:"effectiveExact"`
	Stops          Stops   `json:"stops"`
}

// TopRisk is what a list shows of a product or roadmap item: its verdict and
// the number of partners that alone stop it.
type TopRisk struct {
	Verdict      Verdict `json:"verdict"`
	SinglePoints int     `json:"singlePoints"`
}

// PartnerStops answers what each of the partners stops by itself. Unknown ids
// have no entry.
func (g *Graph) PartnerStops(ids []string) map[string]Stops {
	out := make(map[string]Stops, len(ids))
	r := g.borrow()
	defer g.giveBack(r)
	g.each(ids, isPartner, func(id string, v int32) {
		r.blast(v)
		out[id] = g.stops(r.queue)
	})
	return out
}

// ComponentRisk answers the verdicts of components. Unknown ids have no entry.
func (g *Graph) ComponentRisk(ids []string) map[string]ComponentRisk {
	out := make(map[string]ComponentRisk, len(ids))
	r := g.borrow()
	defer g.giveBack(r)
	g.each(ids, isComponent, func(id string, v int32) {
		c := ComponentRisk{Verdict: g.verdict(v), Sourcing: g.sourcing(v)}
		c.Effective, c.EffectiveExact = g.effective(v)
		r.blast(v)
		c.Stops = g.stops(r.queue)
		out[id] = c
	})
	return out
}

// SingleSourced lists the components whose counting offerings have one maker.
func (g *Graph) SingleSourced() (ids []string) {
	for _, v := range g.ofKind(graph.KindComponent) {
		if g.sourcing(v) == SourcingSingle {
			ids = append(ids, g.node(v).ID)
		}
	}
	return ids
}

// TopRisk answers the verdicts of products and roadmap items, the shipped and
// dropped among them too. Unknown ids have no entry.
func (g *Graph) TopRisk(ids []string) map[string]TopRisk {
	out := make(map[string]TopRisk, len(ids))
	p, _ := g.pointsOf(CausePartner)
	g.each(ids, isTop|isClosed, func(id string, v int32) {
		out[id] = TopRisk{g.verdict(v), int(p.stopBy[v])}
	})
	return out
}

// each calls f for the ids of nodes that have one of the traits.
func (g *Graph) each(ids []string, some trait, f func(id string, v int32)) {
	for _, id := range ids {
		if v, ok := g.number(id); ok && g.traits[v]&some != 0 {
			f(id, v)
		}
	}
}
