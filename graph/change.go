package graph

import (
	"context"
	"encoding/json"
	"time"
)

// Op says on whose behalf a write is made, and gives it an id by which its
// outcome can be looked up: one id is applied at most once.
type Op struct {
	ID       string
	Actor    string
	ImportID string // empty unless an import writes
	Desk     string // of an import: who must have the right to write it, at the moment of the write; empty: nobody in particular
}

// Edit is one wanted change of an entity or a link. Just one of Body, Link and
// Delete is set.
type Edit struct {
	ID        string    // of the entity or link; chosen by the caller for a new one
	Body      Body      // what the entity shall state
	Link      *LinkBody // what the link shall state
	Delete    bool      // the entity or link shall be gone
	Alone     bool      // with Delete: a Conflict if anything goes with it that the same edits do not name
	IfVersion int64     // Stale unless this version is stored; AnyVersion or MustBeNew
}

// Write makes edits that were prepared, all or none, and returns the changes.
type Write func(ctx context.Context, op Op) ([]Change, error)

// The values of Edit.IfVersion that name no version.
const (
	AnyVersion int64 = 0
	MustBeNew  int64 = -1
)

// The values of Change.Op.
const (
	OpCreate = "create"
	OpUpdate = "update"
	OpDelete = "delete"
)

// Change is one line of the log: what became of one entity or link. Its
// numbers have no gap and stand in the order of the commits.
type Change struct {
	Seq         int64           `json:"seq"`
	At          time.Time       `json:"at"`
	Actor       string          `json:"actor"`
	Op          string          `json:"op"`   // create, update or delete
	Kind        string          `json:"kind"` // a Kind or a LinkKind
	EntityID    string          `json:"entityId"`
	Version     int64           `json:"version"` // after the change; of a delete, one more than before
	Before      json.RawMessage `json:"before"`  // the whole record; null where there was none
	After       json.RawMessage `json:"after"`   // the whole record; null where there is none
	ImportID    string          `json:"importId,omitempty"`
	OperationID string          `json:"operationId"`
}

// IsLink reports whether the change is one of a link of its own.
func (c *Change) IsLink() bool {
	_, ok := RuleOf(LinkKind(c.Kind))
	return ok
}
