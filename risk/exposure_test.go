package risk

import (
	"fmt"
	"math/big"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
)

// sold is a product with 36,500 a year of a currency that uses a modem, of
// which there is stock for 21 days.
func sold(currency string) *eco {
	stock, revenue := int64(21), int64(36_500_00)
	e := (&eco{}).components("modem").edit("modem", func(n *graph.Node) { n.StockCoverDays = &stock })
	e.node(graph.Node{ID: "lock", Kind: graph.KindProduct, AnnualRevenue: &revenue, Currency: currency})
	return e.link("lock uses modem")
}

func (e *eco) recovers(partner string, days int64) *eco {
	return e.edit(partner, func(n *graph.Node) { n.TimeToRecoverDays = &days })
}

// figures are the days and money of a row: recovers, survives, days lost,
// loss, index.
func figures(x Exposure) string {
	text := func(n *int64) string {
		if n == nil {
			return "-"
		}
		return strconv.FormatInt(*n, 10)
	}
	index := "-"
	if x.RiskExposureIndex != nil {
		index = fmt.Sprintf("%.4g", *x.RiskExposureIndex)
	}
	return fmt.Sprint(text(x.TimeToRecoverDays), " ", text(x.TimeToSurviveDays), " ", text(x.LossDays), " ", x.Loss, " ", index)
}

// The figures follow from 56 - 21 = 35 days at 100.00 a day.
func TestGoldenExposure(t *testing.T) {
	for name, c := range map[string]struct {
		eco  *eco
		want string
	}{
		"recovers too late":  {only(56), "56 21 35 [{EUR 3500.00}] 1"},
		"recovers in time":   {only(14), "14 21 0 [{EUR 0.00}] 0"},
		"one of two sources": {twice(), "56 - 0 [] 0"},
	} {
		rows, err := c.eco.compile().Exposure(ExposureFilter{Partner: "a"})
		if err != nil || len(rows) != 1 {
			t.Fatal(name, err, rows)
		}
		if got := figures(rows[0]); got != c.want || len(rows[0].Missing) != 0 || !rows[0].LossExact {
			t.Errorf("%s: %s, want %s; %+v", name, got, c.want, rows[0].Missing)
		}
	}
}

func only(recovery int64) *eco {
	e := sold("EUR").partners("a").recovers("a", recovery)
	e.source("modem", "a")
	return e
}

func twice() *eco {
	e := only(56).partners("b").recovers("b", 56)
	e.source("modem", "b")
	return e
}

func TestExposureIsProved(t *testing.T) {
	rows, err := only(56).compile().Exposure(ExposureFilter{})
	if err != nil {
		t.Fatal(err)
	}
	const want = "a stops lock after 21 days, for which there is stock of modem (21), and takes 56 days to recover: " +
		"a makes modem (from a); modem has no other source; lock uses modem."
	if rows[0].Sentence != want {
		t.Error(rows[0].Sentence)
	}
	var days []int64
	for _, s := range rows[0].Why {
		days = append(days, *s.Day)
	}
	if diff := cmp.Diff([]int64{0, 21, 21}, days); diff != "" {
		t.Error(diff)
	}
}

// TestLossesAgainstSimulation lets every partner fail, day by day, and adds up
// what the tops lose, with other arithmetic: fractions instead of minor units.
func TestLossesAgainstSimulation(t *testing.T) {
	told, unknown := 0, 0
	for seed := range uint64(ecosystems / 4) {
		s := scheduled(seed)
		g, laws := graphOf(s), laws(s)
		rows, err := g.Exposure(ExposureFilter{})
		if err != nil {
			t.Fatal(err)
		}
		most, losses := map[string]*big.Rat{}, map[string]map[string]*big.Rat{}
		for _, x := range rows {
			day := stops(s, laws, x.Partner.ID)
			losses[x.Partner.ID] = costs(s, day, x.TimeToRecoverDays)
			for currency, n := range losses[x.Partner.ID] {
				if most[currency] == nil || n.Cmp(most[currency]) > 0 {
					most[currency] = n
				}
			}
			compareStops(t, g, x, day)
		}
		for _, x := range rows {
			want := losses[x.Partner.ID]
			if x.Loss == nil {
				unknown++
				continue
			}
			index := 0.0
			for _, a := range x.Loss {
				n := want[a.Currency]
				if n == nil {
					n = new(big.Rat)
				}
				if got := n.FloatString(graph.MinorUnits(a.Currency)); got != string(a.Amount) {
					t.Fatalf("seed %d: %s loses %v, want %s", seed, x.Partner.ID, a, got)
				}
				if m := most[a.Currency]; m != nil && m.Sign() > 0 {
					f, _ := new(big.Rat).Quo(n, m).Float64()
					index = max(index, f)
				}
				told++
			}
			if *x.RiskExposureIndex != index {
				t.Fatalf("seed %d: the index of %s is %g, want %g", seed, x.Partner.ID, *x.RiskExposureIndex, index)
			}
		}
	}
	if told < 100 || unknown < 20 {
		t.Errorf("%d losses told and %d unknown: the ecosystems say little", told, unknown)
	}
}

