package risk

// chains holds the length, in partners, of the shortest chain that leads from
// a start to each node.
type chains struct {
	epoch uint32
	at    []chainAt
	now   []int32
	next  []int32
}

type chainAt struct {
	epoch  uint32
	length int32
	layers uint8 // of the components on the chains that lead here
}

func (c *chains) reset() {
	c.epoch++
	if c.epoch == 0 {
		clear(c.at)
		c.epoch = 1
	}
}

// length returns the partners on the shortest chain to v, 0 where none leads there.
func (c *chains) length(v int32) int {
	if c.at[v].epoch != c.epoch {
		return 0
	}
	return int(c.at[v].length)
}

// measure finds the shortest chains from a node: over the rules that fired in
// the last blast, or over every rule. It visits nodes in the order of their
// length, first those that the same number of partners leads to, until it finds
// one of those asked for, and returns that one's length.
func (r *run) measure(from int32, onlyFired bool, until trait) int32 {
	c, g := &r.chains, r.g
	c.reset()
	length := int32(0)
	if g.traits[from]&isPartner != 0 {
		length = 1
	}
	c.at[from] = chainAt{epoch: c.epoch, length: length}
	c.now = append(c.now[:0], from)
	for ; len(c.now) > 0; length++ {
		c.next = c.next[:0]
		for len(c.now) > 0 {
			v := c.now[len(c.now)-1]
			c.now = c.now[:len(c.now)-1]
			if c.at[v].length < length {
				continue // reached by a shorter one since
			}
			for _, e := range g.entries(v) {
				if onlyFired && e.group < 0 && !r.tally[^e.group].full() {
					continue
				}
				r.chain(e.owner, e.owner, g.groupOf(e), length)
				if g.traits[e.owner]&until != 0 && c.at[e.owner].length == length {
					return length
				}
			}
		}
		c.now, c.next = c.next, c.now
	}
	return 0
}

// chain notes a chain to v, over a group and its owner, unless one as short is
// known.
func (r *run) chain(v, owner, group, length int32) {
	c, at := &r.chains, &r.chains.at[v]
	if at.epoch == c.epoch && at.length <= length {
		return
	}
	t := r.g.traits[owner]
	step := t&isPartner != 0 || t&isOffering != 0 && r.g.groups[group].rule == ReliesOn
	if !step {
		*at = chainAt{epoch: c.epoch, length: length}
		c.now = append(c.now, v)
		return
	}
	if at.epoch != c.epoch || at.length > length+1 {
		*at = chainAt{epoch: c.epoch, length: length + 1}
		c.next = append(c.next, v)
	}
}

// measureBack finds the shortest chains over every rule that lead to one of
// some nodes from each partner of their cones.
func (r *run) measureBack(to ...int32) {
	c, g := &r.chains, r.g
	c.reset()
	for _, v := range to {
		c.at[v] = chainAt{epoch: c.epoch, length: 1}
	}
	c.now = append(c.now[:0], to...)
	for length := int32(1); len(c.now) > 0; length++ {
		c.next = c.next[:0]
		for len(c.now) > 0 {
			v := c.now[len(c.now)-1]
			c.now = c.now[:len(c.now)-1]
			if c.at[v].length < length {
				continue // a shorter one leads to it
			}
			for _, i := range g.groupsOf(v) {
				for _, m := range g.membersOf(i) {
					r.chain(m, v, i, length)
				}
			}
		}
		c.now, c.next = c.next, c.now
	}
}

// colour notes for each node of the last blast the layers of the components on
// chains of rules that fired to it. One pass in the order of failing does,
// unless a chain leads back.
func (r *run) colour() {
	c, g := &r.chains, r.g
	for _, v := range r.queue {
		c.at[v].layers = 0
	}
	for again := true; again; {
		again = false
		for i, v := range r.queue {
			at := &c.at[v]
			at.layers |= g.layer[v]
			if at.layers == 0 {
				continue
			}
			for _, e := range g.entries(v) {
				if e.group < 0 && !r.tally[^e.group].full() {
					continue
				}
				if to := &c.at[e.owner]; to.layers|at.layers != to.layers {
					to.layers |= at.layers
					again = again || int(r.state[e.owner].place) < i
				}
			}
		}
	}
}
