package risk

import (
	"cmp"
	"slices"

	"linchpin/graph"
)

// invert lists groups by owner and by member, by counting sort.
func (c *compiler) invert() {
	n := c.size()
	c.ownAt, c.own = make([]int32, n+1), make([]int32, len(c.groups))
	c.inAt, c.in = make([]int32, n+1), make([]entry, len(c.member))
	for i := range c.groups {
		c.ownAt[c.groups[i].owner+1]++
	}
	for _, v := range c.member {
		c.inAt[v+1]++
	}
	for v := range n {
		c.ownAt[v+1] += c.ownAt[v]
		c.inAt[v+1] += c.inAt[v]
	}
	ownNext, inNext := slices.Clone(c.ownAt), slices.Clone(c.inAt)
	for i := range c.groups {
		g := &c.groups[i]
		e := entry{num(i), g.owner}
		c.own[ownNext[g.owner]] = e.group
		ownNext[g.owner]++
		if g.counter >= 0 {
			e.group = ^g.counter
		}
		for _, v := range c.membersOf(num(i)) {
			c.in[inNext[v]] = e
			inNext[v]++
		}
	}
}

// compare marks the components whose counting offerings have several makers.
func (c *compiler) compare() {
	for i := range c.groups {
		g, offerings := &c.groups[i], c.membersOf(num(i))
		if g.rule != Sources && g.rule != Share {
			continue
		}
		first := c.makerOf(offerings[0])
		if slices.ContainsFunc(offerings, func(o int32) bool { return c.makerOf(o) != first }) {
			c.traits[g.owner] |= isDiverse
		}
	}
}

// order ranks the tops by date, those without one last.
func (c *compiler) order() {
	type top struct {
		graph.Node
		number int32
	}
	var tops []top
	c.rank = make([]int32, c.size())
	for v := range c.rank {
		c.rank[v] = -1
		if c.traits[v]&isTop != 0 {
			tops = append(tops, top{c.node(num(v)), num(v)})
		}
	}
	slices.SortFunc(tops, func(a, b top) int {
		return cmp.Or(
			cmp.Compare(late(a.TargetDate), late(b.TargetDate)),
			-cmp.Compare(c.traits[a.number]&isItem, c.traits[b.number]&isItem),
			cmp.Compare(a.Key, b.Key), cmp.Compare(a.Name, b.Name), cmp.Compare(a.number, b.number))
	})
	for i, t := range tops {
		c.rank[t.number] = num(i)
	}
}

// late puts a missing date after every other.
func late(d graph.Date) graph.Date {
	if d == "" {
		return "~"
	}
	return d
}

// byKey puts a list in the order of keys below n, and else leaves its order:
// those of key k stand from at[k] to at[k+1].
func byKey(n int, list []int32, key func(int32) int32) (at, ordered []int32) {
	at, ordered = make([]int32, n+1), make([]int32, len(list))
	for _, v := range list {
		at[key(v)+1]++
	}
	for k := range n {
		at[k+1] += at[k]
	}
	next := slices.Clone(at)
	for _, v := range list {
		k := key(v)
		ordered[next[k]] = v
		next[k]++
	}
	return at, ordered
}
