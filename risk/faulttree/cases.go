package faulttree

// turn decides a net by cases, as many as this turn allows.
func (c *compiler) turn(n *net) (p int32, ok bool) {
	defer func() {
		c.depth = 0
		if e := recover(); e != nil {
			if _, over := e.(turnIsOver); !over {
				panic(e)
			}
		}
	}()
	return c.byCases(n), true
}

// byCases decides a variable: what is left of the net once it has failed and
// what is left while it has not are compiled by themselves. Mostly they fall
// apart into modules that are known, or small.
func (c *compiler) byCases(n *net) int32 {
	if c.cases--; c.cases < 0 {
		panic(turnIsOver{})
	}
	c.look()
	c.depth++
	defer func() { c.depth-- }()
	v := n.pivot()
	lo, hi := c.compile(n.spared(v)), certain
	if m, fails := n.failed(v); !fails {
		hi = c.compile(m)
	}
	return c.either(n.vars[v], lo, hi)
}

// either is a part that a variable decides: what is left while it has not failed,
// and what is left, or is certain, once it has.
func (c *compiler) either(v, lo, hi int32) int32 {
	if lo == hi {
		return lo
	}
	d, least, most := constants(v), int32(0), int32(1)
	if lo != none {
		least = d.add(lo)
	}
	if hi != certain {
		most = d.add(hi)
	}
	d.v = append(d.v, vertex{0, most, least})
	d.root = num(len(d.v) - 1)
	c.keep(d.bytes())
	c.byCase = true
	return c.add(d)
}

// add puts a variable under those of a diagram and returns its vertex.
func (d *diagram) add(v int32) int32 {
	d.vars = append(d.vars, v)
	d.v = append(d.v, vertex{num(len(d.vars) - 1), 1, 0})
	return num(len(d.v) - 1)
}

// pivot returns the variable that decides most: it is used, or what follows
// from it is, the most often, both when it fails and when it is spared.
func (n *net) pivot() (best ref) {
	failed, spared := n.blasts(), n.dual().blasts()
	most := -1
	for v := range num(len(n.vars)) {
		failed.of(v)
		spared.of(v)
		if score := failed.uses() * spared.uses(); score > most {
			best, most = v, score
		}
	}
	return best
}

// dual is the net in which a gate fails where it is spared in the other.
func (n *net) dual() *net {
	d := &net{vars: n.vars, gates: make([]gate, len(n.gates)), top: n.top}
	for i, g := range n.gates {
		sum := int64(0)
		for j := range g.in {
			sum += g.weight(j)
		}
		d.gates[i] = gate{sum - g.need + 1, g.in, g.weights}
	}
	return d
}

// uses counts those of all that failed in the last blast.
func (b *blast) uses() (n int) {
	for _, v := range b.queue {
		n += int(b.outAt[v+1] - b.outAt[v])
	}
	return n
}
