package api

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"linchpin/graph"
)

// TestBounds sends, for each bound that the contract states of a field, a body
// just inside and one just outside.
func TestBounds(t *testing.T) {
	s := start(t)
	schemas := contract(t).Components.Schemas
	bodies := s.bodies()
	for _, k := range graph.Kinds() {
		for _, name := range []string{k.Label() + "Fields", "CommonFields"} {
			fields := schemas[name].Value.Properties
			for _, field := range slices.Sorted(maps.Keys(fields)) {
				in, out := bounds(fields[field].Value)
				if ref := slices.IndexFunc(graph.Fields(k), func(f graph.FieldInfo) bool { return f.Name == field && f.Type == graph.EndID }); ref >= 0 {
					in = nil // an id has to be somebody's
				}
				for _, v := range in {
					s.bound(k, bodies[k], field, v, 201)
				}
				for _, v := range out {
					s.bound(k, bodies[k], field, v, 422)
				}
			}
		}
	}
}

func (s *server) bound(k graph.Kind, body doc, field string, v any, status int) {
	s.Helper()
	body = maps.Clone(body)
	delete(body, "parentPercent")
	delete(body, "parent")
	if body[field] = v; field == "parentPercent" {
		body["parent"] = s.made("partners", doc{"name": "Owner"})
	}
	b, _ := json.Marshal(body)
	rec := s.send("POST", "/api/v1/"+k.Collection(), string(b))
	if rec.Code != status || status == 422 && !strings.Contains(rec.Body.String(), `"pointer":"/`+field) {
		s.Errorf("%s: %s %.60s: %d %s, want %d", k, field, fmt.Sprint(v), rec.Code, rec.Body, status)
	}
	if rec.Code == 201 {
		s.send("DELETE", rec.Header().Get("Location"), "", `If-Match: "1"`)
	}
}

// bounds returns values at the bounds of a schema, and beyond them.
func bounds(s *openapi3.Schema) (in, out []any) {
	switch {
	case s.Type.Is("integer") || s.Type.Is("number"):
		step := 1.0
		if s.Type.Is("number") {
			step = 0.001
		}
		if s.Min != nil {
			in, out = append(in, *s.Min), append(out, *s.Min-step)
		}
		if low := s.ExclusiveMin.Value; low != nil {
			in, out = append(in, *low+step), append(out, *low)
		}
		if s.Max != nil {
			in, out = append(in, *s.Max), append(out, *s.Max+step)
		}
		return in, append(out, "1", true)
	case s.Type.Is("boolean"):
		return []any{true, false}, []any{"true", 1}
	case s.Type.Is("array"):
		if s.MinItems == 5 {
			return []any{[]int{0, 3, 0, 3, 0}}, []any{[]int{0, 0, 0, 0}, []int{0, 0, 0, 0, 4}, []int{-1, 0, 0, 0, 0}}
		}
		return nil, []any{many(int(*s.MaxItems) + 1), []string{"vendor", "vendor"}, "vendor", []any{nil}}
	case len(s.Enum) > 0:
		return s.Enum, []any{"nonsense", 1}
	case s.Pattern == "" && s.Format == "" && s.MaxLength != nil:
		n := int(*s.MaxLength)
		return []any{strings.Repeat("ä", n)}, []any{strings.Repeat("ä", n+1), 1}
	case s.MaxLength != nil:
		return nil, []any{strings.Repeat("a", int(*s.MaxLength)+1), "nonsense"}
	default:
		return nil, []any{"nonsense", "2027-02-30", 1}
	}
}

func many(n int) (out []string) {
	for i := range n {
		out = append(out, fmt.Sprint("t", i))
	}
	return out
}
