package risk

import (
	"maps"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// everything lists the ids of entities, countries, services and routes.
func everything(s facts, laws []law) []string {
	ids := map[string]bool{}
	for _, n := range s.Nodes {
		ids[n.ID] = true
	}
	for _, l := range laws {
		ids[l.owner] = true
		for _, m := range l.members {
			ids[m] = true
		}
	}
	return slices.Sorted(maps.Keys(ids))
}

func numbers(g *Graph, ids []string) (vs []int32) {
	for _, id := range ids {
		vs = append(vs, nodeOf(g, id))
	}
	return vs
}

// F of 64 sets at once is what the laws say of each, on graphs with cycles,
// shares, k of n and everything else.
func TestEval64IsF(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := ecosystem(rapid.Uint64().Draw(t, "ecosystem"))
		g, laws := graphOf(s), laws(s)
		ids := everything(s, laws)
		events := rapid.SliceOfNDistinct(rapid.SampledFrom(ids), 0, 16, rapid.ID[string]).Draw(t, "events")
		targets := ids
		if rapid.Bool().Draw(t, "few") {
			targets = rapid.SliceOfNDistinct(rapid.SampledFrom(ids), 1, 3, rapid.ID[string]).Draw(t, "targets")
		}
		set, failed := make([]uint64, len(events)), make([]uint64, len(targets))
		for i := range set {
			set[i] = rapid.Uint64().Draw(t, "set")
		}
		e := g.scenarios(numbers(g, events), numbers(g, targets)).evaluation()
		for range 2 { // the state is used again
			e.eval64(set, failed)
		}
		for bit := range 64 {
			var seeds []string
			for i, id := range events {
				if set[i]>>bit&1 == 1 {
					seeds = append(seeds, id)
				}
			}
			f := closure(laws, seeds...)
			for i, id := range targets {
				if got := failed[i]>>bit&1 == 1; got != f[id] {
					t.Fatalf("of %v, %s fails: %v, want %v", seeds, id, got, f[id])
				}
			}
		}
	})
}

// Each bit compares p with a uniform number whose digits were drawn.
func TestBernoulliComparesDigitByDigit(t *testing.T) {
	for _, p := range []float64{0, 1, 0.5, 0.75, 0.375, 0.05, 1e-9, 1 - 1e-9, 0.3, 5e-324} {
		drawn := &recorded{Source: rand.NewPCG(1, 2)}
		got := bernoulli(drawn, p)
		for bit := range 64 {
			u, digit := 0.0, 0.5 // exact: no more than 53 digits decide
			for _, w := range drawn.words {
				if w>>bit&1 == 1 {
					u += digit
				}
				digit /= 2
			}
			// what was not drawn of u lies below the last digit: p is no finer there
			if want := u < p; got>>bit&1 == 1 != want {
				t.Errorf("p %v, u %v: %v", p, u, !want)
			}
		}
		if most := 40; len(drawn.words) > most && p > 1e-100 {
			t.Errorf("p %v took %d words", p, len(drawn.words))
		}
	}
}

type recorded struct {
	rand.Source
	words []uint64
}

func (r *recorded) Uint64() uint64 {
	w := r.Source.Uint64()
	r.words = append(r.words, w)
	return w
}

// The fault tree of a hidden parent: A and B, of which one is needed, belong
// to P, and C is needed as well; Q = 0.07831 by enumeration.
func TestSimulationFindsTheKnownProbability(t *testing.T) {
	g := hiddenParent().compile()
	events, p := numbers(g, []string{"a", "b", "p", "d"}), []float64{.1, .2, .05, .01}
	hits, n := g.simulate(events, numbers(g, []string{"T"}), p, 1<<20-1, 7)
	low, high := wilson(hits[0], n)
	if n != 1<<20 || low > .07831 || high < .07831 || high-low > .002 {
		t.Errorf("%d of %d: %v to %v", hits[0], n, low, high)
	}
	again, _ := g.simulate(events, numbers(g, []string{"T"}), p, 1<<20-1, 8)
	if again[0] == hits[0] {
		t.Error("another seed drew the same")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if alone, _ := g.simulate(events, numbers(g, []string{"T"}), p, 1<<20-1, 7); alone[0] != hits[0] {
		t.Errorf("%d on one processor, %d on more", alone[0], hits[0])
	}
}

func TestWilson(t *testing.T) {
	for _, c := range []struct {
		hits      int64
		n         int
		low, high float64
	}{ // as published tables have them
		{0, 10, 0, .2775},
		{10, 10, .7225, 1},
		{5, 10, .2366, .7634},
		{81, 263, .2553, .3662}, // R. G. Newcombe, Statistics in Medicine 17, 1998
	} {
		low, high := wilson(c.hits, c.n)
		if diff := max(low-c.low, c.low-low, high-c.high, c.high-high); diff > .00006 {
			t.Errorf("%d of %d: %.4f to %.4f, want %.4f to %.4f", c.hits, c.n, low, high, c.low, c.high)
		}
	}
}
