// Package jobs makes imports: it keeps the files people bring, and runs the long
// work on them, which is a check, an apply or an undo.
//
// An import lies in a folder of its own: the file as it came (upload), and what
// the last check made of it (plan.ndjson, the wanted edits; rows.ndjson, the
// outcome of every row). Its record and those of its jobs are in the Store.
// One check runs at a time, and one job that writes; the others wait in line. A
// job survives a restart: Desk.Recover finishes or takes back what a crash left
// half done.
package jobs

import (
	"context"
	"time"

	"linchpin/graph"
	"linchpin/importers"
)

// State says how far an import is.
type State string

// The states of an import.
const (
	Mapping  State = "mapping"  // waits for its columns to be confirmed, or for a check
	Checking State = "checking" // a check waits in line or runs
	Checked  State = "checked"  // can be applied, once nothing is rejected or undecided
	Applying State = "applying" // an apply waits in line or runs
	Applied  State = "applied"  // the graph has it
	Failed   State = "failed"   // the last apply or check ended badly, and the graph has nothing of it
	Undone   State = "undone"   // the graph had it
)

// Import is a file on its way into the graph.
type Import struct {
	ID      string            `json:"id"`
	File    string            `json:"file"` // its name, as it was sent
	Size    int64             `json:"size"` // bytes
	SHA256  string            `json:"sha256"`
	As      importers.As      `json:"as"`
	Source  string            `json:"source"`
	State   State             `json:"state"`
	Sniff   importers.Sniff   `json:"sniff"`
	Mapping importers.Mapping `json:"mapping"`
	Answers map[string]string `json:"answers"` // to decisions, by their id
	SkipBad bool              `json:"skipBad"` // rejected and undecided rows are left out
	After   []string          `json:"after"`   // imports that its check takes as applied

	Remembered *Remembered `json:"remembered"` // where the mapping comes from; null when it was proposed or chosen

	// What the last check found.
	Counts    importers.Counts      `json:"counts"`
	Kinds     []importers.KindCount `json:"kinds"` // the things its rows are about
	Notices   []importers.Notice    `json:"notices"`
	Decisions []importers.Decision  `json:"decisions"`
	Risk      *Risk                 `json:"risk"`   // what the file would do to the risk answers; null when not computed
	Edits     int64                 `json:"edits"`  // changes the plan makes
	Plan      string                `json:"plan"`   // SHA-256 of plan.ndjson; empty before a check
	Digest    string                `json:"digest"` // of the outcomes of all rows: equal ones plan the same
	Change    int64                 `json:"change"` // number of the change the check is true of

	// What the last apply did. Its changes in the log are those of this import
	// after the change Since.
	Writing   bool       `json:"writing"`  // it has begun to write, and not ended
	Changes   int64      `json:"changes"`  // changes it made in the graph
	Since     int64      `json:"since"`    // number of the last change before it
	FirstOp   int64      `json:"firstOp"`  // its first operation is <id>/apply/<firstOp>
	NextOp    int64      `json:"nextOp"`   // the first number no operation of this import bears
	Restored  int64      `json:"restored"` // changes an undo made
	AppliedAt *time.Time `json:"appliedAt,omitempty"`
	AppliedBy string     `json:"appliedBy,omitempty"`
	UndoneAt  *time.Time `json:"undoneAt,omitempty"`

	Job       string    `json:"job,omitempty"` // its last job
	Errors    []Fault   `json:"errors"`        // of that job
	CreatedAt time.Time `json:"createdAt"`
	CreatedBy string    `json:"createdBy"`
	UpdatedAt time.Time `json:"updatedAt"`
}

// Fault is one reason why a job ended badly, or one thing it left alone.
type Fault struct {
	Code   graph.Code `json:"code"`
	Detail string     `json:"detail"`
	Line   int64      `json:"line,omitempty"` // of the file
	Ref    *graph.Ref `json:"ref,omitempty"`  // the entity it is about
}

// Work says what a job does to its import.
type Work string

// The kinds of jobs.
const (
	Check Work = "check"
	Apply Work = "apply"
	Undo  Work = "undo"
)

// JobState says how far a job is.
type JobState string

