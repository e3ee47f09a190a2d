package faulttree

import (
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// The published trees have as many minimal cut sets as published, and the
// probability that SCRAM 0.16.2 computes, whether their diagrams are built as a
// whole or the function is found by cases.
func TestPublishedTrees(t *testing.T) {
	for name, want := range map[string]struct {
		sets  int64
		order []int64 // the first orders, as SCRAM counts them
		q     float64 // in six digits
	}{
		"chinese": {392, []int64{0, 12, 0, 24, 188, 168}, .00117058},
		"das9202": {27778, []int64{1, 1, 16, 112, 448, 1536, 3648, 5632, 7168, 5120, 4096}, .0101154},
		"isp9602": {5197647, []int64{1}, .0172447},
		"baobab1": {46188, []int64{0}, 1.2823e-06},
		"baobab2": {4805, []int64{0}, .0208686},
	} {
		t.Run(name, func(t *testing.T) {
			tree, p := published(t, name)
			f, err := Solve(tree, Budget{})
			q := must(t, f, err).Probability(p)
			if math.Abs(q-want.q) > 5e-6*want.q {
				t.Errorf("Q is %v, want %v", q, want.q)
			}
			c, err := f.CutSets(Budget{})
			if n := must(t, c, err).Count(); n.Int64() != want.sets {
				t.Errorf("%v minimal cut sets, want %d", n, want.sets)
			}
			below, err := CutSets(tree, 0, Budget{})
			if n := must(t, below, err).Count(); n.Int64() != want.sets {
				t.Errorf("%v minimal cut sets from below, want %d", n, want.sets)
			}
			for i, n := range want.order {
				if got := c.ByOrder()[i].Int64(); got != n {
					t.Errorf("%d of order %d, want %d", got, i+1, n)
				}
			}
			importanceAgrees(t, f, casesOf(tree), p)
		})
	}
}

// importanceAgrees compares two diagrams of one function.
func importanceAgrees(t *testing.T, f, g *Function, p []float64) {
	t.Helper()
	q, one := f.Birnbaum(p)
	r, other := g.Birnbaum(p)
	if math.Abs(q-r) > 1e-12*q {
		t.Errorf("Q is %v, and %v by cases", q, r)
	}
	for x := range one {
		if math.Abs(one[x]-other[x]) > 1e-12*max(q, one[x]) {
			t.Errorf("Birnbaum of %d is %v, and %v by cases", x, one[x], other[x])
		}
	}
}

// published reads a tree of testdata; its first gate is the top.
func published(t *testing.T, name string) (*Tree, []float64) {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	gates, gate, need := map[string][]string{}, []string{}, map[string]int64{}
	chance := map[string]float64{}
	for line := range strings.Lines(string(text)) {
		var e string
		var q float64
		if n, _ := fmt.Sscanf(line, "p %s %g", &e, &q); n == 2 {
			chance[e] = q
			continue
		}
		of, formula, _ := strings.Cut(strings.TrimSpace(line), " = ")
		gate, need[of] = append(gate, of), 1
		if k, rest, ok := strings.Cut(formula, " of "); ok {
			need[of], _ = strconv.ParseInt(k, 10, 64)
			formula = rest
		}
		gates[of] = strings.FieldsFunc(formula, func(r rune) bool { return strings.ContainsRune(" &|", r) })
		if strings.Contains(formula, "&") {
			need[of] = int64(len(gates[of]))
		}
	}
	event, p := map[string]int32{}, []float64{}
	for _, of := range gate {
		for _, in := range gates[of] {
			if _, known := event[in]; !known && gates[in] == nil {
				event[in] = int32(len(p))
				q, recorded := chance[in]
				if !recorded {
					q = .01
				}
				p = append(p, q)
			}
		}
	}
	tree := &Tree{Events: len(p), Top: int32(len(p))}
	node := map[string]int32{}
	for i, of := range gate {
		node[of] = int32(len(p) + i)
	}
	for _, of := range gate {
		g := Gate{Need: need[of]}
		for _, in := range gates[of] {
			if gates[in] == nil {
				g.Inputs = append(g.Inputs, event[in])
			} else {
				g.Inputs = append(g.Inputs, node[in])
			}
		}
		tree.Gates = append(tree.Gates, g)
	}
	return tree, p
}
