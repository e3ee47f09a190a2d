package risk

import (
	"math/bits"
	"slices"
)

// evaluation is the state of one evaluation at a time; it is reused.
type evaluation struct {
	s      *scenarios
	word   []uint64 // by place: the scenarios in which the node fails
	plane  [64]uint64
	queue  []int32
	queued []bool
}

func (s *scenarios) evaluation() *evaluation {
	return &evaluation{s: s, word: make([]uint64, s.size), queued: make([]bool, s.size)}
}

// eval64 computes which targets fail in each of 64 scenarios. A bit of set[i]
// says whether event i happens in that scenario, a bit of the answer's
// failed[i] whether target i fails. It is F of 64 sets of events.
func (e *evaluation) eval64(set, failed []uint64) {
	s := e.s
	clear(e.word)
	for i, p := range s.events {
		if p >= 0 {
			e.word[p] |= set[i]
		}
	}
	next := int32(0)
	for _, c := range s.circles {
		e.straight(next, c.at)
		e.round(c)
		next = c.end
	}
	e.straight(next, num(s.size))
	for i, p := range s.targets {
		failed[i] = 0
		if p >= 0 {
			failed[i] = e.word[p]
		}
	}
}

// straight evaluates places that no circle holds: once is enough.
func (e *evaluation) straight(at, end int32) {
	for p := at; p < end; p++ {
		e.word[p] |= e.node(p)
	}
}

// round evaluates a circle until nothing changes. Bits are only ever added, so
// a place is evaluated again at most 64 times for each of its members.
func (e *evaluation) round(c stretch) {
	s := e.s
	e.queue = e.queue[:0]
	for p := c.at; p < c.end; p++ {
		e.queue = append(e.queue, p)
		e.queued[p] = true
	}
	for i := 0; i < len(e.queue); i++ {
		p := e.queue[i]
		e.queued[p] = false
		w := e.word[p] | e.node(p)
		if w == e.word[p] {
			continue // an event's own bits reach its owners in the first round, in which all are queued
		}
		e.word[p] = w
		for _, o := range s.out[s.outAt[p]:s.outAt[p+1]] {
			if !e.queued[o] {
				e.queue = append(e.queue, o)
				e.queued[o] = true
			}
		}
	}
}

// node returns the scenarios in which a group of the node at a place fails it.
func (e *evaluation) node(p int32) (w uint64) {
	s := e.s
	for _, g := range s.gates[s.gateAt[p]:s.gateAt[p+1]] {
		switch g.planes {
		case or:
			for _, m := range s.input[g.at:g.end] {
				w |= e.word[m]
			}
		case and:
			all := ^uint64(0)
			for _, m := range s.input[g.at:g.end] {
				all &= e.word[m]
			}
			w |= all
		default:
			w |= e.count(g)
		}
	}
	return w
}

// planes is how many bits a counter needs that goes up to most.
func planes(most int64) int32 { return num(bits.Len64(uint64(most))) } //nolint:gosec // a sum of weights

// count adds up, for 64 scenarios at once, what the failed members weigh: bit
// k of the 64 sums lies in plane k.
func (e *evaluation) count(g gate) uint64 {
	sum := e.plane[:g.planes]
	clear(sum)
	for i, m := range e.s.input[g.at:g.end] {
		failed := e.word[m]
		if failed == 0 {
			continue
		}
		weight := int32(1)
		if g.shares {
			weight = e.s.weight[g.at+num(i)]
		}
		add(sum, failed, weight)
	}
	return least(sum, g.need)
}

// add adds a weight to the sums of the marked scenarios, bit by bit with carry.
func add(sum []uint64, marked uint64, weight int32) {
	carry := uint64(0)
	for k := range sum {
		if weight == 0 && carry == 0 {
			return
		}
		a := uint64(0)
		if weight&1 != 0 {
			a = marked
		}
		weight >>= 1
		sum[k], carry = sum[k]^a^carry, sum[k]&a|sum[k]&carry|a&carry
	}
}

// least returns the scenarios whose sum is need or more.
func least(sum []uint64, need int64) uint64 {
	more, same := uint64(0), ^uint64(0)
	for k, bit := range slices.Backward(sum) {
		if need>>k&1 == 0 {
			more |= same & bit
			same &^= bit
		} else {
			same &= bit
		}
	}
	return more | same
}
