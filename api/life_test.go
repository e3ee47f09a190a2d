package api

import (
	"net/http"
	"strings"
	"testing"

	"linchpin/graph"
)

// bodies returns a good body for each kind; what it refers to is made first.
func (s *server) bodies() map[graph.Kind]doc {
	s.Helper()
	partner := s.made("partners", doc{"name": "Holder"})
	component := s.made("components", doc{"name": "Held", "layer": "communications"})
	return map[graph.Kind]doc{
		graph.KindPartner:     {"name": "Acme", "roles": []string{"vendor"}, "parent": partner, "parentPercent": 75.5},
		graph.KindComponent:   {"name": "Radio", "layer": "communications", "minSources": 2, "requiredSharePercent": 60.5},
		graph.KindOffering:    {"component": component, "maker": partner, "approval": "approved", "status": "active", "unitPrice": "0.000125", "currency": "EUR"},
		graph.KindProduct:     {"name": "Sensor", "annualRevenue": "1200000.00", "currency": "EUR"},
		graph.KindRoadmapItem: {"key": "R-1", "title": "Launch", "targetDate": "2027-02-26", "value": "5000.00", "currency": "USD"},
		graph.KindContract:    {"reference": "C-1", "partner": partner, "endsOn": "2027-12-31", "autoRenew": false},
		graph.KindCertificate: {"standard": "ISO 27001", "partner": partner},
		graph.KindPerson:      {"name": "Ada", "email": "ada@example.com", "layerDepth": []int{0, 1, 2, 3, 0}},
	}
}

// TestLife takes an entity of each kind from its making to what is left of it.
func TestLife(t *testing.T) {
	s := start(t)
	bodies := s.bodies()
	for _, k := range graph.Kinds() {
		all := "/api/v1/" + k.Collection()
		id := s.made(k.Collection(), bodies[k])
		one := all + "/" + id
		for name, want := range bodies[k] {
			if got := get[doc](s, one)[name]; !same(got, want) {
				t.Errorf("%s: %s is %v, want %v", k, name, got, want)
			}
		}
		for _, step := range []struct {
			name, method, path, body, header string
			status                           int
			want                             string
		}{
			{"known", "GET", one, "", `If-None-Match: "1"`, 304, ""},
			{"no precondition", "PATCH", one, `{"description":"x"}`, "", 428, `"code":"precondition_required"`},
			{"odd precondition", "PATCH", one, `{"description":"x"}`, "If-Match: 1", 400, `"code":"bad_request"`},
			{"patched", "PATCH", one, `{"description":"two\nlines","tags":["a","b"]}`, `If-Match: "1"`, 200, `"version":2`},
			{"nothing new", "PATCH", one, `{"tags":["a","b"]}`, `If-Match: "2"`, 200, `"version":2`},
			{"stale", "PATCH", one, `{"description":"y"}`, `If-Match: "1"`, 412, `"code":"stale"`},
			{"unset", "PATCH", one, `{"tags":null}`, `If-Match: "2"`, 200, `"version":3`},
			{"read only", "PATCH", one, `{"version":9}`, `If-Match: "3"`, 422, `"pointer":"/version","detail":"is read-only","code":"read_only"`},
			{"unknown", "PATCH", one, `{"tier":9}`, `If-Match: "3"`, 400, `"pointer":"/tier"`},
			{"no object", "PATCH", one, `[]`, `If-Match: "3"`, 422, `"code":"type"`},
			{"would take", "GET", one + "/deletion", "", "", 200, `"blockedTotal":0`},
			{"history", "GET", one + "/history?limit=2", "", "", 200, `"seq":`},
			{"stale delete", "DELETE", one, "", `If-Match: "2"`, 412, `"code":"stale"`},
			{"another kind", "GET", "/api/v1/" + other(k) + "/" + id, "", "", 404, `"code":"not_found"`},
			{"delete as another kind", "DELETE", "/api/v1/" + other(k) + "/" + id, "", `If-Match: "3"`, 404, `"code":"not_found"`},
			{"deleted", "DELETE", one, "", `If-Match: "3"`, 204, ""},
			{"gone", "GET", one, "", "", 404, `"code":"not_found"`},
			{"not again", "DELETE", one, "", `If-Match: "3"`, 404, `"code":"not_found"`},
			{"history stays", "GET", one + "/history", "", "", 200, `"op":"delete"`},
			{"another's history", "GET", "/api/v1/" + other(k) + "/" + id + "/history", "", "", 404, `"code":"not_found"`},
		} {
			rec := s.send(step.method, step.path, step.body, step.header)
			if rec.Code != step.status || !strings.Contains(rec.Body.String(), step.want) {
				t.Errorf("%s, %s: got %d %s, want %d with %s", k, step.name, rec.Code, rec.Body, step.status, step.want)
			}
			if step.status == 412 && rec.Header().Get("ETag") != `"2"` && rec.Header().Get("ETag") != `"3"` {
				t.Errorf("%s, %s: the current ETag is missing", k, step.name)
			}
		}
	}
}

