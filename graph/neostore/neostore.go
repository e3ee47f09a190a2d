// Package neostore keeps a graph in Neo4j. It is the only package that knows
// Cypher or imports the driver.
//
// Every write passes one gate: it takes a lock before it reads, so writers
// come one after the other, and leaves one numbered Change for each entity or
// link it touched. The rules between records are checked while the gate is
// held; the rules of one record before. Reads never wait.
//
// An entity is a node with the label Entity and that of its kind. Its fields
// are properties under their JSON names: days as dates, amounts as whole
// numbers (see graph.MoneyScale), nothing where nothing is stated. Fields that
// name another entity are links only. Every link bears an id, unique by type;
// that of a body link is graph.BodyLinkID, so that none can be there twice.
package neostore

import (
	"context"
	"fmt"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"

	"linchpin/graph"
)

const (
	readTime       = 20 * time.Second // one question, retries included; a new server plans each for the first time
	writeTime      = 25 * time.Second // one write, retries included
	txTime         = 20 * time.Second // its transaction; a new server is slow at what it sees for the first time
	answerTime     = 2 * time.Second  // for the answer to come that something took too long
	settleTime     = 5 * time.Second  // finding out what became of a write
	wholeGraphTime = 2 * time.Minute  // reading everything
	checkTime      = 10 * time.Minute // reading everything, the log too
)

// Config says where the database is. Now defaults to time.Now; Progress, where
// there is one, is told what an opening that takes long is at.
type Config struct {
	URI, User, Password string
	Database            string // default: neo4j
	Now                 func() time.Time
	Progress            func(string)
}

// Store is a graph in one Neo4j database. It is safe for concurrent use.
type Store struct {
	driver neo4j.DriverWithContext
	db     string
	now    func() time.Time
	tell   func(string)
}

// Open connects to a database and brings its schema up to date.
func Open(ctx context.Context, cfg Config) (*Store, error) {
	s, err := connect(cfg)
	if err != nil {
		return nil, err
	}
	if _, err := s.migrate(ctx); err != nil {
		_ = s.Close(ctx)
		return nil, fmt.Errorf("migrate: %w", fault(err))
	}
	if err := s.whole(ctx); err != nil {
		_ = s.Close(ctx)
		return nil, err
	}
	return s, nil
}

// whole refuses a database that a restore has filled in part.
func (s *Store) whole(ctx context.Context) error {
	rs, err := s.run(ctx, restoringQuery, nil)
	if err == nil && value[bool](rs[0], "restoring") {
		return graph.Errorf(graph.Conflict, "an archive is being restored into this database, or that was cut short: run linchpin restore again")
	}
	return err
}

func connect(cfg Config) (*Store, error) {
	driver, err := neo4j.NewDriverWithContext(cfg.URI, neo4j.BasicAuth(cfg.User, cfg.Password, ""), func(c *config.Config) {
		c.MaxConnectionPoolSize = 50
		c.ConnectionAcquisitionTimeout = 5 * time.Second
		c.MaxTransactionRetryTime = 10 * time.Second
		c.ConnectionLivenessCheckTimeout = time.Minute
		c.TelemetryDisabled = true
	})
	if err != nil {
		return nil, err
	}
	s := &Store{driver: driver, db: cfg.Database, now: cfg.Now, tell: cfg.Progress}
	if s.db == "" {
		s.db = "neo4j"
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.tell == nil {
		s.tell = func(string) {}
	}
	return s, nil
}

// Answers makes one attempt to use the database that cfg names.
func Answers(ctx context.Context, cfg Config) error {
	s, err := connect(cfg)
	if err != nil {
		return err
	}
	defer s.Close(context.WithoutCancel(ctx))
	return s.Ping(ctx)
}

// Ping reports whether the database answers a query.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.driver.VerifyConnectivity(ctx); err != nil { // at once; a query would retry first
		return fault(err)
	}
	_, err := s.run(ctx, pingQuery, nil)
	return err
}

// Close frees the connections.
func (s *Store) Close(ctx context.Context) error { return s.driver.Close(ctx) }

// Change returns number and time of the last change; the zero time when there
// is none yet.
func (s *Store) Change(ctx context.Context) (int64, time.Time, error) {
	rs, err := s.run(ctx, counterQuery, nil)
	if err != nil {
		return 0, time.Time{}, fmt.Errorf("change counter: %w", err)
	}
	if len(rs) != 1 {
		return 0, time.Time{}, fmt.Errorf("change counter: %d found", len(rs))
	}
	return value[int64](rs[0], "seq"), value[time.Time](rs[0], "at").UTC(), nil
}

// moment is the time of a write. The zone must be UTC: the driver takes no
// other from here, and a refusal breaks the connection.
func (s *Store) moment() time.Time { return s.now().UTC().Truncate(time.Microsecond) }
