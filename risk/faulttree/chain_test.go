package faulttree

import (
	"math"
	"testing"
)

// A chain of a hundred thousand gates, each of them a module or none, is no
// deeper for the machine than for the reader.
func TestLongChains(t *testing.T) {
	const n = 20_000
	for name, c := range map[string]struct {
		gate func(i int32) Gate
		sets int64
		q    float64
	}{
		"of needs":              {func(i int32) Gate { return or(i, n+i+1) }, n + 1, -math.Expm1((n + 1) * math.Log1p(-1e-5))},
		"of one and another":    {func(i int32) Gate { return alternate(i, n) }, 3, 1e-5 / (1 - 1e-5 + 1e-10)},
		"that share one event":  {func(i int32) Gate { return or(0, n+i+1) }, 2, 2e-5 - 1e-10},
		"that lead back to top": {func(i int32) Gate { return and(i, n+i+1, n+1) }, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			tree, p := &Tree{Events: n + 1, Top: n + 1}, make([]float64, n+1)
			for i := range int32(n) {
				g := c.gate(i)
				for j, v := range g.Inputs {
					if v == n+i+1 && v > n { // the next gate; the last rests on the last event
						g.Inputs[j] = v + 1
						if i == n-1 {
							g.Inputs[j] = n
						}
					}
				}
				tree.Gates = append(tree.Gates, g)
			}
			for i := range p {
				p[i] = 1e-5
			}
			f, err := Solve(tree, Budget{})
			q := must(t, f, err).Probability(p)
			if math.Abs(q-c.q) > 1e-6*max(q, 1e-9) {
				t.Errorf("Q is %v, want %v", q, c.q)
			}
			some, err := CutSets(tree, 3, Budget{})
			if got := must(t, some, err).Count().Int64(); got != c.sets {
				t.Errorf("%d cut sets of up to three, want %d", got, c.sets)
			}
		})
	}
}

func alternate(i, n int32) Gate {
	if i%2 == 0 {
		return or(i, n+i+1)
	}
	return and(i, n+i+1)
}
