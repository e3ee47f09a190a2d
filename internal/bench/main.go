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
	"slices"
	"strings"

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
	only := flag.String("only", "", "measure one part: "+strings.Join(names(), ", "))
	flag.Parse()
	if err := run(ctx, choice{*rows, *memory, *only}, os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1) //nolint:gocritic // nothing is left to stop
	}
}

// place is where the measurements happen.
type place struct {
	dir    string
	server *neo4jd.Server
	access neo4jd.Access
	store  *neostore.Store
	driver neo4j.DriverWithContext
	log    io.Writer
	rows   int
}

// choice is what of it is measured.
type choice struct {
	rows   int
	memory bool
	only   string
}

// part is some targets that can be measured alone.
type part struct {
	name    string
	neo4j   bool
	measure func(*place, context.Context) ([]target, error)
}

var parts = []part{
	{"engine", false, func(p *place, _ context.Context) ([]target, error) { return engine(p.log) }},
	{"trees", false, func(p *place, _ context.Context) ([]target, error) { return trees(p.log) }},
	{"checking", false, func(p *place, ctx context.Context) ([]target, error) { return checking(ctx, p.log) }},
	{"sheets", false, one(func(p *place, ctx context.Context) (target, error) { return sheets(ctx, p.log) })},
	{"importing", true, (*place).importing},
	{"reading", true, one((*place).reading)},
	{"stored", true, (*place).stored},
	{"batches", true, one((*place).batches)},
}

func names() (out []string) {
	for _, p := range parts {
		out = append(out, p.name)
	}
	return out
}

// legend says how the table is read.
const legend = `RATIO is the peer to ours where TARGET is a time or a size: above 1 is within it. Elsewhere it is what TARGET bounds.
A time is the wall clock's or, where other programs held it up, the processor's; waiting for the database counts.
`

func run(ctx context.Context, c choice, stdout, stderr io.Writer) (err error) {
	if c.only != "" && !slices.Contains(names(), c.only) {
		return fmt.Errorf("-only %s is none of %s", c.only, strings.Join(names(), ", "))
	}
	fmt.Fprint(stdout, legend)
	fmt.Fprintf(stdout, "%-44s %-44s %7s  %-22s %s\n", "NAME", "PEER", "RATIO", "TARGET", "MET")
	p := &place{log: stderr, rows: c.rows}
	defer func() { err = errors.Join(err, p.leave()) }() //nolint:contextcheck // what was started is ended also when ctx has
	for _, part := range parts {
		if c.only != "" && part.name != c.only || part.neo4j && c.memory {
			continue
		}
		if part.neo4j && p.server == nil {
			if err := p.enter(ctx); err != nil {
				return err
			}
		}
		targets, err := part.measure(p, ctx)
		if show(stdout, targets); err != nil {
			return err
		}
	}
	return nil
}

// enter starts a Neo4j of its own.
func (p *place) enter(ctx context.Context) (err error) {
	if p.dir, err = os.MkdirTemp("", "linchpin-bench-"); err != nil {
		return err
	}
	p.server, err = neo4jd.Start(ctx, neo4jd.Config{
		Data: p.dir, Heap: 1024, Progress: func(s string) { fmt.Fprintln(p.log, s) },
		Ready: func(ctx context.Context, a neo4jd.Access) error { return neostore.Answers(ctx, of(a)) },
	})
	if err != nil {
		return err
	}
	p.access = p.server.Access()
	if p.store, err = neostore.Open(ctx, of(p.access)); err != nil {
		return err
	}
	p.driver, err = neo4j.NewDriverWithContext(p.access.URI, neo4j.BasicAuth(p.access.User, p.access.Password, ""))
	return err
}

// leave ends what enter began.
func (p *place) leave() (err error) {
	ctx := context.Background()
	if p.driver != nil {
		err = p.driver.Close(ctx)
	}
	if p.store != nil {
		err = errors.Join(err, p.store.Close(ctx))
	}
	if p.server != nil {
		err = errors.Join(err, p.server.Stop())
	}
	if p.dir != "" {
		err = errors.Join(err, os.RemoveAll(p.dir))
	}
	return err
}

func one(measure func(*place, context.Context) (target, error)) func(*place, context.Context) ([]target, error) {
	return func(p *place, ctx context.Context) ([]target, error) {
		t, err := measure(p, ctx)
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
