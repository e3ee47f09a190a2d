package api

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/risk"
)

// ask posts a scenario, in which $name stands for the id of a thing.
func (w *world) ask(query, body string) (supposed, int, string) {
	w.Helper()
	for name, id := range w.ids {
		body = strings.ReplaceAll(body, `"$`+name+`"`, `"`+id+`"`)
		query = strings.ReplaceAll(query, "=$"+name+"&", "="+id+"&")
		if at, ok := strings.CutSuffix(query, "=$"+name); ok {
			query = at + "=" + id
		}
	}
	rec := w.send("POST", "/api/v1/risk/what-if"+query, body)
	if rec.Code != http.StatusOK {
		return supposed{}, rec.Code, rec.Body.String()
	}
	return read[supposed](w.server, rec, http.StatusOK), rec.Code, ""
}

// The parent fails: T has no module left. A source of M's part by somebody else
// takes that away, and nothing of it is written.
func TestWhatIfComparesAndWritesNothing(t *testing.T) {
	w := hiddenParent(t)
	same := w.unchanged()
	got, _, problem := w.ask("", `{"remove":["$p"]}`)
	if problem != "" {
		t.Fatal(problem)
	}
	if got.Before.RoadmapItems.Works != 1 || got.After.RoadmapItems.Works != 0 || got.Difference.RoadmapItems.Works != -1 ||
		got.Stopped.RoadmapItems != 1 || got.Stopped.Value[0].Amount != "1000.00" || got.Stopped.Earliest != "2027-02-26" {
		t.Errorf("%+v", got.WhatIf)
	}
	if len(got.Items) != 1 || got.Items[0].Impact != risk.ImpactStopped || *got.Items[0].Before != risk.Exposed || got.Items[0].After != nil || got.Items[0].Because == nil {
		t.Errorf("%+v", got.Items)
	}
	if diff := cmp.Diff([]risk.QuarterImpact{{Quarter: "2027-Q1", Impacts: risk.Impacts{Stopped: 1}}}, got.Quarters); diff != "" {
		t.Error(diff)
	}
	got, _, problem = w.ask("", `{"add":[{"kind":"partner","id":"q","name":"Q"},
		{"kind":"component","id":"E","name":"E","layer":"communications"},
		{"kind":"offering","component":"E","maker":"q","approval":"approved","status":"active"},
		{"kind":"requires","from":"$M","to":"E","group":"either"}]}`)
	if problem != "" {
		t.Fatal(problem)
	}
	if len(got.Added) != 3 || got.EndedSinglePoints.Count != 1 || got.EndedSinglePoints.Items[0].Cause.ID != w.ids["p"] ||
		got.Items[0].Impact != risk.ImpactRelieved || got.Difference.SinglePoints != -1 {
		t.Errorf("%+v", got.WhatIf)
	}
	got, _, problem = w.ask("?asOf=2027-01-01", `{"delay":[{"id":"$T","days":40}]}`)
	if problem != "" {
		t.Fatal(problem)
	}
	// T needs what can be had at once, and nobody recorded how long it takes.
	if len(got.Items) != 1 || got.Items[0].Impact != risk.ImpactDelayed || *got.Items[0].DelayDays != 40 || *got.Items[0].ReadyAfter != "2027-02-10" || got.AsOf != "2027-01-01" {
		t.Errorf("%+v", got.Items)
	}
	same()
}

