package api

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"linchpin/jobs"
)

const (
	askAgain  = "1"              // seconds, while a job runs
	heartbeat = 15 * time.Second // without a word, so that proxies keep a stream open
	jobsPath  = "/api/v1/jobs"
)

// job is a job as an answer.
type job struct {
	jobs.Job
	started bool
}

func (j job) headers(h http.Header) {
	if !j.Ended() {
		h.Set("Retry-After", askAgain)
	}
	if j.started {
		h.Set("Location", jobsPath+"/"+j.ID)
		h.Set("Retry-After", askAgain)
	}
}

// start begins the work that do stands for.
func (r imports) start(do func(ctx context.Context, caller, id string) (jobs.Job, error)) func(context.Context, oneID) (job, error) {
	return func(ctx context.Context, in oneID) (job, error) {
		j, err := do(ctx, callerOf(ctx), in.ID)
		list(&j.Errors)
		return job{j, true}, err
	}
}

func (r imports) job(ctx context.Context, in oneID) (job, error) {
	j, err := r.desk.Job(ctx, in.ID)
	list(&j.Errors)
	return job{j, false}, err
}

func (r imports) cancel(ctx context.Context, in oneID) (job, error) {
	j, err := r.desk.Cancel(ctx, in.ID)
	list(&j.Errors)
	return job{j, false}, err
}

// watch sends a job as server-sent events until it ends. The id of an event is
// the state it tells, so that a reader that was cut off does not get the same
// one again.
func (r imports) watch(c *gin.Context) {
	var in oneID
	if err := bind(c, &in); err != nil {
		fail(c, err)
		return
	}
	ctx := c.Request.Context()
	states, err := r.desk.Watch(ctx, in.ID)
	if err != nil {
		fail(c, err)
		return
	}
	_ = http.NewResponseController(c.Writer).SetWriteDeadline(time.Time{}) // a stream has no end in sight
	c.Header("Content-Type", "text/event-stream; charset=utf-8")
	c.Header("Cache-Control", "no-store")
	c.Writer.WriteHeaderNow()
	c.Writer.Flush()
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	last := c.GetHeader("Last-Event-ID")
	for {
		select {
		case j, open := <-states:
			if !open {
				return
			}
			list(&j.Errors)
			body, _ := json.Marshal(j) //nolint:errchkjson // texts and numbers
			if id := digest(body); id != last {
				_, _ = fmt.Fprintf(c.Writer, "id: %s\nevent: job\ndata: %s\n\n", id, body)
				last = id
			}
		case <-beat.C:
			_, _ = fmt.Fprint(c.Writer, ": still here\n\n")
		}
		c.Writer.Flush()
	}
}

// digest names a state by all that is told of it: what a job waits for changes
// while its progress stands still.
func digest(told []byte) string {
	h := fnv.New64a()
	_, _ = h.Write(told) // never fails
	return strconv.FormatUint(h.Sum64(), 36)
}
