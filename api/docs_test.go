package api

import (
	"regexp"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// The page names every operation and schema, leads nowhere else, and runs
// under the policy: it has no script and no style of its own.
func TestDocumentation(t *testing.T) {
	page, err := documentation()
	if err != nil {
		t.Fatal(err)
	}
	text := string(page)
	doc := contract(t)
	for path, item := range doc.Paths.Map() {
		for _, op := range item.Operations() {
			if !strings.Contains(text, `<details id="`+op.OperationID+`">`) || !strings.Contains(text, path) {
				t.Errorf("%s is not there", op.OperationID)
			}
		}
	}
	for name := range doc.Components.Schemas {
		if !strings.Contains(text, `id="schema-`+name+`"`) {
			t.Errorf("%s is not there", name)
		}
	}
	for _, bad := range []string{"<script", "<style", "style=", "onclick", "http://", "https://", "ZgotmplZ", "&lt;nil&gt;"} {
		if strings.Contains(text, bad) {
			t.Errorf("the page has %s", bad)
		}
	}
	for _, m := range regexp.MustCompile(`href="#([^"]+)"`).FindAllStringSubmatch(text, -1) {
		if !strings.Contains(text, `id="`+m[1]+`"`) {
			t.Errorf("a link leads to nothing: %s", m[1])
		}
	}
}

func TestDescriptionIsServed(t *testing.T) {
	s := start(t)
	s.role = ""
	for path, kind := range map[string]string{
		"/api/docs": "text/html; charset=utf-8", "/api/docs.css": "text/css; charset=utf-8", "/api/openapi.yaml": "application/yaml",
	} {
		rec := s.send("GET", path, "")
		if rec.Code != 200 || rec.Header().Get("Content-Type") != kind || rec.Body.Len() < 1000 {
			t.Error(path, rec.Code, rec.Header())
		}
		if rec := s.send("GET", path, "", "If-None-Match: "+rec.Header().Get("ETag")); rec.Code != 304 {
			t.Error(path, rec.Code)
		}
		if rec := s.send("HEAD", path, ""); rec.Code != 200 {
			t.Error("HEAD", path, rec.Code)
		}
	}
	if _, err := openapi3.NewLoader().LoadFromData(s.send("GET", "/api/openapi.yaml", "").Body.Bytes()); err != nil {
		t.Error(err)
	}
}
