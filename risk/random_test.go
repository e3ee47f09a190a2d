package risk

import (
	"fmt"
	"math/rand/v2"

	"linchpin/graph"
)

// ecosystem draws a small ecosystem with everything the rules know: parents,
// mutual sub-tiers, alternates, k of n, shares, candidates, critical services,
// routes, countries, people, and cycles. Every third is calm: little rests on
// other things and most is known, so that not everything is exposed.
func ecosystem(seed uint64) facts {
	d := dice{rand.New(rand.NewPCG(seed, 7)), &eco{}, seed%3 == 0}
	d.nodes()
	for i := range partners {
		p := d.id("p", i)
		if d.one(3) && i > 0 {
			d.link(p, graph.OwnedBy, d.id("p", d.IntN(i)), graph.Edge{}) // no loop
		}
		d.some(p, graph.SourcesFrom, "p", partners, 1)
	}
	for i := range components {
		d.some(d.id("c", i), graph.Requires, "c", components, 2)
	}
	for i := range products {
		d.some(d.id("x", i), graph.Uses, "c", components, 3)
	}
	for i := range items {
		it := d.id("i", i)
		d.some(it, graph.Needs, "c", components, 3)
		d.some(it, graph.DependsOn, "i", items, 1)
		d.some(it, graph.Involves, "p", partners, 1)
		if d.one(3) {
			d.link(it, graph.Delivers, d.id("x", d.IntN(products)), graph.Edge{})
		}
	}
	d.sides()
	d.s.sort()
	return d.s
}

const partners, components, offerings, products, items, people = 9, 7, 12, 2, 5, 3

type dice struct {
	*rand.Rand
	*eco
	calm bool
}

func (d dice) one(in int) bool           { return d.IntN(in) == 0 }
func (d dice) id(k string, i int) string { return fmt.Sprint(k, i) }

func (d dice) nodes() {
	known := func() string {
		if d.calm && !d.one(30) {
			return "yes"
		}
		return []string{"yes", "yes", "no", "not_assessed", ""}[d.IntN(5)]
	}
	country := func() string { return []string{"", "", "NO", "TW", "DE"}[d.IntN(5)] }
	for i := range partners {
		d.node(graph.Node{ID: d.id("p", i), Kind: graph.KindPartner, SubTiersKnown: known(), Country: country()})
	}
	for i := range components {
		n := graph.Node{ID: d.id("c", i), Kind: graph.KindComponent, Layer: graph.Layers()[d.IntN(5)], SourcesKnown: known(), MinSources: int64(d.IntN(4))}
		if d.calm {
			n.MinSources = 1
		}
		if d.one(4) && !d.calm {
			keep := float64(d.IntN(100) + 1)
			n.RequiredSharePercent = &keep
		}
		d.node(n)
	}
	for i := range products {
		d.node(graph.Node{ID: d.id("x", i), Kind: graph.KindProduct})
	}
	for i := range items {
		n := graph.Node{ID: d.id("i", i), Kind: graph.KindRoadmapItem, Key: d.id("I-", i), Status: []string{"", "proposed", "committed", "in_progress", "shipped", "dropped"}[d.IntN(6)]}
		if d.one(2) {
			value := int64(d.IntN(1_000_000))
			n.Value, n.Currency = &value, []string{"EUR", "JPY"}[d.IntN(2)]
		}
		if !d.one(3) {
			n.TargetDate = graph.Date(fmt.Sprintf("2027-%02d-15", d.IntN(12)+1))
		}
		d.node(n)
	}
	for i := range people {
		d.node(graph.Node{ID: d.id("h", i), Kind: graph.KindPerson})
	}
}

// some draws links from one node to a few of another kind, some as alternates.
func (d dice) some(from string, kind graph.LinkKind, to string, n, most int) {
	for range d.IntN(most + 1) {
		if d.calm && !d.one(3) {
			continue
		}
		if d.one(2) {
			d.link(from, kind, d.id(to, d.IntN(n)), graph.Edge{})
			continue
		}
		group := []string{"g", "h"}[d.IntN(2)]
		minimum := int64(d.IntN(3))
		for range 1 + d.IntN(3) {
			d.link(from, kind, d.id(to, d.IntN(n)), graph.Edge{Group: group, Minimum: minimum})
		}
	}
}

// link adds one, unless it would be the second of its key or lead to its start.
func (d dice) link(from string, kind graph.LinkKind, to string, x graph.Edge) {
	for _, e := range d.s.Edges {
		if e.From == from && e.Kind == kind && e.To == to && e.Region == x.Region && e.Service == x.Service {
			return
		}
	}
	if from != to {
		x.From, x.Kind, x.To, x.Required, x.Critical = from, kind, to, d.one(2), !d.one(3)
		d.edge(x)
	}
}

// sides draws offerings, services, routes and owners.
func (d dice) sides() {
	for i := range offerings {
		o := d.id("o", i)
		n := graph.Node{ID: o, Kind: graph.KindOffering, Counts: !d.one(4), Country: []string{"", "", "", "TW"}[d.IntN(4)]}
		if !d.one(3) {
			share := float64(d.IntN(600)) / 10
			n.SharePercent = &share
		}
		d.node(n)
		d.link(o, graph.Fulfils, d.id("c", d.IntN(components)), graph.Edge{})
		maker := !d.one(4)
		if maker {
			d.link(o, graph.MadeBy, d.id("p", d.IntN(partners)), graph.Edge{})
		}
		if !maker || d.one(3) {
			d.link(o, graph.SoldBy, d.id("p", d.IntN(partners)), graph.Edge{})
		}
		if d.one(3) {
			d.some(o, graph.ReliesOn, "p", partners, 1)
		}
	}
	for range 6 {
		p := d.id("p", d.IntN(partners))
		to := []string{d.id("x", d.IntN(products)), d.id("c", d.IntN(components))}[d.IntN(2)]
		d.link(p, graph.Services, to, graph.Edge{Service: []string{"", "hosting", "support"}[d.IntN(3)]})
		d.link(d.id("p", d.IntN(partners)), graph.Sells, d.id("x", d.IntN(products)), graph.Edge{Region: []string{"", "EU", "US"}[d.IntN(3)]})
		d.link(d.id("h", d.IntN(people)), graph.Owns, d.id([]string{"p", "c", "o", "x", "i"}[d.IntN(5)], d.IntN(2)), graph.Edge{})
	}
}
