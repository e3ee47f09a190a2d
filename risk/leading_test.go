package risk

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The first of a list are those that stand first when all of it is in order.
func TestLeadingIsTheBeginningOfTheSorted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		vs := rapid.SliceOfDistinct(rapid.Int32(), func(v int32) int32 { return v }).Draw(t, "list")
		n := rapid.IntRange(1, 30).Draw(t, "first")
		want := slices.Sorted(slices.Values(vs))
		want = want[:min(n, len(want))]
		if got := leading(vs, n, cmp.Compare[int32]); !slices.Equal(got, want) {
			t.Fatalf("%v of %v, want %v", got, vs, want)
		}
	})
}
