package api

import (
	"strings"
	"testing"

	"linchpin/graph"
	"linchpin/identity"
)

// TestRoles asks every route in every role. Who may not is told so, and
// changes nothing of what is there; who may is not held up.
func TestRoles(t *testing.T) {
	s := start(t)
	there := map[string]string{}
	for k, body := range s.bodies() {
		there["/api/v1/"+k.Collection()+"/:id"] = s.made(k.Collection(), body)
	}
	item := there["/api/v1/roadmap-items/:id"]
	there[linksPath+"/:id"] = s.linked(item, "needs", there["/api/v1/components/:id"])
	whole := s.unchanged()
	last, _, _ := s.store.Change(t.Context())
	for _, role := range append([]identity.Role{identity.Nobody}, identity.Roles()...) {
		s.role = role
		for _, rt := range routeTable() {
			if rt.path == signInPath {
				continue // its one parameter is what lets in
			}
			allowed := rt.need == anyone || role.Allows(identity.Role(rt.need))
			path, body := rt.path, `{"name":"changed","title":"changed","note":"changed"}`
			for at, id := range there {
				if rest, ok := strings.CutPrefix(path, at); ok && !allowed {
					path = strings.TrimSuffix(at, ":id") + id + rest
				}
			}
			rec := s.send(rt.method, strings.ReplaceAll(path, ":id", "unknown"), body, `If-Match: "1"`)
			before := last
			if rt.method != "GET" {
				last, _, _ = s.store.Change(t.Context())
			}
			switch denied := rec.Code == 401 || rec.Code == 403; {
			case denied == allowed:
				t.Errorf("%s %s as %q: %d", rt.method, rt.path, role, rec.Code)
			case denied && last != before:
				t.Errorf("%s %s as %q: refused, and the graph went from %d to %d", rt.method, rt.path, role, before, last)
			case denied && (rec.Code == 401) != (role == identity.Nobody):
				t.Errorf("%s %s as %q: %d", rt.method, rt.path, role, rec.Code)
			}
		}
	}
	whole()
}

// A secret that is none of ours leaves a record; asking without one does not.
func TestTokens(t *testing.T) {
	s := start(t)
	for header, status := range map[string]int{
		"Authorization: Bearer " + s.token(identity.Viewer):       200,
		"Authorization: bearer " + s.token(identity.Viewer):       200,
		"Authorization: Bearer " + s.token(identity.Viewer) + "x": 401,
		"Authorization: Bearer lp_" + strings.Repeat("A", 43):     401,
		"Authorization: Bearer":                                   401,
		"Authorization: Basic dTpw":                               401,
		"Authorization: ":                                         401,
		"Cookie: linchpin=x":                                      200, // beside a good token
	} {
		rec := s.send("GET", "/api/v1/meta", "", header)
		if rec.Code != status {
			t.Errorf("%.30s: %d", header, rec.Code)
		}
		if (status == 401) != (rec.Header().Get("WWW-Authenticate") == "Bearer") {
			t.Errorf("%.30s: WWW-Authenticate is %q", header, rec.Header().Get("WWW-Authenticate"))
		}
	}
	if strings.Contains(s.log.String(), "lp_") {
		t.Error("a token is in the log")
	}
}

func TestAuthOffIsForLoopbackOnly(t *testing.T) {
	s := start(t)
	cfg := s.config()
	cfg.AuthOff = true
	if _, err := New(cfg); err == nil {
		t.Error("everyone would be admin from everywhere")
	}
	cfg.Loopback = true
	s.serve(cfg)
	s.role = identity.Nobody
	s.made("partners", doc{"name": "Acme"})
	if got := get[session](s, "/api/v1/session"); got.Auth != "off" || *got.Role != identity.Admin {
		t.Errorf("%+v", got)
	}
	if rec := s.send("POST", "/api/v1/partners", `{"name":"B"}`, "Origin: https://evil.example"); rec.Code != 403 {
		t.Error("another site's page can write:", rec.Code)
	}
	if got := s.snapshot(); got.Len() != 1 || got.Node(0).Kind != graph.KindPartner {
		t.Errorf("%+v", got.Node(0))
	}
}
