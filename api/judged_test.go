package api

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/risk"
)

// Lists of products and roadmap items by verdict, or by the person without whom
// they stop, have as many rows as the answers count.
func TestListsByVerdict(t *testing.T) {
	w := hiddenParent(t) // one partner stops T
	w.made("roadmap-items", doc{"key": "U", "title": "U"})
	w.made("roadmap-items", doc{"key": "S", "title": "S", "status": "shipped"})
	w.linked(w.made("roadmap-items", doc{"key": "V", "title": "V", "targetDate": "2026-12-01"}), "needs", w.ids["C"])
	ann, bob := w.made("people", doc{"name": "Ann"}), w.made("people", doc{"name": "Bob"})
	w.linked(ann, "owns", w.ids["T"])
	titles := func(query string) string {
		t.Helper()
		var out []string
		found := get[page[struct{ Title string }]](w.server, "/api/v1/roadmap-items?count=true&sort=key&"+query)
		for _, i := range found.Items {
			out = append(out, i.Title)
		}
		if *found.Count != int64(len(out)) {
			t.Errorf("%s: %d counted, %d rows", query, *found.Count, len(out))
		}
		return strings.Join(out, " ")
	}
	got := map[string]string{}
	for _, q := range []string{"verdict=exposed", "verdict=unknown", "verdict=safe", "verdict=exposed&key=T", "leaving=" + ann, "leaving=" + bob, "leaving=" + ann + "&verdict=unknown"} {
		got[strings.NewReplacer(ann, "Ann", bob, "Bob").Replace(q)] = titles(q)
	}
	want := map[string]string{
		"verdict=exposed": "T V", "verdict=unknown": "U", "verdict=safe": "", "verdict=exposed&key=T": "T",
		"leaving=Ann": "T", "leaving=Bob": "", "leaving=Ann&verdict=unknown": "",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	table := w.send("GET", "/api/v1/roadmap-items?verdict=exposed&format=csv", "").Body.String()
	if lines := strings.Split(strings.TrimSpace(table), "\n"); len(lines) != 3 {
		t.Error(table)
	}
	for path, status := range map[string]int{
		"roadmap-items?verdict=fine": 422, "roadmap-items?leaving=nobody": 422, "roadmap-items?leaving=" + w.ids["p"]: 422, "partners?verdict=safe": 400,
	} {
		if rec := w.send("GET", "/api/v1/"+path, ""); rec.Code != status {
			t.Errorf("%s: %d %s", path, rec.Code, rec.Body)
		}
	}
}

// Each count of a next question has as many rows.
func TestVerdictsOfAQuestion(t *testing.T) {
	w := hiddenParent(t)
	// Nothing is known of x and of what is made of it; that one thing of y.
	x := w.made("components", doc{"name": "x", "layer": "applications"})
	y := w.made("components", doc{"name": "y", "layer": "applications", "sourcesKnown": "yes"})
	w.linked(y, "requires", x)
	w.linked(w.made("roadmap-items", doc{"key": "Y", "title": "Y"}), "needs", y)
	for _, partner := range []string{"first", "second"} {
		id := w.made("partners", doc{"name": partner, "subTiersKnown": "yes"})
		w.made("offerings", doc{"component": x, "maker": id, "approval": "approved", "status": "active"})
	}
	questions := get[rows[risk.Question]](w.server, "/api/v1/risk/next-questions?limit=500").Items
	if q := questions[0]; q.Entity.ID != x || q.Verdicts != 3 || q.Settles != 3 || q.RoadmapItems != 1 || q.Components != 2 {
		t.Errorf("%+v", q)
	}
	for _, q := range questions {
		at := "/api/v1/risk/next-questions/" + q.Entity.ID + "/verdicts?limit=1&count=true"
		for query, n := range map[string]int{"": q.Verdicts, "&settles=true": q.Settles, "&kind=roadmap_item": q.RoadmapItems, "&kind=product": q.Products, "&kind=component": q.Components} {
			if got := get[rows[risk.Waiting]](w.server, at+query); int(*got.Count) != n || len(got.Items) != min(1, n) {
				t.Errorf("%s%s: %d, %+v", q.Entity.Name, query, n, got)
			}
		}
	}
	at := "/api/v1/risk/next-questions/" + x + "/verdicts"
	first := get[rows[risk.Waiting]](w.server, at+"?limit=2")
	rest := get[rows[risk.Waiting]](w.server, at+"?limit=2&cursor="+*first.Next)
	var names []string
	for _, r := range append(first.Items, rest.Items...) {
		names = append(names, r.Top.Name)
	}
	if diff := cmp.Diff([]string{"Y", "x", "y"}, names); diff != "" || rest.Next != nil {
		t.Errorf("%s%+v", diff, rest)
	}
	for path, status := range map[string]int{"/api/v1/risk/next-questions/nobody/verdicts": http.StatusNotFound, at + "?kind=partner": 422} {
		if rec := w.send("GET", path, ""); rec.Code != status {
			t.Errorf("%s: %d %s", path, rec.Code, rec.Body)
		}
	}
}
