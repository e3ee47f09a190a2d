package api

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"linchpin/graph"
	"linchpin/identity"
)

// need is the least role a route asks for. The zero need is none: a route that
// has it stops the start.
type need string

const (
	anyone   need = "anyone" // also who is not signed in
	viewer        = need(identity.Viewer)
	importer      = need(identity.Importer)
	editor        = need(identity.Editor)
)

func (n need) known() bool {
	return n == anyone || n != "" && identity.Admin.Allows(identity.Role(n))
}

// gate lets requests in.
type gate struct {
	door   Door
	log    *slog.Logger
	now    func() time.Time
	cookie http.Cookie
	off    bool
}

// permit lets callers of at least the role pass. Everyone else is told so, and
// whoever showed a secret or a role that is not good enough leaves a record.
func (g *gate) permit(n need) gin.HandlerFunc {
	return func(c *gin.Context) {
		if n == anyone {
			return
		}
		who, shown, err := g.caller(c.Request)
		if err != nil {
			fail(c, err)
			return
		}
		noteOf(c.Request.Context()).user = who.Name
		if who.Role.Allows(identity.Role(n)) {
			c.Request = c.Request.WithContext(context.WithValue(c.Request.Context(), callerKey{}, who))
			return
		}
		if shown {
			g.denied(c.Request, who)
		}
		if who.Role == identity.Nobody {
			c.Header("WWW-Authenticate", "Bearer")
			if _, err := c.Cookie(g.cookie.Name); err == nil {
				g.forget(c)
			}
			fail(c, graph.Errorf(unauthenticated, "sign in first, with a link or a token"))
			return
		}
		fail(c, graph.Errorf(forbidden, "this takes the role %s; yours is %s", n, who.Role))
	}
}

// caller says who sends a request; shown tells that it carries a secret, good
// or not. An unknown or ended secret is nobody's, no error.
func (g *gate) caller(r *http.Request) (who identity.Caller, shown bool, err error) {
	if g.off {
		return identity.Caller{Name: "local", Role: identity.Admin}, false, nil
	}
	if header := r.Header.Get("Authorization"); header != "" {
		scheme, secret, _ := strings.Cut(header, " ")
		if !strings.EqualFold(scheme, "Bearer") {
			return who, true, nil
		}
		who, err = g.door.Token(r.Context(), secret)
		return nobody(who, err)
	}
	if c, err := r.Cookie(g.cookie.Name); err == nil {
		who, err = g.door.Session(r.Context(), c.Value)
		return nobody(who, err)
	}
	return who, false, nil
}

func nobody(who identity.Caller, err error) (identity.Caller, bool, error) {
	if graph.CodeOf(err) == graph.NotFound {
		return identity.Caller{}, true, nil
	}
	return who, true, err
}

func (g *gate) denied(r *http.Request, who identity.Caller) {
	target := r.Method + " " + r.URL.Path
	if err := g.door.Denied(r.Context(), who, target, ""); err != nil {
		g.log.ErrorContext(r.Context(), "a denial left no record", "target", target, "err", err)
	}
}

type callerKey struct{}

// callerOf is who sent the request that ctx belongs to.
func callerOf(ctx context.Context) string {
	who, _ := ctx.Value(callerKey{}).(identity.Caller)
	return who.Name
}

// opOf begins a write on behalf of the caller. Its id is never the request's,
// which the client may choose.
func opOf(ctx context.Context, now time.Time) graph.Op {
	return graph.Op{ID: graph.NewID(now), Actor: callerOf(ctx)}
}
