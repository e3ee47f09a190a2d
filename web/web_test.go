package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

func get(h http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, r)
	return rec
}

func TestHandler(t *testing.T) {
	h, err := From(fstest.MapFS{
		"index.html":        {Data: []byte("index")},
		"assets/a-1.js":     {Data: []byte("plain")},
		"assets/a-1.js.br":  {Data: []byte("brotli")},
		"assets/a-1.js.gz":  {Data: []byte("gzipped")},
		"assets/only-2.css": {Data: []byte("css")},
		".gitkeep":          {},
		"assets/b-3.js.gz":  {Data: []byte("z")},
		"assets/b-3.js":     {Data: []byte("b")},
		"favicon.svg":       {Data: []byte("<svg/>")},
	})
	if err != nil {
		t.Fatal(err)
	}
	const asset = "/assets/a-1.js"
	for _, tc := range []struct {
		path, accept string
		status       int
		body, coding string
	}{
		{"/", "", 200, "index", ""},
		{"/partners/42", "br", 200, "index", ""},
		{"/favicon.svg", "", 200, "<svg/>", ""},
		{asset, "", 200, "plain", ""},
		{asset, "gzip, deflate, br", 200, "brotli", "br"},
		{asset, "br;q=0, gzip", 200, "gzipped", "gzip"},
		{asset, "*", 200, "brotli", "br"},
		{asset, "br;q=0, *", 200, "gzipped", "gzip"},
		{asset, "*;q=0", 200, "plain", ""},
		{"/assets/only-2.css", "br", 200, "css", ""},
		{"/assets/gone-9.js", "", 404, "", ""},
		{"/robots.txt", "", 404, "", ""},
		{"/.gitkeep", "", 404, "", ""},
		{"/../etc/passwd", "", 200, "index", ""}, // a path of the application, nothing else
	} {
		rec := get(h, tc.path, "Accept-Encoding", tc.accept)
		if rec.Code != tc.status || rec.Header().Get("Content-Encoding") != tc.coding || tc.body != "" && rec.Body.String() != tc.body {
			t.Errorf("%s (%s): %d %q %q", tc.path, tc.accept, rec.Code, rec.Header().Get("Content-Encoding"), rec.Body)
		}
	}
	br, plain := get(h, asset, "Accept-Encoding", "br"), get(h, asset)
	if br.Header().Get("ETag") == plain.Header().Get("ETag") || br.Header().Get("Vary") != "Accept-Encoding" {
		t.Error("encodings share an ETag, or do not vary")
	}
	if rec := get(h, asset, "Accept-Encoding", "br", "If-None-Match", br.Header().Get("ETag")); rec.Code != 304 {
		t.Error(rec.Code)
	}
	if got := br.Header().Get("Content-Type"); got != "text/javascript; charset=utf-8" {
		t.Error(got)
	}
}

func TestHandlerWithoutBuild(t *testing.T) {
	h, err := From(fstest.MapFS{".gitkeep": {}})
	if err != nil {
		t.Fatal(err)
	}
	rec := get(h, "/partners")
	if rec.Code != 404 || !strings.Contains(rec.Body.String(), "not built") {
		t.Errorf("%d %q", rec.Code, rec.Body)
	}
}
