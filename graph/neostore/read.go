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

// run answers one reading query. Where the driver says that another try may
// help, it is made in a transaction, which the driver tries several times.
func (s *Store) run(ctx context.Context, q query, params map[string]any) ([]*neo4j.Record, error) {
	ctx, cancel := context.WithTimeout(ctx, readTime+answerTime)
	defer cancel()
	rs, err := s.once(ctx, q, params)
	if neo4j.IsRetryable(err) {
		err = s.session(ctx, neo4j.AccessModeRead, readTime, func(ctx context.Context, t tx) (err error) {
			rs, err = t.run(ctx, q, params)
			return err
		})
		return rs, err
	}
	if err != nil {
		return nil, during(ctx, err)
	}
	return rs, nil
}

// once runs a query by itself: one round trip where a transaction of its own
// takes a begin and a commit more. Nobody tries it again.
func (s *Store) once(ctx context.Context, q query, params map[string]any) ([]*neo4j.Record, error) {
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: s.db, AccessMode: neo4j.AccessModeRead, FetchSize: neo4j.FetchAll})
	defer session.Close(context.WithoutCancel(ctx))
	res, err := session.Run(ctx, string(q), params, neo4j.WithTxTimeout(readTime))
	if err != nil {
		return nil, err
	}
	return res.Collect(ctx)
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
