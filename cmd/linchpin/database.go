package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"

	"linchpin/graph/neo4jd"
	"linchpin/graph/neostore"
)

// database is a Neo4j, and how to be done with it.
type database struct {
	neostore.Config
	own *neo4jd.Server // nil when it is somebody else's
}

func (d database) stop() error {
	if d.own == nil {
		return nil
	}
	return d.own.Stop()
}

// open says where Neo4j is, and starts an own one where none is named.
func (p *program) open(ctx context.Context, c *config) (database, error) {
	if c.URI != "" {
		return database{Config: p.telling(c.neo4j())}, nil
	}
	server, err := neo4jd.Start(ctx, neo4jd.Config{
		Data: c.Data, Archive: true,
		Ready:    func(ctx context.Context, a neo4jd.Access) error { return neostore.Answers(ctx, of(a)) },
		Progress: p.say,
	})
	if errors.Is(err, neo4jd.ErrInUse) {
		return database{}, fmt.Errorf("%s is in use: another linchpin serve runs on it: %w", c.Data, err)
	}
	if err != nil {
		return database{}, err
	}
	return database{p.telling(of(server.Access())), server}, nil
}

// join is open, but uses the server that another process runs on the data
// folder where there is one.
func (p *program) join(ctx context.Context, c *config) (database, error) {
	if c.URI == "" {
		access, err := neo4jd.Running(c.Data)
		if err == nil {
			return database{Config: p.telling(of(access))}, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return database{}, err
		}
	}
	return p.open(ctx, c)
}

func (c *config) neo4j() neostore.Config {
	return neostore.Config{URI: c.URI, User: c.User, Password: string(c.Password), Database: c.Database}
}

func (p *program) say(s string) { fmt.Fprintln(p.stderr, s) }

// telling is a database whose opening says on the terminal what takes long.
func (p *program) telling(c neostore.Config) neostore.Config {
	c.Progress = p.say
	return c
}

func of(a neo4jd.Access) neostore.Config {
	return neostore.Config{URI: a.URI, User: a.User, Password: a.Password}
}

// supervise keeps an own server running until ctx ends. The channel tells why
// it was given up.
func (d database) supervise(ctx context.Context, log *slog.Logger) <-chan error {
	gone := make(chan error, 1)
	if d.own == nil {
		return gone
	}
	go func() {
		err := d.own.Supervise(ctx, func(e neo4jd.Event) {
			if e.Crash != nil {
				log.ErrorContext(ctx, "Neo4j has crashed and is started again", "error", e.Crash, "wait", e.Wait)
				return
			}
			log.InfoContext(ctx, "Neo4j is back")
		})
		if err != nil {
			gone <- err
		}
	}()
	return gone
}

// withStore does something with the store itself, also beside a running server.
func (p *program) withStore(ctx context.Context, c *config, do func(*neostore.Store) error) (err error) {
	db, err := p.join(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.stop()) }()
	store, err := neostore.Open(ctx, db.Config)
	if err != nil {
		return err
	}
	defer store.Close(context.WithoutCancel(ctx))
	return do(store)
}
