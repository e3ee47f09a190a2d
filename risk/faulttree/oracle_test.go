package faulttree

import (
	"fmt"
	"math"
	"math/bits"
	"slices"

	"pgregory.net/rapid"
)

// The oracle reads a tree by its definition, tries every set of events and
// shares nothing with the package.

// fails is the least set of gates closed under the tree's rules.
func fails(t *Tree, set uint) []bool {
	down := make([]bool, t.Events+len(t.Gates))
	for e := range t.Events {
		down[e] = set>>e&1 == 1
	}
	for again := true; again; {
		again = false
		for i, g := range t.Gates {
			sum := int64(0)
			for j, v := range g.Inputs {
				switch {
				case !down[v]:
				case g.Weights != nil:
					sum += g.Weights[j]
				default:
					sum++
				}
			}
			if sum >= g.Need && !down[t.Events+i] {
				down[t.Events+i], again = true, true
			}
		}
	}
	return down
}

// truth says for every set of events whether the top fails.
func truth(t *Tree) []bool {
	out := make([]bool, 1<<t.Events)
	for set := range out {
		out[set] = fails(t, uint(set))[t.Top]
	}
	return out
}

// minimal lists the minimal cut sets, smallest first.
func minimal(table []bool) (out []uint) {
	for set, yes := range table {
		least := yes
		for e := range bits.Len(uint(set)) {
			if set>>e&1 == 1 && table[set&^(1<<e)] {
				least = false
			}
		}
		if least {
			out = append(out, uint(set))
		}
	}
	return out
}

// chance adds up the probability of the sets that a condition holds for.
func chance(p []float64, holds func(set uint) bool) (sum float64) {
	for set := range uint(1) << len(p) {
		if !holds(set) {
			continue
		}
		one := 1.0
		for e, q := range p {
			if set>>e&1 == 1 {
				one *= q
			} else {
				one *= 1 - q
			}
		}
		sum += one
	}
	return sum
}

func eventsOf(set uint) []int32 {
	out := []int32{}
	for e := range bits.Len(set) {
		if set>>e&1 == 1 {
			out = append(out, int32(e))
		}
	}
	return out
}

// text lists sets in one order.
func text(sets [][]int32) []string {
	out := make([]string, len(sets))
	for i, s := range sets {
		out[i] = fmt.Sprint(s)
	}
	slices.Sort(out)
	return out
}

// anyTree draws a tree of few events and some gates: OR, AND, votes, weights,
// inputs that come twice, gates that nothing can fail, and cycles.
func anyTree(t *rapid.T, events int) *Tree {
	n := rapid.IntRange(1, events).Draw(t, "events")
	gates := rapid.IntRange(1, 24).Draw(t, "gates")
	cyclic := rapid.Bool().Draw(t, "cyclic")
	tree := &Tree{Events: n, Top: int32(n)}
	for i := range gates {
		low := 0
		if cyclic {
			low = -i
		}
		inputs := rapid.IntRange(0, 5).Draw(t, "inputs")
		g := Gate{Need: 1}
		for range inputs {
			v := rapid.IntRange(-n, gates-1-i+min(i, -low)).Draw(t, "input")
			switch {
			case v < 0 || !cyclic && v == 0:
				g.Inputs = append(g.Inputs, int32(rapid.IntRange(0, n-1).Draw(t, "event")))
			case cyclic:
				g.Inputs = append(g.Inputs, int32(n+rapid.IntRange(0, gates-1).Draw(t, "gate")))
			default:
				g.Inputs = append(g.Inputs, int32(n+min(gates-1, i+v)))
			}
		}
		sum := int64(max(1, inputs))
		if rapid.IntRange(0, 3).Draw(t, "weighted") == 0 {
			sum = 1
			for range g.Inputs {
				w := rapid.Int64Range(0, 5).Draw(t, "weight")
				g.Weights = append(g.Weights, w)
				sum += w
			}
		}
		g.Need = rapid.Int64Range(1, sum).Draw(t, "need")
		tree.Gates = append(tree.Gates, g)
	}
	return tree
}

func anyProbabilities(t *rapid.T, n int) []float64 {
	p := make([]float64, n)
	for i := range p {
		p[i] = rapid.SampledFrom([]float64{0, .01, .1, .3, .5, .9, 1}).Draw(t, "p")
	}
	return p
}

func near(a, b float64) bool {
	return math.Abs(a-b) <= 1e-12+1e-9*math.Abs(b) || math.IsNaN(a) && math.IsNaN(b) || math.IsInf(a, 1) && math.IsInf(b, 1)
}
