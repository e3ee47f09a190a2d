package risk

import (
	"slices"

	"linchpin/graph"
)

// FalseDiversity is a component that looks diverse, because its counting
// offerings have two or more makers, and whose sources fail together by one
// party: no single offering's failure is enough for that. Members are the
// offerings; As says what the party is to them.
type FalseDiversity struct {
	Component graph.Ref   `json:"component"`
	Layer     graph.Layer `json:"layer"`
	Members   []graph.Ref `json:"members"`
	Shared    graph.Ref   `json:"shared"`
	As        string      `json:"as"` // maker, seller, parent, sub_tier, service, country, person
	Proof
}

// FalseDiversity lists the components that look diverse and share one cause,
// a row for each cause, by component's and cause's name.
func (g *Graph) FalseDiversity(c Cause) ([]FalseDiversity, error) {
	p, err := g.pointsOf(c)
	if err != nil {
		return nil, err
	}
	r := g.borrow()
	defer g.giveBack(r)
	out := []FalseDiversity{}
	for _, s := range p.shared {
		r.blast(s.party)
		owner := g.groups[s.group].owner
		steps := r.steps(fired{s.group, r.used(s.group, num(len(r.queue)))})
		head := g.label(owner) + " looks diverse and rests on " + g.label(s.party)
		out = append(out, FalseDiversity{
			Component: g.ref(owner), Layer: g.node(owner).Layer, Members: g.refs(g.membersOf(s.group)),
			Shared: g.ref(s.party), As: g.as(s.party, steps), Proof: g.proof(head, steps),
		})
	}
	return out, nil
}

// as labels a party by how the steps rest on it: as parent when anything does
// so, else as sub-tier, service, seller or maker.
func (g *Graph) as(party int32, steps []fired) string {
	labels := map[Rule]string{
		OwnedBy: "parent", ReliesOn: "sub_tier", SourcesFrom: "sub_tier", Services: "service",
		SoldBy: "seller", MadeBy: "maker", Country: "country", Person: "person",
	}
	found := map[Rule]bool{}
	for _, f := range steps {
		if slices.Contains(f.failed, party) {
			found[g.groups[f.group].rule] = true
		}
	}
	for _, r := range []Rule{OwnedBy, SourcesFrom, ReliesOn, Services, SoldBy, MadeBy, Country, Person} {
		if found[r] {
			return labels[r]
		}
	}
	return ""
}
