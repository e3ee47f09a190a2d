package risk

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Whatever is put in meanwhile, the earliest of what is left comes next.
func TestAgendaTakesTheEarliest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var a agenda
		var days []int64
		for _, day := range rapid.SliceOf(rapid.Int64Range(-1, 9)).Draw(t, "days") {
			if day >= 0 {
				a.add(event{day: day})
				days = append(days, day)
				continue
			}
			if len(days) == 0 {
				continue
			}
			slices.Sort(days)
			if got := a.next().day; got != days[0] || len(a) != len(days)-1 {
				t.Fatalf("day %d and %d left, want %d of %v", got, len(a), days[0], days)
			}
			days = days[1:]
		}
	})
}
