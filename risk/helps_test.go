package risk

import (
	"testing"

	"linchpin/graph"
)

// What would help most is what frees most when it is really added: each
// component is tried by a scenario of its own.
func TestHelpsAreWhatASourceFrees(t *testing.T) {
	said := 0
	for seed := range uint64(ecosystems / 12) {
		s := ecosystem(seed)
		g := graphOf(s)
		partners := partiesOf(s, CausePartner)
		remove := []string{partners[int(seed)%len(partners)]}
		w, err := g.WhatIf(Scenario{Remove: remove, AsOf: firstDay}, WhatIfFilter{})
		if err != nil {
			t.Fatal(err)
		}
		freed, most := map[string]load{}, load{}
		for _, n := range s.Nodes {
			if n.Kind != graph.KindComponent {
				continue
			}
			share := 100.0
			backed, err := g.WhatIf(Scenario{Remove: remove, AsOf: firstDay, Add: []Addition{
				{ID: "new", Body: &graph.Partner{Name: "New", SubTiersKnown: "yes"}},
				{Body: &graph.Offering{Component: n.ID, Maker: "new", Status: "active", Approval: "approved", SharePercent: &share}},
			}}, WhatIfFilter{})
			if err != nil {
				t.Fatal(err)
			}
			l := load{num(w.Stopped.RoadmapItems - backed.Stopped.RoadmapItems), num(w.Stopped.Products - backed.Stopped.Products)}
			if freed[n.ID] = l; l.compare(most) < 0 {
				most = l
			}
		}
		if len(w.Helps) == 0 && most != (load{}) {
			t.Errorf("seed %d: something frees %v and nothing is said", seed, most)
		}
		for i, h := range w.Helps {
			said++
			l := load{num(h.Frees.RoadmapItems), num(h.Frees.Products)}
			if l != freed[h.Component.ID] || i == 0 && l != most || len(h.Tops) != int(l.items+l.products) {
				t.Errorf("seed %d: %s is said to free %v, frees %v; the most is %v", seed, h.Component.ID, l, freed[h.Component.ID], most)
			}
		}
	}
	if said == 0 {
		t.Error("nothing was ever said")
	}
}
