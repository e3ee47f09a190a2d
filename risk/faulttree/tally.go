package faulttree

import (
	"math/big"
	"math/bits"
)

// tally is a count of any size; small ones take no memory of their own.
type tally struct {
	small uint64
	large *big.Int // in place of small, when there is one
}

func (a tally) isZero() bool { return a.large == nil && a.small == 0 }

func (a tally) big() *big.Int {
	if a.large != nil {
		return a.large
	}
	return new(big.Int).SetUint64(a.small)
}

func (a tally) plus(b tally) tally {
	if a.large == nil && b.large == nil {
		if sum, carry := bits.Add64(a.small, b.small, 0); carry == 0 {
			return tally{small: sum}
		}
	}
	return tally{large: new(big.Int).Add(a.big(), b.big())}
}

func (a tally) times(b tally) tally {
	if a.large == nil && b.large == nil {
		if high, low := bits.Mul64(a.small, b.small); high == 0 {
			return tally{small: low}
		}
	}
	return tally{large: new(big.Int).Mul(a.big(), b.big())}
}

// spread counts sets by order: how many have least, least+1, ... events.
type spread struct {
	least int32
	count []tally
}

// plus adds two spreads, up to an order.
func (a spread) plus(b spread) spread {
	switch {
	case len(a.count) == 0:
		return b
	case len(b.count) == 0:
		return a
	}
	least := min(a.least, b.least)
	end := max(a.least+num(len(a.count)), b.least+num(len(b.count)))
	out := spread{least, make([]tally, end-least)}
	for _, s := range []spread{a, b} {
		for i, n := range s.count {
			at := &out.count[s.least-least+num(i)]
			*at = at.plus(n)
		}
	}
	return out
}

// times counts the unions of a set of each, up to an order.
func (a spread) times(b spread, order int32) spread {
	if len(a.count) == 0 || len(b.count) == 0 || a.least+b.least > order {
		return spread{}
	}
	out := spread{least: a.least + b.least}
	if len(a.count) == 1 && a.count[0] == (tally{small: 1}) { // a single event
		out.count = b.count[:min(num(len(b.count)), order-out.least+1)]
		return out
	}
	out.count = make([]tally, min(num(len(a.count)+len(b.count)-1), order-out.least+1))
	for i, x := range a.count {
		for j, y := range b.count {
			if i+j < len(out.count) && !x.isZero() && !y.isZero() {
				out.count[i+j] = out.count[i+j].plus(x.times(y))
			}
		}
	}
	return out
}

// Order returns the order up to which the family is complete; 0 means that it
// is complete.
func (c *Family) Order() int {
	if c.order == unlimited {
		return 0
	}
	return int(c.order)
}

// ByOrder counts the minimal cut sets of order 1, 2, ... up to the largest
// there are. It walks the diagrams and lists no set.
func (c *Family) ByOrder() []*big.Int {
	of := make([]spread, len(c.parts))
	one := spread{1, []tally{{small: 1}}}
	for i := len(c.parts) - 1; i >= 0; i-- {
		d := c.parts[i]
		at := make([]spread, len(d.v))
		at[1] = spread{0, []tally{{small: 1}}}
		for j := 2; j < len(d.v); j++ {
			x := d.v[j]
			by := one
			if v := int(d.vars[x.level]); v >= c.events {
				by = of[v-c.events]
			}
			at[j] = by.times(at[x.hi], c.order).plus(at[x.lo])
		}
		of[i] = at[d.root]
	}
	top := of[0]
	out := make([]*big.Int, 0, len(top.count))
	for k := int32(1); k < top.least+num(len(top.count)); k++ {
		n := new(big.Int)
		if k >= top.least {
			n.Set(top.count[k-top.least].big())
		}
		out = append(out, n)
	}
	for len(out) > 0 && out[len(out)-1].Sign() == 0 {
		out = out[:len(out)-1]
	}
	return out
}

// Count counts the minimal cut sets.
func (c *Family) Count() *big.Int {
	sum := new(big.Int)
	for _, n := range c.ByOrder() {
		sum.Add(sum, n)
	}
	return sum
}
