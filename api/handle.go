package api

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"linchpin/graph"
)

// answerTime is how long an answer may take. A client waits 30 s, a
// transaction 15.
const answerTime = 25 * time.Second

// longTime is how long a file may take, up or down.
const longTime = 10 * time.Minute

// An Out may say more than its body.
type (
	headed interface{ headers(http.Header) } // sets ETag and the like
	paged  interface{ nextCursor() string }  // has a page after it
)

// download is an Out that is a file: it is written as it is made.
type download struct {
	tagged     // empty where it is not known what would be sent
	name, kind string
	charset    string // UTF-8 where it is empty
	write      func(io.Writer) error
}

// handle turns a plain function into a Gin handler: it binds the input, calls
// fn, and writes Out or a problem.
func handle[In, Out any](status int, fn func(context.Context, In) (Out, error)) gin.HandlerFunc {
	return func(c *gin.Context) {
		ctx, cancel := context.WithTimeout(c.Request.Context(), answerTime)
		defer cancel()
		var in In
		if err := bind(c, &in); err != nil {
			fail(c, err)
			return
		}
		out, err := fn(ctx, in)
		if err != nil {
			fail(c, err)
			return
		}
		answer(c, status, out)
	}
}

// answer writes an Out.
func answer(c *gin.Context, status int, out any) {
	if d, ok := out.(download); ok {
		send(c, d)
		return
	}
	h := c.Writer.Header()
	if o, ok := out.(headed); ok {
		o.headers(h)
	}
	if o, ok := out.(paged); ok && o.nextCursor() != "" {
		h.Set("Link", nextLink(c.Request.URL, o.nextCursor()))
	}
	switch {
	case notModified(c):
		c.Status(http.StatusNotModified)
		return
	case status == http.StatusNoContent:
		c.Status(status)
		return
	case !accepts(c.GetHeader("Accept"), "application/json"):
		fail(c, graph.Errorf(notAcceptable, "the answer is application/json"))
		return
	}
	body, err := json.Marshal(out)
	if err != nil {
		fail(c, err)
		return
	}
	c.Data(status, "application/json; charset=utf-8", body)
}

// send streams a file. Once it has begun, a fault can only cut the connection.
func send(c *gin.Context, d download) {
	if !accepts(c.GetHeader("Accept"), d.kind) {
		fail(c, graph.Errorf(notAcceptable, "the answer is %s", d.kind))
		return
	}
	if d.headers(c.Writer.Header()); notModified(c) {
		c.Status(http.StatusNotModified)
		return
	}
	_ = http.NewResponseController(c.Writer).SetWriteDeadline(time.Now().Add(longTime)) // a table may be long
	c.Header("Content-Type", d.kind+"; charset="+cmp.Or(d.charset, "utf-8"))
	c.Header("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": d.name}))
	if err := d.write(c.Writer); err != nil {
		if !c.Writer.Written() {
			c.Writer.Header().Del("Content-Disposition")
			fail(c, err)
			return
		}
		_ = c.Error(err)
		panic(http.ErrAbortHandler)
	}
	c.Writer.WriteHeaderNow()
}

func nextLink(u *url.URL, cursor string) string {
	q := u.Query()
	q.Set("cursor", cursor)
	return fmt.Sprintf(`<%s?%s>; rel="next"`, u.EscapedPath(), q.Encode())
}

// accepts reports whether a client that sent this Accept takes a media type.
func accepts(header, kind string) bool { return quality(header, kind) > 0 }

// quality is how much a client that sent this Accept likes a media type: 0 to 1.
func quality(header, kind string) (q float64) {
	if strings.TrimSpace(header) == "" {
		return 1
	}
	group, _, _ := strings.Cut(kind, "/")
	best := -1
	for part := range strings.SplitSeq(header, ",") {
		name, params, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		exact := map[string]int{"*/*": 0, group + "/*": 1, kind: 2}
		if rank, ok := exact[name]; ok && rank >= best {
			best = rank
			if q, err = strconv.ParseFloat(params["q"], 64); err != nil {
				q = 1
			}
		}
	}
	return q
}

// notModified reports whether the client has what would be sent.
func notModified(c *gin.Context) bool {
	tag := c.Writer.Header().Get("ETag")
	if c.Request.Method != http.MethodGet || tag == "" {
		return false
	}
	for have := range strings.SplitSeq(c.GetHeader("If-None-Match"), ",") {
		have = strings.TrimPrefix(strings.TrimSpace(have), "W/")
		if have == tag || have == "*" {
			return true
		}
	}
	return false
}
