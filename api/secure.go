package api

import (
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"regexp"
	"strings"
	"time"

	"linchpin/graph"
)

const requestIDHeader = "X-Request-Id"

// identify gives each request an id, the client's own if it is harmless.
func identify(now func() time.Time, next http.Handler) http.Handler {
	harmless := regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.Header.Get(requestIDHeader)
		if !harmless.MatchString(id) {
			id = graph.NewID(now())
		}
		w.Header().Set(requestIDHeader, id)
		next.ServeHTTP(w, r)
	})
}

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; " +
	"frame-ancestors 'none'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types default"

// secure sets the headers that every response carries.
func secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "private, no-cache")
		next.ServeHTTP(w, r)
	})
}

// knownHost refuses a request that names a host we are not: a name of somebody
// else's that resolves to our address (DNS rebinding). Probes of our health,
// which tell nothing, may come by any name.
func knownHost(cfg Config, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		known := strings.EqualFold(r.Host, cfg.PublicHost) || cfg.Loopback && loopback(r.Host) ||
			r.URL.Path == "/livez" || r.URL.Path == "/readyz"
		if !known {
			writeProblem(w, r, cfg.Log, graph.Errorf(wrongHost, "this is not %q; the allowed name is LINCHPIN_PUBLIC_URL", r.Host))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// loopback reports whether a Host names this very machine.
func loopback(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	addr, err := netip.ParseAddr(strings.Trim(name, "[]"))
	return strings.EqualFold(name, "localhost") || err == nil && addr.IsLoopback()
}

// sameOrigin refuses what another site's page makes a browser send.
func sameOrigin(log *slog.Logger, next http.Handler) http.Handler {
	p := http.NewCrossOriginProtection()
	p.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		writeProblem(w, r, log, graph.Errorf(forbidden, "the request comes from another site"))
	}))
	return p.Handler(next)
}

// headAsGet answers HEAD as GET; net/http leaves the body out. A sign-in link
// is not followed by looking at it, and a stream has no end to look at.
func headAsGet(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead && r.URL.Path != signInPath && !strings.HasSuffix(r.URL.Path, "/events") {
			r = r.Clone(r.Context())
			r.Method = http.MethodGet
		}
		next.ServeHTTP(w, r)
	})
}
