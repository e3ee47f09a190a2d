package risk

import (
	"cmp"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"

	"linchpin/graph"
)

// simulate counts for each target in how many random scenarios it fails, each
// event happening independently with its own probability. Samples are rounded
// up to a multiple of 64, which is returned. The same seed gives the same
// answer on any number of processors: each 64 scenarios have a stream of their
// own.
func (g *Graph) simulate(events, targets []int32, probability []float64, samples int, seed uint64) (hits []int64, drawn int) {
	s := g.scenarios(events, targets)
	words := max(1, (samples+63)/64)
	hits = make([]int64, len(targets))
	var next atomic.Int64
	var mu sync.Mutex // guards hits
	var wait sync.WaitGroup
	for range min(words, workers()) {
		wait.Go(func() {
			e, mine := s.evaluation(), make([]int64, len(targets))
			set, failed := make([]uint64, len(events)), make([]uint64, len(targets))
			for k := next.Add(1) - 1; k < int64(words); k = next.Add(1) - 1 {
				source := rand.NewPCG(seed, uint64(k)) //nolint:gosec // seeded on purpose
				for i := range events {
					set[i] = 0
					if s.events[i] >= 0 {
						set[i] = bernoulli(source, probability[i])
					}
				}
				e.eval64(set, failed)
				for i, w := range failed {
					mine[i] += int64(bits.OnesCount64(w))
				}
			}
			mu.Lock()
			defer mu.Unlock()
			for i, n := range mine {
				hits[i] += n
			}
		})
	}
	wait.Wait()
	return hits, words * 64
}

// bernoulli draws 64 bits, each set with probability p, exactly: each bit
// compares p with a uniform number digit by digit, from the first binary digit
// on, until they differ, all 64 side by side.
func bernoulli(source rand.Source, p float64) uint64 {
	if p >= 1 {
		return ^uint64(0)
	}
	set, undecided := uint64(0), ^uint64(0)
	for p > 0 && undecided != 0 {
		r := source.Uint64()
		if p *= 2; p >= 1 { // the next digit of p; doubling and taking away one are exact
			p--
			set |= undecided &^ r
			undecided &= r
		} else {
			undecided &^= r
		}
	}
	return set
}

// wilson is the 95 % interval of a probability of which hits of n samples are
// known (E. B. Wilson, Journal of the American Statistical Association 22,
// 1927).
func wilson(hits int64, n int) (low, high float64) {
	const z = 1.959963984540054
	p, m := float64(hits)/float64(n), float64(n)
	middle := p + z*z/(2*m)
	spread := z * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	scale := 1 + z*z/m
	return max(0, min(p, (middle-spread)/scale)), min(1, max(p, (middle+spread)/scale)) // p is in it, whatever rounding does
}

// Simulation is how often each top fails in random scenarios of a year, in
// which partners fail independently of each other.
type Simulation struct {
	Change  int64     `json:"change"`
	Seed    uint64    `json:"seed"`
	Samples int       `json:"samples"`
	Tops    []TopOdds `json:"tops"` // by date
}

// TopOdds is the probability that a top fails within a year, with the bounds
// of its 95 % interval.
type TopOdds struct {
	Top         graph.Ref `json:"top"`
	Probability float64   `json:"probability"`
	Lower       float64   `json:"lower"`
	Upper       float64   `json:"upper"`
}

// Simulate estimates the probabilities of all tops at once, from so many
// samples, rounded up to a multiple of 64. A partner without a recorded
// probability takes assume.
func (g *Graph) Simulate(samples int, seed uint64, assume float64) Simulation {
	partners := g.ofKind(graph.KindPartner)
	probability := make([]float64, len(partners))
	for i, v := range partners {
		if probability[i] = assume; g.node(v).FailureProbability != nil {
			probability[i] = *g.node(v).FailureProbability
		}
	}
	var tops []int32
	for v := range num(g.size()) {
		if g.traits[v]&isTop != 0 {
			tops = append(tops, v)
		}
	}
	slices.SortFunc(tops, func(a, b int32) int { return cmp.Compare(g.rank[a], g.rank[b]) })
	hits, n := g.simulate(partners, tops, probability, samples, seed)
	out := Simulation{Change: g.Change(), Seed: seed, Samples: n, Tops: make([]TopOdds, len(tops))}
	for i, v := range tops {
		low, high := wilson(hits[i], n)
		out.Tops[i] = TopOdds{g.ref(v), float64(hits[i]) / float64(n), low, high}
	}
	return out
}
