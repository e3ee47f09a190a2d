package risk

import (
	"cmp"
	"slices"

	"linchpin/graph"
)

// provision is a party that something rests on, found by the link's end.
type provision struct {
	to    int32
	key   string // the service or region; what the members of one group share
	alone int32  // the party again where a service without a name stands alone, else -1
	party int32
}

func (c *compiler) provide(list []provision, party int32, e graph.Edge, key string) []provision {
	to, ok := c.index[e.To]
	if !ok {
		return list
	}
	p := provision{to, key, -1, party}
	if e.Kind == graph.Services && key == "" {
		p.alone = party
	}
	return append(list, p)
}

// grouped calls f for each (to, key) with its distinct parties.
func grouped(list []provision, f func(p provision, parties []int32)) {
	slices.SortFunc(list, func(a, b provision) int {
		return cmp.Or(cmp.Compare(a.to, b.to), cmp.Compare(a.key, b.key), cmp.Compare(a.alone, b.alone), cmp.Compare(a.party, b.party))
	})
	list = slices.Compact(list)
	for lo := 0; lo < len(list); {
		p, parties := list[lo], []int32(nil)
		for ; lo < len(list) && list[lo].to == p.to && list[lo].key == p.key && list[lo].alone == p.alone; lo++ {
			parties = append(parties, list[lo].party)
		}
		f(p, parties)
	}
}

// provided compiles critical services, routes and the owners among the people.
func (c *compiler) provided() {
	grouped(c.services, func(p provision, parties []int32) {
		id, name := c.nodes[p.to].ID+".service."+p.key, p.key
		if p.alone >= 0 {
			id, name = id+"."+c.nodes[p.party].ID, "service of "+c.nodes[p.party].Name
		}
		s := c.derive(derived{id, c.nodes[p.to].Name + " · " + name, graph.KindService, p.to})
		c.add(s, Services, num64(len(parties)), parties...)
		c.add(p.to, Services, 1, s)
	})
	grouped(c.sells, func(p provision, parties []int32) {
		name := " · route " + p.key
		if p.key == "" {
			name = " · route without a region"
		}
		r := c.derive(derived{c.nodes[p.to].ID + ".route." + p.key, c.nodes[p.to].Name + name, graph.KindRoute, p.to})
		c.add(r, Sells, num64(len(parties)), parties...)
	})
	grouped(c.people, func(p provision, parties []int32) {
		switch c.nodes[p.to].Kind {
		case graph.KindPartner, graph.KindComponent, graph.KindOffering, graph.KindProduct, graph.KindRoadmapItem:
			c.add(p.to, Person, num64(len(parties)), parties...)
		default: // stops nothing
		}
	})
}

func num64(n int) int64 { return int64(n) }

// derive adds a node that is no entity. One whose id an entity has is not found by it.
func (c *compiler) derive(d derived) int32 {
	v := num(c.size())
	c.derived = append(c.derived, d)
	c.traits = append(c.traits, 0)
	c.layer = append(c.layer, 0)
	c.fulfils = append(c.fulfils, -1)
	if _, taken := c.index[d.id]; !taken {
		c.index[d.id] = v
	}
	return v
}

// origins puts partners and offerings into their countries.
func (c *compiler) origins() {
	for i := range c.nodes {
		code := c.nodes[i].Country
		if code == "" {
			continue
		}
		v, ok := c.country[code]
		if !ok {
			v = c.derive(derived{code, code, graph.KindCountry, -1})
			c.country[code] = v
		}
		c.add(num(i), Country, 1, v)
	}
}

// sourcing makes the group of each component's counting offerings.
func (c *compiler) sourcing() {
	slices.SortStableFunc(c.sources, func(a, b int32) int { return cmp.Compare(c.fulfils[a], c.fulfils[b]) })
	for lo := 0; lo < len(c.sources); {
		to, hi := c.fulfils[c.sources[lo]], lo+1
		for hi < len(c.sources) && c.fulfils[c.sources[hi]] == to {
			hi++
		}
		offerings, n := c.sources[lo:hi], &c.nodes[to]
		lo = hi
		if n.RequiredSharePercent == nil {
			c.add(to, Sources, tolerance(len(offerings), n.MinSources), offerings...)
			continue
		}
		if c.share == nil {
			c.share = make([]int32, len(c.nodes))
		}
		total := int64(0)
		for _, o := range offerings {
			if s := c.nodes[o].SharePercent; s != nil {
				c.share[o] = int32(shareUnits(min(*s, 100))) //nolint:gosec // at most 1e8
			}
			total += int64(c.share[o])
		}
		c.add(to, Share, 1, offerings...)
		c.weigh(max(0, total-shareUnits(*n.RequiredSharePercent)))
	}
}

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
			e.group = ^e.group
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
	var tops []int32
	c.rank = make([]int32, c.size())
	for v := range c.rank {
		c.rank[v] = -1
		if c.traits[v]&isTop != 0 {
			tops = append(tops, num(v))
		}
	}
	slices.SortFunc(tops, func(a, b int32) int {
		x, y := &c.nodes[a], &c.nodes[b]
		return cmp.Or(
			cmp.Compare(late(x.TargetDate), late(y.TargetDate)),
			-cmp.Compare(c.traits[a]&isItem, c.traits[b]&isItem),
			cmp.Compare(x.Key, y.Key), cmp.Compare(x.Name, y.Name), cmp.Compare(a, b))
	})
	for i, v := range tops {
		c.rank[v] = num(i)
	}
}

// late puts a missing date after every other.
func late(d graph.Date) graph.Date {
	if d == "" {
		return "~"
	}
	return d
}
