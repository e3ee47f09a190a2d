package risk

import "linchpin/graph"

// compiler builds a Graph.
type compiler struct {
	*Graph
	sources  []int32     // counting offerings, in the snapshot's order
	services []provision // of critical services
	sells    []provision // of sales regions
	people   []provision // of entities with owners among the people
	origin   []origin
	alike    []alternate // scratch: the alternates of one owner and kind
}

// Compile prepares a snapshot for questions, in time and space linear in its
// size.
func Compile(s graph.Snapshot) *Graph { return compile(s, false) }

// compile makes, for the view of a team, layers rest on people too.
func compile(s graph.Snapshot, team bool) *Graph {
	n, m := s.Len(), s.Links()
	c := compiler{Graph: &Graph{
		facts: s, derivedAt: map[string]int32{},
		kinds: make([]uint8, n), traits: make([]trait, n), layer: make([]uint8, n), fulfils: make([]int32, n),
		groups: make([]group, 0, m), member: make([]int32, 0, m), memberAt: make([]int32, 1, m+1),
	}}
	s.Each(func(i int, n *graph.Node) { c.entity(num(i), n) })
	for v := range num(n) {
		arcs := s.Arcs(int(v))
		for lo := 0; lo < len(arcs); {
			hi, kind := lo+1, arcs[lo].Kind()
			for hi < len(arcs) && arcs[hi].Kind() == kind {
				hi++
			}
			c.links(v, kind, arcs[lo:hi])
			lo = hi
		}
	}
	c.origins()
	c.sourcing()
	c.provided()
	if team {
		c.covered()
	}
	c.invert()
	c.compare()
	c.order()
	c.idle.New = func() any { return newRun(c.Graph) }
	return c.Graph
}

// entity notes what the inner loops ask of a node.
func (c *compiler) entity(v int32, n *graph.Node) {
	c.kinds[v], c.traits[v], c.fulfils[v] = kindNumber(n.Kind), traitOf(n), -1
	if n.Kind == graph.KindComponent {
		c.layer[v] = layerBit(n.Layer)
		c.cover(v, n.StockCoverDays)
	}
	if n.Country != "" {
		c.origin = append(c.origin, origin{v, n.Country})
	}
}

// cover notes the days of a recorded stock cover.
func (c *compiler) cover(v int32, days *int64) {
	if days == nil {
		return
	}
	if c.stocked == nil {
		c.stocked = make([]int32, c.facts.Len())
	}
	c.stocked[v] = int32(*days) //nolint:gosec // at most a hundred years
}

func traitOf(n *graph.Node) (t trait) {
	switch n.Kind {
	case graph.KindPartner:
		if t = isPartner; n.SubTiersKnown != "yes" {
			t |= isUnsure
		}
	case graph.KindComponent:
		if t = isComponent; n.SourcesKnown != "yes" {
			t |= isUnsure
		}
		if n.RequiredSharePercent != nil {
			t |= isShared
		}
		if n.MinSources > 1 {
			t |= isPlural
		}
		if n.StockCoverDays != nil {
			t |= isStocked
		}
	case graph.KindOffering:
		t = isOffering
		switch {
		case prospective(n):
			t |= isProspect
		case n.Counts:
			if t |= isSource; n.SharePercent == nil {
				t |= isUnsure
			}
		}
	case graph.KindProduct:
		return isProduct
	case graph.KindRoadmapItem:
		if graph.Open(n.Status) {
			return isItem
		}
		return isClosed
	default:
	}
	return t
}

// links compiles the links of one kind that start from one node.
func (c *compiler) links(from int32, kind graph.LinkKind, arcs []graph.Arc) {
	switch kind {
	case graph.Requires, graph.Uses, graph.Needs, graph.SourcesFrom, graph.ReliesOn,
		graph.DependsOn, graph.Delivers, graph.MadeBy, graph.SoldBy, graph.OwnedBy, graph.Involves:
		c.alternates(from, Rule(kind), arcs)
	case graph.Fulfils:
		c.fulfils[from] = arcs[0].To
		if c.traits[from]&isSource != 0 {
			c.sources = append(c.sources, from)
		}
	case graph.Services:
		for _, a := range arcs {
			if e := c.facts.Terms(a); e.Critical {
				c.services = append(c.services, provided(from, a.To, e.Service, e.Service == ""))
			}
		}
	case graph.Sells:
		for _, a := range arcs {
			c.sells = append(c.sells, provided(from, a.To, c.facts.Terms(a).Region, false))
		}
	case graph.Owns:
		for _, a := range arcs {
			c.people = append(c.people, provided(from, a.To, "", false))
		}
	default: // says nothing about failures
	}
}

// alternate is a link of a named group.
type alternate struct {
	to      int32
	group   string
	minimum int64
	lagDays int64
}

// alternates makes a group of each link that stands alone, and one of all
// links that share a group's name.
func (c *compiler) alternates(from int32, rule Rule, arcs []graph.Arc) {
	c.alike = c.alike[:0]
	last := int32(-1)
	var bare, stated graph.Edge
	for _, a := range arcs {
		e := &bare
		if a.HasTerms() {
			stated = c.facts.Terms(a)
			e = &stated
		}
		switch {
		case rule == DependsOn && c.traits[a.To]&isClosed != 0:
		case rule == Involves && !e.Required:
			if c.traits[from]&(isItem|isClosed) != 0 {
				c.involved = append(c.involved, involvement{from, a.To, e.Role})
			}
		case e.Group != "":
			c.alike = append(c.alike, alternate{a.To, e.Group, e.Minimum, e.LagDays})
		case a.To != last: // one partner may be named for several services
			c.add(from, rule, 1, a.To)
			c.lag(a.To, e.LagDays)
			last = a.To
		}
	}
	for len(c.alike) > 0 {
		c.named(from, rule, c.alike[0].group)
	}
}

// named compiles the alternates of one name and takes them off the list.
func (c *compiler) named(from int32, rule Rule, name string) {
	rest, at := c.alike[:0], len(c.member)
	var lags []int64
	minimum, last := int64(1), int32(-1)
	for _, x := range c.alike {
		if x.group != name {
			rest = append(rest, x)
			continue
		}
		minimum = max(minimum, x.minimum)
		if x.to != last {
			c.member, lags = append(c.member, x.to), append(lags, x.lagDays)
			last = x.to
		}
	}
	c.alike = rest
	c.seal(from, rule, tolerance(len(lags), minimum))
	for i, to := range c.member[at:] {
		c.lag(to, lags[i])
	}
}
