package risk

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"linchpin/graph"
)

func TestDaysAgainstSimulation(t *testing.T) {
	for seed := range uint64(ecosystems / 4) {
		s := scheduled(seed)
		g, w := graphOf(s), timelineOf(s)
		for _, p90 := range []bool{false, true} {
			c := g.calendar(terms{asOf: firstDay, p90: p90}, nil)
			sameDays(t, fmt.Sprint("seed ", seed, " p90 ", p90), g, w.ready(p90, nil, nil), func(v int32) int64 { return c.day[v] })
		}
	}
}

// TestAShiftIsACalendarMadeAnew loses and delays some nodes, one set after the
// other, and compares with days that are counted from the start.
func TestAShiftIsACalendarMadeAnew(t *testing.T) {
	for seed := range uint64(ecosystems / 8) {
		s := scheduled(seed)
		g, w := graphOf(s), timelineOf(s)
		r := rand.New(rand.NewPCG(seed, 13))
		c := g.calendar(terms{asOf: firstDay}, nil)
		before := slices.Clone(c.day)
		var ids []string
		for _, n := range s.Nodes {
			if n.Kind != graph.KindPartner && n.Kind != graph.KindPerson {
				ids = append(ids, n.ID)
			}
		}
		for range 6 {
			lost, late := map[string]bool{}, map[string]int64{}
			var gone []int32
			delay := map[int32]int64{}
			for range r.IntN(3) {
				id := ids[r.IntN(len(ids))]
				lost[id] = true
				gone = append(gone, nodeOf(g, id))
				id = ids[r.IntN(len(ids))]
				late[id] = int64(r.IntN(9))
				delay[nodeOf(g, id)] = late[id]
			}
			c.shift(gone, delay, nil)
			sameDays(t, fmt.Sprint("seed ", seed, " without ", lost, " later ", late), g, w.ready(false, late, lost), func(v int32) int64 { return c.day[v] })
			c.back()
			if !slices.Equal(before, c.day) {
				t.Fatalf("seed %d: a shift leaves traces", seed)
			}
		}
		fresh := g.calendar(terms{asOf: firstDay}, nil)
		if !reflect.DeepEqual(c.waits, fresh.waits) || !reflect.DeepEqual(c.met, fresh.met) || !reflect.DeepEqual(c.source, fresh.source) {
			t.Fatalf("seed %d: shifts leave traces", seed)
		}
	}
}

// TestSlackIsTheLongestDelayThatMovesNothing tries every delay.
func TestSlackIsTheLongestDelayThatMovesNothing(t *testing.T) {
	for seed := range uint64(12) {
		s := scheduled(seed)
		g, w := graphOf(s), timelineOf(s)
		base := w.ready(false, nil, nil)
		for i := range items {
			item := fmt.Sprint("i", i)
			got, err := g.Slip(item, SlipFilter{AsOf: firstDay})
			if err != nil {
				continue // a cycle
			}
			for _, n := range got.Needs {
				want := "none"
				if before, ok := base[item]; ok && n.ReadyDate != nil {
					for d := int64(0); d <= farDay; d++ { // no date is later than that
						if after, ok := w.ready(false, map[string]int64{n.Entity.ID: d + 1}, nil)[item]; !ok || after != before {
							want = strconv.FormatInt(d, 10)
							break
						}
					}
				}
				slack := "none"
				if n.SlackDays != nil {
					slack = strconv.FormatInt(*n.SlackDays, 10)
				}
				if slack != want {
					t.Fatalf("seed %d: slack of %s for %s is %s, want %s", seed, n.Entity.ID, item, slack, want)
				}
			}
		}
	}
}

// TestEveryDriverExplainsItsDate adds up each chain: a step is ready its own
// days and the lag after the one before, the first on what it says itself.
func TestEveryDriverExplainsItsDate(t *testing.T) {
	for seed := range uint64(ecosystems / 8) {
		s := scheduled(seed)
		g := graphOf(s)
		rows, err := g.Slips(SlipFilter{AsOf: firstDay})
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			if (row.ReadyDate == nil) != (len(row.Driver) == 0) {
				t.Fatalf("seed %d: %+v", seed, row)
			}
			if row.ReadyDate == nil && len(row.Missing) == 0 && len(row.Cycle) == 0 {
				t.Fatalf("seed %d: %s has no date for no reason", seed, row.Item.Key)
			}
			day := int64(0)
			for n, step := range row.Driver {
				if (step.From == nil) != (n == 0) || n > 0 && step.From.ID != row.Driver[n-1].Entity.ID {
					t.Fatalf("seed %d: the chain of %s breaks at %d: %+v", seed, row.Item.Key, n, row.Driver)
				}
				if day += step.Days + step.LagDays; daysFrom(firstDay, *step.ReadyDate) != day {
					t.Fatalf("seed %d: %s: %s is not ready after %d days", seed, row.Item.Key, step.Entity.ID, day)
				}
			}
		}
	}
}
