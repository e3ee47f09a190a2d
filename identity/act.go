package identity

import (
	"time"

	"linchpin/graph"
)

// The values of Act.Act; a caller may add its own.
const (
	ActLink    = "link_made"
	ActSignIn  = "sign_in"
	ActSignOut = "sign_out"
	ActToken   = "token_made"
	ActDenied  = "denied"
	ActImport  = "import"
	ActExport  = "export"
	ActRestore = "restore"
)

// Act is an audit record: something somebody did, or was denied, that is no
// change of the graph. It never holds a secret.
type Act struct {
	ID     string    `json:"id"`
	At     time.Time `json:"at"`
	Actor  string    `json:"actor"` // empty for nobody
	Act    string    `json:"act"`
	Target string    `json:"target,omitempty"` // what it was done to: an id, a name, a path
	Detail string    `json:"detail,omitempty"`
}

// NewAct returns the record of something that happens now.
func NewAct(now time.Time, actor, act, target, detail string) Act {
	return Act{graph.NewID(now), now.UTC(), actor, act, target, detail}
}
