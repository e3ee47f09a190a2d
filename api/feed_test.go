package api

import (
	"slices"
	"testing"

	"linchpin/graph"
)

// A page of the log names what its images refer to, before and after, so that
// a reader needs no question a row. What is gone has no name.
func TestChangesNameWhatTheyReferTo(t *testing.T) {
	s := start(t)
	old := s.made("partners", doc{"name": "Old owner"})
	owner := s.made("partners", doc{"name": "Owner"})
	gone := s.made("partners", doc{"name": "Gone"})
	unit := s.made("partners", doc{"name": "Unit", "parent": old})
	s.send("PATCH", "/api/v1/partners/"+unit, `{"parent":"`+owner+`"}`, `If-Match: "1"`)
	s.linked(unit, "sources_from", gone, nil)
	s.send("DELETE", "/api/v1/partners/"+gone, "", `If-Match: "1"`)
	type named struct{ Refs map[string]graph.Ref }
	for path, want := range map[string][]string{
		"/api/v1/changes?after=3":                {"Old owner", "Owner", "Unit"},
		"/api/v1/partners/" + unit + "/history":  {"Old owner", "Owner"},
		"/api/v1/partners/" + owner + "/history": nil,
		"/api/v1/changes?after=0&limit=1":        nil,
		"/api/v1/changes?after=4&limit=1":        {"Old owner", "Owner"},
		"/api/v1/partners/" + gone + "/history":  nil,
	} {
		var names []string
		for id, ref := range get[named](s, path).Refs {
			if id != ref.ID {
				t.Errorf("%s: %s stands for %+v", path, id, ref)
			}
			names = append(names, ref.Name)
		}
		if slices.Sort(names); !slices.Equal(names, want) {
			t.Errorf("%s names %q, want %q", path, names, want)
		}
	}
}
