package risk

import (
	"math/big"

	"linchpin/graph"
)

// measure is the concentration of parts of a total: minor units of a currency,
// or things that are counted where it is empty.
func measure(total sum, parts []sum) Measure {
	whole := total.big()
	m := Measure{Currency: total.currency, Total: graph.Money(whole.String())}
	if total.currency != "" {
		m.Total = total.amount(1).Amount
	}
	if whole.Sign() == 0 {
		return m
	}
	squares, square := new(big.Int), new(big.Int)
	for _, x := range parts {
		n := x.big()
		squares.Add(squares, square.Mul(n, n))
	}
	whole.Mul(whole, whole)
	hhi, effective := ratio(new(big.Int).Mul(squares, big.NewInt(10_000)), whole), ratio(whole, squares)
	m.HHI, m.Effective = &hhi, &effective
	return m
}

// measures is a measure for each currency of a total.
func measures(total sums, rows []holding, of func(*holding) sums) []Measure {
	out := make([]Measure, 0, len(total))
	parts := make([]sum, len(rows))
	for _, t := range total {
		for i := range rows {
			parts[i] = of(&rows[i]).of(t.currency)
		}
		out = append(out, measure(t, parts))
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

// portions tells the shares of sums in a total.
func portions(s, total sums) []Portion {
	out := make([]Portion, 0, len(s))
	for _, x := range s {
		out = append(out, Portion{x.amount(1), x.over(total.of(x.currency))})
	}
	return out
}
