package faulttree

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// or, and and least write gates as a tree on paper has them.
func or(in ...int32) Gate                { return Gate{Need: 1, Inputs: in} }
func and(in ...int32) Gate               { return Gate{Need: int64(len(in)), Inputs: in} }
func least(need int64, in ...int32) Gate { return Gate{Need: need, Inputs: in} }

// golden is a tree whose answers were found by hand and by enumeration.
type golden struct {
	tree Tree
	p    []float64
	cuts [][]int32
	q    float64
}

func goldens() map[string]golden {
	const a, b, c = 0, 1, 2
	tenth := func(n int) []float64 { return []float64{.1, .1, .1, .1, .1}[:n] }
	return map[string]golden{
		"hidden parent": { // T = M or d; M = A and B; A = a or p; B = b or p
			Tree{4, []Gate{or(5, 3), and(6, 7), or(0, 2), or(1, 2)}, 4},
			[]float64{.1, .2, .05, .01},
			[][]int32{{2}, {3}, {0, 1}},
			.07831,
		},
		"two of three": {Tree{3, []Gate{least(2, a, b, c)}, 3}, tenth(3), [][]int32{{a, b}, {a, c}, {b, c}}, .028},
		"capacity, keep 60": {
			Tree{3, []Gate{{Need: 41, Inputs: []int32{a, b, c}, Weights: []int64{50, 30, 20}}}, 3},
			tenth(3),
			[][]int32{{a}, {b, c}},
			.109,
		},
		"capacity, keep 50": {
			Tree{3, []Gate{{Need: 51, Inputs: []int32{a, b, c}, Weights: []int64{50, 30, 20}}}, 3},
			tenth(3),
			[][]int32{{a, b}, {a, c}},
			.019,
		},
		"shared sub-tier": { // X = A and B; A = a or S; B = b or (S and R); events a, b, s, r
			Tree{4, []Gate{and(5, 6), or(0, 2), or(1, 7), and(2, 3)}, 4},
			tenth(4),
			[][]int32{{0, 1}, {1, 2}, {2, 3}},
			.028,
		},
		"circular alternative, A": { // A = a or (B and c); B = b or A
			Tree{3, []Gate{or(a, 5), or(b, 3), and(4, c)}, 3}, tenth(3), [][]int32{{a}, {b, c}}, .109,
		},
		"circular alternative, B": {
			Tree{3, []Gate{or(a, 5), or(b, 3), and(4, c)}, 4}, tenth(3), [][]int32{{a}, {b}}, .19,
		},
		"mandatory cycle": {Tree{2, []Gate{or(a, 3), or(b, 2)}, 2}, tenth(2), [][]int32{{a}, {b}}, .19},
		"a cycle through the top, with inputs that share nothing": { // T = a or b or (c and (T or d)) or d
			Tree{4, []Gate{or(0, 1, 5, 3), and(2, 6), or(4, 3)}, 4}, tenth(4), [][]int32{{0}, {1}, {3}}, .271,
		},
		"nothing can fail it": {Tree{1, []Gate{and(2, 0), or(1)}, 1}, tenth(1), nil, 0},
	}
}

