package api

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"slices"

	"linchpin/graph"
)

// cursor is a place in a list: after a key and an id, or, in an answer to a
// question, at an offset of the rows of one change number. What it is a cursor
// of stands in it, so that it does not fit another list or filter.
type cursor struct {
	Scope  string `json:"s"`
	Key    string `json:"k,omitempty"`
	ID     string `json:"i,omitempty"`
	At     int64  `json:"a,omitempty"` // offset, or the number of a change
	Change int64  `json:"c,omitempty"`
}

// scope names a list by its path and its filter.
func scope(path string, values url.Values) string {
	filter := url.Values{}
	for name, v := range values {
		if !slices.Contains([]string{"cursor", "limit", "count", "format", "include"}, name) {
			filter[name] = v
		}
	}
	sum := sha256.Sum256([]byte(path + "?" + filter.Encode()))
	return base64.RawURLEncoding.EncodeToString(sum[:9])
}

func (c cursor) text(scope string) *string {
	c.Scope = scope
	b, _ := json.Marshal(c) //nolint:errchkjson // texts and numbers
	s := base64.RawURLEncoding.EncodeToString(b)
	return &s
}

func parseCursor(text, scope string) (c cursor, err error) {
	if text == "" {
		return c, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err == nil {
		err = strict(b, &c)
	}
	if err != nil || c.At < 0 {
		return cursor{}, fault(badRequest, "/cursor", "cursor", "is none of ours")
	}
	if c.Scope != scope {
		return cursor{}, fault(badRequest, "/cursor", "cursor", "belongs to another list or filter")
	}
	return c, nil
}

// oldCursor says that the rows a cursor counted are no more.
func oldCursor() error {
	return &graph.Error{Code: gone, Detail: "the graph has changed since the page before: start from the first page"}
}
