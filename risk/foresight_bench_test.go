package risk

import (
	"testing"

	"linchpin/graph"
)

// BenchmarkMatrix is the first page of a matrix, verdicts known, as every page
// of the application has asked for them.
func BenchmarkMatrix(b *testing.B) {
	s := generate(1)
	for _, rows := range []MatrixRows{RowsItems, RowsComponents} {
		b.Run(string(rows), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				g := graphOf(s)
				g.Summary()
				b.StartTimer()
				m, err := g.Matrix(MatrixFilter{Rows: rows, Limit: 50, Cap: 60})
				if err != nil || len(m.Cells) == 0 {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkMatrixPage is another page of the same.
func BenchmarkMatrixPage(b *testing.B) {
	g := graphOf(generate(1))
	for i := 0; b.Loop(); i++ {
		if _, err := g.Matrix(MatrixFilter{Rows: RowsItems, Offset: 50 * (i % 20), Limit: 50, Cap: 60}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkNextQuestions ranks the missing facts of a graph in which a third
// of all facts is missing, verdicts known.
func BenchmarkNextQuestions(b *testing.B) {
	s := generate(1)
	for i := range s.Nodes {
		if i%3 == 0 {
			s.Nodes[i].SubTiersKnown, s.Nodes[i].SourcesKnown = "", ""
		}
	}
	for b.Loop() {
		b.StopTimer()
		g := graphOf(s)
		g.Summary()
		b.StartTimer()
		b.ReportMetric(float64(len(g.unanswered().rows)), "facts")
	}
}

// BenchmarkWhatIf removes a partner, and gives its component another source.
func BenchmarkWhatIf(b *testing.B) {
	g := graphOf(generate(1))
	g.Summary()
	points, err := g.SinglePoints(SinglePointFilter{Limit: 1})
	if err != nil {
		b.Fatal(err)
	}
	remove := []string{points[0].Cause.ID}
	second := []Addition{{Body: &graph.Offering{
		Component: g.id(g.ranked()[0]), Maker: g.id(g.ofKind(graph.KindPartner)[7]), Approval: "approved", Status: "active",
	}}}
	for name, s := range map[string]Scenario{"remove": {Remove: remove, AsOf: "2027-01-01"}, "add": {Add: second, AsOf: "2027-01-01"}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := g.WhatIf(s, WhatIfFilter{Limit: 50}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
