package api

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"linchpin/graph"
)

// TestBounds sends, for each bound that the contract states of a field, a body
// just inside and one just outside. What is inside goes into one body together.
func TestBounds(t *testing.T) {
	s := start(t)
	schemas := contract(t).Components.Schemas
	bodies := s.bodies()
	for _, k := range graph.Kinds() {
		var inside []doc
		for _, name := range []string{k.Label() + "Fields", "CommonFields"} {
			fields := schemas[name].Value.Properties
			for _, field := range slices.Sorted(maps.Keys(fields)) {
				in, out := bounds(fields[field].Value)
				if slices.ContainsFunc(graph.Fields(k), func(f graph.FieldInfo) bool { return f.Name == field && f.Type == graph.EndID }) {
					in = nil // an id has to be somebody's
				}
				for i, v := range in {
					if i == len(inside) {
						inside = append(inside, maps.Clone(bodies[k]))
					}
					inside[i][field] = v
				}
				for _, v := range out {
					body := maps.Clone(bodies[k])
					body[field] = v
					rec := s.post(k, body)
					if rec.Code != 422 || !strings.Contains(rec.Body.String(), `"pointer":"/`+field) {
						t.Errorf("%s: %s %.60s: %d %s", k, field, fmt.Sprint(v), rec.Code, rec.Body)
					}
				}
			}
		}
		for _, body := range inside {
			rec := s.post(k, body)
			if rec.Code != 201 {
				t.Errorf("%s: %.500s: %d %s", k, fmt.Sprint(body), rec.Code, rec.Body)
				continue
			}
			s.send("DELETE", rec.Header().Get("Location"), "", `If-Match: "1"`)
		}
	}
}

func (s *server) post(k graph.Kind, body doc) *httptest.ResponseRecorder {
	s.Helper()
	b, _ := json.Marshal(body)
	return s.send("POST", "/api/v1/"+k.Collection(), string(b))
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
