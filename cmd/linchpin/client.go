package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"linchpin/jobs"
)

// answerTime is how long a client waits for one answer.
const answerTime = 5 * time.Minute

// longestEvent is more than a job with all its errors.
const longestEvent = 16 << 20

// client speaks to a running server.
type client struct {
	base  string
	token secret
	http  *http.Client
}

func (c *config) client() *client {
	return &client{strings.TrimRight(c.URL, "/"), c.Token, &http.Client{Timeout: answerTime}}
}

// problem is how a server refuses.
type problem struct {
	Status int    `json:"status"`
	Detail string `json:"detail"`
	Title  string `json:"title"`
	Code   string `json:"code"`
	Errors []struct {
		Pointer string `json:"pointer"`
		Detail  string `json:"detail"`
	} `json:"errors"`
}

func (p *problem) Error() string {
	text := strings.TrimPrefix(p.Detail, "file: ") // whoever sent a file has its name before this
	if text == "" {
		text = p.Title
	}
	for _, e := range p.Errors {
		told := len(p.Errors) == 1 && strings.HasSuffix(text, e.Detail)
		if line := strings.TrimPrefix(e.Pointer, "/") + " " + e.Detail; !told && !strings.Contains(text, line) {
			text += "\n  " + line
		}
	}
	if p.Status == http.StatusUnauthorized {
		text += "\n  set " + prefix + "TOKEN to a token from: linchpin token create --role ROLE --name NAME"
	}
	return text
}

// get reads an answer, as it is and as a value.
func (c *client) get(ctx context.Context, path string, query url.Values, into any) (json.RawMessage, error) {
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	return c.do(ctx, http.MethodGet, path, "", nil, into)
}

// post sends a body of a type, or none.
func (c *client) post(ctx context.Context, path, contentType string, body io.Reader, into any) (json.RawMessage, error) {
	return c.do(ctx, http.MethodPost, path, contentType, body, into)
}

func (c *client) patch(ctx context.Context, path string, body, into any) error {
	b, err := json.Marshal(body)
	if err != nil {
		return err
	}
	_, err = c.do(ctx, http.MethodPatch, path, "application/merge-patch+json", bytes.NewReader(b), into)
	return err
}

// do sends a request and reads its answer, as it is and as a value.
func (c *client) do(ctx context.Context, method, path, contentType string, body io.Reader, into any) (json.RawMessage, error) {
	res, err := c.send(ctx, c.http, method, path, contentType, body)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil || into == nil || len(text) == 0 {
		return text, err
	}
	if err := json.Unmarshal(text, into); err != nil {
		return nil, c.foreign(err)
	}
	return text, nil
}

// send sends a request and returns the answer, whose body is to be closed; a
// refusal is a *problem.
func (c *client) send(ctx context.Context, by *http.Client, method, path, contentType string, body io.Reader) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, c.base+"/api/v1"+path, body) //nolint:gosec // the server is the one the user names
	if err != nil {
		return nil, fmt.Errorf("%sURL: %w", prefix, err)
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+string(c.token))
	}
	res, err := by.Do(req) //nolint:gosec // as above
	if err != nil {
		if u, ok := errors.AsType[*url.Error](err); ok {
			err = u.Err
		}
		return nil, fmt.Errorf("no server answers at %s (start one with linchpin serve, or set %sURL): %w", c.base, prefix, err)
	}
	if res.StatusCode < http.StatusBadRequest {
		return res, nil
	}
	defer res.Body.Close()
	p := &problem{Status: res.StatusCode, Title: res.Status}
	text, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, err
	}
	_ = json.Unmarshal(text, p) // what is no problem document has its status line
	return nil, p
}

// follow tells each state of a job until it has ended.
func (c *client) follow(ctx context.Context, id string, tell func(jobs.Job)) (j jobs.Job, err error) {
	patient := *c.http
	patient.Timeout = 0 // a job takes as long as it takes; the server's heartbeat keeps the line open
	res, err := c.send(ctx, &patient, http.MethodGet, "/jobs/"+id+"/events", "", nil)
	if err != nil {
		return j, err
	}
	defer res.Body.Close()
	lines := bufio.NewScanner(res.Body)
	lines.Buffer(nil, longestEvent)
	for lines.Scan() {
		data, ok := bytes.CutPrefix(lines.Bytes(), []byte("data: "))
		if !ok {
			continue
		}
		j = jobs.Job{}
		if err := json.Unmarshal(data, &j); err != nil {
			return j, c.foreign(err)
		}
		tell(j)
	}
	if err := lines.Err(); err != nil {
		return j, fmt.Errorf("%s went silent before the %s had ended: %w", c.base, j.Kind, err)
	}
	if !j.Ended() {
		return j, fmt.Errorf("%s stopped before the %s had ended", c.base, j.Kind)
	}
	return j, nil
}

func (c *client) foreign(err error) error {
	return fmt.Errorf("%s does not answer as a Linchpin server does: %w", c.base, err)
}
