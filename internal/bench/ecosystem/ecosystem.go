// Package ecosystem generates ecosystems of any size for benchmarks, the same
// ones every time: partners with parents and sub-tiers (some of them mutual),
// components that need others, k of n and shares of supply among their sources,
// products and roadmap items. Components depend on others of their own block,
// partners on others of their own region, so that cones stay as far apart as
// those of real products.
package ecosystem

import (
	"fmt"
	"math/rand/v2"

	"linchpin/graph"
)

// Links is the number of links at scale 1, where there are about 305,000 nodes,
// 83,000 partners and 2,000 tops.
const Links = 1_030_000

// generator draws an ecosystem; the counts are of its entities.
type generator struct {
	*rand.Rand
	partners, components, offerings, products, items int

	nodes []graph.Node
	edges []graph.Edge
}

// A region is partners that supply each other, a block components that require
// each other.
const (
	region = 200
	block  = 500
)

const (
	partner   = "aaaa"
	component = "bbbb"
	offering  = "cccc"
	item      = "dddd"
	product   = "eeee"
	relation  = "ffff" // a link of its own
)

// Generate returns an ecosystem of a scale, 1 for about a million links.
func Generate(scale float64) (nodes []graph.Node, edges []graph.Edge) {
	of := func(n int) int { return max(20, int(float64(n)*scale)) }
	g := &generator{
		Rand:     rand.New(rand.NewPCG(1, 2)), //nolint:gosec // the same ones every time
		partners: of(83_000), components: of(60_000), offerings: of(160_000), products: of(100), items: of(1_900),
	}
	g.sellers()
	g.parts()
	g.sources()
	g.tops()
	return g.nodes, g.edges
}

// ID is the id of the entity of a sort with a number.
func id(sort string, i int) string { return fmt.Sprintf("0199a3b2-%s-7000-8000-%012d", sort, i) }

// Partner returns the id of one of the partners.
func Partner(i int) string { return id(partner, i) }

func (g *generator) node(sort string, i int, n graph.Node) {
	n.ID, n.Version, n.Name = id(sort, i), 1, fmt.Sprint(sort, " ", i)
	g.nodes = append(g.nodes, n)
}

// link makes a link of its own.
func (g *generator) link(e graph.Edge) {
	e.ID, e.Version = id(relation, len(g.edges)), 1
	g.edges = append(g.edges, e)
}

// state makes a link that a body states.
func (g *generator) state(from string, kind graph.LinkKind, to string) {
	g.edges = append(g.edges, graph.Edge{ID: graph.BodyLinkID(from, kind), From: from, Kind: kind, To: to, Version: 1})
}

// near draws a number below n from the block of i.
func (g *generator) near(i, n, block int) int { return min(n-1, i/block*block+g.IntN(block)) }

// sellers makes partners: most rest on one of four sub-tiers, one in ten of
// these on one alone, a quarter belong to a parent.
func (g *generator) sellers() {
	for i := range g.partners {
		days, p := int64(g.IntN(180)), float64(1+g.IntN(100))/1000
		g.node(partner, i, graph.Node{
			Kind: graph.KindPartner, Status: "active", SubTiersKnown: "yes", TimeToRecoverDays: &days, FailureProbability: &p,
		})
		used := map[int]bool{i: true}
		for range 4 {
			to := g.near(i, g.partners, region)
			if used[to] {
				continue
			}
			used[to] = true
			group := ""
			if g.IntN(10) > 0 {
				group = "one of them"
			}
			g.link(graph.Edge{From: Partner(i), Kind: graph.SourcesFrom, To: Partner(to), Group: group})
		}
		if i%8 != 0 && g.IntN(4) == 0 {
			g.state(Partner(i), graph.OwnedBy, Partner(i/8*8))
		}
	}
}

// parts makes components of five layers that require a few others each, some
// of them two of three.
func (g *generator) parts() {
	for i := range g.components {
		n := graph.Node{Kind: graph.KindComponent, Layer: graph.Layers()[i%5], SourcesKnown: "yes"}
		switch {
		case i%6 == 1:
			n.MinSources = 2
		case i%60 == 2:
			keep := 60.0
			n.RequiredSharePercent = &keep
		case i%6 == 3:
			days := int64(g.IntN(90))
			n.StockCoverDays = &days
		}
		g.node(component, i, n)
		group, minimum := "", int64(0)
		if i%10 == 4 {
			group, minimum = "two of them", 2
		}
		used := map[int]bool{}
		for range 4 {
			to := min(g.components-1, i+1+g.IntN(60))
			if to/block != i/block || to == i || used[to] {
				continue
			}
			used[to] = true
			g.link(graph.Edge{From: id(component, i), Kind: graph.Requires, To: id(component, to), Group: group, Minimum: minimum})
		}
	}
}

// sources makes offerings: each component has one, five of six have more.
func (g *generator) sources() {
	for i := range g.offerings {
		share, spend := float64(20+g.IntN(40)), int64(g.IntN(1e8))
		g.node(offering, i, graph.Node{
			Kind: graph.KindOffering, Counts: true, Status: "active", Approval: "approved",
			SharePercent: &share, AnnualSpend: &spend, Currency: "EUR",
		})
		to := i
		if to >= g.components {
			to = min(g.components-1, g.IntN(g.components)/6*6+g.IntN(5))
		}
		o := id(offering, i)
		g.state(o, graph.Fulfils, id(component, to))
		g.state(o, graph.MadeBy, Partner(g.supplier(to)))
		if i%3 == 0 {
			g.state(o, graph.SoldBy, Partner(g.supplier(to)))
		}
		if i%2 == 0 {
			g.link(graph.Edge{From: o, Kind: graph.ReliesOn, To: Partner(g.supplier(to)), Group: "one of them"})
			g.link(graph.Edge{From: o, Kind: graph.ReliesOn, To: Partner(g.supplier(to)), Group: "one of them"})
		}
	}
}

// supplier draws a partner for a component: one of the regions that supply its
// block, or, once in twenty times, one of the first region, which supplies all.
func (g *generator) supplier(component int) int {
	const regions = 26
	if g.IntN(20) == 0 {
		return min(g.partners-1, g.IntN(region))
	}
	// The regions of a block lie apart, so that two blocks share few.
	all := max(1, g.partners/region)
	at := (component/block*regions + g.IntN(regions)) * 7 % all
	return min(g.partners-1, at*region+g.IntN(region))
}

// tops makes products and roadmap items over blocks of components.
func (g *generator) tops() {
	over := func(from string, kind graph.LinkKind, at int) {
		used := map[int]bool{}
		for range 8 {
			if to := g.near(at, g.components, block); !used[to] {
				used[to] = true
				g.link(graph.Edge{From: from, Kind: kind, To: id(component, to)})
			}
		}
	}
	for i := range g.products {
		revenue := int64(g.IntN(1e9))
		g.node(product, i, graph.Node{Kind: graph.KindProduct, AnnualRevenue: &revenue, Currency: "EUR"})
		over(id(product, i), graph.Uses, i*g.components/g.products)
	}
	for i := range g.items {
		value := int64(g.IntN(1e9))
		g.node(item, i, graph.Node{
			Kind: graph.KindRoadmapItem, Key: fmt.Sprint("K-", i), Status: "committed", Value: &value, Currency: "EUR",
			TargetDate: graph.Date(fmt.Sprintf("2027-%02d-%02d", 1+g.IntN(12), 1+g.IntN(28))),
		})
		over(id(item, i), graph.Needs, i*g.components/g.items)
	}
}