// costs is what tops lose by currency, in major units.
func costs(s facts, day map[string]int64, recovery *int64) map[string]*big.Rat {
	out := map[string]*big.Rat{}
	for _, n := range s.Nodes {
		d, stopped := day[n.ID]
		value := n.Value
		if n.Kind == graph.KindProduct {
			value = n.AnnualRevenue
		}
		top := n.Kind == graph.KindProduct || n.Kind == graph.KindRoadmapItem && graph.Open(n.Status)
		if !stopped || !top || value == nil || recovery == nil || *recovery <= d {
			continue
		}
		scale := int64(1)
		for range graph.MinorUnits(n.Currency) {
			scale *= 10
		}
		if out[n.Currency] == nil {
			out[n.Currency] = new(big.Rat)
		}
		out[n.Currency].Add(out[n.Currency], big.NewRat(*value*(*recovery-d), 365*scale))
	}
	return out
}

// compareStops compares the days on which tops stop, and what they make of the
// time to survive and of what is missing.
func compareStops(t *testing.T, g *Graph, x Exposure, day map[string]int64) {
	t.Helper()
	first, tops, missing := int64(farDay), 0, map[string]bool{}
	for id, d := range day {
		v := nodeOf(g, id)
		if g.traits[v]&isTop == 0 {
			continue
		}
		tops++
		first = min(first, d)
		if !g.annual(v).recorded && x.TimeToRecoverDays != nil && *x.TimeToRecoverDays > d {
			missing[id] = true
		}
	}
	if (x.TimeToSurviveDays == nil) != (tops == 0) || tops > 0 && *x.TimeToSurviveDays != first {
		t.Fatalf("%s: the first of %d tops stops on %d, got %+v", x.Partner.ID, tops, first, x)
	}
	if tops > 0 && x.TimeToRecoverDays == nil {
		missing[x.Partner.ID] = true
	}
	if x.MissingCount != len(missing) || tops != x.Stops.RoadmapItems+x.Stops.Products {
		t.Fatalf("%s: %d facts are missing, got %+v", x.Partner.ID, len(missing), x.Missing)
	}
	for _, top := range x.Tops {
		if top.StopsAfterDays != day[top.ID] {
			t.Fatalf("%s stops %s after %d days, want %d", x.Partner.ID, top.ID, top.StopsAfterDays, day[top.ID])
		}
	}
}

// Nobody recorded how long b takes to recover, and c stops a product whose
// revenue nobody recorded: neither loss is 0, and both come before what is.
func TestWhatIsUnknownIsNotNothing(t *testing.T) {
	e := only(14).partners("b", "c").recovers("c", 90).components("B", "C")
	e.source("B", "b")
	e.source("C", "c")
	e.node(graph.Node{ID: "mute", Kind: graph.KindProduct}).link("mute uses C").link("lock uses B")
	rows, err := e.compile().Exposure(ExposureFilter{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rows {
		got = append(got, fmt.Sprint(r.Partner.ID, " ", figures(r), " ", r.LossExact, " ", r.Missing[:r.MissingCount]))
	}
	want := []string{
		"b - 0 - [] - false [{{b partner b } timeToRecoverDays}]",
		"c 90 0 90 [] - false [{{mute product mute } annualRevenue}]",
		"a 14 21 0 [{EUR 0.00}] 0 true []",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
