package risk

import (
	"cmp"
	"slices"
	"strings"

	"linchpin/graph"
)

// RouteFilter narrows the routes: to a product, to a region.
type RouteFilter struct {
	Product, Region string
	Offset, Limit   int
}

// RouteRow is a route: a product in a sales region by its channel partners.
// Single: there is one. Causes are the partners that stop it alone, and where
// it has two or more channel partners these make its diversity false. A route
// stops no product or item.
type RouteRow struct {
	Route     graph.Ref   `json:"route"`
	Product   graph.Ref   `json:"product"`
	Region    string      `json:"region"` // empty where none is recorded
	Partners  []graph.Ref `json:"partners"`
	Single    bool        `json:"single"`
	Shared    bool        `json:"shared"` // two or more channel partners, and one cause stops them all
	Effective *int        `json:"effective"`

	EffectiveExact bool         `json:"effectiveExact"`
	Verdict        Verdict      `json:"verdict"`
	Missing        []Missing    `json:"missing"`
	Causes         []RouteCause `json:"causes"`
}

// RouteCause is a partner that alone stops a route: what it is to the channel
// partners, how many routes its failure stops, and which products and items.
type RouteCause struct {
	Cause  graph.Ref `json:"cause"`
	As     string    `json:"as"` // channel_partner, parent, sub_tier
	Tier   int       `json:"tier"`
	Routes int       `json:"routes"`
	Stops  Stops     `json:"stops"`
	Proof
}

// RouteTotals counts routes, those of one channel partner, and those of more
// that share a cause, and names what a table of them has as rows and columns.
type RouteTotals struct {
	Routes   int         `json:"routes"`
	Single   int         `json:"single"`
	Shared   int         `json:"shared"`
	Products []graph.Ref `json:"products"`
	Regions  []string    `json:"regions"`
}

// Routes lists the routes: what one partner stops first, then those of fewer
// channel partners, then by product and region.
func (g *Graph) Routes(f RouteFilter) ([]RouteRow, error) {
	routes, err := g.routes(f)
	if err != nil {
		return nil, err
	}
	r := g.borrow()
	defer g.giveBack(r)
	out := []RouteRow{}
	for _, v := range page(routes, f.Offset, f.Limit) {
		row, err := g.routeRow(r, v)
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

// routes returns the routes of a filter in the order of rows.
func (g *Graph) routes(f RouteFilter) ([]int32, error) {
	product := int32(-1)
	if f.Product != "" {
		v, err := g.findAt("/product", f.Product)
		if err != nil {
			return nil, err
		}
		if k := g.kind(v); k != graph.KindProduct {
			return nil, graph.FieldError("/product", "wrong_kind", "is %s", k.Named())
		}
		product = v
	}
	p, err := g.pointsOf(CausePartner)
	if err != nil {
		return nil, err
	}
	var out []int32
	for _, v := range g.ofKind(graph.KindRoute) {
		of := g.derivedOf(v).of
		if (product < 0 || of == product) && (f.Region == "" || g.region(v) == f.Region) {
			out = append(out, v)
		}
	}
	slices.SortFunc(out, func(a, b int32) int {
		return cmp.Or(
			cmp.Compare(min(p.stopBy[b], 1), min(p.stopBy[a], 1)), cmp.Compare(len(g.channel(a)), len(g.channel(b))),
			g.byName(g.derivedOf(a).of, g.derivedOf(b).of), cmp.Compare(g.region(a), g.region(b)))
	})
	return out, nil
}

func (g *Graph) derivedOf(v int32) derived { return g.derived[int(v)-g.facts.Len()] }

// region is where a route leads.
func (g *Graph) region(route int32) string {
	d := g.derivedOf(route)
	return strings.TrimPrefix(d.id, RouteID(g.node(d.of).ID, ""))
}

// channel returns the channel partners of a route.
func (g *Graph) channel(route int32) []int32 { return g.membersOf(g.groupsOf(route)[0]) }

func (g *Graph) routeRow(r *run, v int32) (RouteRow, error) {
	partners := slices.Clone(g.channel(v))
	slices.SortFunc(partners, g.byName)
	row := RouteRow{
		Route: g.ref(v), Product: g.ref(g.derivedOf(v).of), Region: g.region(v), Partners: g.refs(partners),
		Single: len(partners) == 1, Verdict: g.verdict(v), Missing: g.missingOf(r, v), Causes: []RouteCause{},
	}
	row.Effective, row.EffectiveExact = g.effective(v)
	points, err := g.pointsOfOne(v, CausePartner)
	if err != nil {
		return row, err
	}
	for _, p := range points {
		r.blast(p.party)
		c := RouteCause{Cause: g.ref(p.party), As: "channel_partner", Tier: int(p.tier), Stops: g.stops(r.queue)}
		for _, x := range r.queue {
			if g.kind(x) == graph.KindRoute {
				c.Routes++
			}
		}
		steps := r.witness(v)
		if !slices.Contains(partners, p.party) {
			c.As = g.as(p.party, steps)
		}
		c.Proof = g.proof(g.stopsHead([]int32{p.party}, v), steps)
		row.Causes = append(row.Causes, c)
	}
	row.Shared = len(partners) > 1 && len(row.Causes) > 0
	return row, nil
}

// RouteTotals counts all routes of a filter.
func (g *Graph) RouteTotals(f RouteFilter) (RouteTotals, error) {
	t := RouteTotals{Products: []graph.Ref{}, Regions: []string{}}
	routes, err := g.routes(f)
	if err != nil {
		return t, err
	}
	p, err := g.pointsOf(CausePartner)
	if err != nil {
		return t, err
	}
	var products []int32
	for _, v := range routes {
		t.Routes++
		switch n := len(g.channel(v)); {
		case n == 1:
			t.Single++
		case p.stopBy[v] > 0:
			t.Shared++
		}
		products = append(products, g.derivedOf(v).of)
		t.Regions = append(t.Regions, g.region(v))
	}
	slices.Sort(t.Regions)
	t.Regions = slices.Compact(t.Regions)
	slices.Sort(products)
	products = slices.Compact(products)
	slices.SortFunc(products, g.byName)
	t.Products = g.refs(products)
	return t, nil
}
