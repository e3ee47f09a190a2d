package risk

import (
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
		if len(s.part) > 0 {
			s.parts = int(slices.Max(s.part))
		}
		at := make([]int32, s.parts+2) // where the next node of a part stands
		for _, p := range s.part {
			at[p+1]++
		}
		for p := range s.parts + 1 {
			at[p+1] += at[p]
		}
		for v, p := range s.part {
			s.order[at[p]] = num(v)
			at[p]++
		}
		return s
	})
}

// width is how many rows a sweep follows at once. Their bits fill a cache
// line: it is what a look at a node costs, however few of them are used.
const width = 512

// lanes is a set of rows of a sweep.
type lanes [width / 64]uint64

func (l *lanes) add(row int)      { l[row/64] |= 1 << (row % 64) }
func (l *lanes) has(row int) bool { return l[row/64]>>(row%64)&1 == 1 }

func (l *lanes) ones() (n int) {
	for _, w := range l {
		n += bits.OnesCount64(w)
	}
	return n
}

// each calls f for every row of the set, in order.
func (l *lanes) each(f func(row int)) {
	for i, w := range l {
		for ; w != 0; w &= w - 1 {
			f(i*64 + bits.TrailingZeros64(w))
		}
	}
}

// sweep holds the cones of up to 512 rows: of each node, the rows that have it
// in their cone.
type sweep struct {
	*strata
	g  *Graph
	at []lanes // by part
}

func (g *Graph) newSweep() *sweep {
	s := g.strata()
	return &sweep{strata: s, g: g, at: make([]lanes, s.parts+1)}
}

// rows returns the rows that have v in their cone.
func (s *sweep) rows(v int32) *lanes { return &s.at[s.part[v]] }

// follow computes the cones of some rows; a row is one node or several. It
// passes over the graph once, whatever their number.
func (s *sweep) follow(rows [][]int32) {
	clear(s.at)
	for i, row := range rows {
		for _, v := range row {
			s.rows(v).add(i)
		}
	}
	for _, v := range s.order {
		l := *s.rows(v)
		if l == (lanes{}) {
			continue
		}
		for _, i := range s.g.groupsOf(v) {
			for _, m := range s.g.membersOf(i) {
				to := s.rows(m)
				for k, w := range l {
					to[k] |= w
				}
			}
		}
	}
}

// sweeps follows all rows, 512 at a time, in n goroutines that each have a
// number below n; f gets the place of the first row of a batch.
func (g *Graph) sweeps(rows [][]int32, n int, f func(worker int, s *sweep, first int, batch [][]int32)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for w := range min(n, (len(rows)+width-1)/width) {
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

// tallies counts, for each row of a sweep, the sets it is in: bit k of the
// counts lies in plane k, so that adding a set takes two steps on average.
type tallies [32]lanes

func (t *tallies) add(l *lanes) {
	for i, carry := range l {
		for k := 0; carry != 0; k++ {
			t[k][i], carry = t[k][i]^carry, t[k][i]&carry
		}
	}
}

func (t *tallies) count(row int) (n int32) {
	for k := range t {
		if t[k].has(row) {
			n |= 1 << k
		}
	}
	return n
}
