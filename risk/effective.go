package risk

import (
	"errors"
	"sync"

	"linchpin/graph"
	"linchpin/risk/faulttree"
)

// headcount is the size of the smallest set of partners that stops a node; where
// it is not exact, it is at least that.
type headcount struct {
	size  int
	exact bool
}

// headcounts keeps what has been found.
type headcounts struct {
	mu    sync.Mutex // guards found
	found map[int32]headcount
}

// effective returns the size of the smallest set of partners that stops v, and
// whether it is known to be no more; nil when all partners together do not.
func (g *Graph) effective(v int32) (size *int, exact bool) {
	p, _ := g.pointsOf(CausePartner) // a cause it knows
	one := 1
	switch {
	case p.stopBy[v] > 0:
		return &one, true
	case !g.certainty().stoppable[v]:
		return nil, true
	}
	g.heads.mu.Lock()
	w, known := g.heads.found[v]
	g.heads.mu.Unlock()
	if !known {
		w = g.fewest(v)
		g.heads.mu.Lock()
		if g.heads.found == nil {
			g.heads.found = map[int32]headcount{}
		}
		g.heads.found[v] = w
		g.heads.mu.Unlock()
	}
	return &w.size, w.exact
}

// fewest looks for minimal cut sets of two partners, of three and so on, up
// to a size that is known to be enough: mostly that is two, and nothing is left
// to look for.
func (g *Graph) fewest(v int32) headcount {
	enough := int(g.sufficient()[v])
	var t *tree
	for n := 2; n < enough; n++ {
		if t == nil {
			t = g.treeOf(v, graph.KindPartner)
		}
		c, err := faulttree.CutSets(&t.Tree, n, modest())
		if err != nil {
			return headcount{n, false}
		}
		if c.Count().Sign() > 0 {
			return headcount{n, true}
		}
	}
	return headcount{enough, true}
}

// modest is what one component of many may take.
func modest() faulttree.Budget {
	const turns = 50 // of some thousand steps
	left := turns
	return faulttree.Budget{Bytes: 1 << 26, Check: func() error {
		if left--; left < 0 {
			return errMuch
		}
		return nil
	}}
}

var errMuch = errors.New("it takes too many steps for one of many")

// sufficient returns for each node a number of partners that suffices to stop
// it, 0 where all together do not: the fewest of a group that trip it, each by
// as many as suffice for it. Where these share partners fewer may do. It settles
// nodes by that number (D. Knuth, A generalization of Dijkstra's algorithm,
// Information Processing Letters 6(1), 1977), for all of them in linear time.
func (g *Graph) sufficient() []int32 {
	return g.suffice.get(func() []int32 {
		s := sufficiency{g: g, of: make([]int32, g.size()), sum: make([]int32, len(g.groups)), weight: make([]int64, len(g.groups))}
		s.offer(1, g.ofKind(graph.KindPartner)...)
		for n := 1; n < len(s.wait); n++ {
			for i := 0; i < len(s.wait[n]); i++ { // grows
				s.settle(s.wait[n][i], num(n))
			}
			s.wait[n] = nil
		}
		return s.of
	})
}

// most is more partners than anyone looks for.
const most = 1 << 16

type sufficiency struct {
	g      *Graph
	of     []int32   // 0 while a node is not settled
	sum    []int32   // by group: of the members settled so far
	weight []int64   // and what they weigh
	wait   [][]int32 // by number
}

func (s *sufficiency) offer(n int32, vs ...int32) {
	for int(n) >= len(s.wait) {
		s.wait = append(s.wait, nil)
	}
	s.wait[n] = append(s.wait[n], vs...)
}

func (s *sufficiency) settle(v, n int32) {
	if s.of[v] > 0 {
		return
	}
	s.of[v] = n
	for _, e := range s.g.entries(v) {
		i := s.g.groupOf(e)
		of := &s.g.groups[i]
		if s.weight[i] >= of.need {
			continue
		}
		s.sum[i] = min(s.sum[i]+n, most)
		if s.weight[i] += s.g.weight(of, v); s.weight[i] >= of.need {
			s.offer(s.sum[i], e.owner)
		}
	}
}
