package api

import (
	"strconv"
	"strings"

	"linchpin/graph"
)

// version is the If-Match of a write: what it is based on.
type version struct{ at int64 } // 0: whatever is stored

func (v *version) match(tag string) (err error) {
	switch tag {
	case "":
		return graph.Errorf(preconditionRequired, "state the version this is based on: If-Match with the ETag of the last answer")
	case "*":
		return nil
	}
	v.at, err = strconv.ParseInt(strings.Trim(tag, `"`), 10, 64)
	if err != nil || v.at < 1 || etag(v.at) != tag {
		return graph.Errorf(badRequest, "If-Match must be one ETag of this resource, or *")
	}
	return nil
}

// basedOn returns the version a write is to find, given the one stored a
// moment ago.
func (v *version) basedOn(now int64) (int64, error) {
	if v.at != 0 && v.at != now {
		return 0, &graph.Error{Code: graph.Stale, Detail: "somebody else was faster: it is now at version " + strconv.FormatInt(now, 10), Version: now}
	}
	return now, nil
}
