// Command bench measures the speed targets and prints a line for each: name,
// peer, ratio, target, and whether it is met. Both sides of a ratio run in one
// process against one Neo4j of its own, one after the other, several times; the
// best of each counts, so that a moment of other load on the machine does not.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph/neo4jd"
	"linchpin/graph/neostore"
)

// target is one line: what is measured against what, and how it must come out.
type target struct {
	name, peer string
	ratio      float64
	want       string
	met        bool
	detail     string
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	rows := flag.Int("rows", 50_000, "partners of the import that is measured")
	memory := flag.Bool("memory", false, "measure only what needs no Neo4j")
	flag.Parse()
	if err := run(ctx, *rows, *memory, os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1) //nolint:gocritic // nothing is left to stop
	}
}

// place is where the measurements happen.
type place struct {
	dir    string
	access neo4jd.Access
	store  *neostore.Store
	driver neo4j.DriverWithContext
	log    io.Writer
	rows   int
}

func run(ctx context.Context, rows int, memory bool, stdout, stderr io.Writer) (err error) {
	fmt.Fprintf(stdout, "%-44s %-44s %7s  %-22s %s\n", "NAME", "PEER", "RATIO", "TARGET", "MET")
	targets, err := engine(stderr)
	if show(stdout, targets); err != nil {
		return err
	}
	targets, err = trees(stderr)
	if show(stdout, targets); err != nil {
		return err
	}
	targets, err = checking(ctx, stderr)
	if show(stdout, targets); err != nil {
		return err
	}
	sheet, err := sheets(ctx, stderr)
	if err != nil {
		return err
	}
	if show(stdout, []target{sheet}); memory {
		return nil
	}
	dir, err := os.MkdirTemp("", "linchpin-bench-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	server, err := neo4jd.Start(ctx, neo4jd.Config{
		Data: dir, Heap: 1024, Progress: func(s string) { fmt.Fprintln(stderr, s) },
		Ready: func(ctx context.Context, a neo4jd.Access) error { return neostore.Answers(ctx, of(a)) },
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Stop()) }()
	p := &place{dir: dir, access: server.Access(), log: stderr, rows: rows}
	if p.store, err = neostore.Open(ctx, of(p.access)); err != nil {
		return err
	}
	defer p.store.Close(context.WithoutCancel(ctx))
	if p.driver, err = neo4j.NewDriverWithContext(p.access.URI, neo4j.BasicAuth(p.access.User, p.access.Password, "")); err != nil {
		return err
	}
	defer p.driver.Close(context.WithoutCancel(ctx))
	for _, measure := range []func(context.Context) ([]target, error){p.importing, one(p.reading), p.stored} {
		targets, err := measure(ctx)
		if err != nil {
			return err
		}
		show(stdout, targets)
	}
	return nil
}

func one(measure func(context.Context) (target, error)) func(context.Context) ([]target, error) {
	return func(ctx context.Context) ([]target, error) {
		t, err := measure(ctx)
		return []target{t}, err
	}
}

func show(out io.Writer, targets []target) {
	for _, t := range targets {
		met := "met"
		if !t.met {
			met = "NOT MET"
		}
		fmt.Fprintf(out, "%-44s %-44s %7.2f  %-22s %s (%s)\n", t.name, t.peer, t.ratio, t.want, met, t.detail)
	}
}

func of(a neo4jd.Access) neostore.Config {
	return neostore.Config{URI: a.URI, User: a.User, Password: a.Password}
}
