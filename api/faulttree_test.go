package api

import (
	"math"
	"net/http"
	"slices"
	"testing"

	"linchpin/risk"
)

type cutSetPage struct {
	Method   string
	Complete bool
	ByOrder  []int
	Count    int
	Next     *string
	Items    []risk.CutSet
}

type probabilityBody struct {
	Method      string
	Probability float64
	Assumed     []struct{ Name string }
	Importance  []risk.Importance
}

type secondSourceBody struct {
	SinglePoints int
	Items        []risk.SecondSource
	Plan         []risk.PlanStep
}

// hiddenParent is T that needs one of A and B, whose suppliers have one parent
// P, and C by D.
func (w *world) hiddenParent() {
	w.Helper()
	for name, p := range map[string]float64{"P": .05, "D": .01} {
		w.ids[name] = w.made("partners", doc{"name": name, "failureProbability": p})
	}
	w.ids["a"] = w.made("partners", doc{"name": "a", "failureProbability": .1, "parent": w.ids["P"]})
	w.ids["b"] = w.made("partners", doc{"name": "b", "failureProbability": .2, "parent": w.ids["P"]})
	w.component("A", "a")
	w.component("B", "b")
	w.component("C", "D")
	w.component("T", "")
	w.requires("T", "A", "B")
	w.requires("T", "C")
}

func TestFaultTreeQuestions(t *testing.T) {
	w := newWorld(t)
	w.hiddenParent()
	top := "?top=" + w.ids["T"]
	sets := get[cutSetPage](w.server, "/api/v1/risk/cut-sets"+top)
	if sets.Method != "exact" || !sets.Complete || sets.Count != 3 || !slices.Equal(sets.ByOrder, []int{2, 1}) || len(sets.Items) != 3 {
		t.Errorf("%+v", sets)
	}
	for _, s := range sets.Items {
		if s.Sentence == "" || len(s.Why) == 0 {
			t.Errorf("%v without a proof", s.Events)
		}
	}
	first := get[cutSetPage](w.server, "/api/v1/risk/cut-sets"+top+"&limit=2")
	if len(first.Items) != 2 || first.Next == nil {
		t.Fatalf("%+v", first)
	}
	if rest := get[cutSetPage](w.server, "/api/v1/risk/cut-sets"+top+"&limit=2&cursor="+*first.Next); len(rest.Items) != 1 || rest.Next != nil || len(rest.Items[0].Events) != 2 {
		t.Errorf("%+v", rest)
	}
	if one := get[cutSetPage](w.server, "/api/v1/risk/cut-sets"+top+"&order=1"); one.Count != 2 || !one.Complete {
		t.Errorf("%+v", one)
	}
	q := get[probabilityBody](w.server, "/api/v1/risk/probability"+top)
	if q.Method != "exact" || math.Abs(q.Probability-.07831) > 1e-12 || len(q.Assumed) != 0 || len(q.Importance) != 4 || q.Importance[0].Event.Name != "P" {
		t.Errorf("%+v", q)
	}
	s := get[secondSourceBody](w.server, "/api/v1/risk/second-sources"+top+"&assume=0.1")
	i := slices.IndexFunc(s.Items, func(r risk.SecondSource) bool { return r.Component.Name == "part of C" })
	if i < 0 || math.Abs(*s.Items[i].After-.069931) > 1e-12 || s.SinglePoints != 2 || len(s.Plan) == 0 {
		t.Errorf("%+v", s)
	}
	for path, want := range map[string]int{
		"/api/v1/risk/cut-sets" + top + "&order=0":           http.StatusUnprocessableEntity,
		"/api/v1/risk/cut-sets":                              http.StatusUnprocessableEntity,
		"/api/v1/risk/cut-sets?top=" + w.ids["a"]:            http.StatusUnprocessableEntity,
		"/api/v1/risk/cut-sets?top=nothing":                  http.StatusNotFound,
		"/api/v1/risk/probability" + top + "&horizonDays=0":  http.StatusUnprocessableEntity,
		"/api/v1/risk/probability" + top + "&assume=1.01":    http.StatusUnprocessableEntity,
		"/api/v1/risk/probability" + top + "&assume=NaN":     http.StatusBadRequest,
		"/api/v1/risk/second-sources" + top + "&assume=-0.1": http.StatusUnprocessableEntity,
		"/api/v1/risk/second-sources?top=" + w.ids["a"]:      http.StatusUnprocessableEntity,
	} {
		if r := w.send("GET", path, ""); r.Code != want {
			t.Errorf("%s: %d, want %d: %s", path, r.Code, want, r.Body)
		}
	}
}
