package neostore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
	"linchpin/jobs"
)

// exportBatch is how many changes are read at once.
const exportBatch = 2000

// Export writes an archive of one moment, and returns its head. Writers wait
// only while that moment is noted: changes up to it stay as they are, so they
// can be read at leisure. While an import is half written it refuses.
func (s *Store) Export(ctx context.Context, to io.Writer) (Archive, error) {
	head, imports, mappings, err := s.moments(ctx)
	if err != nil {
		return head, err
	}
	w, alive := newArchiveWriter(to), map[string]graph.Kind{}
	if err := w.line(archiveLine{Head: &head}); err != nil {
		return head, err
	}
	for at := int64(0); at < head.Change; {
		changes, err := s.Changes(ctx, at, int(min(exportBatch, head.Change-at)))
		if err != nil {
			return head, fmt.Errorf("changes after %d: %w", at, err)
		}
		if len(changes) == 0 {
			return head, fmt.Errorf("the log lacks change %d: linchpin check tells more", at+1)
		}
		for i := range changes {
			c := &changes[i]
			survive(alive, c)
			if err := w.line(archiveLine{Change: c}); err != nil {
				return head, err
			}
		}
		at = changes[len(changes)-1].Seq
	}
	if err := head.holds(alive); err != nil {
		return head, err
	}
	for i := range imports {
		if err := w.line(archiveLine{Import: &imports[i]}); err != nil {
			return head, err
		}
	}
	for i := range mappings {
		if err := w.line(archiveLine{Mapping: &mappings[i]}); err != nil {
			return head, err
		}
	}
	return head, w.end()
}

// moments reads, behind the closed gate, what goes on to change.
func (s *Store) moments(ctx context.Context) (head Archive, imports []jobs.Import, mappings []jobs.SavedMapping, err error) {
	err = s.session(ctx, neo4j.AccessModeWrite, readTime, func(ctx context.Context, t tx) error {
		if _, err := t.run(ctx, gateLock, nil); err != nil {
			return err
		}
		counter, err := t.run(ctx, counterQuery, nil)
		if err != nil {
			return err
		}
		counts, err := t.run(ctx, countsQuery, nil)
		if err != nil {
			return err
		}
		schema, err := t.run(ctx, migrationsQuery, nil)
		if err != nil {
			return err
		}
		if imports, err = kept[jobs.Import](ctx, t, checkImports, nil); err != nil {
			return err
		}
		if mappings, err = kept[jobs.SavedMapping](ctx, t, mappingList, map[string]any{"limit": jobs.MostSaved}); err != nil {
			return err
		}
		head = Archive{
			Format: archiveFormat, Version: archiveVersion, Schema: int(value[int64](schema[0], "version")),
			Change: value[int64](counter[0], "seq"), At: instant(counter[0].AsMap()["at"]), Entities: countsOf(counts[0]),
		}
		return errStop
	})
	if !errors.Is(err, errStop) {
		return head, nil, nil, fmt.Errorf("export: %w", err)
	}
	for _, i := range imports {
		if i.Writing {
			return head, nil, nil, graph.Errorf(graph.Busy, "%s is being written to the graph; export when import %s has ended", i.File, i.ID)
		}
	}
	imports = slices.DeleteFunc(imports, func(i jobs.Import) bool { return i.FirstOp == 0 }) // they wrote nothing, and their files are not in the archive
	for n := range imports {
		unwritten := []jobs.State{jobs.Mapping, jobs.Checking, jobs.Checked} // once more, after they were undone: without the file they are that again
		if i := &imports[n]; slices.Contains(unwritten, i.State) {
			i.State = jobs.Undone
		}
	}
	slices.SortFunc(imports, func(a, b jobs.Import) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(mappings, func(a, b jobs.SavedMapping) int { return strings.Compare(a.ID, b.ID) })
	head.Imports, head.Mappings = int64(len(imports)), int64(len(mappings))
	return head, imports, mappings, nil
}

// survive notes what a change leaves.
func survive(alive map[string]graph.Kind, c *graph.Change) {
	switch {
	case c.IsLink():
	case c.Op == graph.OpDelete:
		delete(alive, c.EntityID)
	default:
		alive[c.EntityID] = graph.Kind(c.Kind)
	}
}

// holds compares the entities that the changes leave with those counted.
func (a Archive) holds(alive map[string]graph.Kind) error {
	left := map[graph.Kind]int64{}
	for _, k := range alive {
		left[k]++
	}
	for _, k := range graph.Kinds() {
		if left[k] != a.Entities[k] {
			return graph.Errorf(graph.Internal, "the changes leave %d of kind %s, the graph has %d: linchpin check tells more", left[k], k, a.Entities[k])
		}
	}
	return nil
}
