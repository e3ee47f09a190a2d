package risk

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
)

// spent is offerings of one component by maker: "a 50 EUR" spends 50 a year.
func (e *eco) spent(component string, offerings ...string) *eco {
	for _, text := range offerings {
		w := strings.Fields(text)
		spend, _ := strconv.ParseInt(w[1]+"00", 10, 64) // a number in this file
		e.edit(e.source(component, w[0]), func(n *graph.Node) { n.AnnualSpend, n.Currency = &spend, w[2] })
	}
	return e
}

// trio spends 50, 30 and 20 with a, b and c.
func trio() *eco {
	return (&eco{}).partners("a", "b", "c", "p").components("C").spent("C", "a 50 EUR", "b 30 EUR", "c 20 EUR")
}

// indices are a measure as text: currency, total, index, effective number,
// hidden part.
func indices(ms ...Measure) (out []string) {
	text := func(x *float64) string {
		if x == nil {
			return "-"
		}
		return fmt.Sprintf("%.2f", *x)
	}
	for _, m := range ms {
		out = append(out, strings.TrimSpace(fmt.Sprint(m.Currency, " ", m.Total, " ", text(m.HHI), " ", text(m.Effective), " ", text(m.Hidden))))
	}
	return out
}

func concentration(t *testing.T, g *Graph, by By) Concentration {
	t.Helper()
	c, err := g.Concentration(ConcentrationFilter{By: by})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// 0.5² + 0.3² + 0.2² is 0.38, and 1/0.38 is 2.63; with b and c as one 0.5.
func TestGoldenConcentration(t *testing.T) {
	apart, together := trio().compile(), trio().link("b owned_by p").link("c owned_by p").compile()
	for name, c := range map[string]struct {
		g    *Graph
		by   By
		want string
	}{
		"by partner":                   {apart, ByPartner, "EUR 100.00 3800.00 2.63 0.00"},
		"by parent, none shared":       {apart, ByParent, "EUR 100.00 3800.00 2.63 0.00"},
		"by parent, two share one":     {together, ByParent, "EUR 100.00 5000.00 2.00 1200.00"},
		"by partner, two share parent": {together, ByPartner, "EUR 100.00 3800.00 2.63 1200.00"},
	} {
		if diff := cmp.Diff([]string{c.want}, indices(concentration(t, c.g, c.by).Spend...)); diff != "" {
			t.Error(name, diff)
		}
	}
	rows := concentration(t, together, ByParent).Items
	if len(rows) != 2 || rows[0].Party.ID != "p" || len(rows[0].Members) != 2 || len(rows[0].Offerings) != 2 || rows[0].Sources != 2 {
		t.Errorf("%+v", rows)
	}
}

// Currencies stand beside each other; what has no spend is said to be missing.
func TestCurrenciesAreNotConverted(t *testing.T) {
	e := (&eco{}).partners("a", "b").components("C", "D").spent("C", "a 30 EUR", "b 10 EUR").spent("D", "a 50000 JPY")
	e.edit("D@a", func(n *graph.Node) { *n.AnnualSpend /= 100 }) // a yen has no cents
	e.source("D", "b")
	c := concentration(t, e.compile(), ByPartner)
	// 0.75² + 0.25² is 0.625; all yen are a's, and one yen is one minor unit
	want := []string{"EUR 40.00 6250.00 1.60 0.00", "JPY 50000 10000.00 1.00 0.00"}
	if diff := cmp.Diff(want, indices(c.Spend...)); diff != "" {
		t.Error(diff)
	}
	if c.MissingCount != 1 || c.Missing[0].Field != "annualSpend" || c.Missing[0].Entity.ID != "D@b" {
		t.Errorf("%+v", c.Missing)
	}
}

// By country: the offering's before its maker's; by layer, and by value stopped.
func TestConcentrationByCountryLayerAndValue(t *testing.T) {
	e := (&eco{}).partners("a", "b").components("C", "D").item("T", "2027-01-01").item("U", "2027-01-01").
		link("T needs C").link("U needs C D").
		edit("a", func(n *graph.Node) { n.Country = "NO" }).
		edit("D", func(n *graph.Node) { n.Layer = graph.Applications })
	for item, value := range map[string]int64{"T": 100_00, "U": 300_00} {
		e.edit(item, func(n *graph.Node) { n.Value, n.Currency = &value, "EUR" })
	}
	e.source("C", "a")
	e.edit(e.source("D", "a"), func(n *graph.Node) { n.Country = "TW" })
	e.source("D", "b") // in no country
	g := e.compile()
	c := concentration(t, g, ByCountry)
	// one source each; NO stops T and U, TW nothing while b supplies D
	want := []string{"2 5000.00 2.00 -", "EUR 400.00 10000.00 1.00 -"}
	if diff := cmp.Diff(want, indices(c.Sources, c.Value[0])); diff != "" {
		t.Error(diff)
	}
	countries := 0
	for _, m := range c.Missing {
		if m.Field == "country" && m.Entity.ID == "D@b" {
			countries++
		}
	}
	if countries != 1 {
		t.Errorf("%+v", c.Missing)
	}
	c = concentration(t, g, ByLayer)
	// communications has one source of three and stops both, applications two and stops none
	if diff := cmp.Diff([]string{"3 5555.56 1.80 -", "EUR 400.00 10000.00 1.00 -"}, indices(c.Sources, c.Value[0])); diff != "" {
		t.Error(diff)
	}
	if c.Items[0].Layer != graph.Communications || len(c.Items[0].Tops) != 2 || len(c.Items[0].Offerings) != 1 {
		t.Errorf("%+v", c.Items)
	}
}

// What each row holds and stops, and which items lack a value, against the laws:
// each party fails by itself.
func TestConcentrationAgainstEnumeration(t *testing.T) {
	stopping := 0
	for seed := range uint64(ecosystems / 2) {
		s := ecosystem(seed)
		w, g := newWorld(s), graphOf(s)
		for _, by := range []By{ByPartner, ByParent, ByCountry} {
			rows := map[string]int64{} // sources
			for _, n := range s.Nodes {
				if n.Kind == graph.KindOffering && n.Counts {
					if party := w.holder(by, n); party != "" {
						rows[party]++
					}
				}
			}
			want, bare := map[string]string{}, map[string]bool{}
			for party, sources := range rows {
				values := map[string]int64{}
				down := closure(w.laws, party)
				for _, n := range s.Nodes {
					switch open := n.Kind == graph.KindRoadmapItem && n.Status != "shipped" && n.Status != "dropped"; {
					case !open || !down[n.ID]:
					case n.Value == nil:
						bare[n.ID] = true
					default:
						values[n.Currency] += *n.Value
						stopping++
					}
				}
				want[party] = fmt.Sprint(sources, values)
			}
			got, c := map[string]string{}, concentration(t, g, by)
			for _, r := range c.Items {
				values := map[string]int64{}
				for _, p := range r.Value {
					values[p.Currency] = minor(t, p.Amount)
				}
				got[r.Party.ID] = fmt.Sprint(r.Sources, values)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("seed %d by %s (-oracle +engine):\n%s", seed, by, diff)
			}
			lacking := 0
			for _, m := range c.Missing {
				if m.Field == "value" {
					if lacking++; !bare[m.Entity.ID] {
						t.Errorf("seed %d by %s: nothing stops %s, or it has a value", seed, by, m.Entity.ID)
					}
				}
			}
			if lacking != len(bare) {
				t.Errorf("seed %d by %s: %d items without a value, want %d", seed, by, lacking, len(bare))
			}
		}
	}
	if stopping == 0 {
		t.Error("no row ever stopped an item with a value")
	}
}

// holder is what an offering is put under, by the definition.
func (w *world) holder(by By, offering graph.Node) string {
	maker := either(w.to(offering.ID, "made_by"), w.to(offering.ID, "sold_by"))
	if by == ByCountry {
		return either(offering.Country, w.byID[maker].Country)
	}
	for up := w.to(maker, "owned_by"); by == ByParent && up != ""; up = w.to(up, "owned_by") {
		maker = up
	}
	return maker
}

// minor reads an amount back into minor units.
func minor(t *testing.T, a Amount) int64 {
	t.Helper()
	n, err := strconv.ParseInt(strings.ReplaceAll(string(a.Amount), ".", ""), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
