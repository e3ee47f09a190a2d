package risk

import (
	"fmt"
	"testing"

	"linchpin/graph"
)

// BenchmarkRefresh is what a write costs the next question in memory: the
// snapshot follows by a new partner and is compiled again.
func BenchmarkRefresh(b *testing.B) {
	for _, scale := range []float64{0.1, 1} {
		s := packed(generate(scale))
		n := graph.Node{ID: "0199a3b2-0000-7000-9000-000000000000", Kind: graph.KindPartner, Name: "Maker", Version: 1}
		d := graph.Delta{Change: s.Change + 1, Nodes: map[string]*graph.Node{n.ID: &n}}
		next, err := s.With(d)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprint("follow/", scale), func(b *testing.B) {
			for b.Loop() {
				if next, err = s.With(d); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprint("compile/", scale), func(b *testing.B) {
			for b.Loop() {
				Compile(next)
			}
		})
	}
}
