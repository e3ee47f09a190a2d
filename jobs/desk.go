package jobs

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"sync"
	"time"

	"linchpin/graph"
)

// DefaultMaxBytes is the size of the largest file taken where Config says nothing.
const DefaultMaxBytes = 64 << 20

// Config says what a desk works with. Dir, Store and Now are required.
type Config struct {
	Dir   string // holds a folder for each import; created when absent
	Store Store
	Now   func() time.Time
	Log   *slog.Logger
	// LostAfter is how long nothing may be heard of a desk that writes before
	// another may take back what it wrote; a minute where it is 0.
	LostAfter time.Duration
	// MaxBytes is the size of the largest file taken.
	MaxBytes int64
	// Risk compares the answers of the graph before and after a plan. Where it
	// is nil, imports have no Risk.
	Risk func(before, after graph.Snapshot) (*Risk, error)
}

// Desk is where imports are made. Its methods may be called from several
// goroutines. A desk runs jobs until Close.
type Desk struct {
	Config
	id      string     // of this desk, kept in its folder
	records sync.Mutex // held while the record of an import is changed

	mu      sync.Mutex     // guards all below
	live    map[string]Job // jobs of this process, the last ended ones too
	changed chan struct{}  // closed whenever a live job changes
	closed  bool
	checks  *lane // what only reads the graph
	writes  *lane // applies and undos

	quit  context.Context
	leave context.CancelCauseFunc

	others sync.WaitGroup // ends of imports that other servers left

	snapMu sync.Mutex // guards snap
	snap   graph.Snapshot
}

// Why a job stops before its end.
var (
	errCancelled = errors.New("cancelled")
	errClosing   = errors.New("the server stops")
)

// New opens a desk on a folder.
func New(c Config) (*Desk, error) {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.MaxBytes == 0 {
		c.MaxBytes = DefaultMaxBytes
	}
	if c.LostAfter == 0 {
		c.LostAfter = time.Minute
	}
	if err := os.MkdirAll(c.Dir, 0o700); err != nil {
		return nil, err
	}
	id, err := deskID(c.Dir, c.Now())
	if err != nil {
		return nil, err
	}
	d := &Desk{
		Config: c, id: id, live: map[string]Job{}, changed: make(chan struct{}),
		checks: newLane(), writes: newLane(),
	}
	d.quit, d.leave = context.WithCancelCause(context.Background())
	go d.work(d.checks)
	go d.work(d.writes)
	return d, nil
}

// Close stops taking jobs and waits for the running ones to reach a point from
// which Recover carries on.
func (d *Desk) Close() {
	d.mu.Lock()
	d.closed = true
	d.mu.Unlock()
	d.leave(errClosing)
	<-d.checks.idle
	<-d.writes.idle
	d.others.Wait()
}

// Get returns an import.
func (d *Desk) Get(ctx context.Context, id string) (Import, error) {
	return d.Store.Import(ctx, id)
}

// List lists imports, newest first.
func (d *Desk) List(ctx context.Context, after graph.Place, limit int) (graph.Page[Import], error) {
	return d.Store.Imports(ctx, after, limit)
}

// Job returns a job, with the progress it has made by now, or what it stands in
// line behind.
func (d *Desk) Job(ctx context.Context, id string) (Job, error) {
	d.mu.Lock()
	j, ok := d.live[id]
	if j.State == Queued {
		j.Waits = d.front(d.lane(j.Kind))
	}
	d.mu.Unlock()
	if ok {
		return j, nil
	}
	return d.Store.Job(ctx, id)
}

// Importing is the id of the import that is being written to the graph or taken
// back, empty when there is none.
func (d *Desk) Importing() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.live[d.writes.current].Import
}

// change modifies the record of an import, one caller at a time.
func (d *Desk) change(ctx context.Context, id string, do func(*Import) error) (Import, error) {
	d.records.Lock()
	defer d.records.Unlock()
	i, err := d.Store.Import(ctx, id)
	if err != nil {
		return i, err
	}
	if err := do(&i); err != nil {
		return i, err
	}
	i.UpdatedAt = d.Now().UTC()
	return i, d.Store.PutImport(ctx, i)
}

// snapshot returns the graph as it is now.
func (d *Desk) snapshot(ctx context.Context) (s graph.Snapshot, err error) {
	d.snapMu.Lock()
	defer d.snapMu.Unlock()
	if d.snap.Len() == 0 {
		s, err = d.Store.Snapshot(ctx)
	} else {
		s, err = d.Store.Refresh(ctx, d.snap)
	}
	if err == nil {
		d.snap = s
	}
	return s, err
}
