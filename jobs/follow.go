package jobs

import (
	"context"
	"maps"
	"slices"

	"linchpin/graph"
)

// follow goes on from where entities stand that others have changed since the
// import and brought back to what it left, as the undo of a later import does:
// only their version is another one.
func (d *Desk) follow(ctx context.Context, i Import, all []*graph.Touched, now graph.Snapshot) error {
	moved := map[string]*graph.Touched{}
	for _, t := range all {
		if n, there := now.Find(t.ID); there && t.After != nil && n.Version != t.Version {
			moved[t.ID] = t
		}
	}
	if len(moved) == 0 {
		return nil
	}
	left := map[string][]byte{} // of what is new it is only in the log
	for c, err := range d.logOf(ctx, i) {
		if err != nil {
			return err
		}
		if moved[c.EntityID] != nil {
			left[c.EntityID] = c.After
		}
	}
	stored, err := d.Store.Records(ctx, slices.Collect(maps.Keys(moved)))
	if err != nil {
		return err
	}
	for id, t := range moved {
		was, err := graph.DecodeRecord(graph.Kind(t.Kind), left[id])
		if err != nil {
			return err
		}
		n, _ := now.Find(id)
		if is, ok := stored[id]; ok && is.Version == n.Version && graph.Same(is.Body, was.Body) {
			t.Version = is.Version
		}
	}
	return nil
}
