package api

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"linchpin/identity"
)

// refusal is a request that is refused.
type refusal struct {
	name, method, path, body, header string
	status                           int
	want                             string
}

const partnerList, linkList = "/api/v1/partners", "/api/v1/links"

// badBodies lists what is no body of a partner.
func badBodies() []refusal {
	return []refusal{
		{"no body", "POST", partnerList, "", "", 400, "bad_request"},
		{"not JSON", "POST", partnerList, "{", "", 400, "bad_request"},
		{"unknown field", "POST", partnerList, `{"name":"A","tier":1}`, "", 400, `"pointer":"/tier","detail":"is an unknown field"`},
		{"other case", "POST", partnerList, `{"Name":"A"}`, "", 400, `"pointer":"/Name"`},
		{"twice", "POST", partnerList, `{"name":"A","name":"B"}`, "", 400, "comes twice"},
		{"twice in another case", "POST", partnerList, `{"name":"A","NAME":"B"}`, "", 400, "comes twice"},
		{"trailing", "POST", partnerList, `{"name":"A"}{}`, "", 400, "data after"},
		{"deep", "POST", partnerList, strings.Repeat("[", 33) + strings.Repeat("]", 33), "", 400, "nested"},
		{"not UTF-8", "POST", partnerList, "{\"name\":\"\xff\"}", "", 400, "UTF-8"},
		{"null", "POST", partnerList, `null`, "", 422, `"code":"type"`},
		{"null field", "POST", partnerList, `{"name":null}`, "", 422, `"pointer":"/name","detail":"is not a text"`},
		{"wrong type", "POST", partnerList, `{"name":1}`, "", 422, `"pointer":"/name","detail":"is not a text","code":"type"`},
		{"two wrong types", "POST", partnerList, `{"name":1,"timeToRecoverDays":"x"}`, "", 422, `"pointer":"/timeToRecoverDays"`},
		{"wrong entry", "POST", partnerList, `{"name":"A","tags":["a",2]}`, "", 422, `"pointer":"/tags/1"`},
		{"fraction", "POST", partnerList, `{"name":"A","timeToRecoverDays":1.5}`, "", 422, `"pointer":"/timeToRecoverDays"`},
		{"too large a number", "POST", partnerList, `{"name":"A","failureProbability":1e309}`, "", 422, `"pointer":"/failureProbability"`},
		{"two faults", "POST", partnerList, `{"country":"xx"}`, "", 422, `"pointer":"/country"`},
		{"bidi", "POST", partnerList, `{"name":"a\u202eb"}`, "", 422, `"code":"line"`},
		{"half a surrogate pair", "POST", partnerList, `{"name":"a\\\ud800b"}`, "", 400, "surrogate"},
		{"large", "POST", partnerList, `{"name":"` + strings.Repeat("a", maxBody) + `"}`, "", 413, "body_too_large"},
		{"no JSON type", "POST", partnerList, `name=A`, "Content-Type: text/plain", 415, "unsupported_media_type"},
		{"patch type on a post", "POST", partnerList, `{"name":"A"}`, "Content-Type: application/merge-patch+json", 415, "unsupported_media_type"},
		{"unknown owner", "POST", partnerList, `{"name":"A","parent":"x"}`, "", 422, `"pointer":"/parent"`},
		{"external id taken", "POST", partnerList, `{"name":"B","source":"erp","externalId":"7"}`, "", 409, `"code":"conflict"`},
	}
}

