package api

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
	"linchpin/jobs"
)

// routeTable is the routes, without a server behind them.
func routeTable() []route { return routes(Config{Desk: (*jobs.Desk)(nil)}) }

func TestSpecListsExactlyTheRoutes(t *testing.T) {
	param := regexp.MustCompile(`:(\w+)`)
	var want, got []string
	for path, item := range contract(t).Paths.Map() {
		for method := range item.Operations() {
			want = append(want, method+" "+path)
		}
	}
	for _, r := range routeTable() {
		got = append(got, r.method+" "+param.ReplaceAllString(r.path, "{$1}"))
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("spec and routes differ (-spec +routes):\n%s", diff)
	}
}

func TestEveryOperationCanBeRefused(t *testing.T) {
	for path, item := range contract(t).Paths.Map() {
		for method, op := range item.Operations() {
			if r := op.Responses.Default(); r == nil || r.Ref != "#/components/responses/Problem" {
				t.Errorf("%s %s: the contract has no problem", method, path)
			}
		}
	}
}

func TestSpecStatesTheModel(t *testing.T) {
	schemas := contract(t).Components.Schemas
	type field struct {
		Name     string
		Required bool
		Enum     []string
	}
	for _, k := range graph.Kinds() {
		var want, got []field
		for _, f := range graph.Fields(k) {
			want = append(want, field{f.Name, f.Required, f.Enum})
		}
		for _, name := range []string{k.Label() + "Fields", "CommonFields"} {
			s := schemas[name].Value
			for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
				got = append(got, field{name, slices.Contains(s.Required, name), enum(s.Properties[name].Value)})
			}
		}
		byName := func(a, b field) int { return strings.Compare(a.Name, b.Name) }
		slices.SortFunc(want, byName)
		slices.SortFunc(got, byName)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-model +spec):\n%s", k, diff)
		}
	}
}

func enum(s *openapi3.Schema) (out []string) {
	if s.Items != nil {
		s = s.Items.Value
	}
	for _, v := range s.Enum {
		text, _ := v.(string)
		out = append(out, text)
	}
	return out
}

func TestSpecListsExactlyTheFilters(t *testing.T) {
	doc := contract(t)
	for _, k := range graph.Kinds() {
		want := []string{"limit", "cursor", "q", "count", "format", "sort"}
		if hasRisk(k) {
			want = append(want, "include")
		}
		if isJudged(k) {
			want = append(want, "verdict", "leaving")
		}
		for _, f := range graph.Fields(k) {
			if filterable(f) {
				want = append(want, f.Name)
			}
		}
		var got []string
		for _, p := range doc.Paths.Find("/api/v1/" + k.Collection()).Get.Parameters {
			got = append(got, p.Value.Name)
			if p.Value.Name == "sort" {
				var sorts []string
				for _, s := range graph.SortFields(k) {
					sorts = append(sorts, s, "-"+s)
				}
				if diff := cmp.Diff(sorts, enum(p.Value.Schema.Value)); diff != "" {
					t.Errorf("%s: sort (-model +spec):\n%s", k, diff)
				}
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-model +spec):\n%s", k, diff)
		}
	}
}

func TestARouteWithoutRoleStopsTheStart(t *testing.T) {
	for n, known := range map[need]bool{"": false, "boss": false, anyone: true, viewer: true, editor: true} {
		if n.known() != known {
			t.Errorf("%q: known is %t", n, !known)
		}
	}
}
