package demo

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"
)

// firstDay is the day from which these tests count dates.
var firstDay = time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)

// plan reads dates off the rows. Nothing in the sample's roadmap waits for
// itself, and no need of it has alternates that are late.
type plan struct {
	data     map[string][]row
	duration string // the column
}

// component is the days until a component is ready: none with a source, else
// those of the fastest planned or candidate offering, -1 without one.
func (p plan) component(id string) int {
	days := -1
	for _, o := range p.data["offerings"] {
		switch {
		case o["component"] != id || o["status"] == "ended":
		case counting(o):
			return 0
		case o["approval"] == "candidate" && o["qualification_days"] != "" && o["lead_time_days"] != "":
			if n := int(number(o["qualification_days"]) + number(o["lead_time_days"])); days < 0 || n < days {
				days = n
			}
		}
	}
	return days
}

// item is the days until an item is ready.
func (p plan) item(key string) int {
	i := slices.IndexFunc(p.data["roadmap"], func(r row) bool { return r["key"] == key })
	item, start := p.data["roadmap"][i], 0
	for _, c := range item.list("needs") {
		start = max(start, p.component(c))
	}
	for _, before := range item.list("depends_on") {
		start = max(start, p.item(before))
	}
	for _, l := range p.data["links"] {
		if l["from"] == key && l["kind"] == "depends_on" {
			start = max(start, p.item(l["to"])+int(number(l["lag_days"])))
		}
	}
	return start + int(number(item[p.duration]))
}

// TestACandidateDecidesALaunch: the satellite link of RM-601 has one candidate,
// 240 days to qualify and 90 to deliver. At P50 that is just in time.
func TestACandidateDecidesALaunch(t *testing.T) {
	data := load(t)
	var dates []string
	for _, column := range []string{"duration_days", "duration_p90_days"} {
		dates = append(dates, firstDay.AddDate(0, 0, plan{data, column}.item("RM-601")).Format(time.DateOnly))
	}
	same(t, "ready at P50 and P90, planned for 2028-02-10", dates, "2028-01-19", "2028-03-09")
	w := plan{data, "duration_days"}
	if got := w.component("C-NTN"); got != 330 || w.item("RM-301")+30 >= got {
		t.Errorf("the link is ready after %d days, want 330, and RM-301 with its lag before it", got)
	}
	if w := build(data); slices.Contains(stopping(data, w, "RM-601"), "Orbitalune Satellite") {
		t.Error("the candidate's maker stops what it does not supply yet")
	}
}

// stopDays lets the days pass after a partner has failed: a component goes on
// for the days its stock covers.
func stopDays(data map[string][]row, w world, partner string) map[string]int {
	stock := map[string]int{}
	for _, c := range data["components"] {
		stock[c["external_id"]] = int(number(c["stock_cover_days"]))
	}
	day := map[string]int{partner: 0}
	for today := range 120 { // all stock in a row lasts less
		for again := true; again; {
			again = false
			for owner, groups := range w {
				if _, stopped := day[owner]; stopped {
					continue
				}
				down := map[string]bool{}
				for id, d := range day {
					down[id] = d+stock[owner] <= today
				}
				if slices.ContainsFunc(groups, func(g group) bool { return g.trips(down) }) {
					day[owner], again = today, true
				}
			}
		}
	}
	return day
}

// TestTheFoundryCostsMost: two tiers below the radio chip and the secure
// element stands one foundry that takes 180 days to recover.
func TestTheFoundryCostsMost(t *testing.T) {
	data := load(t)
	w := build(data)
	lost := map[string]float64{} // EUR
	for _, p := range data["partners"] {
		tops := slices.Concat(data["products"], data["roadmap"])
		down := w.fall(p["external_id"])
		if !slices.ContainsFunc(tops, func(top row) bool { return down[top["external_id"]+top["key"]] }) {
			continue
		}
		day := stopDays(data, w, p["external_id"])
		for _, top := range tops {
			id, value := top["external_id"]+top["key"], number(top["annual_revenue"])+number(top["value"])
			if d, stops := day[id]; stops && open(top) && top["currency"] == "EUR" {
				lost[p["name"]] += max(0, number(p["time_to_recover_days"])-float64(d)) * value / 365
			}
		}
	}
	names := []string{}
	for name, n := range lost {
		if n > 7e6 {
			names = append(names, fmt.Sprintf("%s %.2f", name, n))
		}
	}
	slices.Sort(names)
	same(t, "losses over seven million euros", names,
		"Quorvale Minerals 8076712.33", "Stravenholt Holding 7191780.82", "Wafrenne Foundry 10224657.53")
	if day := stopDays(data, w, "P-WAFREN")["RM-201"]; day != 60 {
		t.Errorf("the foundry stops the series after %d days, want 45 of chips and 15 of boards", day)
	}
}

// TestOwnersHideConcentration: by maker and by owner, the number of sources.
func TestOwnersHideConcentration(t *testing.T) {
	data := load(t)
	owner := map[string]string{}
	for _, p := range data["partners"] {
		owner[p["external_id"]] = p["parent"]
	}
	ultimate := func(p string) string {
		for owner[p] != "" {
			p = owner[p]
		}
		return p
	}
	maker, parent, total := map[string]float64{}, map[string]float64{}, 0.0
	for _, o := range data["offerings"] {
		if counting(o) {
			m := o["maker"]
			if m == "" {
				m = o["seller"]
			}
			maker[m]++
			parent[ultimate(m)]++
			total++
		}
	}
	hhi := func(parts map[string]float64) float64 {
		sum := 0.0
		for _, n := range parts {
			sum += n * n
		}
		return math.Round(10_000 * sum / (total * total))
	}
	if a, b := hhi(maker), hhi(parent); a != 355 || b != 385 {
		t.Errorf("the index is %g by maker and %g by owner, want 355 and 385", a, b)
	}
	if parent["P-STRAVEN"] != 6 || maker["P-STRAVEN"] != 0 {
		t.Errorf("Stravenholt holds %g sources, %g in its own name; want 6 and none", parent["P-STRAVEN"], maker["P-STRAVEN"])
	}
}
