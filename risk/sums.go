package risk

import (
	"cmp"
	"math/big"
	"math/bits"
	"slices"

	"linchpin/graph"
)

// Amount is an amount of money.
type Amount struct {
	Currency string      `json:"currency"`
	Amount   graph.Money `json:"amount"`
}

// sums add up money by currency, exactly and without conversion. They count
// minor units, or parts of them that whoever takes the amounts names. 128 bits
// hold a million times 2^63 of them for each day of a hundred years. The zero
// sums are empty.
type sums []sum

// sum is an amount of one currency: the halves of a number of 128 bits, negative
// as in two's complement.
type sum struct {
	currency  string
	high, low uint64
}

// amountOf is an amount in minor units.
func amountOf(currency string, n int64) sum {
	return sum{currency, uint64(n >> 63), uint64(n)} //nolint:gosec // its bits
}

// signed is the upper half with the sign.
func (x sum) signed() int64 { return int64(x.high) } //nolint:gosec // its bits

// times is x so many times, at least 0.
func (x sum) times(n int64) sum {
	by := uint64(n) //nolint:gosec // at least 0
	carry, low := bits.Mul64(x.low, by)
	return sum{x.currency, x.high*by + carry, low}
}

// add puts an amount in.
func (s *sums) add(x sum) {
	for i := range *s {
		if at := &(*s)[i]; at.currency == x.currency {
			low, carry := bits.Add64(at.low, x.low, 0)
			at.low, at.high = low, at.high+x.high+carry
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

// raise makes the amount of a currency at least x.
func (s *sums) raise(x sum) {
	for i := range *s {
		if at := &(*s)[i]; at.currency == x.currency {
			if x.compare(*at) > 0 {
				*at = x
			}
			return
		}
	}
	*s = append(*s, x)
}

func (x sum) compare(y sum) int {
	return cmp.Or(cmp.Compare(x.signed(), y.signed()), cmp.Compare(x.low, y.low))
}

// sort puts the currencies in order.
func (s sums) sort() {
	slices.SortFunc(s, func(a, b sum) int { return cmp.Compare(a.currency, b.currency) })
}

func (x sum) big() *big.Int {
	out := new(big.Int).Lsh(big.NewInt(x.signed()), 64)
	return out.Add(out, new(big.Int).SetUint64(x.low))
}

// amounts lists what is there by currency, counted in parts of a minor unit,
// so many to one, and rounded to it once, half up.
func (s sums) amounts(parts int64) []Amount {
	out := make([]Amount, 0, len(s))
	for _, x := range s {
		out = append(out, x.amount(parts))
	}
	slices.SortFunc(out, func(a, b Amount) int { return cmp.Compare(a.Currency, b.Currency) })
	return out
}

// amount writes out a number of parts of a minor unit, so many to one.
func (x sum) amount(parts int64) Amount {
	scale := graph.MinorUnits(x.currency)
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil)
	return Amount{x.currency, graph.Money(new(big.Rat).SetFrac(x.big(), unit.Mul(unit, big.NewInt(parts))).FloatString(scale))}
}

// over is x / total as a number, 0 where total is 0.
func (x sum) over(total sum) float64 {
	if x.high == 0 && total.high == 0 && total.low > 0 && (x.low|total.low)>>53 == 0 {
		return float64(x.low) / float64(total.low) // both are exact: the quotient is rounded once, as in ratio
	}
	return ratio(x.big(), total.big())
}

// ratio is a / b as a number, 0 where b is 0.
func ratio(a, b *big.Int) float64 {
	if b.Sign() == 0 {
		return 0
	}
	f, _ := new(big.Rat).SetFrac(a, b).Float64()
	return f
}
