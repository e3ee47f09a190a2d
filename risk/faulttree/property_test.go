package faulttree

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func must[T any](t interface{ Fatal(...any) }, v T, err error) T {
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func list(t interface{ Fatal(...any) }, c *Family, by Sorting, p []float64) (out [][]int32) {
	for s, err := range c.All(by, p, Budget{}) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

// TestAgainstEnumeration compares everything the package computes with what
// trying all sets of events gives.
func TestAgainstEnumeration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tree := anyTree(t, 7)
		p := anyProbabilities(t, tree.Events)
		table := truth(tree)
		cuts := minimal(table)
		var want [][]int32
		for _, s := range cuts {
			want = append(want, eventsOf(s))
		}
		f, err := Solve(tree, Budget{})
		c := must(t, f, err)
		all, err := c.CutSets(Budget{})
		checkFamily(t, must(t, all, err), want, p)
		for order := range 5 {
			some, err := CutSets(tree, order, Budget{})
			checkFamily(t, must(t, some, err), upTo(want, order), p)
			checkFunction(t, some, want, p)
		}
		checkMeasures(t, f, all, table, cuts, p)
	})
}

// checkFunction: a family's function lies between that of the sets up to its
// order, all of which it has, and that of all sets. It may know some more, for
// modules are truncated one by one.
func checkFunction(t *rapid.T, c *Family, all [][]int32, p []float64) {
	f, err := c.Function(Budget{})
	q := must(t, f, err).Probability(p)
	union := func(sets [][]int32) float64 {
		return chance(p, func(s uint) bool {
			return slices.ContainsFunc(sets, func(set []int32) bool {
				return !slices.ContainsFunc(set, func(e int32) bool { return s>>e&1 == 0 })
			})
		})
	}
	if low, high := union(upTo(all, c.Order())), union(all); q < low-1e-9 || q > high+1e-9 {
		t.Fatalf("order %d: %v is not from %v to %v", c.Order(), q, low, high)
	}
}

func upTo(sets [][]int32, order int) (out [][]int32) {
	for _, s := range sets {
		if order == 0 || len(s) <= order {
			out = append(out, s)
		}
	}
	return out
}

func checkFamily(t *rapid.T, c *Family, want [][]int32, p []float64) {
	got := list(t, c, SmallestFirst, p)
	if !slices.Equal(text(want), text(got)) {
		t.Fatalf("order %d: %v, want %v", c.Order(), got, want)
	}
	byOrder := []int64{}
	for _, s := range want {
		for len(byOrder) < len(s) {
			byOrder = append(byOrder, 0)
		}
		byOrder[len(s)-1]++
	}
	if !slices.EqualFunc(byOrder, c.ByOrder(), func(a int64, b *big.Int) bool { return b.IsInt64() && b.Int64() == a }) {
		t.Fatalf("by order: %v, want %v", c.ByOrder(), byOrder)
	}
	if n := c.Count(); n.Int64() != int64(len(want)) {
		t.Fatalf("%d cut sets, want %d", n, len(want))
	}
	likely := func(s []int32) float64 {
		q := 1.0
		for _, e := range s {
			q *= p[e]
		}
		return q
	}
	for i := 1; i < len(got); i++ {
		if a, b := got[i-1], got[i]; len(a) > len(b) || len(a) == len(b) && likely(a) < likely(b)*(1-1e-9) {
			t.Fatalf("%v (%v) before %v (%v)", a, likely(a), b, likely(b))
		}
	}
	probable := list(t, c, ProbableFirst, p)
	if !slices.Equal(text(want), text(probable)) {
		t.Fatalf("the most probable first: %v, want %v", probable, want)
	}
	for i := 1; i < len(probable); i++ {
		if likely(probable[i-1]) < likely(probable[i])*(1-1e-9) {
			t.Fatalf("%v before %v", probable[i-1], probable[i])
		}
	}
}

func checkMeasures(t *rapid.T, f *Function, c *Family, table []bool, cuts []uint, p []float64) {
	q := chance(p, func(s uint) bool { return table[s] })
	got, all := f.Importance(p)
	if !near(got, q) || !near(f.Probability(p), q) {
		t.Fatalf("Q is %v, want %v", got, q)
	}
	fv, err := c.FussellVesely(p, got, Budget{})
	if err != nil {
		t.Fatal(err)
	}
	for x := range p {
		given := func(value float64) float64 {
			other := slices.Clone(p)
			other[x] = value
			return chance(other, func(s uint) bool { return table[s] })
		}
		q1, q0 := given(1), given(0)
		with := chance(p, func(s uint) bool {
			return slices.ContainsFunc(cuts, func(c uint) bool { return c>>x&1 == 1 && c&^s == 0 })
		})
		m := all[x]
		for name, pair := range map[string][2]float64{
			"Birnbaum": {m.Birnbaum, q1 - q0}, "criticality": {m.Criticality, p[x] * (q1 - q0) / q},
			"DIF": {m.Diagnosis, p[x] * q1 / q}, "RAW": {m.RiskAchievementWorth, q1 / q},
			"RRW": {m.RiskReductionWorth, q / q0}, "FV": {fv[x], with / q},
		} {
			if !near(pair[0], pair[1]) {
				t.Fatalf("%s of %d: %v, want %v", name, x, pair[0], pair[1])
			}
		}
		if q > 0 && (m.Criticality > fv[x]+1e-9 || fv[x] > m.Diagnosis+1e-9 || m.Diagnosis > 1+1e-9) {
			t.Fatalf("criticality %v <= FV %v <= DIF %v <= 1 does not hold", m.Criticality, fv[x], m.Diagnosis)
		}
		if !near(got, p[x]*q1+(1-p[x])*q0) {
			t.Fatal("Q is not p Q1 + (1-p) Q0")
		}
		// an independent second source with probability z in x's place: x and z
		z, other := .25, slices.Clone(p)
		other[x] = p[x] * z
		backed := chance(other, func(s uint) bool { return table[s] })
		if !near(got-p[x]*(1-z)*m.Birnbaum, backed) {
			t.Fatal("the gain of a second source is not p(x)(1-p(z)) I(x)")
		}
	}
	checkBounds(t, cuts, p, q)
}

// checkBounds: max P(C) <= Q <= 1 - prod(1-P(C)) <= sum P(C).
func checkBounds(t *rapid.T, cuts []uint, p []float64, q float64) {
	most, none, sum := 0.0, 1.0, 0.0
	for _, c := range cuts {
		one := 1.0
		for _, e := range eventsOf(c) {
			one *= p[e]
		}
		most, none, sum = max(most, one), none*(1-one), sum+one
	}
	if most > q+1e-12 || q > 1-none+1e-12 || 1-none > sum+1e-12 || math.IsNaN(q) {
		t.Fatalf("bounds: %v <= %v <= %v <= %v", most, q, 1-none, sum)
	}
}

// TestSufficient compares the nodes that fail the top by themselves with what
// the definition says once one of them has failed.
func TestSufficient(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tree := anyTree(t, 7)
		is := netOf(tree).sufficient()
		for v, got := range is {
			with, set := *tree, uint(0)
			if v < tree.Events {
				set = 1 << v
			} else {
				with.Gates = slices.Clone(tree.Gates)
				with.Gates[v-tree.Events].Need = 0
			}
			if want := fails(&with, set)[tree.Top]; got != want {
				t.Errorf("node %d fails the top by itself: %v, want %v", v, got, want)
			}
		}
	})
}
