package risk

import (
	"cmp"
	"math/big"
	"math/bits"
	"slices"

	"linchpin/graph"
)

// sums are a purse to add to a million times: exact too, since 128 bits hold
// more than 2^63 amounts of minor units, and small. The zero sums are empty.
type sums []sum

// sum is an amount of one currency in minor units: high * 2^64 + low.
type sum struct {
	currency string
	high     int64
	low      uint64
}

// amountOf is an amount in minor units.
func amountOf(currency string, n int64) sum {
	return sum{currency, n >> 63, uint64(n)} //nolint:gosec // the lower half of 128 bits
}

// add puts an amount in.
func (s *sums) add(x sum) {
	for i := range *s {
		if at := &(*s)[i]; at.currency == x.currency {
			low, carry := bits.Add64(at.low, x.low, 0)
			at.low, at.high = low, at.high+x.high+int64(carry) //nolint:gosec // 0 or 1
			return
		}
	}
	*s = append(*s, x)
}

// of returns what is there of a currency.
func (s sums) of(currency string) sum {
	for _, x := range s {
		if x.currency == currency {
			return x
		}
	}
	return sum{currency: currency}
}

// sort puts the currencies in order.
func (s sums) sort() {
	slices.SortFunc(s, func(a, b sum) int { return cmp.Compare(a.currency, b.currency) })
}

func (x sum) big() *big.Int {
	out := new(big.Int).Lsh(big.NewInt(x.high), 64)
	return out.Add(out, new(big.Int).SetUint64(x.low))
}

// amount writes it out.
func (x sum) amount() Amount {
	return Amount{x.currency, decimal(x.big(), 1, graph.MinorUnits(x.currency))}
}

// over is x / total as a number, 0 where total is 0.
func (x sum) over(total sum) float64 {
	if x.high == 0 && total.high == 0 && total.low > 0 && (x.low|total.low)>>53 == 0 {
		return float64(x.low) / float64(total.low) // both are exact: the quotient is rounded once, as in ratio
	}
	return ratio(x.big(), total.big())
}
