package risk

import (
	"maps"
	"testing"

	"linchpin/graph"
)

// TestSweepsFollowEveryCone compares the cones of more rows than one sweep
// holds, in a graph with circles, with those that are followed one by one.
func TestSweepsFollowEveryCone(t *testing.T) {
	g := graphOf(generate(0.02))
	var rows [][]int32
	want := make([]map[int32]bool, 0, 1200)
	r := g.borrow()
	defer g.giveBack(r)
	for _, c := range g.ofKind(graph.KindComponent) {
		rows = append(rows, []int32{c})
		r.coneOf(c, nil)
		cone := map[int32]bool{}
		for _, v := range r.cone.list {
			cone[v] = true
		}
		want = append(want, cone)
	}
	if len(rows) <= 2*width {
		t.Fatalf("%d rows fill no three sweeps", len(rows))
	}
	got := make([]map[int32]bool, len(rows))
	g.sweeps(rows, workers(), func(_ int, s *sweep, first int, batch [][]int32) {
		var counts tallies
		for i := range batch {
			got[first+i] = map[int32]bool{}
		}
		for v := range num(g.size()) {
			counts.add(s.rows(v))
			s.rows(v).each(func(row int) { got[first+row][v] = true })
		}
		for i := range batch {
			if int(counts.count(i)) != len(got[first+i]) {
				t.Errorf("row %d: %d counted, %d listed", first+i, counts.count(i), len(got[first+i]))
			}
		}
	})
	for i := range want {
		if !maps.Equal(want[i], got[i]) {
			t.Fatalf("row %d: %d nodes, want %d", i, len(got[i]), len(want[i]))
		}
	}
}
