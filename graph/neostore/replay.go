package neostore

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
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

// replay applies the changes that follow a snapshot.
func (s *Store) replay(ctx context.Context, old graph.Snapshot) (graph.Snapshot, error) {
	r := &replay{old: old, seq: old.Change, nodes: map[string]*graph.Node{}, versions: map[string]int64{}, edges: map[string]*graph.Edge{}, stated: map[string][]graph.Edge{}}
	for {
		rs, err := s.run(ctx, replayQuery, map[string]any{"after": r.seq, "limit": replayBatch})
		if err != nil {
			return graph.Snapshot{}, fmt.Errorf("changes after %d: %w", r.seq, err)
		}
		for _, rec := range rs {
			if err := r.change(rec); err != nil {
				return graph.Snapshot{}, fmt.Errorf("change %d: %w", r.seq, err)
			}
		}
		if len(rs) < replayBatch {
			return r.merge(), nil
		}
	}
}

// replay holds what the changes after a snapshot come to. A nil node or edge
// is gone.
type replay struct {
	old      graph.Snapshot
	seq      int64
	nodes    map[string]*graph.Node
	stated   map[string][]graph.Edge // by changed node: the links its body states
	edges    map[string]*graph.Edge  // links of their own
	versions map[string]int64        // of all changed nodes and links, those gone too
}

func (r *replay) change(rec *neo4j.Record) error {
	id, version, kind := value[string](rec, "id"), value[int64](rec, "version"), value[string](rec, "kind")
	r.seq = value[int64](rec, "seq")
	gone := value[string](rec, "op") == graph.OpDelete
	image := []byte(value[string](rec, "image")) // after the change; of a delete, before it
	if _, isLink := graph.RuleOf(graph.LinkKind(kind)); isLink {
		return r.link(image, version, gone)
	}
	if r.nodeVersion(id) >= version {
		return nil
	}
	r.versions[id] = version
	if r.nodes[id], r.stated[id] = nil, nil; gone {
		return nil
	}
	body, err := graph.DecodeRecord(graph.Kind(kind), image)
	if err != nil {
		return err
	}
	n := graph.NodeOf(body)
	r.nodes[id], r.stated[id] = &n, graph.EdgesOf(body)
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
	if r.edges[e.ID] = &e; gone {
		r.edges[e.ID] = nil
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
	if i, ok := slices.BinarySearchFunc(r.old.Edges, e, graph.CompareEdges); ok {
		return r.old.Edges[i].Version
	}
	return 0
}

// merge returns the snapshot after the changes.
func (r *replay) merge() graph.Snapshot {
	if len(r.versions) == 0 {
		r.old.Change = r.seq
		return r.old
	}
	var fresh graph.Snapshot // what is new or changed
	for _, n := range r.nodes {
		if n != nil {
			fresh.Nodes = append(fresh.Nodes, *n)
		}
	}
	for _, list := range r.stated {
		fresh.Edges = append(fresh.Edges, list...)
	}
	for _, e := range r.edges {
		if e != nil {
			fresh.Edges = append(fresh.Edges, *e)
		}
	}
	graph.SortSnapshot(&fresh)
	return graph.Snapshot{
		Change: r.seq,
		Nodes:  mergeSorted(r.old.Nodes, fresh.Nodes, graph.CompareNodes, func(n *graph.Node) bool { return has(r.nodes, n.ID) }),
		Edges:  mergeSorted(r.old.Edges, fresh.Edges, graph.CompareEdges, r.replaced),
	}
}

// replaced reports whether an old edge is no longer true as it stands.
func (r *replay) replaced(e *graph.Edge) bool {
	owner, _, stated := strings.Cut(e.ID, ".")
	if stated {
		return has(r.stated, owner)
	}
	return has(r.edges, e.ID)
}

// mergeSorted merges two sorted lists, leaving out what was dropped from old.
func mergeSorted[T any](old, fresh []T, compare func(a, b T) int, dropped func(*T) bool) []T {
	out := make([]T, 0, len(old)+len(fresh))
	for i := range old {
		if dropped(&old[i]) {
			continue
		}
		for len(fresh) > 0 && compare(fresh[0], old[i]) < 0 {
			out, fresh = append(out, fresh[0]), fresh[1:]
		}
		out = append(out, old[i])
	}
	return slices.Clip(append(out, fresh...))
}

// whole reports a link of the snapshot that ends nowhere.
func whole(s graph.Snapshot) error {
	ids := make(map[string]bool, len(s.Nodes))
	for i := range s.Nodes {
		ids[s.Nodes[i].ID] = true
	}
	for i := range s.Edges {
		if e := &s.Edges[i]; !ids[e.From] || !ids[e.To] {
			return fmt.Errorf("snapshot %d: the link %s ends nowhere", s.Change, e.ID)
		}
	}
	return nil
}
