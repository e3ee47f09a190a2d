package neostore

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
)

// moveBatch is how many changes move in one transaction.
const moveBatch = 500

// fence is the migration that shuts out programs which write a node for each
// change. It goes before the first move of the log too, and is done once.
const fence = "0007_gate_of_pages.cypher"

// moves are the steps of migrations that a schema file cannot say, by version.
// Each goes on where it ended, and does nothing when it is done.
var moves = map[int]func(*Store, context.Context) error{5: (*Store).moveBehindFence, 7: (*Store).movePages}

// moveBehindFence moves the log when nobody writes it as it was any more.
func (s *Store) moveBehindFence(ctx context.Context) error {
	text, err := migrations.ReadFile("migrations/" + fence)
	if err != nil {
		return err
	}
	if err := s.statements(ctx, split(string(text)), nil); err != nil {
		return err
	}
	return s.movePages(ctx)
}

// movePages puts a log of a node for each change on pages, from the first on. A
// transaction moves some of it whole, so that a crash loses nothing; it may take
// its time, since a new server is slow at each query it sees for the first time.
func (s *Store) movePages(ctx context.Context) error {
	for {
		var n int
		var next, last int64
		err := s.session(ctx, neo4j.AccessModeWrite, wholeGraphTime, func(ctx context.Context, t tx) (err error) {
			n, next, last, err = t.movePages(ctx, moveBatch)
			return err
		})
		if err != nil || n == 0 {
			return err
		}
		s.tell(fmt.Sprintf("bringing the change log over: %d of %d changes", next, last))
	}
}

// movePages moves the next changes, and returns how many, the number of the
// last of them and that of the last there is.
func (t tx) movePages(ctx context.Context, most int) (n int, to, last int64, err error) {
	rs, err := t.run(ctx, gateLock, nil)
	if err != nil {
		return 0, 0, 0, err
	}
	if len(rs) == 1 {
		last = value[int64](rs[0], "seq")
	}
	if rs, err = t.run(ctx, movingQuery, map[string]any{"limit": most}); err != nil || len(rs) == 0 {
		return 0, 0, last, err
	}
	changes := make([]graph.Change, len(rs))
	entities, links := map[string][]int64{}, map[graph.LinkKind]map[string][]int64{}
	for i, r := range rs {
		changes[i] = changeOfNode(value[map[string]any](r, "change"))
		c := &changes[i]
		of := entities
		if c.IsLink() {
			kind := graph.LinkKind(c.Kind)
			if links[kind] == nil {
				links[kind] = map[string][]int64{}
			}
			of = links[kind]
		}
		of[c.EntityID] = append(of[c.EntityID], c.Seq)
	}
	newest := changes[len(changes)-1]
	if _, err := t.run(ctx, moveQuery, map[string]any{"pages": wholePages(changes), "last": newest.Seq, "now": newest.At}); err != nil {
		return 0, 0, last, err
	}
	if err := t.moveNumbers(ctx, moveEntities, entities); err != nil {
		return 0, 0, last, err
	}
	for _, kind := range slices.Sorted(maps.Keys(links)) {
		if err := t.moveNumbers(ctx, moveLinks[kind], links[kind]); err != nil {
			return 0, 0, last, err
		}
	}
	return len(rs), newest.Seq, last, nil
}

// moveNumbers writes the numbers of changes to what they are about, or to what
// is remembered of it.
func (t tx) moveNumbers(ctx context.Context, q query, numbers map[string][]int64) error {
	row := func(id string) map[string]any { return map[string]any{"id": id, "changes": numbers[id]} }
	rows := make([]map[string]any, 0, len(numbers))
	for id := range numbers {
		rows = append(rows, row(id))
	}
	rs, err := t.run(ctx, q, map[string]any{"rows": rows})
	if err != nil {
		return err
	}
	gone := maps.Clone(numbers)
	for _, r := range rs {
		delete(gone, value[string](r, "id"))
	}
	rows = rows[:0]
	for id := range gone {
		rows = append(rows, row(id))
	}
	return exec(ctx, t, moveGone, rows)
}

// changeOfNode reads a change that is a node.
func changeOfNode(props map[string]any) (c graph.Change) {
	str := func(name string) string { s, _ := props[name].(string); return s }
	image := func(name string) json.RawMessage {
		if s := str(name); s != "" {
			return json.RawMessage(s)
		}
		return nil
	}
	c.Seq, _ = props["seq"].(int64)
	c.Version, _ = props["version"].(int64)
	c.At, c.Actor, c.Op, c.Kind, c.EntityID = instant(props["at"]), str("actor"), str("op"), str("kind"), str("entityId")
	c.Before, c.After = image("before"), image("after")
	c.ImportID, c.OperationID = str("importId"), str("operationId")
	return c
}
