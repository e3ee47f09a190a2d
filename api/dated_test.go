package api

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/risk"
)

// item makes a roadmap item that depends on others.
func (w *world) item(key string, facts doc, dependsOn ...string) {
	w.Helper()
	facts["key"], facts["title"] = key, "Item "+key
	w.ids[key] = w.made("roadmap-items", facts)
	for _, d := range dependsOn {
		w.linked(w.ids[key], "depends_on", w.ids[d])
	}
}

// G7: R needs X (5 d, needs D1 ready on 10) and Y (2 d, needs D2 ready on 12).
func TestGoldenSlip(t *testing.T) {
	w := newWorld(t)
	w.item("D1", doc{"targetDate": "2027-01-10"})
	w.item("D2", doc{"targetDate": "2027-01-12"})
	w.item("X", doc{"durationDays": 5, "durationP90Days": 9}, "D1")
	w.item("Y", doc{"durationDays": 2, "durationP90Days": 2}, "D2")
	w.item("R", doc{"durationDays": 0, "durationP90Days": 0, "targetDate": "2027-01-13"}, "X", "Y")
	at := "/api/v1/roadmap-items/" + w.ids["R"] + "/slip?asOf=2027-01-01"
	got := get[itemSlip](w.server, at)
	if *got.ReadyDate != "2027-01-15" || *got.SlipDays != 2 || *got.ReadyP90Date != "2027-01-19" || !got.ReadyExact || !got.ReadyP90Exact || got.AsOf != "2027-01-01" {
		t.Errorf("%+v", got)
	}
	slack := map[string]int64{}
	for _, n := range got.Needs {
		slack[n.Entity.Name] = *n.SlackDays
	}
	if diff := cmp.Diff(map[string]int64{"Item D1": 0, "Item X": 0, "Item D2": 1, "Item Y": 1}, slack); diff != "" {
		t.Error(diff)
	}
	const sentence = "R Item R is ready on 2027-01-15, 2 days after its target date 2027-01-13: D1 is planned for 2027-01-10; " +
		"X depends on D1 and takes 5 days; R depends on X."
	if got.Sentence != sentence {
		t.Error(got.Sentence)
	}
	all := get[rows[risk.Slip]](w.server, "/api/v1/roadmap/slip?asOf=2027-01-01")
	if len(all.Items) != 5 || all.Items[0].Item.Key != "R" || all.AsOf != "2027-01-01" {
		t.Errorf("%+v", all)
	}
	day1, day2 := w.send("GET", at, "").Header().Get("ETag"), w.send("GET", at[:len(at)-1]+"2", "").Header().Get("ETag")
	if day1 == day2 {
		t.Error("an answer of another day has the same ETag")
	}
}

// Items that wait for each other are refused by name; others keep their dates.
func TestDatesInACircleAreRefused(t *testing.T) {
	w := newWorld(t)
	w.item("A", doc{"durationDays": 5})
	w.item("B", doc{"durationDays": 5}, "A")
	w.linked(w.ids["A"], "depends_on", w.ids["B"])
	w.item("C", doc{"targetDate": "2027-01-10"})
	p := read[problem](w.server, w.send("GET", "/api/v1/roadmap-items/"+w.ids["B"]+"/slip?asOf=2027-01-01", ""), 422)
	if len(p.Refs) != 2 || p.Errors[0].Code != "cycle" || p.Detail != "B Item B has no date, because dates go in a circle: A depends on B; B depends on A." {
		t.Errorf("%+v", p)
	}
	for _, row := range get[rows[risk.Slip]](w.server, "/api/v1/roadmap/slip?asOf=2027-01-01").Items {
		if circle := row.Item.Key != "C"; (len(row.Cycle) == 2) != circle || (row.ReadyDate == nil) != circle {
			t.Errorf("%+v", row)
		}
	}
}

// G8: recovery takes 56 days, stock covers 21, a year is worth 36,500.
func TestGoldenExposure(t *testing.T) {
	w := newWorld(t)
	w.ids["a"] = w.made("partners", doc{"name": "a", "timeToRecoverDays": 56})
	modem := w.made("components", doc{"name": "modem", "layer": "communications", "stockCoverDays": 21})
	w.made("offerings", doc{"component": modem, "maker": w.ids["a"], "approval": "approved", "status": "active"})
	lock := w.made("products", doc{"name": "lock", "annualRevenue": "36500.00", "currency": "EUR"})
	w.linked(lock, "uses", modem)
	got := get[rows[risk.Exposure]](w.server, "/api/v1/risk/exposure?partner="+w.ids["a"]).Items
	if len(got) != 1 || *got[0].LossDays != 35 || *got[0].TimeToSurviveDays != 21 || *got[0].RiskExposureIndex != 1 {
		t.Fatalf("%+v", got)
	}
	if diff := cmp.Diff([]risk.Amount{{Currency: "EUR", Amount: "3500.00"}}, got[0].Loss); diff != "" {
		t.Error(diff)
	}
	w.partner("b", "")
	w.made("offerings", doc{"component": modem, "maker": w.ids["b"], "approval": "approved", "status": "active"})
	for _, row := range get[rows[risk.Exposure]](w.server, "/api/v1/risk/exposure?count=true").Items {
		if len(row.Loss) != 0 || *row.RiskExposureIndex != 0 || row.TimeToSurviveDays != nil {
			t.Errorf("either of two makers: %+v", row)
		}
	}
}

