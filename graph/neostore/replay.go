package neostore

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
)

// replayBatch is how many changes are read at once.
const replayBatch = 2000

// Refresh returns the snapshot that follows old, by replaying the log. Old
// itself stays as it is.
func (s *Store) Refresh(ctx context.Context, old graph.Snapshot) (graph.Snapshot, error) {
	return s.replay(ctx, old)
}

// replay applies the changes that follow a snapshot, and adds the links that it
// was left without since they ended nowhere.
func (s *Store) replay(ctx context.Context, old graph.Snapshot, loose ...graph.Edge) (graph.Snapshot, error) {
	r := &replay{old: old, versions: map[string]int64{}, delta: graph.Delta{
		Change: old.Change, Nodes: map[string]*graph.Node{}, Stated: map[string][]graph.Edge{}, Links: map[string]*graph.Edge{},
	}}
	for to := int64(math.MaxInt64); r.delta.Change < to; {
		counter, err := s.follow(ctx, r, to)
		if err != nil {
			return graph.Snapshot{}, fmt.Errorf("changes after %d: %w", r.delta.Change, err)
		}
		to = min(to, counter) // as it stood at first
	}
	for _, e := range loose {
		if !r.replaced(e) { // its end was made in between, and so is among the changes
			r.delta.Links[e.ID] = &e
		}
	}
	next, err := old.With(r.delta)
	if err != nil {
		return graph.Snapshot{}, fmt.Errorf("snapshot %d: %w", r.delta.Change, err)
	}
	return next, nil
}

// follow takes the next changes, at most to a number, and returns where the
// change counter stands. It goes no further: there a write ends, so that none is
// taken in part. What a commit writes may become visible piece by piece, the
// counter before the log; then follow waits for it.
func (s *Store) follow(ctx context.Context, r *replay, to int64) (counter int64, err error) {
	after := r.delta.Change
	to = min(to, after+replayBatch)
	for waited := false; ; waited = true {
		counter, changes, err := s.since(ctx, after, to)
		if err != nil {
			return 0, err
		}
		to := max(after, min(to, counter))
		if changes = between(changes, after, to); int64(len(changes)) == to-after {
			for i := range changes {
				if err := r.change(&changes[i]); err != nil {
					return 0, fmt.Errorf("change %d: %w", r.delta.Change, err)
				}
			}
			return counter, nil
		}
		if waited {
			return 0, fmt.Errorf("the log holds %d changes up to %d, not %d", len(changes), to, to-after)
		}
		if err := s.committed(ctx); err != nil {
			return 0, err
		}
	}
}

// since reads the change counter and after it, in the same round trip, the
// pages with the changes from one number to another.
func (s *Store) since(ctx context.Context, after, to int64) (counter int64, changes []graph.Change, err error) {
	rs, err := s.run(ctx, followQuery, map[string]any{"from": after - pageLines, "to": to})
	if err != nil {
		return 0, nil, err
	}
	if len(rs) == 0 {
		return 0, nil, errors.New("the change counter is gone")
	}
	changes, err = changesIn(rs)
	return value[int64](rs[0], "seq"), changes, err
}

// committed waits until all that is visible of a write is: its writer holds the
// gate until then.
func (s *Store) committed(ctx context.Context) error {
	return s.session(ctx, neo4j.AccessModeWrite, readTime, func(ctx context.Context, t tx) error {
		_, err := t.run(ctx, gateLock, nil)
		return err
	})
}

// replay holds what the changes after a snapshot come to.
type replay struct {
	old      graph.Snapshot
	delta    graph.Delta
	versions map[string]int64 // of all changed nodes and links, those gone too
}

func (r *replay) change(c *graph.Change) error {
	id, version, gone, image := c.EntityID, c.Version, c.Op == graph.OpDelete, c.After
	r.delta.Change = c.Seq
	if gone {
		image = c.Before
	}
	if c.IsLink() {
		return r.link(image, version, gone)
	}
	if r.nodeVersion(id) >= version {
		return nil
	}
	r.versions[id] = version
	if r.delta.Nodes[id], r.delta.Stated[id] = nil, nil; gone {
		return nil
	}
	body, err := graph.DecodeRecord(graph.Kind(c.Kind), image)
	if err != nil {
		return err
	}
	n := graph.NodeOf(body)
	r.delta.Nodes[id], r.delta.Stated[id] = &n, graph.EdgesOf(body)
	return nil
}

func (r *replay) link(image []byte, version int64, gone bool) error {
	var l graph.Link
	if err := json.Unmarshal(image, &l); err != nil {
		return err
	}
	e := graph.EdgeOf(l)
	if r.edgeVersion(e) >= version {
		return nil
	}
	r.versions[e.ID] = version
	if r.delta.Links[e.ID] = &e; gone {
		r.delta.Links[e.ID] = nil
	}
	return nil
}

func (r *replay) nodeVersion(id string) int64 {
	if v, ok := r.versions[id]; ok {
		return v
	}
	n, _ := r.old.Find(id)
	return n.Version
}

func (r *replay) edgeVersion(e graph.Edge) int64 {
	if v, ok := r.versions[e.ID]; ok {
		return v
	}
	old, _ := r.old.FindEdge(e)
	return old.Version
}

// replaced reports whether an edge is no longer what the snapshot before had.
func (r *replay) replaced(e graph.Edge) bool {
	owner, _, stated := strings.Cut(e.ID, ".")
	if stated {
		return has(r.delta.Nodes, owner)
	}
	return has(r.delta.Links, e.ID)
}
