package risk

import (
	"math"
	"slices"
)

// run computes F of a set: its state is kept and reused, stamped with the
// number of the computation it belongs to.
type run struct {
	g     *Graph
	epoch uint32
	state []state // by node
	tally []tally // by counter
	queue []int32 // F, in the order in which it fails
	// counted holds the groups with a counter that some member of the queue is in.
	counted []int32
	days    []int64 // of the queue, the day each stops, after outlast
	later   agenda

	chains chains
	cone   marks
	reach  marks
	wide   marks // the cone, and what is behind the prospects in it
	far    marks // the reach, and what is reached by prospects
}

// state says how a node failed, and where its entries are: whoever looks at
// the one needs the other next, and finds it in memory just fetched.
type state struct {
	epoch    uint32
	place    int32 // in the queue
	by       int32 // the group through which it failed; -1 for a seed
	last     int32 // place of the member that was one too many
	from, to int32 // of its entries
}

// tally is what has failed of a group with a counter, beside what it takes.
type tally struct {
	epoch  uint32
	group  int32
	lost   int64 // weight of the failed members
	need   int64
	shares bool
}

func newRun(g *Graph) *run {
	n := g.size()
	r := &run{
		g: g, state: make([]state, n), tally: make([]tally, len(g.counted)),
		chains: chains{at: make([]chainAt, n)}, cone: newMarks(n), reach: newMarks(n), wide: newMarks(n), far: newMarks(n),
	}
	for v := range r.state {
		r.state[v].from, r.state[v].to = g.inAt[v], g.inAt[v+1]
	}
	for i, group := range g.counted {
		of := &g.groups[group]
		r.tally[i] = tally{group: group, need: of.need, shares: of.shares}
	}
	return r
}

// borrow returns a run that nobody else uses; give it back after the last
// look at it.
func (g *Graph) borrow() *run {
	r, _ := g.idle.Get().(*run) // New makes no other
	return r
}

func (g *Graph) giveBack(r *run) { g.idle.Put(r) }

// begin empties the queue.
func (r *run) begin() {
	r.epoch++
	if r.epoch == 0 { // after 2^32 runs stamps repeat
		for v := range r.state {
			r.state[v].epoch = 0
		}
		for i := range r.tally {
			r.tally[i].epoch = 0
		}
		r.epoch = 1
	}
	r.queue, r.counted = r.queue[:0], r.counted[:0]
}

// blast makes the queue F(seeds).
func (r *run) blast(seeds ...int32) {
	r.seed(seeds)
	r.spread(0, nothing)
}

// seed begins a run in which only the seeds have failed.
func (r *run) seed(seeds []int32) {
	r.begin()
	for _, v := range seeds {
		r.fail(v, -1, -1)
	}
}

// nothing is no group of an entry.
const nothing = math.MaxInt32

// spread lets the queue from a place on fail what rests on it, but by one group
// that is held, and returns the place after the last.
func (r *run) spread(from int, held int32) int {
	for ; from < len(r.queue); from++ {
		v := r.queue[from]
		s := &r.state[v]
		for _, e := range r.g.in[s.from:s.to] {
			if e.group == held {
				continue
			}
			if e.group < 0 {
				t := &r.tally[^e.group]
				if !r.add(t, v) {
					continue
				}
				e.group = t.group
			}
			r.fail(e.owner, e.group, num(from))
		}
	}
	return from
}

func (r *run) fail(v, by, last int32) {
	if s := &r.state[v]; s.epoch != r.epoch {
		s.epoch, s.place, s.by, s.last = r.epoch, num(len(r.queue)), by, last
		r.queue = append(r.queue, v)
	}
}

// add counts v among the failed of a group and reports whether they are enough.
func (r *run) add(t *tally, v int32) bool {
	if t.epoch != r.epoch {
		t.epoch, t.lost = r.epoch, 0
		r.counted = append(r.counted, t.group)
	}
	if t.shares {
		t.lost += int64(r.g.share[v])
	} else {
		t.lost++
	}
	return t.full()
}

// weight is what v counts for in a group.
func (g *Graph) weight(of *group, v int32) int64 {
	if of.shares {
		return int64(g.share[v])
	}
	return 1
}

// full reports whether as much has failed as the group takes.
func (t *tally) full() bool { return t.lost >= t.need }

// failed reports whether v is in F.
func (r *run) failed(v int32) bool { return r.state[v].epoch == r.epoch }

// tripped reports whether a group, one of whose members has failed, has failed
// its owner.
func (r *run) tripped(group int32) bool {
	counter := r.g.groups[group].counter
	return counter < 0 || r.tally[counter].full()
}

// trips reports whether a group has failed its owner.
func (r *run) trips(group int32) bool {
	return r.tripped(group) && slices.ContainsFunc(r.g.membersOf(group), r.failed)
}

// marks is a set of nodes that is emptied at once.
type marks struct {
	epoch uint32
	at    []uint32
	list  []int32
}

func newMarks(n int) marks { return marks{at: make([]uint32, n)} }

func (m *marks) reset() {
	m.epoch++
	if m.epoch == 0 {
		clear(m.at)
		m.epoch = 1
	}
	m.list = m.list[:0]
}

func (m *marks) add(v int32) {
	if m.at[v] != m.epoch {
		m.at[v] = m.epoch
		m.list = append(m.list, v)
	}
}

func (m *marks) has(v int32) bool { return m.at[v] == m.epoch }
