package api

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

// note is what a request turns out to be, for its line in the log.
type note struct{ route, user string }

type noteKey struct{}

func noteOf(ctx context.Context) *note {
	if n, ok := ctx.Value(noteKey{}).(*note); ok {
		return n
	}
	return &note{}
}

// noted remembers which route answers.
func noted(c *gin.Context) { noteOf(c.Request.Context()).route = c.FullPath() }

// logged writes a line a request. Neither queries nor headers are in it: a
// sign-in link is a secret in a query.
func logged(log *slog.Logger, now func() time.Time, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, began := &note{}, now()
		seen := &watched{ResponseWriter: w, status: http.StatusOK}
		ctx := context.WithValue(r.Context(), noteKey{}, n)
		r = r.WithContext(ctx)
		defer func() {
			log.InfoContext(ctx, "request", "method", r.Method, "path", r.URL.Path, "route", n.route, "status", seen.status,
				"bytes", seen.bytes, "ms", now().Sub(began).Milliseconds(), "user", n.user, "requestId", w.Header().Get(requestIDHeader))
		}()
		next.ServeHTTP(seen, r)
	})
}

// watched counts what is written.
type watched struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (w *watched) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (w *watched) Write(b []byte) (int, error) {
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Flush sends what is buffered, for streams.
func (w *watched) Flush() { _ = http.NewResponseController(w.ResponseWriter).Flush() }
