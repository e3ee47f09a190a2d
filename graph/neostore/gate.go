package neostore

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
	"linchpin/jobs"
)

// tx is a transaction; that of a write holds the gate.
type tx struct {
	neo4j.ManagedTransaction
	now time.Time

	// Of a write, which holds the gate:
	op   graph.Op
	last int64              // number of the last change before it
	past map[string][]int64 // by id, of what is made again: the numbers of its changes so far; none for what is new
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
	return execWith(ctx, t, q, rows, map[string]any{})
}

// execWith is exec with more parameters than the rows.
func execWith[T any](ctx context.Context, t tx, q query, rows []T, params map[string]any) error {
	params["rows"] = rows
	rs, err := t.run(ctx, q, params)
	if err != nil {
		return err
	}
	if n := value[int64](rs[0], "n"); n != int64(len(rows)) {
		return fmt.Errorf("%d rows written of %d", n, len(rows))
	}
	return nil
}

// execEach runs the query of each kind over its rows.
func execEach[K ~string, T any](ctx context.Context, t tx, queries map[K]query, rows map[K][]T) error {
	for _, kind := range slices.Sorted(maps.Keys(rows)) {
		if err := exec(ctx, t, queries[kind], rows[kind]); err != nil {
			return err
		}
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
// locks the gate before it reads anything: first of all what became of fresh,
// where that is gone. The change counter is another node: a second seek of one for which
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
	rs, err := t.run(ctx, gateQuery, map[string]any{
		"operation": t.op.ID, "fresh": fresh, "import": t.op.ImportID, "desk": t.op.Desk,
	})
	if err != nil {
		return nil, err
	}
	if len(rs) != 1 {
		return nil, graph.Errorf(graph.Unavailable, "nothing can be written: an archive is being restored, or a newer program has taken the database over")
	}
	if value[bool](rs[0], "done") { // the reply to an earlier attempt was lost
		changes, _, err := done(ctx, t, t.op)
		return changes, err
	}
	if !value[bool](rs[0], "holds") { // taken while this server did not know how long it stood still
		return nil, jobs.ErrLost
	}
	t.last, t.past = value[int64](rs[0], "last"), make(map[string][]int64, len(fresh))
	for _, id := range fresh {
		t.past[id] = nil
	}
	for _, v := range value[[]any](rs[0], "gone") {
		pair, _ := v.([]any)
		t.past[at[string](pair, 0)] = numbersOf(at[[]any](pair, 1))
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
	changes, err = changesIn(rs)
	return changes, len(rs) > 0, err
}

// log stores the changes, moves the counter on and marks the operation as done.
func (t tx) log(ctx context.Context, changes []graph.Change) error {
	rs, err := t.run(ctx, logQuery, t.logged(changes))
	if err != nil {
		return err
	}
	if len(rs) != 1 {
		return fmt.Errorf("the change counter is missing, or no longer at %d while the gate is held", t.last)
	}
	return nil
}

// logged are the parameters of a query that logs changes.
func (t tx) logged(changes []graph.Change) map[string]any {
	return map[string]any{
		"pages": pages(changes), "count": len(changes), "last": t.last,
		"operation": t.op.ID, "actor": t.op.Actor, "import": text([]byte(t.op.ImportID)), "now": t.now,
	}
}

// text is b as a property; nothing is stored for an empty one.
func text(b []byte) any {
	if len(b) == 0 {
		return nil
	}
	return string(b)
}
