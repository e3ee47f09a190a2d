// Package api serves the ecosystem over HTTP. What it promises is written in
// openapi.yaml, and its tests hold every answer against it. It is the only
// package that knows Gin.
//
// A handler is a plain function from a bound input to an answer or an error;
// handle does the rest: parameters, body, preconditions, headers, problems.
// One table says which routes there are and who may use them.
package api

import (
	_ "embed"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"linchpin/graph"
)

// Spec is the OpenAPI description of this package, and its contract.
//
//go:embed openapi.yaml
var Spec []byte

// Config is what the API is made of. All fields but AuthOff, Secure and
// Loopback are required.
type Config struct {
	Store Store            // the graph
	Desk  Desk             // where imports are made
	Door  Door             // who is let in
	Log   *slog.Logger     // a line a request; it never sees a secret
	Web   http.Handler     // every path that is not the API's
	Ready func() bool      // false before the program is ready and while it stops
	Now   func() time.Time // the clock

	Version    string // of the program
	PublicHost string // the Host a browser names, with its port if it has one
	Secure     bool   // browsers come by https: the cookie says so
	Loopback   bool   // it listens on a loopback address: its names are good Hosts too
	AuthOff    bool   // everyone is admin
}

// New returns the API. It fails when a route has no entry for who may use it.
func New(cfg Config) (http.Handler, error) {
	if cfg.AuthOff && !cfg.Loopback {
		return nil, errors.New("authentication can be off on a loopback address only")
	}
	r, err := engine(cfg)
	if err != nil {
		return nil, err
	}
	h := headAsGet(r)
	h = sameOrigin(cfg.Log, h)
	h = knownHost(cfg, h)
	return identify(cfg.Now, secure(logged(cfg.Log, cfg.Now, h))), nil
}

func engine(cfg Config) (*gin.Engine, error) {
	gin.SetMode(gin.ReleaseMode)
	r := gin.New()
	r.HandleMethodNotAllowed = true
	r.RedirectTrailingSlash = false
	if err := r.SetTrustedProxies(nil); err != nil {
		return nil, err
	}
	r.Use(problems(cfg.Log), gin.CustomRecoveryWithWriter(nil, recovered))
	r.NoMethod(func(c *gin.Context) { fail(c, graph.Errorf(methodNotAllowed, "no %s here", c.Request.Method)) })
	r.NoRoute(func(c *gin.Context) {
		if path := c.Request.URL.Path; path == "/api" || strings.HasPrefix(path, "/api/") {
			fail(c, graph.Errorf(graph.NotFound, "no such page"))
			return
		}
		cfg.Web.ServeHTTP(c.Writer, c.Request)
	})
	gate := &gate{door: cfg.Door, log: cfg.Log, now: cfg.Now, cookie: cookieFor(cfg.Secure), off: cfg.AuthOff}
	for _, rt := range routes(cfg) {
		if !rt.need.known() {
			return nil, fmt.Errorf("%s %s: nobody is allowed to use it", rt.method, rt.path)
		}
		r.Handle(rt.method, rt.path, noted, gate.permit(rt.need), importing(cfg.Desk), rt.do)
	}
	return r, nil
}

// importing tells every answer about the import that is being applied.
func importing(desk Desk) gin.HandlerFunc {
	return func(c *gin.Context) {
		if id := desk.Importing(); id != "" {
			c.Header("Linchpin-Importing", id)
		}
	}
}

func recovered(c *gin.Context, p any) {
	if p == http.ErrAbortHandler { //nolint:errorlint // the very value net/http looks for
		panic(p)
	}
	fail(c, fmt.Errorf("panic: %v", p))
}

func fail(c *gin.Context, err error) {
	_ = c.Error(err) // problems writes it
	c.Abort()
}
