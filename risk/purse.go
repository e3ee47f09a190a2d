package risk

import (
	"maps"
	"math/big"
	"slices"

	"linchpin/graph"
)

// Amount is an amount of money.
type Amount struct {
	Currency string      `json:"currency"`
	Amount   graph.Money `json:"amount"`
}

// purse adds up money by currency, exactly and without conversion. It counts
// minor units, or fractions of them that whoever takes the amounts names. The
// zero purse is empty; purses that are copied share what is in them.
type purse map[string]*big.Int

// add puts n minor units in, so many times.
func (p *purse) add(currency string, n, times int64) {
	var x, y big.Int
	p.sum(currency, x.Mul(x.SetInt64(n), y.SetInt64(times)))
}

// sum puts an amount in.
func (p *purse) sum(currency string, n *big.Int) {
	if *p == nil {
		*p = purse{}
	}
	sum := (*p)[currency]
	if sum == nil {
		sum = new(big.Int)
		(*p)[currency] = sum
	}
	sum.Add(sum, n)
}

// of returns what is there of a currency.
func (p purse) of(currency string) *big.Int {
	if n := p[currency]; n != nil {
		return n
	}
	return new(big.Int)
}

// amounts lists what is there by currency, counted in parts of a minor unit,
// so many to one, and rounded to it once, half up.
func (p purse) amounts(parts int64) []Amount {
	out := make([]Amount, 0, len(p))
	for _, c := range slices.Sorted(maps.Keys(p)) {
		out = append(out, Amount{c, decimal(p[c], parts, graph.MinorUnits(c))})
	}
	return out
}

// decimal writes a sum of parts of minor units as an amount.
func decimal(sum *big.Int, parts int64, scale int) graph.Money {
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil)
	return graph.Money(new(big.Rat).SetFrac(sum, unit.Mul(unit, big.NewInt(parts))).FloatString(scale))
}

// ratio is a / b as a number, 0 where b is 0.
func ratio(a, b *big.Int) float64 {
	if b.Sign() == 0 {
		return 0
	}
	f, _ := new(big.Rat).SetFrac(a, b).Float64()
	return f
}