func other(k graph.Kind) string {
	if k == graph.KindPerson {
		return "products"
	}
	return "people"
}

// same compares what was sent with what came back.
func same(got, want any) bool {
	switch want := want.(type) {
	case []string:
		l, _ := got.([]any)
		return len(l) == len(want) && l[0] == want[0]
	case []int:
		l, _ := got.([]any)
		return len(l) == len(want) && l[1] == float64(want[1])
	case int:
		return got == float64(want)
	default:
		return got == want
	}
}

func TestHistoryIsNewestFirstAndPaged(t *testing.T) {
	s := start(t)
	id := s.made("partners", doc{"name": "One"})
	for i, name := range []string{"Two", "Three"} {
		s.send("PATCH", "/api/v1/partners/"+id, `{"name":"`+name+`"}`, "If-Match: "+etag(int64(i+1)))
	}
	type change struct {
		Op            string
		Actor         string
		Before, After doc
	}
	first := get[page[change]](s, "/api/v1/partners/"+id+"/history?limit=2")
	if len(first.Items) != 2 || first.Items[0].After["name"] != "Three" || first.Items[0].Before["name"] != "Two" || first.Next == nil {
		t.Fatalf("%+v", first)
	}
	rest := get[page[change]](s, "/api/v1/partners/"+id+"/history?limit=2&cursor="+*first.Next)
	if len(rest.Items) != 1 || rest.Items[0].Op != "create" || rest.Items[0].Before != nil || rest.Next != nil || rest.Items[0].Actor != "the admin" {
		t.Errorf("%+v", rest)
	}
	feed := get[page[change]](s, "/api/v1/changes?after=1")
	if len(feed.Items) != 2 || feed.Items[0].After["name"] != "Two" || feed.Next != nil {
		t.Errorf("%+v", feed)
	}
}

// What stands in the way of a delete is named.
func TestDeleteSaysWhatStandsInTheWay(t *testing.T) {
	s := start(t)
	partner := s.made("partners", doc{"name": "Acme"})
	s.made("contracts", doc{"reference": "C-1", "partner": partner})
	child := s.made("partners", doc{"name": "Unit", "parent": partner})
	taken := get[graph.Removal](s, "/api/v1/partners/"+partner+"/deletion")
	if taken.BlockedTotal != 1 || taken.BlockedBy[0].Name != "C-1" || taken.ClearedTotal != 1 || taken.Cleared[0].ID != child {
		t.Errorf("%+v", taken)
	}
	defer s.unchanged()()
	rec := s.send("DELETE", "/api/v1/partners/"+partner, "", `If-Match: "1"`)
	if refs := read[struct{ Refs []graph.Ref }](s, rec, http.StatusConflict).Refs; len(refs) != 1 || refs[0].Kind != graph.KindContract {
		t.Errorf("%+v", refs)
	}
}
