package risk

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"

	"linchpin/graph"
)

// scale is the size of a generated ecosystem: at 1 it has about 305,000 nodes,
// 1,030,000 links, 83,000 partners and 2,000 tops. Components depend on others
// of their own block, partners on others of their own region, so that cones
// stay as far apart as those of real products.
func generate(scale float64) facts {
	of := func(n int) int { return max(20, int(float64(n)*scale)) }
	partners, components, offerings, items := of(83_000), of(60_000), of(160_000), of(1_980)
	r := rand.New(rand.NewPCG(1, 2))
	var s facts
	id := func(k string, i int) string { return fmt.Sprintf("0199a3b2-%s-7000-8000-%012d", k, i) }
	node := func(n graph.Node, k string, i int) {
		n.ID, n.Name = id(k, i), fmt.Sprint(k, " ", i)
		s.Nodes = append(s.Nodes, n)
	}
	edge := func(from string, kind graph.LinkKind, to, group string) {
		s.Edges = append(s.Edges, graph.Edge{ID: fmt.Sprint(len(s.Edges)), From: from, Kind: kind, To: to, Group: group})
	}
	near := func(i, n, block int) int { return min(n-1, i/block*block+r.IntN(block)) }
	for i := range partners {
		node(graph.Node{Kind: graph.KindPartner, SubTiersKnown: "yes"}, "aaaa", i)
		for range 3 { // mostly one of three sub-tiers
			group := ""
			if r.IntN(10) > 0 {
				group = "one of them"
			}
			edge(id("aaaa", i), graph.SourcesFrom, id("aaaa", near(i, partners, 200)), group)
		}
		if i%8 != 0 && r.IntN(4) == 0 {
			edge(id("aaaa", i), graph.OwnedBy, id("aaaa", i/8*8), "")
		}
	}
	for i := range components {
		node(graph.Node{Kind: graph.KindComponent, Layer: graph.Layers()[i%5], SourcesKnown: "yes"}, "bbbb", i)
		for range 3 {
			if to := min(components-1, i+1+r.IntN(60)); to/500 == i/500 && to != i {
				edge(id("bbbb", i), graph.Requires, id("bbbb", to), "")
			}
		}
	}
	for i := range offerings {
		node(graph.Node{Kind: graph.KindOffering, Counts: true, Status: "active", Approval: "approved"}, "cccc", i)
		to := i // each component has one source, five of six have more
		if to >= components {
			to = r.IntN(components) / 6 * 6
			to = min(components-1, to+r.IntN(5))
		}
		edge(id("cccc", i), graph.Fulfils, id("bbbb", to), "")
		edge(id("cccc", i), graph.MadeBy, id("aaaa", r.IntN(partners)), "")
		if i%3 == 0 {
			edge(id("cccc", i), graph.SoldBy, id("aaaa", r.IntN(partners)), "")
		}
	}
	for i := range items {
		value := int64(r.IntN(1e9))
		node(graph.Node{Kind: graph.KindRoadmapItem, Key: fmt.Sprint("K-", i), TargetDate: "2027-06-30", Value: &value, Currency: "EUR"}, "dddd", i)
		for range 8 {
			edge(id("dddd", i), graph.Needs, id("bbbb", near(i*components/items, components, 500)), "")
		}
	}
	s.sort()
	return s
}

func BenchmarkCompile(b *testing.B) {
	s := generate(1)
	b.ReportMetric(float64(len(s.Nodes)), "nodes")
	b.ReportMetric(float64(len(s.Edges)), "links")
	for b.Loop() {
		graphOf(s)
	}
}

// BenchmarkBlast lets one partner after the other fail and reports the slow end.
func BenchmarkBlast(b *testing.B) {
	g := graphOf(generate(1))
	parties, r := g.ofKind(graph.KindPartner), g.borrow()
	var times []time.Duration
	i := 0
	for b.Loop() {
		start := time.Now()
		r.blast(parties[i%len(parties)])
		times = append(times, time.Since(start))
		i += 37
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)*99/100].Nanoseconds()), "p99-ns")
}

// BenchmarkSinglePoints computes all single points of all tops, nothing cached.
func BenchmarkSinglePoints(b *testing.B) {
	for _, scale := range []float64{0.01, 0.1, 1} {
		b.Run(fmt.Sprint(scale), func(b *testing.B) {
			g := graphOf(generate(scale))
			parties := g.ofKind(graph.KindPartner)
			rows := 0
			for b.Loop() {
				rows = len(g.failEach(parties).rows)
			}
			b.ReportMetric(float64(rows), "rows")
		})
	}
}

// BenchmarkSummary is the first page, with everything it computes once.
func BenchmarkSummary(b *testing.B) {
	s := generate(1)
	g := graphOf(s)
	for b.Loop() {
		b.StopTimer()
		g = graphOf(s)
		b.StartTimer()
		g.Summary()
	}
	runtime.KeepAlive(g)
}

// BenchmarkPage is one page of single points or sourcing, once all is cached.
func BenchmarkPage(b *testing.B) {
	g := graphOf(generate(1))
	g.Summary()
	g.ranked()
	for b.Loop() {
		if _, err := g.SinglePoints(SinglePointFilter{Limit: 50}); err != nil {
			b.Fatal(err)
		}
		if _, err := g.Sourcing(SourcingFilter{Limit: 50}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTies lists the first partners of an item with a large cone, and the
// first items of a partner that much rests on.
func BenchmarkTies(b *testing.B) {
	g := graphOf(generate(0.1))
	rows, err := g.SinglePoints(SinglePointFilter{Limit: 1})
	if err != nil {
		b.Fatal(err)
	}
	partner, item := rows[0].Cause.ID, rows[0].Tops[0].ID
	b.Run("partners", func(b *testing.B) {
		n := 0
		for b.Loop() {
			all, err := g.PartnersOf(item, TieFilter{Limit: 50})
			if n = len(all); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(n), "rows")
	})
	b.Run("items", func(b *testing.B) {
		n := 0
		for b.Loop() {
			all, err := g.ItemsOf(partner, TieFilter{Limit: 50})
			if n = len(all); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(n), "rows")
	})
}
