// Package web holds the built browser application.
package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

//go:embed all:dist
var dist embed.FS

// encodings are the compressed forms the build leaves beside a file, best first.
var encodings = []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}, {"", ""}}

// body is one form of a file. Each has an ETag of its own.
type body struct {
	bytes []byte
	etag  string
}

// files maps path and encoding to a body; the plain file has no encoding.
type files map[string]map[string]body

// Handler serves the application that is embedded in the program.
func Handler() (http.Handler, error) {
	sub, err := fs.Sub(dist, "dist")
	if err != nil {
		return nil, err
	}
	return From(sub)
}

// From serves a built application. Unknown paths get index.html, so that a
// deep link opens the screen it names; unknown assets, and files of other
// kinds, are not found. Files under assets bear a hash in their name and may
// be kept for ever.
func From(built fs.FS) (http.Handler, error) {
	f := files{}
	err := fs.WalkDir(built, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		b, err := fs.ReadFile(built, p)
		if err == nil {
			f.add(p, b)
		}
		return err
	})
	return f, err
}

func (f files) add(p string, b []byte) {
	for _, e := range encodings {
		if name, ok := strings.CutSuffix(p, e.suffix); ok {
			if f[name] == nil {
				f[name] = map[string]body{}
			}
			f[name][e.name] = body{b, fmt.Sprintf("%q", fmt.Sprintf("%x", sha256.Sum256(b))[:20])}
			return
		}
	}
}

func (f files) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	forms, ok := f[name]
	if !ok && path.Ext(name) == "" && !strings.HasPrefix(name, "assets/") {
		name = "index.html"
		forms, ok = f[name]
	}
	if !ok {
		if len(f) == 0 {
			http.Error(w, "the browser application is not built: run make build", http.StatusNotFound)
			return
		}
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	if strings.HasPrefix(name, "assets/") {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		h.Set("Cache-Control", "no-cache")
	}
	h.Add("Vary", "Accept-Encoding")
	encoding := choose(r.Header.Get("Accept-Encoding"), forms)
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
	}
	if ctype := mime.TypeByExtension(path.Ext(name)); ctype != "" {
		h.Set("Content-Type", ctype)
	}
	h.Set("ETag", forms[encoding].etag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(forms[encoding].bytes)) // 304 and ranges
}

// choose returns the best form that the client accepts. q=0 refuses one, * any.
func choose(accept string, forms map[string]body) string {
	quality := map[string]float64{}
	for part := range strings.SplitSeq(accept, ",") {
		name, params, _ := strings.Cut(part, ";")
		q := 1.0
		if s, ok := strings.CutPrefix(strings.TrimSpace(params), "q="); ok {
			q, _ = strconv.ParseFloat(s, 64) // 0 for nonsense
		}
		quality[strings.ToLower(strings.TrimSpace(name))] = q
	}
	for _, e := range encodings {
		q, stated := quality[e.name]
		if !stated {
			q = quality["*"]
		}
		if _, ok := forms[e.name]; ok && (e.name == "" || q > 0) {
			return e.name
		}
	}
	return ""
}