// The states of a job; the last three are final.
const (
	Queued    JobState = "queued"
	Running   JobState = "running"
	Done      JobState = "done"
	Broken    JobState = "failed"
	Cancelled JobState = "cancelled"
)

// Job is long work on an import.
type Job struct {
	ID        string    `json:"id"`
	Kind      Work      `json:"kind"`
	Import    string    `json:"import"`
	State     JobState  `json:"state"`
	Progress  Progress  `json:"progress"`
	Waits     *Wait     `json:"waits"`  // what it waits for; null when for nothing
	Result    *Result   `json:"result"` // null until it is done
	Errors    []Fault   `json:"errors"`
	CreatedBy string    `json:"createdBy"`
	CreatedAt time.Time `json:"createdAt"`
	UpdatedAt time.Time `json:"updatedAt"`

	file string // name of its import's file, while the job is this desk's
}

// Ended reports whether nothing more becomes of the job.
func (j *Job) Ended() bool {
	return j.State == Done || j.State == Broken || j.State == Cancelled
}

// Progress is how much of a job is done.
type Progress struct {
	Done  int64  `json:"done"`
	Total int64  `json:"total"`
	Unit  string `json:"unit"` // rows or changes
}

// Wait is the work on an import that another job waits for.
type Wait struct {
	Import string `json:"import"`
	File   string `json:"file"`
	Kind   Work   `json:"kind"`
	Job    string `json:"job,omitempty"`
	Silent int64  `json:"silent"` // seconds since its server was heard of, when it should have been; else 0
}

// Result is what a job came to.
type Result struct {
	Counts  importers.Counts `json:"counts"`
	Edits   int64            `json:"edits"`   // changes the plan makes
	Changes int64            `json:"changes"` // changes made in the graph
	Kept    int64            `json:"kept"`    // of an undo: what was changed since and stays
}

// Store keeps the records of imports and jobs, each as a whole, and the graph.
// An id that is not stored is a graph.NotFound error.
type Store interface {
	PutImport(ctx context.Context, i Import) error
	Import(ctx context.Context, id string) (Import, error)
	// Imports lists imports, newest first; only Place.ID is used.
	Imports(ctx context.Context, after graph.Place, limit int) (graph.Page[Import], error)
	// ImportsOf lists the imports of a file with this SHA-256, newest first, at most 20.
	ImportsOf(ctx context.Context, sha256 string) ([]Import, error)
	PutJob(ctx context.Context, j Job) error
	Job(ctx context.Context, id string) (Job, error)
	// OpenJobs lists the jobs that are queued or running, oldest first.
	OpenJobs(ctx context.Context) ([]Job, error)
	// Claim makes an import the one that is written, if none is or one of over,
	// or if the desk that writes it has been silent for mine.Silent; it returns
	// the claim that stands.
	Claim(ctx context.Context, mine Claim, over []string) (stands Claim, err error)
	// Renew says that the desk of a claim is there; it reports whether the claim stands.
	Renew(ctx context.Context, mine Claim) (stands bool, err error)
	Release(ctx context.Context, mine Claim) error
	PutMapping(ctx context.Context, m SavedMapping) error
	// Mappings lists the saved mappings, those used last first, at most MostSaved.
	Mappings(ctx context.Context) ([]SavedMapping, error)
	// DropMapping reports whether there was one of this id.
	DropMapping(ctx context.Context, id string) (bool, error)
	Graph
}

// Graph is what a desk needs of the graph itself.
type Graph interface {
	importers.Stored
	Change(ctx context.Context) (seq int64, at time.Time, err error)
	// Prepare makes edits ready to be written: what needs no database of it.
	Prepare(edits []graph.Edit) (graph.Write, error)
	// ChangesOf lists what an import changed after a change number, in the
	// order of the log, at most limit changes.
	ChangesOf(ctx context.Context, importID string, after int64, limit int) ([]graph.Change, error)
	Refs(ctx context.Context, ids []string) (map[string]graph.Ref, error)
	Snapshot(ctx context.Context) (graph.Snapshot, error)
	Refresh(ctx context.Context, old graph.Snapshot) (graph.Snapshot, error)
}
