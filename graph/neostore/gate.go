package neostore

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
)

// tx is a transaction; that of a write holds the gate.
type tx struct {
	neo4j.ManagedTransaction
	now time.Time

	// Of a write, which holds the gate:
	op       graph.Op
	last     int64            // number of the last change before it
	versions map[string]int64 // by id, of what was asked for with the gate: the last version there was; 0 for none
}

// run answers one query of the transaction.
func (t tx) run(ctx context.Context, q query, params map[string]any) ([]*neo4j.Record, error) {
	res, err := t.Run(ctx, string(q), params)
	if err != nil {
		return nil, err
	}
	return res.Collect(ctx)
}

// exec runs a query over rows, and is an error when it left some out.
func exec[T any](ctx context.Context, t tx, q query, rows []T) error {
	if len(rows) == 0 {
		return nil
	}
	rs, err := t.run(ctx, q, map[string]any{
		"rows": rows, "count": len(rows), "last": t.last,
		"operation": t.op.ID, "actor": t.op.Actor, "import": text([]byte(t.op.ImportID)), "now": t.now,
	})
	if err != nil {
		return err
	}
	if n := value[int64](rs[0], "n"); n != int64(len(rows)) {
		return fmt.Errorf("%d rows written of %d", n, len(rows))
	}
	return nil
}

// number gives changes their numbers: nobody else takes any while the gate is held.
func (t tx) number(changes []graph.Change) {
	for i := range changes {
		c := &changes[i]
		c.Seq, c.At, c.Actor, c.ImportID, c.OperationID = t.last+1+int64(i), t.now, t.op.Actor, t.op.ImportID, t.op.ID
	}
}

// write runs work, which logs what it changes, while no other writer can. It
// locks the gate before it reads anything: first of all the last versions of
// fresh. The change counter is another node: a second seek of one for which
// others wait, by its unique key, deadlocks with them.
//
// Work may run several times: it must assign, never append, to what it
// captures. The write goes on when the caller hangs up. A repeated operation
// does nothing and returns what it did the first time.
func (s *Store) write(ctx context.Context, op graph.Op, fresh []string, work func(context.Context, tx) ([]graph.Change, error)) ([]graph.Change, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), writeTime)
	defer cancel()
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: s.db})
	defer session.Close(context.WithoutCancel(ctx))
	now := s.moment()
	var changes []graph.Change
	_, err := session.ExecuteWrite(ctx, func(m neo4j.ManagedTransaction) (_ any, err error) {
		changes, err = tx{ManagedTransaction: m, now: now, op: op}.pass(ctx, fresh, work)
		return nil, err
	}, neo4j.WithTxTimeout(txTime), neo4j.WithTxMetadata(map[string]any{"operation": op.ID}))
	if unanswered(err) {
		return s.settle(ctx, op, err)
	}
	if err != nil {
		return nil, fault(err)
	}
	return changes, nil
}

// pass waits at the gate, and works when it holds it.
func (t tx) pass(ctx context.Context, fresh []string, work func(context.Context, tx) ([]graph.Change, error)) ([]graph.Change, error) {
	rs, err := t.run(ctx, gateQuery, map[string]any{"operation": t.op.ID, "fresh": fresh})
	if err != nil {
		return nil, err
	}
	if len(rs) != 1 {
		return nil, fmt.Errorf("%d gates: the database is not set up", len(rs))
	}
	if value[bool](rs[0], "done") { // the reply to an earlier attempt was lost
		changes, _, err := done(ctx, t, t.op)
		return changes, err
	}
	t.last, t.versions = value[int64](rs[0], "last"), make(map[string]int64, len(fresh))
	for _, id := range fresh {
		t.versions[id] = 0
	}
	for _, v := range value[[]any](rs[0], "versions") {
		pair, _ := v.([]any)
		t.versions[at[string](pair, 0)] = at[int64](pair, 1)
	}
	return work(ctx, t)
}

// settle finds out, on a connection of its own, what became of a write whose
// answer was lost.
func (s *Store) settle(ctx context.Context, op graph.Op, cause error) ([]graph.Change, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTime)
	defer cancel()
	changes, found, err := done(ctx, s, op)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", graph.Errorf(graph.OutcomeUnknown, "the database cannot be reached; the change may have been made"), cause)
	case !found:
		return nil, fault(cause)
	}
	return changes, nil
}

// done returns the changes an operation has made.
func done(ctx context.Context, from runner, op graph.Op) (changes []graph.Change, found bool, err error) {
	rs, err := from.run(ctx, operationQuery, map[string]any{"operation": op.ID})
	if err != nil {
		return nil, false, err
	}
	for _, r := range rs {
		if props := value[map[string]any](r, "change"); props != nil {
			changes = append(changes, changeOf(props))
		}
	}
	return changes, len(rs) > 0, nil
}

// log stores the changes that are not stored with what they are about, moves
// the counter on and marks the operation as done.
func (t tx) log(ctx context.Context, changes []graph.Change) error {
	rows := []map[string]any{}
	for _, c := range changes {
		if c.Op == graph.OpCreate && !c.IsLink() {
			continue
		}
		rows = append(rows, map[string]any{
			"seq": c.Seq, "op": c.Op, "kind": c.Kind, "id": c.EntityID, "version": c.Version,
			"before": text(c.Before), "after": text(c.After),
		})
	}
	rs, err := t.run(ctx, logQuery, map[string]any{
		"changes": rows, "count": len(changes), "last": t.last,
		"operation": t.op.ID, "actor": t.op.Actor, "import": text([]byte(t.op.ImportID)), "now": t.now,
	})
	if err != nil {
		return err
	}
	if len(rs) != 1 {
		return fmt.Errorf("the change counter is missing, or no longer at %d while the gate is held", t.last)
	}
	return nil
}

// text is b as a property; nothing is stored for an empty one.
func text(b []byte) any {
	if len(b) == 0 {
		return nil
	}
	return string(b)
}

func changeOf(props map[string]any) (c graph.Change) {
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
