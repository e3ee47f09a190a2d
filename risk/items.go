package risk

import (
	"cmp"
	"slices"

	"linchpin/graph"
)

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
func (g *Graph) PartnersOf(item string) ([]ItemPartner, error) { return g.PartnersPage(item, 0, 0) }

// PartnersPage is PartnersOf with only a part of the rows: limit of them from
// offset on, all of the rest for limit 0.
func (g *Graph) PartnersPage(item string, offset, limit int) ([]ItemPartner, error) {
	t, ok := g.number(item)
	if !ok || g.kind(t) != graph.KindRoadmapItem {
		return nil, graph.Errorf(graph.NotFound, "no roadmap item %q", item)
	}
	r := g.borrow()
	defer g.giveBack(r)
	r.coneOf(t, nil)
	out := []ItemPartner{}
	for _, k := range page(g.partnersOf(r, t), offset, limit) {
		if k.effect != EffectInvolved {
			r.blast(k.partner)
			r.reachOf(k.partner, &r.cone)
		}
		out = append(out, ItemPartner{g.ref(k.partner), g.node(k.partner).TimeToRecoverDays, g.tie(r, k)})
	}
	return out, nil
}

// partnersOf lists what joins partners to an item whose cone r holds.
func (g *Graph) partnersOf(r *run, t int32) []knot {
	var out []knot
	r.measureBack(t)
	for _, p := range r.cone.list {
		if g.traits[p]&isPartner != 0 {
			out = append(out, knot{partner: p, tier: r.chains.length(p)})
		}
	}
	for i, k := range out {
		r.blast(k.partner)
		out[i] = r.knot(k.partner, t)
		out[i].tier = k.tier
		if out[i].effect == EffectStops {
			r.measure(k.partner, true)
			out[i].tier = r.chains.length(t)
		}
	}
	for _, i := range g.involved {
		if i.item == t && !r.cone.has(i.partner) {
			out = append(out, takesPart(i))
		}
	}
	slices.SortFunc(out, func(a, b knot) int { return cmp.Or(a.compare(b), g.byName(a.partner, b.partner)) })
	return out
}

func takesPart(i involvement) knot {
	return knot{partner: i.partner, item: i.item, effect: EffectInvolved, tier: 1, role: i.role}
}

// ItemsOf lists every roadmap item still ahead that has a partner in its cone
// or involves it, earliest first.
func (g *Graph) ItemsOf(partner string) ([]PartnerItem, error) { return g.ItemsPage(partner, 0, 0) }

// ItemsPage is ItemsOf with only a part of the rows: limit of them from offset
// on, all of the rest for limit 0.
func (g *Graph) ItemsPage(partner string, offset, limit int) ([]PartnerItem, error) {
	p, ok := g.number(partner)
	if !ok || g.kind(p) != graph.KindPartner {
		return nil, graph.Errorf(graph.NotFound, "no partner %q", partner)
	}
	r := g.borrow()
	defer g.giveBack(r)
	r.blast(p)
	r.reachOf(p, nil)
	knots := page(g.itemsOf(r, p), offset, limit)
	for _, onlyFired := range []bool{true, false} {
		r.measure(p, onlyFired)
		for i := range knots {
			if k := &knots[i]; k.effect != EffectInvolved && r.failed(k.item) == onlyFired {
				k.tier = r.chains.length(k.item)
			}
		}
	}
	out := []PartnerItem{}
	for _, k := range knots {
		if k.effect != EffectInvolved {
			r.coneOf(k.item, &r.reach)
			tier := k.tier
			k = r.knot(p, k.item)
			k.tier = tier
		}
		top := g.top(k.item)
		out = append(out, PartnerItem{top.Ref, top.Key, g.node(k.item).Layer, top.Status, top.TargetDate, top.Value, g.tie(r, k)})
	}
	return out, nil
}

// itemsOf lists the open items that a partner, whose reach r holds, is joined
// to; what joins them is told only of those it merely takes part in.
func (g *Graph) itemsOf(r *run, p int32) (out []knot) {
	for _, v := range r.reach.list {
		if g.traits[v]&isItem != 0 {
			out = append(out, knot{partner: p, item: v})
		}
	}
	for _, i := range g.involved {
		if i.partner == p && g.traits[i.item]&isItem != 0 && !r.reach.has(i.item) {
			out = append(out, takesPart(i))
		}
	}
	slices.SortFunc(out, func(a, b knot) int { return cmp.Compare(g.rank[a.item], g.rank[b.item]) })
	return out
}
