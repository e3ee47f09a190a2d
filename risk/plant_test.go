package risk

import (
	"math"
	"strconv"
	"testing"

	"linchpin/graph"
	plants "linchpin/internal/bench/ecosystem"
	"linchpin/risk/faulttree"
)

// plant is a tree made as those of plants are, with two to four divisions.
func plant(t *testing.T, seed uint64, gates int) (g *Graph, top int32, of *tree) {
	t.Helper()
	nodes, edges := plants.Plant(seed, gates)
	s, err := graph.NewSnapshot(1, nodes, edges)
	if err != nil {
		t.Fatal(err)
	}
	g = Compile(s)
	top, kind, err := g.about(plants.Top(), "")
	if err != nil {
		t.Fatal(err)
	}
	return g, top, g.treeOf(top, kind)
}

// Plants of a thousand gates are exact. Their probability is where independent
// scenarios say: within five standard deviations of a sample.
func TestPlantsAreExact(t *testing.T) {
	const samples, far = 64_000, 5
	for seed := range uint64(3) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			g, top, tree := plant(t, seed, 1000)
			p, _, err := g.chances(tree.parties, Odds{})
			if err != nil {
				t.Fatal(err)
			}
			hits, n := g.simulate(tree.parties, []int32{top}, p, samples, seed)
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

// Where each party fails with .02 the probabilities are those that Ganak
// 2.9.0, an exact weighted model counter, finds of the same trees as clauses.
func TestPlantsAgainstAModelCounter(t *testing.T) {
	for _, c := range []struct {
		seed  uint64
		gates int
		want  float64
	}{
		{0, 1000, .006836773081667524},
		{1, 1000, .02602689685050768},
		{2, 1000, .011612765022488663},
		{2, 2000, .02077202067937448},
		{2, 3000, .03342083194895266},
	} {
		_, _, tree := plant(t, c.seed, c.gates)
		p := make([]float64, len(tree.parties))
		for i := range p {
			p[i] = .02
		}
		f, err := faulttree.Solve(&tree.Tree, faulttree.Budget{})
		if err != nil {
			t.Fatal(err)
		}
		if q := f.Probability(p); math.Abs(q-c.want) > 1e-12*c.want {
			t.Errorf("%d gates, seed %d: %v, want %v", c.gates, c.seed, q, c.want)
		}
	}
}
