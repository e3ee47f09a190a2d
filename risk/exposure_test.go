package risk

import (
	"fmt"
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
		return fmt.Sprint(*n)
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