// A scenario is checked like what is stored, and says which part of it is wrong.
func TestWhatIfRefuses(t *testing.T) {
	w := hiddenParent(t)
	for _, c := range [][2]string{
		{`{"remove":["nobody"]}`, `404 /remove/0`},
		{`{"remove":[""]}`, `422 /remove/0`},
		{`{"countries":["XX"]}`, `422 /countries/0`},
		{`{"delay":[{"id":"nobody","days":1}]}`, `404 `},
		{`{"delay":[{"id":"$p","days":1}]}`, `422 /delay/0/id`},
		{`{"delay":[{"id":"$T","days":-1}]}`, `422 /delay/0/days`},
		{`{"takeAway":[]}`, `400 /takeAway`},
		{`{"add":[1]}`, `422 /add/0`},
		{`{"add":[{"kind":"dragon"}]}`, `422 /add/0/kind`},
		{`{"add":[{"kind":"partner"}]}`, `422 /add/0/name`},
		{`{"add":[{"kind":"partner","name":"Q","speed":3}]}`, `400 /add/0/speed`},
		{`{"add":[{"kind":"partner","name":"Q","failureProbability":2}]}`, `422 /add/0/failureProbability`},
		{`{"add":[{"kind":"partner","id":"$p","name":"Q"}]}`, `422 /add/0/id`},
		{`{"add":[{"kind":"offering","component":"$M","approval":"approved","status":"active"}]}`, `422 /add/0/maker`},
		{`{"add":[{"kind":"offering","component":"$p","maker":"$p","approval":"approved","status":"active"}]}`, `422 /add/0/component`},
		{`{"add":[{"kind":"requires","from":"$M","to":"nothing"}]}`, `422 /add/0/to`},
		{`{"add":[{"kind":"requires","from":"$M","to":"$p"}]}`, `422 /add/0/to`},
		{`{"add":[{"kind":"requires","from":"$M","to":"$A"}]}`, `422 /add/0`},
		{`{"add":[{"kind":"made_by","from":"$M","to":"$p"}]}`, `422 /add/0/kind`},
		{`{"add":[{"kind":"owned_by","from":"$p","to":"$a"}]}`, `422 /add/0/to`},
		{`{"add":[{"kind":"requires","from":"$M","to":"$C","group":"either","minimum":2},{"kind":"requires","from":"$M","to":"$T","group":"either","minimum":1}]}`, `422 /add/1/to`},
	} {
		body, want := c[0], c[1]
		_, code, problem := w.ask("", body)
		status, pointer, _ := strings.Cut(want, " ")
		if http.StatusText(code) == "" || pointer != "" && !strings.Contains(problem, `"pointer":"`+pointer+`"`) || !strings.Contains(problem, `"status":`+status) {
			t.Errorf("%s: want %s, got %d %s", body, want, code, problem)
		}
	}
}

// The items of a what-if are narrowed by what the scenario does to them, kind
// and quarter; what is counted is not.
func TestWhatIfListsWhatIsAskedFor(t *testing.T) {
	w := hiddenParent(t)
	for query, want := range map[string]int{
		"?impact=stopped": 1, "?impact=stopped,delayed&kind=roadmap_item&quarter=2027-Q1": 1,
		"?impact=untouched": 0, "?kind=product": 0, "?quarter=2027-Q2": 0, "?quarter=none": 0,
		"?counted=works&when=before&kind=roadmap_item": 1, "?counted=works": 2, // C and its part
		"?counted=stopped&kind=component": 5, "?impact=stopped&kind=component&layer=communications": 3, // A, B, M; and two parts
		"?counted=singlePoints&when=ended": 2, // p has failed, and what d stopped too is stopped
		"?stopper=$p&when=before":          1, "?stopper=$p": 0, "?freedBy=$part of A": 1, "?freedBy=$part of C": 0,
	} {
		got, _, problem := w.ask(query, `{"remove":["$p"]}`)
		if problem != "" || len(got.Items) != want || got.Total != want || got.Stopped.RoadmapItems != 1 {
			t.Errorf("%s: %d of %d items, %d stopped %s", query, len(got.Items), got.Total, got.Stopped.RoadmapItems, problem)
		}
	}
	for query, want := range map[string]int{
		"?impact=broken": 422, "?kind=person": 422, "?quarter=2027": 422, "?layer=cellar": 422, "?counted=dragons": 422, "?when=never": 422,
		"?stopper=nobody": 404, "?freedBy=nothing": 404,
	} {
		if _, code, _ := w.ask(query, `{"remove":["$p"]}`); code != want {
			t.Errorf("%s: %d, want %d", query, code, want)
		}
	}
}

// Nothing recorded gives empty answers.
func TestQuestionsAboutAnEmptyGraph(t *testing.T) {
	s := start(t)
	for _, path := range []string{"matrix", "matrix?rows=layers&empty=true", "next-questions", "routes", "skills"} {
		if rec := s.send("GET", "/api/v1/risk/"+path, ""); rec.Code != http.StatusOK {
			t.Errorf("%s: %d %s", path, rec.Code, rec.Body)
		}
	}
	if rec := s.send("POST", "/api/v1/risk/what-if", `{"countries":["NO"]}`); rec.Code != http.StatusOK {
		t.Error(rec.Code, rec.Body)
	}
}

