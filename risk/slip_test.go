package risk

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
)

const firstDay graph.Date = "2027-01-01"

// on is a day of January 2027.
func on(day int) graph.Date { return graph.Date(fmt.Sprintf("2027-01-%02d", day)) }

// planned adds items: "X 5" takes five days, "D @10" is planned for the tenth.
func (e *eco) planned(items ...string) *eco {
	for _, text := range items {
		w := strings.Fields(text)
		e.item(w[0], "")
		for _, x := range w[1:] {
			e.edit(w[0], func(n *graph.Node) {
				d, _ := strconv.ParseInt(strings.TrimPrefix(x, "@"), 10, 64) // a number in this file
				if strings.HasPrefix(x, "@") {
					n.TargetDate = on(int(d))
				} else {
					n.DurationDays, n.DurationP90Days = &d, &d
				}
			})
		}
	}
	return e
}

// launch is R, which needs X (5 d, needs D1 ready on 10) and Y (2 d, needs D2
// ready on 12).
func launch() *eco {
	return (&eco{}).planned("R 0", "X 5", "Y 2", "D1 @10", "D2 @12").
		link("R depends_on X Y").link("X depends_on D1").link("Y depends_on D2")
}

// ready is the day of January on which an item is ready.
func ready(t *testing.T, g *Graph, item string, delays ...Delay) int {
	t.Helper()
	s, err := g.Slip(item, SlipFilter{AsOf: firstDay, Delays: delays})
	if err != nil || s.ReadyDate == nil {
		t.Fatal(item, err, s.Sentence)
	}
	return int(daysFrom(firstDay, *s.ReadyDate)) + 1
}

func TestGoldenSlip(t *testing.T) {
	g := launch().compile()
	if got := ready(t, g, "R"); got != 15 {
		t.Errorf("R is ready on %d, want 15", got)
	}
	for delayed, want := range map[string]int{"D2": 2, "D1": 3} {
		if got := ready(t, g, "R", Delay{delayed, 3}) - 15; got != want {
			t.Errorf("%s later by 3 days moves R by %d, want %d", delayed, got, want)
		}
	}
	s, err := g.Slip("R", SlipFilter{AsOf: firstDay})
	if err != nil {
		t.Fatal(err)
	}
	slack := map[string]int64{}
	for _, n := range s.Needs {
		slack[n.Entity.ID] = *n.SlackDays
	}
	if diff := cmp.Diff(map[string]int64{"X": 0, "D1": 0, "Y": 1, "D2": 1}, slack); diff != "" {
		t.Error(diff)
	}
	either := (&eco{}).planned("R 0", "X 5", "Y 2", "D1 @10", "D2 @12", "D3 @11").
		link("R depends_on X Y").link("X depends_on D1|D3").link("Y depends_on D2").compile()
	if got := ready(t, either, "R", Delay{"D1", 3}) - ready(t, either, "R"); got != 1 {
		t.Errorf("with an alternate, D1 later by 3 days moves R by %d, want 1", got)
	}
}
