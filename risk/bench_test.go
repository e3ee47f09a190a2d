package risk

import (
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"linchpin/graph"
	large "linchpin/internal/bench/ecosystem"
)

func generate(scale float64) facts {
	nodes, edges := large.Generate(scale)
	return facts{1, nodes, edges}
}

func BenchmarkCompile(b *testing.B) {
	s := packed(generate(1))
	b.ReportMetric(float64(s.Len()), "nodes")
	b.ReportMetric(float64(s.Links()), "links")
	for b.Loop() {
		Compile(s)
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
	s := packed(generate(1))
	g := Compile(s)
	for b.Loop() {
		b.StopTimer()
		g = Compile(s)
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

// BenchmarkFigures is each question about days and money, nothing cached but
// the single points.
func BenchmarkFigures(b *testing.B) {
	for _, scale := range []float64{0.01, 0.1, 1} {
		f := generate(scale)
		fresh := func(b *testing.B) *Graph {
			b.Helper()
			b.StopTimer()
			defer b.StartTimer()
			g := graphOf(f)
			g.Summary()
			return g
		}
		for name, ask := range map[string]func(g *Graph) error{
			"exposure":      func(g *Graph) error { _, err := g.Exposure(ExposureFilter{Limit: 50}); return err },
			"concentration": func(g *Graph) error { _, err := g.Concentration(ConcentrationFilter{Limit: 50}); return err },
			"slip":          func(g *Graph) error { _, err := g.Slips(SlipFilter{AsOf: firstDay, Limit: 50}); return err },
		} {
			b.Run(fmt.Sprint(name, "/", scale), func(b *testing.B) {
				for b.Loop() {
					if err := ask(fresh(b)); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
