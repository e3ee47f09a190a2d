package risk

import (
	"fmt"
	"slices"
	"testing"
)

// x is one of two sources of five components: pages of two show each once, and
// no page says less of what is counted.
func TestDegradedComesInPages(t *testing.T) {
	e := (&eco{}).partners("x", "y")
	want := []string{}
	for i := range 5 {
		id := fmt.Sprint("C", i)
		e.components(id)
		e.source(id, "x")
		e.source(id, "y")
		want = append(want, id)
	}
	g := e.compile()
	var got []string
	for _, size := range []int{2, 2, 1, 0} {
		b, err := g.BlastPage(len(got), 2, "x")
		if err != nil {
			t.Fatal(err)
		}
		if len(b.Degraded) != size {
			t.Fatalf("%d after %d", len(b.Degraded), len(got))
		}
		for _, d := range b.Degraded {
			got = append(got, d.Entity.ID)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