// The matrix of the hidden parent: d and p stop T, a and b are one of two.
func TestMatrixShowsWhoStopsWhat(t *testing.T) {
	w := hiddenParent(t)
	m := get[tabulated](w.server, "/api/v1/risk/matrix")
	cells := map[string]string{}
	for _, c := range m.Cells {
		cells[c.Column.Name] = effectText(c)
	}
	if diff := cmp.Diff(map[string]string{"d": "stops", "p": "stops", "a": "one of 2", "b": "one of 2"}, cells); diff != "" {
		t.Error(diff)
	}
	if want := (risk.MatrixTotals{Rows: 1, Columns: 4, Stops: 2, RowsStopped: 1}); m.Totals != want || m.Rows[0].StoppedBy != 2 || m.Rows[0].RestsOn != 4 {
		t.Errorf("%+v %+v", m.Totals, m.Rows)
	}
	table := w.send("GET", "/api/v1/risk/matrix?cap=3&format=csv", "").Body.String()
	want := "key,name,targetDate,stoppedBy,restsOn,d,p,a\n" +
		"T,T,2027-02-26,2,4,stops,stops,one of 2\n" +
		",stopped by the column,,2,,1,1,0\n" +
		",\"3 of 4 columns shown, those that stop most first\"\n"
	if diff := cmp.Diff(want, table); diff != "" {
		t.Error(diff)
	}
	for path, status := range map[string]int{
		"?rows=layers&columns=countries": 200, "?rows=components&limit=2": 200, "?rows=dragons": 422, "?quarter=2027": 422, "?quarter=2027-Q1": 200, "?cap=201": 422,
	} {
		if rec := w.send("GET", "/api/v1/risk/matrix"+path, ""); rec.Code != status {
			t.Errorf("%s: %d %s", path, rec.Code, rec.Body)
		}
	}
}

// A product reaches the Nordics by one channel partner; both of those in DACH
// belong to one parent.
func TestRoutesAndWhoMayAnswer(t *testing.T) {
	w := newWorld(t)
	for _, p := range []string{"Holding", "North"} {
		w.partner(p, "")
	}
	w.partner("Rhine", "Holding")
	w.partner("Alps", "Holding")
	w.ids["Lock"] = w.made("products", doc{"name": "Lock"})
	w.linked(w.ids["North"], "sells", w.ids["Lock"], doc{"region": "Nordics"})
	w.linked(w.ids["Rhine"], "sells", w.ids["Lock"], doc{"region": "DACH"})
	w.linked(w.ids["Alps"], "sells", w.ids["Lock"], doc{"region": "DACH"})
	got := get[routed](w.server, "/api/v1/risk/routes")
	if got.Totals.Routes != 2 || got.Totals.Single != 1 || got.Totals.Shared != 1 {
		t.Errorf("%+v", got.Totals)
	}
	for _, r := range got.Items {
		cause := map[string]string{"Nordics": "North channel_partner 1", "DACH": "Holding parent 2"}[r.Region]
		if len(r.Causes) != 1 || strings.Join([]string{r.Causes[0].Cause.Name, r.Causes[0].As, string(rune('0' + r.Causes[0].Tier))}, " ") != cause || len(r.Causes[0].Why) == 0 {
			t.Errorf("%s: %+v", r.Region, r.Causes)
		}
	}
	ida := w.made("people", doc{"name": "Ida", "layerDepth": []int{0, 0, 3, 0, 0}})
	w.linked(ida, "owns", w.ids["Lock"], doc{"role": "product manager"})
	skills := get[skilled](w.server, "/api/v1/risk/skills")
	if l := skills.Layers[2]; !l.Covered || l.RestsOn == nil || l.RestsOn.ID != ida || skills.Layers[0].Covered || skills.Items[0].Owns != 1 || skills.Items[0].Stops.Products != 1 {
		t.Errorf("%+v %+v", skills.Layers, skills.Items)
	}
	if some := get[skilled](w.server, "/api/v1/risk/skills?layer=communications&depth=3"); len(some.Items) != 1 || some.Items[0].Person.ID != ida {
		t.Errorf("who knows communications in depth: %+v", some.Items)
	}
	if some := get[skilled](w.server, "/api/v1/risk/skills?layer=communications&depth=1"); len(some.Items) != 0 || len(some.Layers) != 5 {
		t.Errorf("who knows communications a little: %+v", some)
	}
	for _, path := range []string{"routes?product=unknown", "routes?product=" + ida} {
		if rec := w.send("GET", "/api/v1/risk/"+path, ""); rec.Code != 404 && rec.Code != 422 {
			t.Errorf("%s: %d", path, rec.Code)
		}
	}
}