func TestGoldens(t *testing.T) {
	for name, g := range goldens() {
		t.Run(name, func(t *testing.T) {
			f, err := Solve(&g.tree, Budget{})
			if err != nil {
				t.Fatal(err)
			}
			if q := f.Probability(g.p); !near(q, g.q) {
				t.Errorf("Q is %v, want %v", q, g.q)
			}
			all, err := f.CutSets(Budget{})
			if diff := cmp.Diff(g.cuts, list(t, must(t, all, err), SmallestFirst, g.p), byOrderAlone); diff != "" {
				t.Error(diff)
			}
			some, err := CutSets(&g.tree, 3, Budget{})
			if diff := cmp.Diff(g.cuts, list(t, must(t, some, err), SmallestFirst, g.p), byOrderAlone); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// byOrderAlone forgives the order among sets of one size, where probability decides.
var byOrderAlone = cmpopts.SortSlices(func(a, b []int32) bool {
	if len(a) != len(b) {
		return len(a) < len(b)
	}
	for i := range a {
		if a[i] != b[i] {
			return a[i] < b[i]
		}
	}
	return false
})

// The measures of the hidden parent, of the vote and of the capacities as they
// were computed from all sets of events.
func TestGoldenImportance(t *testing.T) {
	all := map[string][]struct {
		event int
		Importance
		fv float64
	}{
		"hidden parent": {
			{0, Importance{.1881, .240199, .316179, 3.161793, 1.316134}, .255395},
			{1, Importance{.09405, .240199, .392159, 1.960797, 1.316134}, .255395},
			{3, Importance{.931, .118886, .127698, 12.769761, 1.134928}, .127698},
			{2, Importance{.9702, .619461, .638488, 12.769761, 2.627852}, .638488},
		},
		"two of three":      {{0, Importance{.18, .642857, .678571, 6.785714, 2.8}, .678571}},
		"capacity, keep 60": {{1, Importance{.09, .082569, .174312, 1.743119, 1.09}, .091743}},
		"capacity, keep 50": {{0, Importance{.19, 1, 1, 10, math.Inf(1)}, 1}},
		"shared sub-tier":   {{0, Importance{.09, .321429, .389286, 3.892857, 1.473684}, .357143}},
	}
	for name, rows := range all {
		g := goldens()[name]
		f, err := Solve(&g.tree, Budget{})
		q, got := must(t, f, err).Importance(g.p)
		c, err := f.CutSets(Budget{})
		fv, err2 := must(t, c, err).FussellVesely(g.p, q, Budget{})
		must(t, fv, err2)
		for _, r := range rows {
			if diff := cmp.Diff(r.Importance, got[r.event], cmpopts.EquateApprox(0, 6e-7)); diff != "" {
				t.Errorf("%s: event %d: %s", name, r.event, diff)
			}
			if math.Abs(fv[r.event]-r.fv) > 6e-7 {
				t.Errorf("%s: Fussell-Vesely of %d is %v, want %v", name, r.event, fv[r.event], r.fv)
			}
		}
	}
}

// Where an event is nearly all there is, what is left without it keeps its
// digits: T = x or (a and b) fails without x as often as a and b do.
func TestWhatIsLeftWithoutAnEventKeepsItsDigits(t *testing.T) {
	tree := Tree{3, []Gate{or(0, 4), and(1, 2)}, 3}
	for _, rare := range []float64{1e-2, 1e-3, 1e-5, 1e-8, 1e-12} {
		f, err := Solve(&tree, Budget{})
		q, all := must(t, f, err).Importance([]float64{.1, rare, rare})
		want := (.1 + .9*rare*rare) / (rare * rare)
		if got := all[0].RiskReductionWorth; math.Abs(got-want) > 1e-11*want || math.Abs(q-.1-.9*rare*rare) > 1e-15 {
			t.Errorf("at %v: %v, want %v", rare, got, want)
		}
	}
}

// What ends at its budget has no answer, not half of one.
func TestTooLargeHasNoAnswer(t *testing.T) {
	stop := errors.New("stop")
	for name, g := range goldens() {
		f, err := Solve(&g.tree, Budget{Bytes: 1})
		var large *TooLargeError
		if name != "nothing can fail it" && (f != nil || !errors.As(err, &large) || large.Cause != nil) {
			t.Errorf("%s: %v, %v", name, f, err)
		}
	}
	wide := Tree{Events: 1, Gates: make([]Gate, 2000), Top: 1}
	for i := range wide.Gates {
		wide.Gates[i] = or(0, int32(1+min(1999, i+1)))
	}
	budget := Budget{Check: func() error { return stop }}
	if f, err := Solve(&wide, budget); f != nil || !errors.Is(err, stop) {
		t.Error(f, err)
	}
	if c, err := CutSets(&wide, 3, budget); c != nil || !errors.Is(err, stop) {
		t.Error(c, err)
	}
}