// badParameters lists what a query may not say.
func badParameters() []refusal {
	return []refusal{
		{"unknown parameter", "GET", partnerList + "?colour=x", "", "", 400, `"pointer":"/colour"`},
		{"parameter twice", "GET", partnerList + "?country=DE&country=US", "", "", 400, `"pointer":"/country"`},
		{"parameter of another kind", "GET", partnerList + "?maker=x", "", "", 400, `"pointer":"/maker"`},
		{"parameter on a write", "POST", partnerList + "?Name=x", `{"name":"A"}`, "", 400, `"pointer":"/Name"`},
		{"broken query", "GET", partnerList + "?q=%zz", "", "", 400, "bad_request"},
		{"query not UTF-8", "GET", partnerList + "?q=%ff", "", "", 400, `"pointer":"/q"`},
		{"limit 0", "GET", partnerList + "?limit=0", "", "", 422, `"pointer":"/limit"`},
		{"limit 0 of a question", "GET", "/api/v1/risk/sourcing?limit=0", "", "", 422, `"pointer":"/limit"`},
		{"no columns", "GET", "/api/v1/risk/matrix?cap=0", "", "", 422, `"pointer":"/cap"`},
		{"no hops", "GET", "/api/v1/graph/neighbourhood?focus=x&hops=0", "", "", 422, `"pointer":"/hops"`},
		{"no neighbours", "GET", "/api/v1/graph/neighbourhood?focus=x&cap=0", "", "", 422, `"pointer":"/cap"`},
		{"limit 501", "GET", partnerList + "?limit=501", "", "", 422, `"pointer":"/limit"`},
		{"limit of links", "GET", linkList + "?limit=501", "", "", 422, `"pointer":"/limit"`},
		{"limit is text", "GET", partnerList + "?limit=x", "", "", 400, `"pointer":"/limit"`},
		{"no such value", "GET", partnerList + "?status=fine", "", "", 422, `"pointer":"/status"`},
		{"no such order", "GET", partnerList + "?sort=duns", "", "", 422, `"pointer":"/sort"`},
		{"no such kind of link", "GET", linkList + "?kind=likes", "", "", 422, `"pointer":"/kind"`},
		{"cursor", "GET", partnerList + "?cursor=%21", "", "", 400, `"pointer":"/cursor"`},
		{"risk of people", "GET", "/api/v1/people?include=risk", "", "", 400, `"pointer":"/include"`},
		{"injection", "GET", partnerList + "/%27%20OR%201=1%20%2F%2F", "", "", 404, "not_found"},
		{"no seed", "GET", "/api/v1/risk/blast", "", "", 422, `"pointer":"/seed"`},
		{"unknown seed", "GET", "/api/v1/risk/blast?seed=x", "", "", 404, "not_found"},
		{"no question", "GET", "/api/v1/search", "", "", 422, `"pointer":"/q"`},
		{"too far", "GET", "/api/v1/graph/neighbourhood?focus=x&hops=5", "", "", 422, `"pointer":"/hops"`},
		{"no way from nowhere", "GET", "/api/v1/graph/paths?from=x&to=y", "", "", 404, `"pointer":"/from"`},
		{"nothing rests on nobody", "GET", "/api/v1/graph/paths?dependency=true&from=x&to=y", "", "", 404, `"pointer":"/from"`},
		{"nobody's surroundings", "GET", "/api/v1/graph/neighbourhood?focus=x", "", "", 404, "not_found"},
	}
}

// badRequests lists what is refused whatever it says.
func badRequests(at string) []refusal {
	return []refusal{
		{"unknown path", "GET", "/api/v1/nope", "", "", 404, "not_found"},
		{"unknown method", "PUT", at, "{}", "", 405, "method_not_allowed"},
		{"not acceptable", "GET", at, "", "Accept: text/html", 406, "not_acceptable"},
		{"refused", "GET", at, "", "Accept: application/json;q=0, */*;q=0.1", 406, "not_acceptable"},
		{"other site", "POST", partnerList, `{"name":"A"}`, "Sec-Fetch-Site: cross-site", 403, "another site"},
		{"other origin", "POST", partnerList, `{"name":"A"}`, "Origin: https://evil.example", 403, "another site"},
	}
}

func TestRefusals(t *testing.T) {
	s := start(t)
	at := partnerList + "/" + s.made("partners", doc{"name": "Acme", "source": "erp", "externalId": "7"})
	defer s.unchanged()()
	for _, tc := range slices.Concat(badBodies(), badParameters(), badRequests(at)) {
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
		req, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
		req.Host = host
		req.Header.Set("Authorization", "Bearer "+s.token(identity.Viewer))
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
