package risk

import (
	"math"
	"strconv"
	"testing"

	"linchpin/graph"
	plants "linchpin/internal/bench/ecosystem"
	"linchpin/risk/faulttree"
)

// Trees made as those of plants are, of a thousand gates with two to four
// divisions, are exact. Their probability is where independent scenarios say:
// within five standard deviations of a sample.
func TestPlantsAreExact(t *testing.T) {
	const samples, far = 64_000, 5
	for seed := range uint64(3) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			nodes, edges := plants.Plant(seed, 1000)
			s, err := graph.NewSnapshot(1, nodes, edges)
			if err != nil {
				t.Fatal(err)
			}
			g := Compile(s)
			v, kind, err := g.about(plants.Top(), "")
			if err != nil {
				t.Fatal(err)
			}
			tree := g.treeOf(v, kind)
			p, _, err := g.chances(tree.parties, Odds{})
			if err != nil {
				t.Fatal(err)
			}
			hits, n := g.simulate(tree.parties, []int32{v}, p, samples, seed)
			f, err := faulttree.Solve(&tree.Tree, faulttree.Budget{})
			if err != nil {
				t.Fatal(err)
			}
			q := f.Probability(p)
			if got := float64(hits[0]) / float64(n); math.Abs(got-q) > far*math.Sqrt(q*(1-q)/float64(n)) {
				t.Errorf("%v, and %v of the scenarios", q, got)
			}
		})
	}
}
