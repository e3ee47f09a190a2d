package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"testing"
)

// Whoever leaves a screen gives up its questions: that is no fault of the
// server. One that took too long is, also where the work was cut off.
func TestAQuestionGivenUpIsNoFault(t *testing.T) {
	gone, leave := context.WithCancel(t.Context())
	leave()
	for _, c := range []struct {
		name   string
		ctx    context.Context
		err    error
		status int
		faults bool
	}{
		{"given up", gone, fmt.Errorf("read links: %w", context.Canceled), 499, false},
		{"cut off", t.Context(), context.Canceled, 503, true},
		{"too long", t.Context(), context.DeadlineExceeded, 503, true},
		{"broken, and given up", gone, errors.New("a fault"), 500, true},
	} {
		var log bytes.Buffer
		w := httptest.NewRecorder()
		writeProblem(w, httptest.NewRequestWithContext(c.ctx, "GET", "/api/v1/links", nil), slog.New(slog.NewJSONHandler(&log, nil)), c.err)
		if w.Code != c.status || (log.Len() > 0) != c.faults {
			t.Errorf("%s: %d, logged %s", c.name, w.Code, log.String())
		}
	}
}
