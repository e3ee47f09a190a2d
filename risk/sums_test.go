package risk

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// Sums are exact beyond 64 bits and below zero, and so are shares of them.
func TestSumsAreExact(t *testing.T) {
	d := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		var s sums
		p := map[string]*big.Int{}
		for range 1 + d.IntN(20) {
			currency := []string{"EUR", "JPY", "NOK"}[d.IntN(3)]
			n := []int64{math.MaxInt64, math.MinInt64, int64(d.IntN(1000)), d.Int64() - math.MaxInt64/2, 1 << 53, 1<<53 + 1}[d.IntN(6)]
			times := []int64{0, 1, 365, 36500}[d.IntN(4)]
			s.add(amountOf(currency, n).times(times))
			if p[currency] == nil {
				p[currency] = new(big.Int)
			}
			p[currency].Add(p[currency], new(big.Int).Mul(big.NewInt(n), big.NewInt(times)))
		}
		if len(s) != len(p) {
			t.Fatalf("%d currencies, want %d", len(s), len(p))
		}
		for _, x := range s {
			if got := x.big(); got.Cmp(p[x.currency]) != 0 {
				t.Errorf("%s %s, want %s", x.currency, got, p[x.currency])
			}
			for _, total := range s {
				if got, want := x.compare(total), p[x.currency].Cmp(p[total.currency]); got != want {
					t.Errorf("%s beside %s: %d, want %d", x.big(), total.big(), got, want)
				}
				want, _ := new(big.Rat).SetFrac(p[x.currency], nonzero(p[total.currency])).Float64()
				if got := x.over(total); p[total.currency].Sign() != 0 && got != want {
					t.Errorf("%s over %s is %v, want %v", x.big(), total.big(), got, want)
				}
			}
		}
	}
}

func nonzero(n *big.Int) *big.Int {
	if n.Sign() == 0 {
		return big.NewInt(1)
	}
	return n
}
