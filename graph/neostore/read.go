package neostore

import (
	"context"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// query is the text of a Cypher statement. All there are stand in cypher.go
// and migrate.go: a test sees to it that no other text reaches the driver.
type query string

// runner answers one query: a Store in a transaction of its own, a tx in that
// of a write.
type runner interface {
	run(ctx context.Context, q query, params map[string]any) ([]*neo4j.Record, error)
}

// run answers one reading query in one transaction.
func (s *Store) run(ctx context.Context, q query, params map[string]any) ([]*neo4j.Record, error) {
	ctx, cancel := context.WithTimeout(ctx, readTime+answerTime)
	defer cancel()
	res, err := neo4j.ExecuteQuery(ctx, s.driver, string(q), params, neo4j.EagerResultTransformer,
		neo4j.ExecuteQueryWithDatabase(s.db), neo4j.ExecuteQueryWithReadersRouting(),
		neo4j.ExecuteQueryWithTransactionConfig(neo4j.WithTxTimeout(readTime)))
	if err != nil {
		return nil, during(ctx, err)
	}
	return res.Records, nil
}

// reading runs several queries in one reading transaction. It may do so
// several times: work begins anew with what it fills.
func (s *Store) reading(ctx context.Context, work func(context.Context, tx) error) error {
	return s.session(ctx, neo4j.AccessModeRead, wholeGraphTime, work)
}

// session runs several queries in one transaction that may last so long.
func (s *Store) session(ctx context.Context, mode neo4j.AccessMode, most time.Duration, work func(context.Context, tx) error) error {
	ctx, cancel := context.WithTimeout(ctx, most+answerTime)
	defer cancel()
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: s.db, AccessMode: mode, FetchSize: 5000})
	defer session.Close(context.WithoutCancel(ctx))
	run := session.ExecuteRead
	if mode == neo4j.AccessModeWrite {
		run = session.ExecuteWrite
	}
	_, err := run(ctx, func(m neo4j.ManagedTransaction) (any, error) {
		return nil, work(ctx, tx{ManagedTransaction: m, now: s.moment()})
	}, neo4j.WithTxTimeout(most))
	return during(ctx, err)
}

// stream hands each record of a query's answer to each as it arrives.
func (t tx) stream(ctx context.Context, q query, params map[string]any, each func(*neo4j.Record) error) error {
	res, err := t.Run(ctx, string(q), params)
	if err != nil {
		return err
	}
	for res.Next(ctx) {
		if err := each(res.Record()); err != nil {
			return err
		}
	}
	return res.Err()
}

// value returns a column, or the zero value when it is null.
func value[T any](r *neo4j.Record, column string) T {
	v, _ := r.Get(column)
	t, _ := v.(T)
	return t
}
