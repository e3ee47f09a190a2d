package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"linchpin/graph"
	"linchpin/internal/bench/ecosystem"
	"linchpin/risk"
)

const (
	order    = 3
	eachSize = 3  // trees
	someTops = 20 // of the large ecosystem
)

// families are the sorts of trees that are generated, of so many gates.
var families = []struct {
	name string
	tree func(seed uint64, gates int) ([]graph.Node, []graph.Edge)
}{
	{"plants", ecosystem.Plant},
	{"entangled trees", func(seed uint64, gates int) ([]graph.Node, []graph.Edge) {
		return ecosystem.Tree(seed, gates, gates/2)
	}},
}

// trees measures the questions about fault trees: on generated trees, and on
// tops of the large ecosystem. What is exact within the limits of one question
// is counted, not timed.
func trees(log io.Writer) ([]target, error) {
	var all []spent
	var exact []string
	for _, f := range families {
		n, asked, slowest := 0, 0, time.Duration(0)
		for _, gates := range []int{1000, 2000, 3000} {
			for seed := range uint64(eachSize) {
				t, p, err := askTree(f.tree(seed, gates))
				if err != nil {
					return nil, err
				}
				all, asked, slowest = append(all, t), asked+1, max(slowest, p.took)
				if p.method == risk.MethodExact {
					n++
				}
				fmt.Fprintf(log, "%s, %d gates, seed %d: cut sets in %s; probability %s in %.2f s\n", f.name, gates, seed, t, p.method, p.took.Seconds())
			}
		}
		exact = append(exact, fmt.Sprintf("%d of %d %s, answered within %.1f s", n, asked, f.name, slowest.Seconds()))
	}
	tops, err := ofTops()
	if err != nil {
		return nil, err
	}
	return []target{
		within("cut sets <= 3 of a tree, the slowest", worst(all, 1), 400*time.Millisecond, fmt.Sprintf("%d trees of 1,000 to 3,000 gates; exact probability in 1 GB and 12 s: %s", len(all), strings.Join(exact, ", "))),
		within("cut sets <= 3 of one top, p95", worst(tops, .95), 250*time.Millisecond, fmt.Sprintf("%d tops of the large ecosystem", len(tops))),
	}, nil
}

// likely is how the probability of a top was found, and in which time.
type likely struct {
	method string
	took   time.Duration
}

// askTree asks for the cut sets of a tree, in time, and for its probability.
func askTree(nodes []graph.Node, edges []graph.Edge) (t spent, p likely, err error) {
	g, err := compiled(nodes, edges)
	if err != nil {
		return t, p, err
	}
	if t, err = cutSets(g, ecosystem.Top()); err != nil {
		return t, p, err
	}
	p, err = probability(g)
	return t, p, err
}

func compiled(nodes []graph.Node, edges []graph.Edge) (*risk.Graph, error) {
	s, err := graph.NewSnapshot(1, nodes, edges)
	return risk.Compile(s), err
}

// cutSets asks for the cut sets of a top, and the first fifty of them.
func cutSets(g *risk.Graph, top string) (spent, error) {
	return spend(1, func() {}, func() error {
		l := limits()
		c, err := g.CutSets(risk.CutSetQuestion{Top: top, Order: order}, l)
		if err != nil {
			return err
		}
		_, err = c.Page(0, 50, l)
		return err
	})
}

// limits are those of one question.
func limits() risk.Limits {
	const most = 12 * time.Second
	begin := time.Now()
	return risk.Limits{Bytes: 1 << 30, Spent: func() float64 { return float64(time.Since(begin)) / float64(most) }}
}

// probability asks for the probability of the top of a tree.
func probability(g *risk.Graph) (likely, error) {
	begin := time.Now()
	p, err := g.Probability(risk.ProbabilityQuestion{Top: ecosystem.Top()}, limits())
	if err != nil {
		return likely{}, err
	}
	return likely{p.Method, time.Since(begin)}, nil
}

// ofTops asks for the cut sets of some tops of the large ecosystem.
func ofTops() (all []spent, err error) {
	s, _, err := generate(1)
	if err != nil {
		return nil, err
	}
	g := risk.Compile(s)
	var ids []string
	for n := range s.Nodes() {
		if n.Kind == graph.KindRoadmapItem {
			ids = append(ids, n.ID)
		}
	}
	for i := range someTops {
		t, err := cutSets(g, ids[i*len(ids)/someTops])
		if err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, nil
}

// worst is what a share of the times does not exceed.
func worst(all []spent, share float64) spent {
	var walls, processors []time.Duration
	for _, t := range all {
		walls, processors = append(walls, t.wall), append(processors, t.processor)
	}
	slices.Sort(walls)
	slices.Sort(processors)
	i := min(len(all)-1, int(share*float64(len(all))))
	return spent{wall: walls[i], processor: processors[i]}
}
