package faulttree

// blast computes what fails in a net when variables do. Its state is stamped,
// so that a blast costs what fails and no more.
type blast struct {
	n             *net
	outAt         []int32 // by node (variables, then gates): its uses
	out           []use
	epoch         int32
	failed, stamp []int32 // stamp: of a gate's sum
	sum           []int64
	queue         []int32
}

// use is a gate that a node is an input of.
type use struct {
	gate   int32
	weight int64
}

// node numbers variables and gates alike.
func (n *net) node(r ref) int32 {
	if r >= 0 {
		return r
	}
	return num(len(n.vars)) + ^r
}

func (n *net) blasts() *blast {
	nodes := len(n.vars) + len(n.gates)
	b := &blast{
		n: n, outAt: make([]int32, nodes+1), failed: make([]int32, nodes),
		stamp: make([]int32, len(n.gates)), sum: make([]int64, len(n.gates)),
	}
	each := func(f func(node int32, u use)) {
		for i := range n.gates {
			for j, r := range n.gates[i].in {
				if r != nothing {
					f(n.node(r), use{num(i), n.gates[i].weight(j)})
				}
			}
		}
	}
	each(func(v int32, _ use) { b.outAt[v+1]++ })
	for v := range nodes {
		b.outAt[v+1] += b.outAt[v]
	}
	b.out = make([]use, b.outAt[nodes])
	at := append([]int32(nil), b.outAt...)
	each(func(v int32, u use) {
		b.out[at[v]] = u
		at[v]++
	})
	return b
}

// of lets variables fail, and all that follows.
func (b *blast) of(vars ...ref) {
	b.epoch++
	b.queue = b.queue[:0]
	for _, v := range vars {
		b.fail(v)
	}
	for i := 0; i < len(b.queue); i++ {
		b.follow(b.queue[i])
	}
}

// meets lets one variable or gate fail and reports whether any of the marked
// nodes does, itself apart.
func (b *blast) meets(r ref, marked []bool) bool {
	b.epoch++
	b.queue = b.queue[:0]
	b.fail(b.n.node(r))
	for i := 0; i < len(b.queue); i++ {
		if marked[b.queue[i]] {
			return true
		}
		b.follow(b.queue[i])
	}
	return false
}

// follow counts a failed node in the gates that it is an input of.
func (b *blast) follow(v int32) {
	for _, u := range b.out[b.outAt[v]:b.outAt[v+1]] {
		if b.stamp[u.gate] != b.epoch {
			b.stamp[u.gate], b.sum[u.gate] = b.epoch, 0
		}
		if b.sum[u.gate] += u.weight; b.sum[u.gate] >= b.n.gates[u.gate].need {
			b.fail(num(len(b.n.vars)) + u.gate)
		}
	}
}

func (b *blast) fail(node int32) {
	if b.failed[node] != b.epoch {
		b.failed[node] = b.epoch
		b.queue = append(b.queue, node)
	}
}

// has reports whether a ref failed in the last blast.
func (b *blast) has(r ref) bool { return r != nothing && b.failed[b.n.node(r)] == b.epoch }

// all lists every variable of a net.
func (n *net) all() []ref {
	out := make([]ref, len(n.vars))
	for i := range out {
		out[i] = num(i)
	}
	return out
}

// Failures tells of one set of events after the other whether it fails the top
// of a tree. Each costs as much as fails.
type Failures struct{ b *blast }

// Failures prepares a tree for that. The error says what is wrong with it.
func (t *Tree) Failures() (*Failures, error) {
	if err := t.check(); err != nil {
		return nil, err
	}
	return &Failures{netOf(t).blasts()}, nil
}

// Top reports whether the top fails with some events.
func (f *Failures) Top(events ...int32) bool {
	f.b.of(events...)
	return f.b.has(f.b.n.top)
}
