package risk

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestKeptAnswersAreTheSame: what is kept for the next question changes no
// answer, whoever asks at once and whatever was asked in between.
func TestKeptAnswersAreTheSame(t *testing.T) {
	for seed := range uint64(12) {
		s := ecosystem(seed)
		kept, fresh := graphOf(s), func() *Graph { return graphOf(s) }
		day := SlipFilter{AsOf: "2026-11-29"}
		slips, _ := fresh().Slips(day)
		points, _ := fresh().SinglePoints(SinglePointFilter{})
		matrix := func(g *Graph) Matrix {
			m, _ := g.Matrix(MatrixFilter{Rows: RowsItems, AsOf: day.AsOf})
			return m
		}
		want := matrix(fresh())
		var wait sync.WaitGroup
		for range 4 {
			wait.Go(func() {
				for range 2 {
					a, n, _ := kept.SlipPage(day)
					b, k, _ := kept.SinglePointPage(SinglePointFilter{})
					if n != len(slips) || k != len(points) {
						t.Error(seed, n, k)
					}
					if diff := cmp.Diff(slips, a) + cmp.Diff(points, b) + cmp.Diff(want, matrix(kept)); diff != "" {
						t.Errorf("seed %d: %s", seed, diff)
					}
					if _, err := kept.Slips(SlipFilter{AsOf: "2027-01-01"}); err != nil {
						t.Error(err)
					}
					for _, x := range slips {
						if _, err := kept.Slips(SlipFilter{AsOf: day.AsOf, Delays: []Delay{{x.Item.ID, 90}}}); err != nil {
							t.Error(err)
						}
					}
				}
			})
		}
		wait.Wait()
	}
}
