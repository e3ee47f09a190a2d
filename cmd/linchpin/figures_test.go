package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"linchpin/risk"
)

// figuresOfGolden asks about the days and money of the golden ecosystems.
func (r *running) figuresOfGolden(t *testing.T) {
	t.Helper()
	r.slipOfG7(t)
	r.exposureOfG8(t)
	r.concentrationOfG9(t)
}

// slipOfG7: R is ready on the 15th, and the second delivery has a day to spare.
// Where the third is an alternate of the first, no delay of it matters.
func (r *running) slipOfG7(t *testing.T) {
	t.Helper()
	for item, want := range map[string]string{
		"G7-R":  "2027-01-15 First delivery 0, Second delivery 1, Work on the first 0, Work on the second 1",
		"G7-R2": "2027-01-15 First delivery 0, Second delivery 1, Third delivery -, Work on either 0, Work on the second 1",
	} {
		s := ask[risk.ItemSlip](r, "slip", item, "--as-of", "2027-01-01")
		var needs []string
		for _, n := range s.Needs {
			slack := "-"
			if n.SlackDays != nil {
				slack = strconv.FormatInt(*n.SlackDays, 10)
			}
			needs = append(needs, n.Entity.Name+" "+slack)
		}
		slices.Sort(needs)
		if got := string(*s.ReadyDate) + " " + strings.Join(needs, ", "); got != want {
			t.Errorf("%s: %s, want %s", item, got, want)
		}
	}
	if text := r.must(r.client, "ask", "slip", "--as-of", "2027-01-01"); !strings.Contains(text, "2027-01-15") || !strings.Contains(text, "First delivery") {
		t.Error(text)
	}
	if text := r.must(r.client, "ask", "slip", "G7-R", "--as-of", "2027-01-01"); !strings.Contains(text, "Second delivery") {
		t.Error(text)
	}
}

// exposureOfG8: 56 days less 21 of stock, at 100 a day.
func (r *running) exposureOfG8(t *testing.T) {
	t.Helper()
	for partner, want := range map[string]string{
		"G8 slow to recover": "35 [{EUR 3500.00}] 1", "G8 quick to recover": "0 [{EUR 0.00}] 0", "G8 one of two": "0 [] 0",
	} {
		rows := ask[answer[risk.Exposure]](r, "exposure", partner).Items
		if len(rows) != 1 {
			t.Fatalf("%s: %+v", partner, rows)
		}
		if got := fmt.Sprint(*rows[0].LossDays, " ", rows[0].Loss, " ", *rows[0].RiskExposureIndex); got != want {
			t.Errorf("%s: %s, want %s", partner, got, want)
		}
	}
	if text := r.must(r.client, "ask", "exposure"); !strings.Contains(text, "G8 slow to recover") || !strings.Contains(text, "EUR 3500.00") {
		t.Error(text)
	}
}

// concentrationOfG9: 50, 30 and 20 are 3,800; with one owner of two 5,000.
func (r *running) concentrationOfG9(t *testing.T) {
	t.Helper()
	for by, want := range map[string]string{"partner": "3800 2.63", "parent": "5000 2.00"} {
		m := ask[risk.Concentration](r, "concentration", "--by", by).Spend
		if len(m) != 1 {
			t.Fatalf("by %s: %+v", by, m)
		}
		if got := fmt.Sprintf("%.0f %.2f", *m[0].HHI, *m[0].Effective); got != want || *m[0].Hidden != 1200 {
			t.Errorf("by %s: %s, hidden %g", by, got, *m[0].Hidden)
		}
	}
	if text := r.must(r.client, "ask", "concentration", "--by", "parent"); !strings.Contains(text, "owners hide 1200") {
		t.Error(text)
	}
}
