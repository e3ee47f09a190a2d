package api

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"linchpin/graph"
)

// The codes of HTTP itself, beside those of package graph.
const (
	badRequest           graph.Code = "bad_request"
	unauthenticated      graph.Code = "unauthenticated"
	forbidden            graph.Code = "forbidden"
	methodNotAllowed     graph.Code = "method_not_allowed"
	notAcceptable        graph.Code = "not_acceptable"
	gone                 graph.Code = "gone"
	bodyTooLarge         graph.Code = "body_too_large"
	unsupportedMediaType graph.Code = "unsupported_media_type"
	wrongHost            graph.Code = "wrong_host"
	preconditionRequired graph.Code = "precondition_required"
)

// statusOf is the only place that knows which code is which status; what is
// not listed is 500.
func statusOf(c graph.Code) int {
	switch c {
	case badRequest:
		return http.StatusBadRequest
	case unauthenticated:
		return http.StatusUnauthorized
	case forbidden:
		return http.StatusForbidden
	case graph.NotFound:
		return http.StatusNotFound
	case methodNotAllowed:
		return http.StatusMethodNotAllowed
	case notAcceptable:
		return http.StatusNotAcceptable
	case graph.Conflict:
		return http.StatusConflict
	case gone:
		return http.StatusGone
	case graph.Stale:
		return http.StatusPreconditionFailed
	case bodyTooLarge:
		return http.StatusRequestEntityTooLarge
	case unsupportedMediaType:
		return http.StatusUnsupportedMediaType
	case wrongHost:
		return http.StatusMisdirectedRequest
	case graph.Invalid, graph.TooBig:
		return http.StatusUnprocessableEntity
	case preconditionRequired:
		return http.StatusPreconditionRequired
	case graph.Busy, graph.Unavailable, graph.OutcomeUnknown:
		return http.StatusServiceUnavailable
	default:
		return http.StatusInternalServerError
	}
}

// problem is an RFC 9457 problem detail.
type problem struct {
	Type      string        `json:"type"`
	Title     string        `json:"title"`
	Status    int           `json:"status"`
	Detail    string        `json:"detail,omitempty"`
	Instance  string        `json:"instance"`
	Code      graph.Code    `json:"code"`
	RequestID string        `json:"requestId"`
	Outcome   string        `json:"outcome,omitempty"`
	Errors    []graph.Field `json:"errors,omitempty"`
	Refs      []graph.Ref   `json:"refs,omitempty"`
}

// problems writes the last error of a request as a problem.
func problems(log *slog.Logger) gin.HandlerFunc {
	return func(c *gin.Context) {
		c.Next()
		if len(c.Errors) > 0 && !c.Writer.Written() {
			writeProblem(c.Writer, c.Request, log, c.Errors.Last().Err)
		}
	}
}

// clientClosed is the status of a request whose client waits no more, as nginx
// has it: it is only in the log.
const clientClosed = 499

// writeProblem is the only place where an error becomes a response.
func writeProblem(w http.ResponseWriter, r *http.Request, log *slog.Logger, err error) {
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		w.WriteHeader(clientClosed)
		return
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		err = &graph.Error{Code: graph.Unavailable, Detail: "it took too long"}
	}
	code, h := graph.CodeOf(err), w.Header()
	p := problem{Status: statusOf(code), Instance: r.URL.EscapedPath(), RequestID: h.Get(requestIDHeader)}
	if p.Status == http.StatusInternalServerError {
		code = graph.Internal
	}
	p.Type, p.Title, p.Code = "urn:linchpin:problem:"+string(code), http.StatusText(p.Status), code
	if e, ok := errors.AsType[*graph.Error](err); ok && code != graph.Internal {
		p.Detail, p.Errors, p.Refs = e.Detail, e.Fields, e.Refs
		if e.Version > 0 {
			h.Set("ETag", etag(e.Version))
		}
	}
	if code == graph.OutcomeUnknown {
		p.Outcome = "unknown"
	}
	if p.Status >= http.StatusInternalServerError {
		log.ErrorContext(r.Context(), "request failed", "method", r.Method, "path", r.URL.Path, "requestId", p.RequestID, "err", err)
	}
	if p.Status == http.StatusServiceUnavailable {
		h.Set("Retry-After", "2")
	}
	body, _ := json.Marshal(p) //nolint:errchkjson // texts and numbers
	h.Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	_, _ = w.Write(body)
}

func etag(version int64) string { return strconv.Quote(strconv.FormatInt(version, 10)) }
