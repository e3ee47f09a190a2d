package neostore

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
)

// The log is kept in pages: what a write says once (its time, actor, operation
// and import) and a line for each of its changes, which are numbered from the
// first on. A node for each change cost the server more than half of what the
// entity did.
const (
	pageLines = 100      // of a page, at most
	pageBytes = 64 << 10 // a page that has as much takes no further line
)

// line is what a page says of one change.
type line struct {
	Op      string          `json:"op"`
	Kind    string          `json:"kind"`
	ID      string          `json:"id"`
	Version int64           `json:"version"`
	Before  json.RawMessage `json:"before"`
	After   json.RawMessage `json:"after"`
}

// lineOf writes the line of a change. The images stand in it byte by byte, as
// an encoder would not leave them.
func lineOf(c graph.Change) string {
	b := make([]byte, 0, 80+len(c.EntityID)+len(c.Before)+len(c.After))
	b = append(append(b, `{"op":"`...), c.Op...)
	b = append(append(b, `","kind":"`...), c.Kind...)
	b = append(strconv.AppendQuote(append(b, `","id":`...), c.EntityID), `,"version":`...)
	b = strconv.AppendInt(b, c.Version, 10)
	if len(c.Before) > 0 {
		b = append(append(b, `,"before":`...), c.Before...)
	}
	if len(c.After) > 0 {
		b = append(append(b, `,"after":`...), c.After...)
	}
	return string(append(b, '}'))
}

// pages puts the changes of one operation, or a run of them, on pages.
func pages(changes []graph.Change) (out []map[string]any) {
	var lines []string
	size := 0
	for i, c := range changes {
		l := lineOf(c)
		lines, size = append(lines, l), size+len(l)
		if i == len(changes)-1 || len(lines) == pageLines || size >= pageBytes {
			out = append(out, map[string]any{"first": c.Seq + 1 - int64(len(lines)), "changes": lines})
			lines, size = nil, 0
		}
	}
	return out
}

// wholePages puts changes of several operations on pages, with what those have
// in common.
func wholePages(changes []graph.Change) (out []map[string]any) {
	for begin := 0; begin < len(changes); {
		c, end := changes[begin], begin+1
		for end < len(changes) && changes[end].OperationID == c.OperationID {
			end++
		}
		for _, p := range pages(changes[begin:end]) {
			p["at"], p["actor"], p["operationId"], p["importId"] = c.At.UTC(), c.Actor, c.OperationID, text([]byte(c.ImportID))
			out = append(out, p)
		}
		begin = end
	}
	return out
}

// changesIn reads the pages of an answer.
func changesIn(rs []*neo4j.Record) (out []graph.Change, err error) {
	for _, r := range rs {
		page := value[map[string]any](r, "page")
		if page == nil { // of an operation without changes
			continue
		}
		changes, err := changesOf(page)
		if err != nil {
			return nil, err
		}
		out = append(out, changes...)
	}
	return out, nil
}

// changesOf reads a page. Of a line that cannot be read the change has nothing
// but its number; the error says which was the first.
func changesOf(page map[string]any) (out []graph.Change, err error) {
	str := func(name string) string { s, _ := page[name].(string); return s }
	first, _ := page["first"].(int64)
	lines, _ := page["changes"].([]any)
	out = make([]graph.Change, len(lines))
	for i := range lines {
		c := &out[i]
		c.Seq, c.At, c.Actor = first+int64(i), instant(page["at"]), str("actor")
		c.ImportID, c.OperationID = str("importId"), str("operationId")
		var l line
		said, _ := lines[i].(string)
		if bad := json.Unmarshal([]byte(said), &l); bad != nil {
			if err == nil {
				err = fmt.Errorf("change %d: %w", c.Seq, bad)
			}
			continue
		}
		c.Op, c.Kind, c.EntityID, c.Version, c.Before, c.After = l.Op, l.Kind, l.ID, l.Version, l.Before, l.After
	}
	return out, err
}
