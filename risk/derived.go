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
		c.add(s, Services, int64(len(parties)), parties...)
		c.add(p.to, Services, 1, s)
	})
	grouped(c.sells, func(p provision, parties []int32) {
		name := " · route " + p.key
		if p.key == "" {
			name = " · route without a region"
		}
		r := c.derive(derived{c.nodes[p.to].ID + ".route." + p.key, c.nodes[p.to].Name + name, graph.KindRoute, p.to})
		c.add(r, Sells, int64(len(parties)), parties...)
	})
	grouped(c.people, func(p provision, parties []int32) {
		switch c.nodes[p.to].Kind {
		case graph.KindPartner, graph.KindComponent, graph.KindOffering, graph.KindProduct, graph.KindRoadmapItem:
			c.add(p.to, Person, int64(len(parties)), parties...)
		default: // stops nothing
		}
	})
}

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
