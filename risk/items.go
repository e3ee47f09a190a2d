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

// TieFilter says from when on dates are counted; without a day, no partner is
// told to delay an item. Effect leaves the rows of one effect; Offset and Limit
// take a part of them; Limit 0 all of the rest.
type TieFilter struct {
	AsOf          graph.Date
	Effect        Effect
	Offset, Limit int
}

// PartnersOf lists every partner in a roadmap item's cone, sub-tiers and
// parents included, those behind a planned or candidate offering whose loss
// delays it, and those involved in it: first what stops it, then what delays
// it most, then what has the fewest alternatives, then by tier and name.
func (g *Graph) PartnersOf(item string, f TieFilter) ([]ItemPartner, error) {
	t, ok := g.number(item)
	if !ok || g.kind(t) != graph.KindRoadmapItem {
		return nil, graph.Errorf(graph.NotFound, "no roadmap item %q", item)
	}
	r := g.borrow()
	defer g.giveBack(r)
	r.coneOf(t, nil)
	r.widen()
	c, err := g.datesFrom(f.AsOf, &r.wide)
	if err != nil {
		return nil, err
	}
	out := []ItemPartner{}
	for _, k := range page(r.only(g.partnersOf(r, c, t), f.Effect), f.Offset, f.Limit) {
		switch k.effect {
		case EffectInvolved:
		case EffectDelays:
			r.blast(k.partner)
			r.farOf(k.partner)
		default:
			r.blast(k.partner)
			r.reachOf(k.partner, &r.cone)
		}
		out = append(out, ItemPartner{g.ref(k.partner), g.node(k.partner).TimeToRecoverDays, g.tie(r, c, k)})
	}
	return out, nil
}

// partnersOf lists what joins partners to an item whose cone r holds.
func (g *Graph) partnersOf(r *run, c *calendar, t int32) []knot {
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
			r.measure(k.partner, true, 0)
			out[i].tier = r.chains.length(t)
		} else if c != nil {
			if to, ok := c.delayed(r, t); ok {
				out[i].effect, out[i].of, out[i].to = EffectDelays, 0, to
			}
		}
	}
	if c != nil {
		out = append(out, g.delaying(r, c, t)...)
	}
	for _, i := range g.involved {
		if i.item == t && !slices.ContainsFunc(out, func(k knot) bool { return k.partner == i.partner }) {
			out = append(out, takesPart(i))
		}
	}
	slices.SortFunc(out, func(a, b knot) int { return cmp.Or(a.compare(b), g.byName(a.partner, b.partner)) })
	return out
}

// only leaves the knots of one effect, all where none is named. What joins the
// items of a partner, of whom r holds the blast, is told by that.
func (r *run) only(all []knot, e Effect) []knot {
	if e == "" {
		return all
	}
	return slices.DeleteFunc(all, func(k knot) bool {
		if k.effect == "" {
			k.effect = EffectOneOf
			if r.failed(k.item) {
				k.effect = EffectStops
			}
		}
		return k.effect != e
	})
}

// delaying lists the partners behind prospects whose loss delays an item.
func (g *Graph) delaying(r *run, c *calendar, t int32) (out []knot) {
	r.measureBack(r.prospectsIn()...)
	for _, p := range r.behind() {
		r.blast(p)
		if to, ok := c.delayed(r, t); ok {
			out = append(out, knot{partner: p, item: t, effect: EffectDelays, to: to, tier: r.chains.length(p)})
		}
	}
	return out
}

func takesPart(i involvement) knot {
	return knot{partner: i.partner, item: i.item, effect: EffectInvolved, tier: 1, role: i.role}
}

// ItemsOf lists every roadmap item still ahead that has a partner in its cone,
// is delayed by its failure or involves it, earliest first.
func (g *Graph) ItemsOf(partner string, f TieFilter) ([]PartnerItem, error) {
	p, ok := g.number(partner)
	if !ok || g.kind(p) != graph.KindPartner {
		return nil, graph.Errorf(graph.NotFound, "no partner %q", partner)
	}
	var c *calendar // none where no dates are asked for
	if f.AsOf != "" {
		d, err := g.borrowDates(f.AsOf)
		if err != nil {
			return nil, err
		}
		defer g.giveBackDates(d)
		c = d.p50
	}
	r := g.borrow()
	defer g.giveBack(r)
	r.blast(p)
	r.reachOf(p, nil)
	moved := map[int32]int64{}
	if c != nil {
		moved = c.delays(r)
		r.farOf(p)
	}
	knots := page(r.only(g.itemsOf(r, p, moved), f.Effect), f.Offset, f.Limit)
	for _, onlyFired := range []bool{true, false} {
		r.measure(p, onlyFired, 0)
		for i := range knots {
			if k := &knots[i]; k.effect != EffectInvolved && r.failed(k.item) == onlyFired {
				k.tier = r.chains.length(k.item)
			}
		}
	}
	out := []PartnerItem{}
	for _, k := range knots {
		k = r.itemKnot(k)
		top := g.top(k.item)
		out = append(out, PartnerItem{top.Ref, top.Key, g.node(k.item).Layer, top.Status, top.TargetDate, top.Value, g.tie(r, c, k)})
	}
	return out, nil
}

// itemKnot tells what joins an item to the partner of whom r holds blast,
// reach and chains, and fills its cone.
func (r *run) itemKnot(k knot) knot {
	switch k.effect {
	case EffectInvolved:
		return k
	case EffectDelays:
		r.coneOf(k.item, nil)
		if r.widen(); k.tier == 0 { // no chain but by prospects leads to it
			for _, o := range r.prospectsIn() {
				if n := r.chains.length(o); n > 0 && (k.tier == 0 || n < k.tier) {
					k.tier = n
				}
			}
		}
		return k
	default:
		r.coneOf(k.item, &r.reach)
		tier := k.tier
		k = r.knot(k.partner, k.item)
		k.tier = tier
		return k
	}
}

// itemsOf lists the open items that a partner, whose reach r holds, is joined
// to; what joins them is told only of those that it moves or merely takes part
// in.
func (g *Graph) itemsOf(r *run, p int32, moved map[int32]int64) (out []knot) {
	for _, v := range r.reach.list {
		if g.traits[v]&isItem != 0 && moved[v] == 0 {
			out = append(out, knot{partner: p, item: v})
		}
	}
	for v, to := range moved {
		out = append(out, knot{partner: p, item: v, effect: EffectDelays, to: to})
	}
	for _, i := range g.involved {
		if i.partner == p && g.traits[i.item]&isItem != 0 && !r.reach.has(i.item) && moved[i.item] == 0 {
			out = append(out, takesPart(i))
		}
	}
	slices.SortFunc(out, func(a, b knot) int { return cmp.Compare(g.rank[a.item], g.rank[b.item]) })
	return out
}
