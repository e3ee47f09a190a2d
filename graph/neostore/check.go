package neostore

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
	"linchpin/jobs"
)

// maxFindings is how many faults a check lists.
const maxFindings = 1000

// errStop rolls back a transaction that was only to hold the gate.
var errStop = errors.New("nothing to commit")

// Check proves what is stored against the rules: the fields, types and form of
// every record, the ends, keys and groups of links, owners, the change log and
// the counters of imports. It returns what is at fault.
//
// It may run beside a server. Then a fault can be one half of a write; so it
// counts only when nothing was written in the meantime, in the end behind the
// closed gate.
func (s *Store) Check(ctx context.Context) ([]graph.Finding, error) {
	for range 2 {
		before, _, err := s.Change(ctx)
		if err != nil {
			return nil, err
		}
		found, err := s.inspect(ctx, neo4j.AccessModeRead)
		if err != nil || len(found) == 0 {
			return found, err
		}
		if after, _, err := s.Change(ctx); err != nil || after == before {
			return found, err
		}
	}
	return s.inspect(ctx, neo4j.AccessModeWrite)
}

// inspect looks at everything once; in a writing transaction, while it holds
// the gate.
func (s *Store) inspect(ctx context.Context, mode neo4j.AccessMode) ([]graph.Finding, error) {
	var c *checker
	err := s.session(ctx, mode, checkTime, func(ctx context.Context, t tx) error {
		if mode == neo4j.AccessModeWrite {
			if _, err := t.run(ctx, gateLock, nil); err != nil {
				return err
			}
		}
		c = newChecker() // here, since this may run again
		if err := c.all(ctx, t); err != nil || mode == neo4j.AccessModeRead {
			return err
		}
		return errStop
	})
	if err != nil && !errors.Is(err, errStop) {
		return nil, fmt.Errorf("check: %w", err)
	}
	return c.findings, nil
}

// checker holds what a check has seen so far.
type checker struct {
	findings []graph.Finding
	imports  []jobs.Import
	byImport map[string]int64     // changes since the import's last apply began
	last     map[string]imageMark // of every entity and link in the log
	seen     map[string]bool      // entities and links that are stored
	kinds    map[string]graph.Kind
	owner    map[string]string   // partner by partner
	keys     map[string]string   // natural keys and keys of links: whose they are
	groups   map[[3]string]int64 // stated minimum by owner, kind and group
	ops      map[string]*span    // operations in the log
}

// span is the run of change numbers of an operation; torn is said once.
type span struct {
	first, count int64
	torn         bool
}

func newChecker() *checker {
	return &checker{
		byImport: map[string]int64{}, last: map[string]imageMark{}, seen: map[string]bool{}, kinds: map[string]graph.Kind{},
		owner: map[string]string{}, keys: map[string]string{}, groups: map[[3]string]int64{}, ops: map[string]*span{},
	}
}

func (c *checker) find(rule, entity, format string, args ...any) {
	if len(c.findings) < maxFindings {
		c.findings = append(c.findings, graph.Finding{Rule: rule, Entity: entity, Detail: fmt.Sprintf(format, args...)})
	}
}

func (c *checker) all(ctx context.Context, t tx) error {
	err := t.stream(ctx, checkImports, nil, func(r *neo4j.Record) error {
		var i jobs.Import
		if err := json.Unmarshal([]byte(value[string](r, "record")), &i); err != nil {
			c.find("import record", "", "cannot be read: %v", err)
			return nil
		}
		c.imports = append(c.imports, i)
		return nil
	})
	if err != nil {
		return err
	}
	for _, part := range []func(context.Context, tx) error{c.log, c.operations, c.entities, c.strays, c.links, c.gone} {
		if err := part(ctx, t); err != nil {
			return err
		}
	}
	c.loops()
	c.missing()
	c.counters()
	return nil
}

// strays finds entities of no kind.
func (c *checker) strays(ctx context.Context, t tx) error {
	return t.stream(ctx, checkStrays, nil, func(r *neo4j.Record) error {
		c.find("kind", value[string](r, "id"), "is an entity of no kind: %v", value[[]any](r, "labels"))
		return nil
	})
}

// loops finds partners that own themselves.
func (c *checker) loops() {
	done := map[string]bool{}
	for start := range c.owner {
		path := map[string]bool{}
		for at := start; at != "" && !done[at]; at = c.owner[at] {
			if path[at] {
				c.find("ownership", at, "owns itself: %v", loopFrom(at, c.owner))
				break
			}
			path[at] = true
		}
		for id := range path {
			done[id] = true
		}
	}
}

// missing finds what the log says is there, and is not.
func (c *checker) missing() {
	for id, m := range c.last {
		switch {
		case c.seen[id]:
		case m.op == graph.OpDelete:
			c.find("own changes", id, "is gone, and the numbers of its changes with it")
		default:
			c.find("last change", id, "the log leaves a %s at version %d that is not stored", m.kind, m.version)
		}
	}
}

// counters compares what imports say they changed with the log.
func (c *checker) counters() {
	for _, i := range c.imports {
		if i.State != jobs.Applied && i.State != jobs.Undone {
			continue
		}
		if want := i.Changes + i.Restored; c.byImport[i.ID] != want {
			c.find("import counter", i.ID, "says it made %d changes, the log has %d", want, c.byImport[i.ID])
		}
	}
}
