package api

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"linchpin/identity"
)

// invited returns a fresh sign-in link.
func (s *server) invited(role identity.Role) string {
	s.Helper()
	secret, err := s.door.Invite(s.Context(), "test", identity.Caller{Name: "Ada", Role: role}, time.Hour)
	if err != nil {
		s.Fatal(err)
	}
	return signInPath + "?link=" + secret
}

// signedIn follows a link and returns the cookie it sets.
func (s *server) signedIn(link string, headers ...string) *http.Cookie {
	s.Helper()
	rec := s.send("GET", link, "", append(headers, "Authorization: ")...)
	cookies := rec.Result().Cookies()
	if rec.Code != http.StatusSeeOther || rec.Header().Get("Location") != "/" || len(cookies) != 1 {
		s.Fatal(rec.Code, rec.Header(), rec.Body)
	}
	return cookies[0]
}

func TestSignInAndOut(t *testing.T) {
	s := start(t)
	s.role = identity.Nobody
	link := s.invited(identity.Editor)
	if rec := s.send("GET", link, "", "Sec-Purpose: prefetch;prerender"); rec.Code != 403 {
		t.Error("a prefetch used the link:", rec.Code)
	}
	if rec := s.send("HEAD", link, ""); rec.Code != 405 {
		t.Error("a look used the link:", rec.Code)
	}
	c := s.signedIn(link)
	if c.Name != "linchpin" || !c.HttpOnly || c.Secure || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.MaxAge <= 0 {
		t.Errorf("%+v", c)
	}
	if rec := s.send("GET", link, ""); rec.Code != 404 || len(rec.Result().Cookies()) != 0 {
		t.Error("a link works twice:", rec.Code)
	}
	page := httptest.NewRecorder()
	req := httptest.NewRequestWithContext(t.Context(), "GET", link, nil)
	req.Header.Set("Accept", "text/html")
	if s.h.ServeHTTP(page, req); page.Code != 404 || !strings.Contains(page.Body.String(), "works once") {
		t.Error("a person does not see why:", page.Code, page.Body)
	}
	with := "Cookie: " + c.Name + "=" + c.Value
	who := read[session](s, s.send("GET", "/api/v1/session", "", with), 200)
	if *who.User != "Ada" || *who.Role != identity.Editor || who.Auth != "on" {
		t.Errorf("%+v", who)
	}
	if rec := s.send("POST", "/api/v1/partners", `{"name":"Acme"}`, with); rec.Code != 201 {
		t.Error(rec.Code, rec.Body)
	}
	rec := s.send("DELETE", "/api/v1/session", "", with)
	if gone := rec.Result().Cookies(); rec.Code != 204 || len(gone) != 1 || gone[0].MaxAge >= 0 {
		t.Error(rec.Code, rec.Header())
	}
	if rec := s.send("GET", "/api/v1/partners", "", with); rec.Code != 401 || !strings.Contains(rec.Header().Get("Set-Cookie"), "Max-Age=0") {
		t.Error("a session goes on after its end:", rec.Code, rec.Header())
	}
	if who := get[session](s, "/api/v1/session"); who.User != nil || who.Role != nil || who.Auth != "on" {
		t.Errorf("%+v", who)
	}
	if log := s.log.String(); strings.Contains(log, c.Value) || strings.Contains(log, strings.TrimPrefix(link, signInPath+"?link=")) {
		t.Error("a secret is in the log")
	}
}

func TestSessionsAreNewAndBoundToHTTPS(t *testing.T) {
	s := start(t)
	cfg := s.config()
	cfg.Secure = true
	s.serve(cfg)
	s.role = identity.Nobody
	first := s.signedIn(s.invited(identity.Viewer))
	if first.Name != "__Host-linchpin" || !first.Secure || first.Domain != "" || first.Path != "/" {
		t.Errorf("%+v", first)
	}
	with := "Cookie: " + first.Name + "=" + first.Value
	second := s.signedIn(s.invited(identity.Viewer), with)
	if second.Value == first.Value {
		t.Error("two sign-ins share a session")
	}
	if rec := s.send("GET", "/api/v1/meta", "", with); rec.Code != 401 {
		t.Error("signing in again leaves the old session open:", rec.Code)
	}
}

// Another site's page cannot use a session; neither does a cookie without one.
func TestCrossSiteRequestsChangeNothing(t *testing.T) {
	s := start(t)
	s.role = identity.Nobody
	c := s.signedIn(s.invited(identity.Admin))
	with := "Cookie: " + c.Name + "=" + c.Value
	defer s.unchanged()()
	for _, header := range []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Origin: https://evil.example", "Origin: null"} {
		if rec := s.send("POST", "/api/v1/partners", `{"name":"A"}`, with, header); rec.Code != 403 {
			t.Errorf("%s: %d", header, rec.Code)
		}
	}
	if rec := s.send("DELETE", "/api/v1/session", "", with, "Origin: https://evil.example"); rec.Code != 403 {
		t.Error("another site can sign out:", rec.Code)
	}
}
