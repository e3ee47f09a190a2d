package api

import (
	_ "embed"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"linchpin/graph"
	"linchpin/identity"
)

const signInPath = "/signin"

// notSignedIn is what a person sees whose link opens nothing.
//
//go:embed signin.html
var notSignedIn []byte

// cookieFor is the session's cookie without its value. The name tells a
// browser to take it over https only, where there is https.
func cookieFor(secure bool) http.Cookie {
	c := http.Cookie{ //nolint:gosec // Secure wherever there is https
		Name: "linchpin", Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: secure,
		MaxAge: int(identity.SessionLife.Seconds()),
	}
	if secure {
		c.Name = "__Host-linchpin"
	}
	return c
}

// forget takes the session's cookie from the browser.
func (g *gate) forget(c *gin.Context) {
	cookie := g.cookie //nolint:gosec // as cookieFor made it
	cookie.MaxAge = -1
	http.SetCookie(c.Writer, &cookie)
}

type signInLink struct {
	Link string `form:"link" validate:"required,max=200"`
}

// signIn opens a session with a one-time link. A browser that only looks ahead
// must not use it up.
func (g *gate) signIn(c *gin.Context) {
	if ahead(c.Request.Header) {
		fail(c, graph.Errorf(forbidden, "a sign-in link is opened by following it, not ahead of it"))
		return
	}
	var in signInLink
	if err := bind(c, &in); err != nil {
		fail(c, err)
		return
	}
	secret, who, err := g.door.SignIn(c.Request.Context(), in.Link)
	if graph.CodeOf(err) == graph.NotFound {
		g.denied(c.Request, identity.Caller{})
		if strings.Contains(c.GetHeader("Accept"), "text/html") {
			c.Data(http.StatusNotFound, "text/html; charset=utf-8", notSignedIn)
			return
		}
		err = graph.Errorf(graph.NotFound, "this sign-in link was used before or has expired; linchpin user link makes a new one")
	}
	if err != nil {
		fail(c, err)
		return
	}
	g.open(c, who, secret)
}

// ahead reports whether a browser asks before anybody followed the link.
func ahead(h http.Header) bool {
	for _, name := range []string{"Purpose", "Sec-Purpose", "X-Moz"} {
		if strings.Contains(strings.ToLower(h.Get(name)), "prefetch") {
			return true
		}
	}
	return false
}

// open gives a browser the session it has now, in place of any before.
func (g *gate) open(c *gin.Context, who identity.Caller, secret string) {
	ctx := c.Request.Context()
	if old, err := c.Cookie(g.cookie.Name); err == nil {
		_ = g.door.SignOut(ctx, old) // a session that cannot be ended now ends by itself
	}
	noteOf(ctx).user = who.Name
	cookie := g.cookie //nolint:gosec // as cookieFor made it
	cookie.Value = secret
	http.SetCookie(c.Writer, &cookie)
	c.Header("Cache-Control", "no-store")
	c.Redirect(http.StatusSeeOther, "/")
}

// session is who is signed in; all of it is null when nobody is.
type session struct {
	User *string        `json:"user"`
	Role *identity.Role `json:"role"`
	Auth string         `json:"auth"`
}

func (g *gate) session(c *gin.Context) {
	if err := bind(c, &struct{}{}); err != nil {
		fail(c, err)
		return
	}
	who, shown, err := g.caller(c.Request)
	if err != nil {
		fail(c, err)
		return
	}
	out := session{Auth: "on"}
	if g.off {
		out.Auth = "off"
	}
	if who.Role != identity.Nobody {
		out.User, out.Role = &who.Name, &who.Role
	} else if shown {
		g.forget(c)
	}
	answer(c, http.StatusOK, out)
}

func (g *gate) signOut(c *gin.Context) {
	if err := bind(c, &struct{}{}); err != nil {
		fail(c, err)
		return
	}
	if secret, err := c.Cookie(g.cookie.Name); err == nil {
		if err := g.door.SignOut(c.Request.Context(), secret); err != nil {
			fail(c, err)
			return
		}
	}
	g.forget(c)
	c.Status(http.StatusNoContent)
}