// G9: annual spend 50, 30 and 20; then two of three share a parent.
func TestGoldenConcentration(t *testing.T) {
	w := newWorld(t)
	w.partner("p", "")
	component := w.made("components", doc{"name": "C", "layer": "communications"})
	for name, spend := range map[string]string{"a": "50", "b": "30.00", "c": "20"} {
		w.partner(name, "")
		w.made("offerings", doc{
			"component": component, "maker": w.ids[name], "approval": "approved", "status": "active", "annualSpend": spend, "currency": "EUR",
		})
	}
	measured := func(by string) (hhi, effective, hidden float64) {
		t.Helper()
		c := get[concentration](w.server, "/api/v1/risk/concentration?by="+by)
		if len(c.Spend) != 1 || c.Spend[0].Currency != "EUR" || c.Spend[0].Total != "100.00" {
			t.Fatalf("%+v", c)
		}
		return *c.Spend[0].HHI, *c.Spend[0].Effective, *c.Spend[0].Hidden
	}
	for _, by := range []string{"partner", "parent"} {
		if hhi, effective, hidden := measured(by); hhi != 3800 || math.Abs(effective-2.6316) > 0.0001 || hidden != 0 {
			t.Errorf("by %s: %g, %g, hidden %g", by, hhi, effective, hidden)
		}
	}
	for _, name := range []string{"b", "c"} {
		if rec := w.send("PATCH", "/api/v1/partners/"+w.ids[name], `{"parent":"`+w.ids["p"]+`"}`, `If-Match: "1"`); rec.Code != 200 {
			t.Fatal(rec.Code, rec.Body)
		}
	}
	if hhi, effective, hidden := measured("parent"); hhi != 5000 || effective != 2 || hidden != 1200 {
		t.Errorf("two of one parent: %g, %g, hidden %g", hhi, effective, hidden)
	}
	first := get[concentration](w.server, "/api/v1/risk/concentration?limit=2&count=true")
	if len(first.Items) != 2 || first.Items[0].Party.Name != "a" || *first.Count != 3 || first.Next == nil {
		t.Errorf("%+v", first)
	}
	if rest := get[concentration](w.server, "/api/v1/risk/concentration?limit=2&cursor="+*first.Next); len(rest.Items) != 1 || *rest.Spend[0].HHI != 3800 {
		t.Errorf("%+v", rest)
	}
}

// A candidate's maker stops nothing, and without it the item has no date.
func TestAPartnerThatDelays(t *testing.T) {
	w := newWorld(t)
	w.partner("slow", "")
	w.partner("quick", "")
	cable := w.made("components", doc{"name": "cable", "layer": "communications"})
	for maker, days := range map[string]int{"slow": 60, "quick": 20} {
		w.made("offerings", doc{
			"component": cable, "maker": w.ids[maker], "approval": "candidate", "status": "planned", "qualificationDays": 10, "leadTimeDays": days,
		})
	}
	w.item("T", doc{"durationDays": 5})
	w.linked(w.ids["T"], "needs", cable)
	at := "/api/v1/roadmap-items/" + w.ids["T"] + "/partners?asOf=2027-01-01"
	got := get[rows[risk.ItemPartner]](w.server, at)
	if len(got.Items) != 1 || got.Items[0].Partner.Name != "quick" || got.Items[0].Effect != risk.EffectDelays || *got.Items[0].DelayDays != 40 ||
		*got.Items[0].ReadyDate != "2027-02-05" || got.AsOf != "2027-01-01" {
		t.Errorf("%+v", got)
	}
	back := get[rows[risk.PartnerItem]](w.server, "/api/v1/partners/"+w.ids["quick"]+"/roadmap-items?asOf=2027-01-01")
	if len(back.Items) != 1 || back.Items[0].Key != "T" || *back.Items[0].DelayDays != 40 {
		t.Errorf("%+v", back)
	}
	if rec := w.send("GET", at+"0", ""); rec.Code != 422 {
		t.Error(rec.Code, rec.Body)
	}
}

func TestDatesAndMoneyRefuseWhatTheyCannotMean(t *testing.T) {
	w := hiddenParent(t)
	for ask, status := range map[string]int{
		"risk/exposure?partner=nobody":                     404,
		"risk/exposure?partner=" + w.ids["T"]:              422,
		"roadmap/slip?asOf=2027-02-30":                     422,
		"risk/concentration?by=weather":                    422,
		"risk/concentration?by=layer&format=csv":           200,
		"risk/concentration?by=country":                    200,
		"roadmap/slip?asOf=tomorrow":                       422,
		"roadmap-items/" + w.ids["p"] + "/slip":            404,
		"roadmap-items/" + w.ids["T"] + "/slip?asOf=12":    422,
		"roadmap-items/" + w.ids["T"] + "/slip":            200,
		"roadmap/slip?format=csv&asOf=2027-01-01":          200,
		"risk/exposure?format=csv":                         200,
		"risk/exposure?limit=1&count=true":                 200,
		"roadmap/slip?limit=1&asOf=2027-01-01&count=false": 200,
	} {
		if rec := w.send("GET", "/api/v1/"+ask, ""); rec.Code != status {
			t.Errorf("%s: %d %s", ask, rec.Code, rec.Body)
		}
	}
}

func TestNothingHasNoDatesAndNoLosses(t *testing.T) {
	s := start(t)
	for _, ask := range []string{"risk/exposure", "roadmap/slip", "risk/concentration"} {
		if got := get[rows[doc]](s, "/api/v1/"+ask); len(got.Items) != 0 || got.Next != nil {
			t.Errorf("%s: %+v", ask, got)
		}
	}
}
