package risk

import (
	"slices"

	"linchpin/graph"
)

// compiler builds a Graph.
type compiler struct {
	*Graph
	sources  []int32          // counting offerings, in the snapshot's order
	services []provision      // of critical services
	sells    []provision      // of sales regions
	people   []provision      // of entities with owners among the people
	alike    []graph.Edge     // scratch: the edges of one owner and kind that have a group
	country  map[string]int32 // nodes of countries
}

// Compile prepares a snapshot for questions, in time and space linear in its
// size. Edges whose ends are not in the snapshot are passed over.
func Compile(s graph.Snapshot) *Graph { return compile(s, false) }

// compile makes, for the view of a team, layers rest on people too.
func compile(s graph.Snapshot, team bool) *Graph {
	n, layers := len(s.Nodes), graph.Layers()
	c := compiler{Graph: &Graph{
		change: s.Change, nodes: s.Nodes, edges: s.Edges, index: make(map[string]int32, n+n/8),
		traits: make([]trait, n), layer: make([]uint8, n), fulfils: make([]int32, n),
		groups: make([]group, 0, len(s.Edges)), member: make([]int32, 0, len(s.Edges)), memberAt: make([]int32, 1, len(s.Edges)+1),
	}, country: map[string]int32{}}
	for i := range s.Nodes {
		c.index[s.Nodes[i].ID] = num(i)
		c.fulfils[i] = -1
		c.traits[i] = traitOf(&s.Nodes[i])
		if l := slices.Index(layers, s.Nodes[i].Layer); l >= 0 && c.traits[i] == isComponent {
			c.layer[i] = 1 << l
		}
	}
	for lo := 0; lo < len(s.Edges); {
		hi := lo + 1
		for hi < len(s.Edges) && s.Edges[hi].From == s.Edges[lo].From && s.Edges[hi].Kind == s.Edges[lo].Kind {
			hi++
		}
		if from, ok := c.index[s.Edges[lo].From]; ok {
			c.links(from, s.Edges[lo:hi])
		}
		lo = hi
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

func traitOf(n *graph.Node) trait {
	switch n.Kind {
	case graph.KindPartner:
		return isPartner
	case graph.KindComponent:
		return isComponent
	case graph.KindProduct:
		return isProduct
	case graph.KindRoadmapItem:
		if graph.Open(n.Status) {
			return isItem
		}
		return isClosed
	default:
		return 0
	}
}

// links compiles the edges of one kind that start from one node.
func (c *compiler) links(from int32, edges []graph.Edge) {
	switch kind := edges[0].Kind; kind {
	case graph.Requires, graph.Uses, graph.Needs, graph.SourcesFrom, graph.ReliesOn,
		graph.DependsOn, graph.Delivers, graph.MadeBy, graph.SoldBy, graph.OwnedBy, graph.Involves:
		c.alternates(from, Rule(kind), edges)
	case graph.Fulfils:
		if to, ok := c.index[edges[0].To]; ok {
			c.fulfils[from] = to
			if c.nodes[from].Counts {
				c.sources = append(c.sources, from)
			}
		}
	case graph.Services:
		for _, e := range edges {
			if e.Critical {
				c.services = c.provide(c.services, from, e, e.Service)
			}
		}
	case graph.Sells:
		for _, e := range edges {
			c.sells = c.provide(c.sells, from, e, e.Region)
		}
	case graph.Owns:
		for _, e := range edges {
			c.people = c.provide(c.people, from, e, "")
		}
	default: // says nothing about failures
	}
}

// alternates makes a group of each edge that stands alone, and one of all
// edges that share a group's name.
func (c *compiler) alternates(from int32, rule Rule, edges []graph.Edge) {
	c.alike = c.alike[:0]
	last := int32(-1)
	for _, e := range edges {
		to, ok := c.index[e.To]
		switch {
		case !ok || rule == DependsOn && c.traits[to]&isClosed != 0:
		case rule == Involves && !e.Required:
			if c.traits[from]&(isItem|isClosed) != 0 {
				c.involved = append(c.involved, involvement{from, to, e.Role})
			}
		case e.Group != "":
			c.alike = append(c.alike, e)
		case to != last: // one partner may be named for several services
			c.add(from, rule, 1, to)
			c.lag(to, e.LagDays)
			last = to
		}
	}
	for len(c.alike) > 0 {
		c.named(from, rule, c.alike[0].Group)
	}
}

// named compiles the alternates of one name and takes them off the list.
func (c *compiler) named(from int32, rule Rule, name string) {
	rest := c.alike[:0]
	var members []int32
	var lags []int64
	minimum, last := int64(1), int32(-1)
	for _, e := range c.alike {
		if e.Group != name {
			rest = append(rest, e)
			continue
		}
		minimum = max(minimum, e.Minimum)
		if to := c.index[e.To]; to != last {
			members, lags = append(members, to), append(lags, e.LagDays)
			last = to
		}
	}
	c.alike = rest
	c.add(from, rule, tolerance(len(members), minimum), members...)
	for i, to := range members {
		c.lag(to, lags[i])
	}
}
