package risk

import (
	"cmp"
	"slices"

	"linchpin/graph"
)

// Effect is what a partner's failure does to an item.
type Effect string

// The effects. A partner that only delays an item is not told apart yet from
// those that leave it an alternative: that takes dates.
const (
	EffectStops    Effect = "stops"    // the item is in F({partner})
	EffectOneOf    Effect = "one_of_k" // in the item's cone otherwise
	EffectInvolved Effect = "involved" // only takes part, not required
)

// Tie is what joins a partner and an item. Of is, for one_of_k, the number of
// members of the smallest group at which the failure is caught: one of two,
// one of three. Tier is the number of partners on the shortest chain. The
// proof of one_of_k ends with that group, which has lost too few to fail.
type Tie struct {
	Effect  Effect    `json:"effect"`
	Of      int       `json:"of,omitempty"`
	Through []Passage `json:"through"`
	Tier    int       `json:"tier"`
	Role    string    `json:"role,omitempty"` // of one that is involved
	Proof
}

// ItemPartner is a partner an item rests on.
type ItemPartner struct {
	Partner           graph.Ref `json:"partner"`
	TimeToRecoverDays *int64    `json:"timeToRecoverDays"`
	Tie
}

// PartnerItem is an item that rests on a partner.
type PartnerItem struct {
	Item       graph.Ref   `json:"item"`
	Key        string      `json:"key,omitempty"`
	Layer      graph.Layer `json:"layer,omitempty"`
	Status     string      `json:"status"`
	TargetDate graph.Date  `json:"targetDate,omitempty"`
	Value      *Amount     `json:"value"`
	Tie
}

// PartnersOf lists every partner in a roadmap item's cone, sub-tiers and
// parents included, and those involved in it: first what stops it, then what
// has the fewest alternatives, then by tier and name.
func (g *Graph) PartnersOf(item string) ([]ItemPartner, error) {
	t, ok := g.index[item]
	if !ok || g.kind(t) != graph.KindRoadmapItem {
		return nil, graph.Errorf(graph.NotFound, "no roadmap item %q", item)
	}
	r := g.borrow()
	defer g.giveBack(r)
	r.coneOf(t, nil)
	partners := slices.DeleteFunc(slices.Clone(r.cone.list), func(v int32) bool { return g.traits[v]&isPartner == 0 })
	out := []ItemPartner{}
	for _, p := range partners {
		r.blast(p)
		r.measure(p, r.failed(t))
		r.reachOf(p, &r.cone)
		out = append(out, ItemPartner{g.ref(p), g.nodes[p].TimeToRecoverDays, g.tie(r, p, t)})
	}
	for _, i := range g.involved {
		if i.item == t && !slices.Contains(partners, i.partner) {
			out = append(out, ItemPartner{g.ref(i.partner), g.nodes[i.partner].TimeToRecoverDays, g.takesPart(i)})
		}
	}
	slices.SortStableFunc(out, func(a, b ItemPartner) int {
		return cmp.Or(a.compare(b.Tie), cmp.Compare(a.Partner.Name, b.Partner.Name), cmp.Compare(a.Partner.ID, b.Partner.ID))
	})
	return out, nil
}

// ItemsOf lists every roadmap item still ahead that has a partner in its cone
// or involves it, earliest first.
func (g *Graph) ItemsOf(partner string) ([]PartnerItem, error) {
	p, ok := g.index[partner]
	if !ok || g.kind(p) != graph.KindPartner {
		return nil, graph.Errorf(graph.NotFound, "no partner %q", partner)
	}
	r := g.borrow()
	defer g.giveBack(r)
	r.blast(p)
	r.reachOf(p, nil)
	items := slices.DeleteFunc(slices.Clone(r.reach.list), func(v int32) bool { return g.traits[v]&isItem == 0 })
	ties := map[int32]Tie{}
	for _, onlyFired := range []bool{true, false} {
		r.measure(p, onlyFired)
		for _, t := range items {
			if r.failed(t) == onlyFired {
				r.coneOf(t, &r.reach)
				ties[t] = g.tie(r, p, t)
			}
		}
	}
	for _, i := range g.involved {
		if i.partner == p && g.traits[i.item]&isItem != 0 && !r.reach.has(i.item) {
			items = append(items, i.item)
			ties[i.item] = g.takesPart(i)
		}
	}
	slices.SortFunc(items, func(a, b int32) int { return cmp.Compare(g.rank[a], g.rank[b]) })
	out := []PartnerItem{}
	for _, t := range slices.Compact(items) {
		top := g.top(t)
		out = append(out, PartnerItem{top.Ref, top.Key, g.nodes[t].Layer, top.Status, top.TargetDate, top.Value, ties[t]})
	}
	return out, nil
}

// tie describes what joins a partner, whose blast, reach and chains were
// computed, and an item, whose cone was.
func (g *Graph) tie(r *run, p, t int32) Tie {
	stops := r.failed(t)
	between := slices.DeleteFunc(slices.Clone(r.cone.list), func(v int32) bool {
		return !r.reach.has(v) || stops && !r.failed(v)
	})
	tie := Tie{Effect: EffectStops, Through: g.passages(between), Tier: r.chains.length(t)}
	if stops {
		tie.Proof = g.proof(g.stopsHead([]int32{p}, t), r.witness(t))
		return tie
	}
	tie.Effect = EffectOneOf
	caught := r.catcher()
	if caught < 0 {
		return tie // unreachable: what is in the cone and does not stop it is caught
	}
	tie.Of = len(g.membersOf(caught))
	steps := r.steps(fired{caught, r.lost(caught, num(len(r.queue)))})
	tie.Proof = g.proof(g.title(t)+" works without "+g.label(p), steps)
	return tie
}

// catcher returns the smallest group in the cone that has lost members and
// whose owner works.
func (r *run) catcher() int32 {
	best := int32(-1)
	for _, i := range r.counted {
		if owner := r.g.groups[i].owner; r.failed(owner) || !r.cone.has(owner) {
			continue
		}
		if best < 0 || len(r.g.membersOf(i)) < len(r.g.membersOf(best)) {
			best = i
		}
	}
	return best
}

func (g *Graph) takesPart(i involvement) Tie {
	return Tie{
		Effect: EffectInvolved, Through: []Passage{}, Tier: 1, Role: i.role,
		Proof: g.proof(g.label(i.partner)+" takes part in "+g.title(i.item)+" and is not required", nil),
	}
}

// compare puts what weighs more first.
func (t Tie) compare(u Tie) int {
	rank := []Effect{EffectStops, EffectOneOf, EffectInvolved}
	return cmp.Or(
		cmp.Compare(slices.Index(rank, t.Effect), slices.Index(rank, u.Effect)),
		cmp.Compare(t.Of, u.Of), cmp.Compare(t.Tier, u.Tier))
}
