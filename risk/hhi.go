package risk

import (
	"maps"
	"math/big"
	"slices"

	"linchpin/graph"
)

// measure is the concentration of parts of a total: minor units of a currency,
// or things that are counted where it is empty.
func measure(currency string, total *big.Int, parts []*big.Int) Measure {
	m := Measure{Currency: currency, Total: graph.Money(total.String())}
	if currency != "" {
		m.Total = decimal(total, 1, graph.MinorUnits(currency))
	}
	if total.Sign() == 0 {
		return m
	}
	squares, square := new(big.Int), new(big.Int)
	for _, n := range parts {
		squares.Add(squares, square.Mul(n, n))
	}
	whole := new(big.Int).Mul(total, total)
	hhi, effective := ratio(new(big.Int).Mul(squares, big.NewInt(10_000)), whole), ratio(whole, squares)
	m.HHI, m.Effective = &hhi, &effective
	return m
}

// measures is a measure for each currency of a total.
func measures(total purse, h *holdings, of func(*holding) purse) []Measure {
	out := []Measure{}
	for _, c := range slices.Sorted(maps.Keys(total)) {
		out = append(out, measure(c, total[c], h.of(c, of)))
	}
	return out
}

// hidden is how much more concentrated the second is.
func hidden(partner, parent Measure) *float64 {
	if partner.HHI == nil || parent.HHI == nil {
		return nil
	}
	d := *parent.HHI - *partner.HHI
	return &d
}

// counts are the numbers of offerings of the rows.
func (h *holdings) counts() (out []*big.Int) {
	for i := range h.rows {
		out = append(out, big.NewInt(h.rows[i].count))
	}
	return out
}

// of is what the rows have of a currency.
func (h *holdings) of(currency string, purse func(*holding) purse) (out []*big.Int) {
	for i := range h.rows {
		out = append(out, purse(&h.rows[i]).of(currency))
	}
	return out
}

// portions tells the shares of a purse in a total.
func portions(p, total purse) []Portion {
	out := []Portion{}
	for _, a := range p.amounts(1) {
		out = append(out, Portion{a, ratio(p[a.Currency], total.of(a.Currency))})
	}
	return out
}
