package risk

import (
	"cmp"
	"slices"

	"linchpin/graph"
)

// Effect is what a partner's failure does to an item.
type Effect string

// The effects. Which partners delay an item is told where dates are counted.
const (
	EffectStops    Effect = "stops"    // the item is in F({partner})
	EffectDelays   Effect = "delays"   // it is not, but what the partner takes moves its ready date
	EffectOneOf    Effect = "one_of_k" // in the item's cone otherwise
	EffectInvolved Effect = "involved" // only takes part, not required
)

// Tie is what joins a partner and an item. Of is, for one_of_k, the number of
// members of the smallest group at which the failure is caught: one of two,
// one of three. DelayDays is, for delays, by how many days the item is later
// than ReadyDate, nil where no date is left. Tier is the number of partners on
// the shortest chain. The proof of one_of_k ends with the group that catches
// the failure, which has lost too few to fail, that of delays with what the
// date rested on.
type Tie struct {
	Effect    Effect      `json:"effect"`
	Of        int         `json:"of,omitempty"`
	DelayDays *int64      `json:"delayDays,omitempty"`
	ReadyDate *graph.Date `json:"readyDate,omitempty"`
	Through   []Passage   `json:"through"`
	Tier      int         `json:"tier"`
	Role      string      `json:"role,omitempty"` // of one that is involved
	Proof
}

// knot is a tie in numbers.
type knot struct {
	partner, item int32
	effect        Effect
	of, tier      int
	role          string
	to            int64 // of one that delays, the day it delays to
}

// knot tells what joins a partner, of whom r holds the blast, and an item, of
// which it holds the cone, but for the tier of one_of_k.
func (r *run) knot(p, t int32) knot {
	if r.failed(t) {
		return knot{partner: p, item: t, effect: EffectStops}
	}
	return knot{partner: p, item: t, effect: EffectOneOf, of: len(r.g.membersOf(r.catcher(nil)))}
}

// catcher returns the smallest group in the cone that has lost members and
// whose owner works: there is one wherever a partner of the cone does not stop
// the item. Among, where it is not nil, says which owners may catch it.
func (r *run) catcher(among func(owner int32) bool) int32 {
	best := int32(-1)
	for _, i := range r.counted {
		if owner := r.g.groups[i].owner; r.failed(owner) || !r.cone.has(owner) || among != nil && !among(owner) {
			continue
		}
		if best < 0 || len(r.g.membersOf(i)) < len(r.g.membersOf(best)) {
			best = i
		}
	}
	return best
}

// tie tells all of a knot; r holds the partner's blast and reach and the
// item's cone, all of it and the far reach where it delays.
func (g *Graph) tie(r *run, c *calendar, k knot) Tie {
	tie := Tie{Effect: k.effect, Of: k.of, Tier: k.tier, Role: k.role, Through: []Passage{}}
	reach := &r.reach
	switch k.effect {
	case EffectStops:
		tie.Proof = g.proof(g.stopsHead([]int32{k.partner}, k.item), r.witness(k.item))
	case EffectDelays:
		reach = &r.far
		c.delay(r, k, &tie)
	case EffectOneOf:
		caught := r.catcher(nil)
		steps := r.steps(fired{caught, r.lost(caught, num(len(r.queue)))})
		tie.Proof = g.proof(g.title(k.item)+" works without "+g.label(k.partner), steps)
	default:
		tie.Proof = g.proof(g.label(k.partner)+" takes part in "+g.title(k.item)+" and is not required", nil)
		return tie
	}
	tie.Through = g.passages(slices.DeleteFunc(slices.Clone(r.cone.list), func(v int32) bool {
		return !reach.has(v) || k.effect == EffectStops && !r.failed(v)
	}))
	return tie
}

// compare puts what weighs more first.
func (k knot) compare(l knot) int {
	rank := []Effect{EffectStops, EffectDelays, EffectOneOf, EffectInvolved}
	return cmp.Or(
		cmp.Compare(slices.Index(rank, k.effect), slices.Index(rank, l.effect)),
		-cmp.Compare(k.to, l.to), cmp.Compare(k.of, l.of), cmp.Compare(k.tier, l.tier))
}
