package api

import (
	"strings"
	"testing"

	"linchpin/graph"
)

func TestLinkLife(t *testing.T) {
	s := start(t)
	radio := s.made("components", doc{"name": "Radio", "layer": "communications"})
	item := s.made("roadmap-items", doc{"key": "R-1", "title": "Launch"})
	one := "/api/v1/links/" + s.linked(item, "needs", radio, doc{"quantity": 2, "group": "radios", "minimum": 1})
	for _, step := range []struct {
		name, method, path, body, header string
		status                           int
		want                             string
	}{
		{"read", "GET", one, "", "", 200, `"quantity":2`},
		{"known", "GET", one, "", `If-None-Match: "1"`, 304, ""},
		{"twice", "POST", "/api/v1/links", `{"from":"` + item + `","kind":"needs","to":"` + radio + `"}`, "", 409, `"code":"conflict"`},
		{"patched", "PATCH", one, `{"quantity":null,"note":"spare"}`, `If-Match: "1"`, 200, `"version":2`},
		{"nothing new", "PATCH", one, `{"note":"spare"}`, `If-Match: "2"`, 200, `"version":2`},
		{"another end", "PATCH", one, `{"to":"x"}`, `If-Match: "2"`, 422, `"pointer":"/to"`},
		{"no such property", "PATCH", one, `{"region":"EU"}`, `If-Match: "2"`, 422, `"pointer":"/region"`},
		{"read only", "PATCH", one, `{"id":"x"}`, `If-Match: "2"`, 422, `"code":"read_only"`},
		{"wrong end", "POST", "/api/v1/links", `{"from":"` + radio + `","kind":"needs","to":"` + item + `"}`, "", 422, `"pointer":"/from"`},
		{"no such entity", "POST", "/api/v1/links", `{"from":"` + item + `","kind":"needs","to":"nobody"}`, "", 422, `"pointer":"/to"`},
		{"a field", "POST", "/api/v1/links", `{"from":"a","kind":"owned_by","to":"b"}`, "", 422, `"pointer":"/kind"`},
		{"stale delete", "DELETE", one, "", `If-Match: "1"`, 412, `"code":"stale"`},
		{"deleted", "DELETE", one, "", `If-Match: "2"`, 204, ""},
		{"gone", "GET", one, "", "", 404, `"code":"not_found"`},
	} {
		rec := s.send(step.method, step.path, step.body, step.header)
		if rec.Code != step.status || !strings.Contains(rec.Body.String(), step.want) {
			t.Errorf("%s: got %d %s, want %d with %s", step.name, rec.Code, rec.Body, step.status, step.want)
		}
	}
}

// Links that are fields of an entity are readable among the links, and tell
// where to change them.
func TestFieldsAreLinksToo(t *testing.T) {
	s := start(t)
	owner := s.made("partners", doc{"name": "Owner"})
	unit := s.made("partners", doc{"name": "Unit", "parent": owner})
	found := get[linkPage](s, "/api/v1/links?from="+unit)
	if len(found.Items) != 1 || found.Items[0].Kind != graph.OwnedBy || found.Items[0].To != owner || found.Refs[owner].Name != "Owner" {
		t.Fatalf("%+v", found)
	}
	one := "/api/v1/links/" + found.Items[0].ID
	for _, method := range []string{"PATCH", "DELETE"} {
		rec := s.send(method, one, `{"note":"x"}`, `If-Match: "1"`)
		if rec.Code != 422 || !strings.Contains(rec.Body.String(), "field parent of the partner") {
			t.Error(method, rec.Code, rec.Body)
		}
	}
	if csv := s.send("GET", "/api/v1/links?format=csv", "").Body.String(); !strings.Contains(csv, "Unit,Owner,") {
		t.Error(csv)
	}
}
