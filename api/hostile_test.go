package api

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
)

// corpus is what an attacker, or an accident, sends.
func corpus() []string {
	return []string{
		"`", "\\u0060", `' OR 1=1 //`, `"}) DETACH DELETE n //`, "n) MATCH (x", "/* */ --", "a\nb", "a\x00b", "a\u202eb", "$id", "{}", "[]",
		"../../etc/passwd", "1e309", "-1", "9223372036854775808", "true", "*:* OR name:[* TO *]", "~0.5 AND (", "<img src=x onerror=alert(1)>",
		"\xff\xfe", strings.Repeat("A", 1<<16), strings.Repeat("%", 200), "",
	}
}

// TestHostileParameters sends the corpus through every parameter of every
// operation: a request is answered or refused, and nothing is changed.
func TestHostileParameters(t *testing.T) {
	s := start(t)
	id := s.made("partners", doc{"name": "Acme"})
	same := s.unchanged()
	doc := contract(t)
	for _, path := range slices.Sorted(maps.Keys(doc.Paths.Map())) {
		item := doc.Paths.Find(path)
		for method, op := range item.Operations() {
			for i, p := range slices.Concat(item.Parameters, op.Parameters) {
				for n, text := range corpus() {
					if !alike(path) || n%4 == i%4 {
						s.hostile(method, path, id, p.Value, text)
					}
				}
			}
		}
	}
	same()
}

// alike reports whether an operation is served by the code of another: those
// on seven of the eight kinds share the corpus among their parameters.
func alike(path string) bool {
	return slices.ContainsFunc(graph.Kinds()[1:], func(k graph.Kind) bool { return strings.HasPrefix(path, "/api/v1/"+k.Collection()) })
}

func (s *server) hostile(method, path, id string, p *openapi3.Parameter, text string) {
	s.Helper()
	query, header := url.Values{}, []string{}
	at := strings.ReplaceAll(path, "{id}", id)
	switch p.In {
	case "path":
		at = strings.ReplaceAll(path, "{id}", url.PathEscape(text))
	case "query":
		query.Set(p.Name, text)
	case "header":
		header = append(header, p.Name+": "+text)
	}
	if at += "?" + query.Encode(); method == http.MethodPatch || method == http.MethodDelete {
		header = append(header, `If-Match: "999"`) // whatever gets as far as that is stale
	}
	if p.Name == "If-Match" {
		header = header[:1]
		if text == "" {
			return
		}
	}
	if rec := s.send(method, at, `{}`, header...); rec.Code >= 500 {
		s.Errorf("%s %s with %s %.40q: %d", method, path, p.Name, text, rec.Code)
	}
}

// TestHostileBodies stores what may be stored as it is, and refuses the rest.
func TestHostileBodies(t *testing.T) {
	s := start(t)
	bodies := s.bodies()
	titles := map[graph.Kind]string{
		graph.KindOffering: "mpn", graph.KindRoadmapItem: "title", graph.KindContract: "reference", graph.KindCertificate: "standard",
	}
	before := s.snapshot()
	for _, k := range graph.Kinds() {
		field := titles[k]
		if field == "" {
			field = "name"
		}
		for _, text := range corpus() {
			body := maps.Clone(bodies[k])
			body[field], body["description"] = text, text
			b, _ := json.Marshal(body)
			rec := s.send("POST", "/api/v1/"+k.Collection(), string(b))
			if !utf8.ValidString(text) {
				text = "\ufffd\ufffd" // as Marshal wrote it
			}
			switch rec.Code {
			case 201:
				at := rec.Header().Get("Location")
				if got := get[doc](s, at); got[field] != text && text != "" {
					t.Errorf("%s: %q became %q", k, text, got[field])
				}
				if rec := s.send("DELETE", at, "", `If-Match: "1"`); rec.Code != 204 {
					t.Error(rec.Code, rec.Body)
				}
			case 400, 413, 422:
			default:
				t.Errorf("%s with %.40q: %d %s", k, text, rec.Code, rec.Body)
			}
		}
	}
	after := s.snapshot()
	before.Change, after.Change = 0, 0
	if diff := cmp.Diff(before, after); diff != "" {
		t.Error(diff)
	}
}
