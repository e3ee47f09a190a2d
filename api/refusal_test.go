package api

import (
	"net/http"
	"strings"
	"testing"
)

func TestRefusals(t *testing.T) {
	s := start(t)
	at := "/api/v1/partners/" + s.made("partners", doc{"name": "Acme", "source": "erp", "externalId": "7"})
	defer s.unchanged()()
	const list, links = "/api/v1/partners", "/api/v1/links"
	for _, tc := range []struct {
		name, method, path, body, header string
		status                           int
		want                             string
	}{
		{"no body", "POST", list, "", "", 400, "bad_request"},
		{"not JSON", "POST", list, "{", "", 400, "bad_request"},
		{"unknown field", "POST", list, `{"name":"A","tier":1}`, "", 400, `"pointer":"/tier","detail":"is an unknown field"`},
		{"other case", "POST", list, `{"Name":"A"}`, "", 400, `"pointer":"/Name"`},
		{"twice", "POST", list, `{"name":"A","name":"B"}`, "", 400, "comes twice"},
		{"twice in another case", "POST", list, `{"name":"A","NAME":"B"}`, "", 400, "comes twice"},
		{"trailing", "POST", list, `{"name":"A"}{}`, "", 400, "data after"},
		{"deep", "POST", list, strings.Repeat("[", 33) + strings.Repeat("]", 33), "", 400, "nested"},
		{"not UTF-8", "POST", list, "{\"name\":\"\xff\"}", "", 400, "UTF-8"},
		{"null", "POST", list, `null`, "", 422, `"code":"type"`},
		{"null field", "POST", list, `{"name":null}`, "", 422, `"pointer":"/name","detail":"is not a text"`},
		{"wrong type", "POST", list, `{"name":1}`, "", 422, `"pointer":"/name","detail":"is not a text","code":"type"`},
		{"two wrong types", "POST", list, `{"name":1,"timeToRecoverDays":"x"}`, "", 422, `"pointer":"/timeToRecoverDays"`},
		{"wrong entry", "POST", list, `{"name":"A","tags":["a",2]}`, "", 422, `"pointer":"/tags/1"`},
		{"fraction", "POST", list, `{"name":"A","timeToRecoverDays":1.5}`, "", 422, `"pointer":"/timeToRecoverDays"`},
		{"too large a number", "POST", list, `{"name":"A","failureProbability":1e309}`, "", 422, `"pointer":"/failureProbability"`},
		{"two faults", "POST", list, `{"country":"xx"}`, "", 422, `"pointer":"/country"`},
		{"bidi", "POST", list, `{"name":"a\u202eb"}`, "", 422, `"code":"line"`},
		{"half a surrogate pair", "POST", list, `{"name":"a\\\ud800b"}`, "", 400, "surrogate"},
		{"large", "POST", list, `{"name":"` + strings.Repeat("a", maxBody) + `"}`, "", 413, "body_too_large"},
		{"no JSON type", "POST", list, `name=A`, "Content-Type: text/plain", 415, "unsupported_media_type"},
		{"patch type on a post", "POST", list, `{"name":"A"}`, "Content-Type: application/merge-patch+json", 415, "unsupported_media_type"},
		{"unknown owner", "POST", list, `{"name":"A","parent":"x"}`, "", 422, `"pointer":"/parent"`},
		{"external id taken", "POST", list, `{"name":"B","source":"erp","externalId":"7"}`, "", 409, `"code":"conflict"`},
		{"unknown parameter", "GET", list + "?colour=x", "", "", 400, `"pointer":"/colour"`},
		{"parameter twice", "GET", list + "?country=DE&country=US", "", "", 400, `"pointer":"/country"`},
		{"parameter of another kind", "GET", list + "?maker=x", "", "", 400, `"pointer":"/maker"`},
		{"parameter on a write", "POST", list + "?Name=x", `{"name":"A"}`, "", 400, `"pointer":"/Name"`},
		{"broken query", "GET", list + "?q=%zz", "", "", 400, "bad_request"},
		{"query not UTF-8", "GET", list + "?q=%ff", "", "", 400, `"pointer":"/q"`},
		{"limit 0", "GET", list + "?limit=0", "", "", 422, `"pointer":"/limit"`},
		{"limit 501", "GET", list + "?limit=501", "", "", 422, `"pointer":"/limit"`},
		{"limit of links", "GET", links + "?limit=501", "", "", 422, `"pointer":"/limit"`},
		{"limit is text", "GET", list + "?limit=x", "", "", 400, `"pointer":"/limit"`},
		{"no such value", "GET", list + "?status=fine", "", "", 422, `"pointer":"/status"`},
		{"no such order", "GET", list + "?sort=duns", "", "", 422, `"pointer":"/sort"`},
		{"no such kind of link", "GET", links + "?kind=likes", "", "", 422, `"pointer":"/kind"`},
		{"cursor", "GET", list + "?cursor=%21", "", "", 400, `"pointer":"/cursor"`},
		{"risk of people", "GET", "/api/v1/people?include=risk", "", "", 400, `"pointer":"/include"`},
		{"injection", "GET", list + "/%27%20OR%201=1%20%2F%2F", "", "", 404, "not_found"},
		{"no seed", "GET", "/api/v1/risk/blast", "", "", 422, `"pointer":"/seed"`},
		{"unknown seed", "GET", "/api/v1/risk/blast?seed=x", "", "", 404, "not_found"},
		{"no question", "GET", "/api/v1/search", "", "", 422, `"pointer":"/q"`},
		{"too far", "GET", "/api/v1/graph/neighbourhood?focus=x&hops=5", "", "", 422, `"pointer":"/hops"`},
		{"nobody's surroundings", "GET", "/api/v1/graph/neighbourhood?focus=x", "", "", 404, "not_found"},
		{"unknown path", "GET", "/api/v1/nope", "", "", 404, "not_found"},
		{"unknown method", "PUT", at, "{}", "", 405, "method_not_allowed"},
		{"not acceptable", "GET", at, "", "Accept: text/html", 406, "not_acceptable"},
		{"refused", "GET", at, "", "Accept: application/json;q=0, */*;q=0.1", 406, "not_acceptable"},
		{"other site", "POST", list, `{"name":"A"}`, "Sec-Fetch-Site: cross-site", 403, "another site"},
		{"other origin", "POST", list, `{"name":"A"}`, "Origin: https://evil.example", 403, "another site"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			rec := s.send(tc.method, tc.path, tc.body, tc.header)
			if rec.Code != tc.status || !strings.Contains(rec.Body.String(), tc.want) {
				t.Errorf("got %d %s, want %d with %s", rec.Code, rec.Body, tc.status, tc.want)
			}
			if got := rec.Header().Get("Content-Type"); got != "application/problem+json" {
				t.Errorf("a %s", got)
			}
		})
	}
}

