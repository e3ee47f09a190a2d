package risk

import "math"

// run computes F of a set: its state is kept and reused, stamped with the
// number of the computation it belongs to.
type run struct {
	g     *Graph
	epoch uint32
	state []state // by node
	count []count // by counter
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

// state says how a node failed.
type state struct {
	epoch uint32
	place int32 // in the queue
	by    int32 // the group through which it failed; -1 for a seed
	last  int32 // place of the member that was one too many
}

// count is what has failed of a group.
type count struct {
	epoch   uint32
	members int32
	weight  int64
}

func newRun(g *Graph) *run {
	n := g.size()
	return &run{
		g: g, state: make([]state, n), count: make([]count, g.counters),
		chains: chains{at: make([]chainAt, n)}, cone: newMarks(n), reach: newMarks(n), wide: newMarks(n), far: newMarks(n),
	}
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
		clear(r.state)
		clear(r.count)
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
		for _, e := range r.g.entries(v) {
			if e.group == held {
				continue
			}
			if e.group < 0 {
				e.group = ^e.group
				if !r.add(e.group, v) {
					continue
				}
			}
			r.fail(e.owner, e.group, num(from))
		}
	}
	return from
}

func (r *run) fail(v, by, last int32) {
	if s := &r.state[v]; s.epoch != r.epoch {
		*s = state{r.epoch, num(len(r.queue)), by, last}
		r.queue = append(r.queue, v)
	}
}

// add counts v among the failed of a group and reports whether they are enough.
func (r *run) add(group, v int32) bool {
	g := &r.g.groups[group]
	c := &r.count[g.counter]
	if c.epoch != r.epoch {
		*c = count{epoch: r.epoch}
		r.counted = append(r.counted, group)
	}
	c.members++
	c.weight += r.g.weight(g, v)
	return c.weight >= g.need
}

// weight is what v counts for in a group.
func (g *Graph) weight(of *group, v int32) int64 {
	if of.shares {
		return int64(g.share[v])
	}
	return 1
}

// failed reports whether v is in F.
func (r *run) failed(v int32) bool { return r.state[v].epoch == r.epoch }

// tripped reports whether a group, one of whose members has failed, has failed
// its owner.
func (r *run) tripped(group int32) bool {
	g := &r.g.groups[group]
	return g.counter < 0 || r.count[g.counter].weight >= g.need
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
