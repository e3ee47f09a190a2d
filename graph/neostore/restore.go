package neostore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
)

// restoreBatch is how much one transaction stores: changes, but for the rest of
// an operation, or links.
const restoreBatch = 1000

// Restore fills an empty database from an archive, and returns its head. The
// whole archive is looked at before anything is written. While it is written
// there is no gate: nobody else can write, and Open refuses. So does it after a
// restore that was cut short, until Restore is called again, which begins by
// removing what is there of the one before.
func Restore(ctx context.Context, cfg Config, from io.ReadSeeker) (Archive, error) {
	head, trail, err := survey(from)
	if err != nil {
		return head, err
	}
	s, err := connect(cfg)
	if err != nil {
		return head, err
	}
	defer s.Close(context.WithoutCancel(ctx))
	if _, err := s.migrate(ctx); err != nil {
		return head, fmt.Errorf("migrate: %w", fault(err))
	}
	r := &restore{s, from, head, trail, graph.NewID(time.Now())}
	for _, step := range []func(context.Context) error{r.begin, r.sweep, r.changes, r.rest, r.end} {
		if err := step(ctx); err != nil {
			return head, fmt.Errorf("restore: %w", fault(err))
		}
	}
	return head, nil
}

// restore is an archive on its way into a database.
type restore struct {
	*Store
	from  io.ReadSeeker
	head  Archive
	trail map[string][]int64 // numbers of the changes of each entity and link
	id    string             // of this restore: one that began later ends it
}

// begin takes the gate away, where there is nothing yet.
func (r *restore) begin(ctx context.Context) error {
	return r.session(ctx, neo4j.AccessModeWrite, writeTime, func(ctx context.Context, t tx) error {
		if _, err := t.run(ctx, gateLock, nil); err != nil {
			return err
		}
		rs, err := t.run(ctx, restoreBegin, nil)
		if err != nil {
			return err
		}
		if value[bool](rs[0], "full") {
			return graph.Errorf(graph.Conflict, "the database is not empty; restore into a new one, for example with another LINCHPIN_DATA")
		}
		rs, err = t.run(ctx, restoreTake, map[string]any{"by": r.id})
		if err == nil && value[int64](rs[0], "n") != 1 {
			err = errors.New("the database has no gate")
		}
		return err
	})
}

// writing is one transaction of the restore that holds the database.
func (r *restore) writing(ctx context.Context, work func(context.Context, tx) error) error {
	return r.session(ctx, neo4j.AccessModeWrite, writeTime, func(ctx context.Context, t tx) error {
		rs, err := t.run(ctx, restoreHold, map[string]any{"by": r.id})
		switch {
		case err != nil:
			return err
		case len(rs) != 1 || !value[bool](rs[0], "held"):
			return graph.Errorf(graph.Conflict, "another restore into this database began")
		}
		return work(ctx, t)
	})
}

// sweep removes what an earlier restore has left.
func (r *restore) sweep(ctx context.Context) error {
	for n := int64(1); n > 0; {
		err := r.writing(ctx, func(ctx context.Context, t tx) error {
			rs, err := t.run(ctx, restoreSweep, map[string]any{"limit": restoreBatch})
			if err == nil {
				n = value[int64](rs[0], "n")
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// each reads the archive once more.
func (r *restore) each(do func(archiveLine) error) error {
	if _, err := r.from.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return readArchive(r.from, do)
}

// changes stores the log, and with the last change of each entity the entity.
func (r *restore) changes(ctx context.Context) error {
	var batch []graph.Change
	err := r.each(func(l archiveLine) error {
		if l.Change == nil {
			return nil
		}
		if n := len(batch); n >= restoreBatch && batch[n-1].OperationID != l.Change.OperationID {
			if err := r.log(ctx, batch); err != nil {
				return err
			}
			batch = nil
		}
		batch = append(batch, *l.Change)
		return nil
	})
	if err != nil || len(batch) == 0 {
		return err
	}
	return r.log(ctx, batch)
}

// log stores the changes of whole operations, the entities that stay as they
// leave them, and what is remembered of what is gone.
func (r *restore) log(ctx context.Context, changes []graph.Change) error {
	entities := map[graph.Kind][]map[string]any{}
	var operations, gone []map[string]any
	for i := range changes {
		c := &changes[i]
		if n := len(operations); n == 0 || operations[n-1]["id"] != c.OperationID {
			operations = append(operations, map[string]any{"id": c.OperationID, "first": c.Seq, "count": int64(0)})
		}
		o := operations[len(operations)-1]
		o["count"] = o["count"].(int64) + 1
		switch {
		case !r.last(c):
			continue
		case c.Op == graph.OpDelete:
			gone = append(gone, map[string]any{"id": c.EntityID, "changes": r.trail[c.EntityID]})
			continue
		case c.IsLink(): // its ends may not be there yet
			continue
		}
		now, err := leftBy(c)
		if err != nil {
			return err
		}
		code, err := encode(now.entity.Body)
		if err != nil {
			return err
		}
		kind := graph.Kind(c.Kind)
		props := code.of(now.entity.Meta)
		props["changes"] = r.trail[c.EntityID]
		entities[kind] = append(entities[kind], props)
	}
	return r.writing(ctx, func(ctx context.Context, t tx) error {
		if err := exec(ctx, t, restoreOperations, operations); err != nil {
			return err
		}
		if err := exec(ctx, t, restorePages, wholePages(changes)); err != nil {
			return err
		}
		if err := exec(ctx, t, restoreGone, gone); err != nil {
			return err
		}
		return execEach(ctx, t, restoreEntities, entities)
	})
}

// last reports whether a change is the last of its entity or link.
func (r *restore) last(c *graph.Change) bool {
	trail := r.trail[c.EntityID]
	return trail[len(trail)-1] == c.Seq
}

// rest stores what needs the entities to be there, and what is no part of the
// graph.
func (r *restore) rest(ctx context.Context) error {
	links := map[graph.LinkKind][]map[string]any{}
	err := r.each(func(l archiveLine) error {
		switch {
		case l.Import != nil:
			return r.PutImport(ctx, *l.Import)
		case l.Mapping != nil:
			return r.PutMapping(ctx, *l.Mapping)
		case l.Change == nil || !r.last(l.Change):
			return nil
		}
		now, err := leftBy(l.Change)
		if err != nil {
			return err
		}
		rows, err := now.links(r.trail[l.Change.EntityID])
		for kind, more := range rows {
			if links[kind] = append(links[kind], more...); err == nil && len(links[kind]) >= restoreBatch {
				err = r.link(ctx, kind, links[kind])
				links[kind] = nil
			}
		}
		return err
	})
	for kind, rows := range links {
		if err == nil {
			err = r.link(ctx, kind, rows)
		}
	}
	return err
}

func (r *restore) link(ctx context.Context, kind graph.LinkKind, rows []map[string]any) error {
	return r.writing(ctx, func(ctx context.Context, t tx) error { return exec(ctx, t, linkCreate[kind], rows) })
}

// end opens the gate.
func (r *restore) end(ctx context.Context) error {
	return r.writing(ctx, func(ctx context.Context, t tx) error {
		_, err := t.run(ctx, restoreEnd, map[string]any{"change": r.head.Change, "at": r.head.At.UTC()})
		return err
	})
}