func TestRequestID(t *testing.T) {
	s := start(t)
	for given, kept := range map[string]bool{"abc-1": true, "": false, "a b": false, strings.Repeat("a", 65): false} {
		got := s.send("GET", "/livez", "", "X-Request-Id: "+given).Header().Get("X-Request-Id")
		if (got == given) != kept || got == "" {
			t.Errorf("%q became %q", given, got)
		}
	}
}

func TestPanicIsAProblem(t *testing.T) {
	s := start(t)
	cfg := s.config()
	cfg.Ready = func() bool { panic("boom") }
	s.serve(cfg)
	if rec := s.send("GET", "/readyz", ""); rec.Code != 500 || strings.Contains(rec.Body.String(), "boom") {
		t.Error(rec.Code, rec.Body)
	}
	if !strings.Contains(s.log.String(), "boom") {
		t.Error("the log does not say why")
	}
}

// A host that is not ours is refused, but for the probes.
func TestHosts(t *testing.T) {
	s := start(t)
	ask := func(host, path string) int {
		req, _ := http.NewRequestWithContext(t.Context(), "GET", path, nil)
		req.Host = host
		req.Header.Set("Authorization", "Bearer "+s.tokens["viewer"])
		return s.do(req).Code
	}
	for host, status := range map[string]int{"example.com": 200, "EXAMPLE.com": 200, "example.com:8080": 421, "localhost": 421, "127.0.0.1:8080": 421, "evil.example": 421, "": 421} {
		if got := ask(host, "/api/v1/meta"); got != status {
			t.Errorf("%q: %d", host, got)
		}
	}
	if got := ask("10.0.0.7:8080", "/livez"); got != 204 {
		t.Error(got)
	}
	cfg := s.config()
	cfg.Loopback = true
	s.serve(cfg)
	for host, status := range map[string]int{"localhost:8080": 200, "127.0.0.1:9": 200, "[::1]:8080": 200, "localhost.evil.example": 421, "0.0.0.0:8080": 421} {
		if got := ask(host, "/api/v1/meta"); got != status {
			t.Errorf("on loopback, %q: %d", host, got)
		}
	}
}

func FuzzStrict(f *testing.F) {
	for _, seed := range []string{`{"name":"a"}`, `{"name":"a","name":"b"}`, `[[1],{"a":null}]`, `{`, `"\ud800"`, `1e309`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var x any
		if strict(b, &x) == nil && strict(append(b, " x"...), &x) == nil {
			t.Error("trailing data was accepted")
		}
	})
}
