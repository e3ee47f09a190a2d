package risk

import (
	"cmp"
	"math/bits"
	"slices"
	"sync"
	"sync/atomic"
)

// strata orders the nodes so that what rests on a node stands before it;
// nodes that rest on each other have one part.
type strata struct {
	part, order []int32
	parts       int
}

func (g *Graph) strata() *strata {
	return g.layered.get(func() *strata {
		s := &strata{part: g.knots(), order: make([]int32, g.size())}
		for v := range s.order {
			s.order[v] = num(v)
			s.parts = max(s.parts, int(s.part[v]))
		}
		slices.SortFunc(s.order, func(a, b int32) int { return cmp.Compare(s.part[a], s.part[b]) })
		return s
	})
}

// width is how many rows a sweep follows at once: one bit each.
const width = 64

// sweep holds the cones of up to 64 rows: bit i of a node's word says that the
// node is in the cone of row i.
type sweep struct {
	*strata
	g    *Graph
	word []uint64 // by part
}

func (g *Graph) newSweep() *sweep {
	s := g.strata()
	return &sweep{strata: s, g: g, word: make([]uint64, s.parts+1)}
}

// follow computes the cones of some rows; a row is one node or several. It
// passes over the graph once, whatever their number.
func (s *sweep) follow(rows [][]int32) {
	clear(s.word)
	for i, row := range rows {
		for _, v := range row {
			s.word[s.part[v]] |= 1 << i
		}
	}
	for _, v := range s.order {
		w := s.word[s.part[v]]
		if w == 0 {
			continue
		}
		for _, i := range s.g.groupsOf(v) {
			for _, m := range s.g.membersOf(i) {
				s.word[s.part[m]] |= w
			}
		}
	}
}

// rows returns the rows that have v in their cone.
func (s *sweep) rows(v int32) uint64 { return s.word[s.part[v]] }

// sweeps follows all rows, 64 at a time, in n goroutines that each have a
// number below n; f gets the place of the first row of a batch.
func (g *Graph) sweeps(rows [][]int32, n int, f func(worker int, s *sweep, first int, batch [][]int32)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for w := range n {
		wait.Go(func() {
			s := g.newSweep()
			for lo := int(next.Add(width) - width); lo < len(rows); lo = int(next.Add(width) - width) {
				batch := rows[lo:min(lo+width, len(rows))]
				s.follow(batch)
				f(w, s, lo, batch)
			}
		})
	}
	wait.Wait()
}

// eachBit calls f for the place of every bit that is set.
func eachBit(w uint64, f func(i int)) {
	for ; w != 0; w &= w - 1 {
		f(bits.TrailingZeros64(w))
	}
}
