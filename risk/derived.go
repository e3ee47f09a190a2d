package risk

import (
	"cmp"
	"slices"
	"strings"

	"linchpin/graph"
)

// provision is a party that something rests on, found by the link's end.
type provision struct {
	to    int32
	key   string // the service or region; what the members of one group share
	alone int32  // the party again where a service without a name stands alone, else -1
	party int32
}

func provided(party, to int32, key string, alone bool) provision {
	p := provision{to, key, -1, party}
	if alone {
		p.alone = party
	}
	return p
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
		id, name := c.facts.ID(int(p.to))+".service."+p.key, p.key
		if p.alone >= 0 {
			id, name = id+"."+c.facts.ID(int(p.party)), "service of "+c.name(p.party)
		}
		s := c.derive(derived{id, c.name(p.to) + " · " + name, graph.KindService, p.to})
		c.add(s, Services, int64(len(parties)), parties...)
		c.add(p.to, Services, 1, s)
	})
	grouped(c.sells, func(p provision, parties []int32) {
		r := c.derive(derived{RouteID(c.facts.ID(int(p.to)), p.key), c.name(p.to) + routeMark + cmp.Or(p.key, nowhere), graph.KindRoute, p.to})
		c.add(r, Sells, int64(len(parties)), parties...)
	})
	grouped(c.people, func(p provision, parties []int32) {
		switch c.kind(p.to) {
		case graph.KindPartner, graph.KindComponent, graph.KindOffering, graph.KindProduct, graph.KindRoadmapItem:
			c.add(p.to, Person, int64(len(parties)), parties...)
		default: // stops nothing
		}
	})
}

// A route is named by its product and region; one may have no region.
const (
	routeMark = " · route "
	nowhere   = "without a region"
)

// RouteID is the id of the route of a product, by its id, into a region.
func RouteID(product, region string) string { return product + ".route." + region }

// RouteNamed takes the name of a route apart.
func RouteNamed(name string) (product, region string, ok bool) {
	product, region, ok = strings.Cut(name, routeMark)
	if region == nowhere {
		region = ""
	}
	return product, region, ok
}

// derive adds a node that is no entity. One whose id an entity has is not found by it.
func (c *compiler) derive(d derived) int32 {
	v := num(c.size())
	c.derived = append(c.derived, d)
	c.kinds = append(c.kinds, kindNumber(d.kind))
	c.traits = append(c.traits, 0)
	c.layer = append(c.layer, 0)
	c.fulfils = append(c.fulfils, -1)
	if _, taken := c.derivedAt[d.id]; !taken {
		c.derivedAt[d.id] = v
	}
	return v
}

// origin is the country of a partner or offering.
type origin struct {
	v    int32
	code string
}

// origins puts partners and offerings into their countries.
func (c *compiler) origins() {
	country := map[string]int32{}
	for _, o := range c.origin {
		v, ok := country[o.code]
		if !ok {
			v = c.derive(derived{o.code, o.code, graph.KindCountry, -1})
			country[o.code] = v
		}
		c.add(o.v, Country, 1, v)
	}
}
