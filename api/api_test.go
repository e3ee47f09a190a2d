package api

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
	"linchpin/graph/neostore"
	"linchpin/identity"
	"linchpin/internal/neotest"
	"linchpin/jobs"
)

func TestMain(m *testing.M) { neotest.Main(m) }

// server is the API over a real, empty store. Each of its answers must keep
// the contract.
type server struct {
	*testing.T
	store  *neostore.Store
	desk   *jobs.Desk
	door   *identity.Door
	h      http.Handler
	spec   routers.Router
	log    *bytes.Buffer
	codes  []string   // of problems
	mu     sync.Mutex // guards tokens
	tokens map[identity.Role]string
	role   identity.Role // who sends
}

func start(t *testing.T) *server {
	t.Helper()
	a := neotest.Server(t)
	store, err := neostore.Open(t.Context(), neostore.Config{URI: a.URI, User: a.User, Password: a.Password})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close(context.Background()) })
	s := &server{T: t, store: store, role: identity.Admin, log: &bytes.Buffer{}, tokens: map[identity.Role]string{}}
	if s.desk, err = jobs.New(jobs.Config{Dir: t.TempDir(), Store: store, Now: time.Now, MaxBytes: 1 << 20}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.desk.Close)
	s.door = identity.NewDoor(store, time.Now)
	s.serve(s.config())
	doc := contract(t)
	s.codes = enum(doc.Components.Schemas["Problem"].Value.Properties["code"].Value)
	if s.spec, err = gorillamux.NewRouter(doc); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *server) config() Config {
	return Config{
		Store: s.store, Desk: s.desk, Door: s.door, Log: slog.New(slog.NewJSONHandler(s.log, nil)), Web: http.NotFoundHandler(),
		Ready: func() bool { return true }, Now: time.Now, Version: "test", PublicHost: "example.com",
	}
}

func (s *server) serve(cfg Config) {
	s.Helper()
	h, err := New(cfg)
	if err != nil {
		s.Fatal(err)
	}
	s.h = h
}

func contract(t *testing.T) *openapi3.T {
	t.Helper()
	doc, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// loaded reads the description once: that takes longer than most tests.
var loaded = sync.OnceValues(func() (*openapi3.T, error) {
	doc, err := openapi3.NewLoader().LoadFromData(Spec)
	if err != nil {
		return nil, err
	}
	return doc, doc.Validate(context.Background())
})

// send sends a request; headers are "Name: value", and an empty value takes
// the header away.
func (s *server) send(method, path, body string, headers ...string) *httptest.ResponseRecorder {
	s.Helper()
	req := httptest.NewRequestWithContext(s.Context(), method, path, strings.NewReader(body))
	req.Header.Set("Content-Type", "application/json")
	if s.role != identity.Nobody {
		req.Header.Set("Authorization", "Bearer "+s.token(s.role))
	}
	for _, h := range headers {
		name, v, _ := strings.Cut(h, ": ")
		if req.Header.Del(name); v != "" {
			req.Header.Set(name, v)
		}
	}
	return s.do(req)
}

// token returns an API token of a role.
func (s *server) token(r identity.Role) string {
	s.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.tokens[r] == "" {
		secret, err := s.door.Issue(s.Context(), "test", identity.Caller{Name: "the " + string(r), Role: r}, time.Hour)
		if err != nil {
			s.Fatal(err)
		}
		s.tokens[r] = secret
	}
	return s.tokens[r]
}

// do sends a request and holds the answer against the contract.
func (s *server) do(req *http.Request) *httptest.ResponseRecorder {
	s.Helper()
	rec := httptest.NewRecorder()
	s.h.ServeHTTP(rec, req)
	if rec.Header().Get("Content-Security-Policy") != policy || rec.Header().Get("X-Request-Id") == "" {
		s.Errorf("%s %s: headers that every answer has are missing", req.Method, req.URL)
	}
	if rec.Code >= 400 {
		s.problem(req, rec)
		return rec
	}
	if req.Method == http.MethodHead {
		return rec // as GET, without its body
	}
	route, params, err := s.spec.FindRoute(req)
	if err != nil {
		s.Errorf("%s %s answers %d and is not in the contract", req.Method, req.URL, rec.Code)
		return rec
	}
	in := &openapi3filter.RequestValidationInput{Request: req, PathParams: params, Route: route}
	out := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: in, Status: rec.Code, Header: rec.Header(), Body: io.NopCloser(bytes.NewReader(rec.Body.Bytes())),
	}
	if err := openapi3filter.ValidateResponse(s.Context(), out); err != nil {
		s.Errorf("%s %s: %d breaks the contract: %v", req.Method, req.URL, rec.Code, err)
	}
	return rec
}

// problem checks a refusal: what a problem is stands once in the contract, and
// every operation refers to it.
func (s *server) problem(req *http.Request, rec *httptest.ResponseRecorder) {
	s.Helper()
	var p problem
	if err := strict(rec.Body.Bytes(), &p); err != nil || rec.Header().Get("Content-Type") != "application/problem+json" {
		s.Errorf("%s %s: %d is no problem: %v: %s", req.Method, req.URL, rec.Code, err, rec.Body)
	}
	if p.Status != rec.Code || !slices.Contains(s.codes, string(p.Code)) || p.Type != "urn:linchpin:problem:"+string(p.Code) || p.RequestID == "" {
		s.Errorf("%s %s: an odd problem: %s", req.Method, req.URL, rec.Body)
	}
}

// get asks and reads the answer.
func get[T any](s *server, path string) (out T) {
	s.Helper()
	return read[T](s, s.send("GET", path, ""), http.StatusOK)
}

func read[T any](s *server, rec *httptest.ResponseRecorder, status int) (out T) {
	s.Helper()
	if rec.Code != status {
		s.Fatalf("got %d %s, want %d", rec.Code, rec.Body, status)
	}
	if err := json.Unmarshal(rec.Body.Bytes(), &out); err != nil {
		s.Fatal(err)
	}
	return out
}

type doc = map[string]any

// made creates an entity or link and returns its id.
func (s *server) made(collection string, body doc) string {
	s.Helper()
	b, _ := json.Marshal(body)
	rec := s.send("POST", "/api/v1/"+collection, string(b))
	id, _ := read[doc](s, rec, http.StatusCreated)["id"].(string)
	if at := "/api/v1/" + collection + "/" + id; rec.Header().Get("Location") != at {
		s.Errorf("made at %q, want %q", rec.Header().Get("Location"), at)
	}
	return id
}

// linked creates a link.
func (s *server) linked(from, kind, to string, more ...doc) string {
	s.Helper()
	body := doc{"from": from, "kind": kind, "to": to}
	for _, m := range more {
		maps.Copy(body, m)
	}
	return s.made("links", body)
}

// unchanged returns a check that the graph is as it is now.
func (s *server) unchanged() func() {
	s.Helper()
	before := s.snapshot()
	return func() {
		s.Helper()
		if diff := cmp.Diff(before, s.snapshot()); diff != "" {
			s.Errorf("the graph has changed:\n%s", diff)
		}
	}
}

func (s *server) snapshot() graph.Snapshot {
	s.Helper()
	snap, err := s.store.Snapshot(context.Background())
	if err != nil {
		s.Fatal(err)
	}
	return snap
}
