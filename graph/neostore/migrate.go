package neostore

import (
	"context"
	"embed"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
)

//go:embed migrations/*.cypher
var migrations embed.FS

// Migrated connects to a database, brings its schema up to date and returns
// the version it had and the version it has.
func Migrated(ctx context.Context, cfg Config) (from, to int, err error) {
	s, err := connect(cfg)
	if err != nil {
		return 0, 0, err
	}
	defer s.Close(context.WithoutCancel(ctx))
	files, err := migrations.ReadDir("migrations")
	if err != nil {
		return 0, 0, err
	}
	from, err = s.migrate(ctx)
	return from, len(files), fault(err)
}

// migrate applies the migrations the database lacks and returns the version it
// had. Each runs in a transaction of its own and is recorded in another, for a
// transaction that changes the schema can write no data; so each must bear
// being repeated, also beside another process that does the same.
func (s *Store) migrate(ctx context.Context) (from int, err error) {
	files, err := migrations.ReadDir("migrations")
	if err != nil {
		return 0, err
	}
	rs, err := s.run(ctx, migrationsQuery, nil)
	if err != nil {
		return 0, err
	}
	at := int(value[int64](rs[0], "version"))
	if at > len(files) {
		return at, graph.Errorf(graph.Conflict, "the database is at schema version %d, this program knows %d: use a newer one", at, len(files))
	}
	for i, f := range files[at:] {
		text, err := migrations.ReadFile("migrations/" + f.Name())
		if err != nil {
			return at, err
		}
		version := at + i + 1
		if n, _, _ := strings.Cut(f.Name(), "_"); n != fmt.Sprintf("%04d", version) {
			return at, fmt.Errorf("migration %s is not number %d", f.Name(), version)
		}
		if err := s.migrateTo(ctx, version, string(text)); err != nil {
			return at, fmt.Errorf("%s: %w", f.Name(), err)
		}
	}
	return at, nil
}

func (s *Store) migrateTo(ctx context.Context, version int, text string) error {
	params := map[string]any{"version": version, "now": s.moment()}
	for _, statements := range [][]query{split(text), {awaitQuery}} {
		if err := s.statements(ctx, statements, params); err != nil {
			return err
		}
	}
	if move := moves[version]; move != nil {
		if err := move(s, ctx); err != nil {
			return err
		}
	}
	return s.statements(ctx, []query{migratedQuery}, params)
}

func split(text string) (out []query) {
	for s := range strings.SplitSeq(text, ";") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, query(s))
		}
	}
	return out
}

// statements runs several in one transaction.
func (s *Store) statements(ctx context.Context, all []query, params map[string]any) error {
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: s.db})
	defer session.Close(context.WithoutCancel(ctx))
	_, err := session.ExecuteWrite(ctx, func(m neo4j.ManagedTransaction) (any, error) {
		for _, q := range all {
			if _, err := (tx{ManagedTransaction: m}).run(ctx, q, params); err != nil {
				return nil, err
			}
		}
		return nil, nil
	})
	return err
}
