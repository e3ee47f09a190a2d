// Package neotest gives the tests of a package one real Neo4j.
//
// Each test binary has a server of its own, since go test runs the binaries of
// several packages beside each other. It starts at the first call of Server,
// keeps its schema, is wiped between tests, and ends with the binary, even when
// that is killed.
package neotest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph/neo4jd"
)

const (
	prefix = "neotest-" // of the folders in the temporary directory
	heap   = 384        // MB: enough for small graphs
)

var shared struct {
	once   sync.Once
	data   string
	server *neo4jd.Server
	driver neo4j.DriverWithContext
	err    error
}

// Main runs the tests of a package, and stops the server if one was started:
//
//	func TestMain(m *testing.M) { neotest.Main(m) }
func Main(m *testing.M) {
	status := m.Run()
	if err := stop(); err != nil {
		fmt.Fprintln(os.Stderr, "neotest:", err)
		status = 1
	}
	os.Exit(status)
}

// Server returns the access to the server of this test binary, with its schema
// kept, its data wiped and its counters at 0. The first call starts it. Tests
// that use it must not run in parallel, and their package needs Main.
func Server(t testing.TB) neo4jd.Access {
	t.Helper()
	shared.once.Do(func() { shared.err = start() })
	if shared.err != nil {
		t.Fatal("a real Neo4j is needed: ", shared.err)
	}
	if err := wipe(t.Context(), shared.driver); err != nil {
		t.Fatal("wiping the Neo4j of the tests: ", err)
	}
	return shared.server.Access()
}

// Own starts a server for one test alone, which may do it harm: a child that is
// killed (its number is in Access) comes back on the same port. It is stopped
// when the test ends.
func Own(t testing.TB) *neo4jd.Server {
	t.Helper()
	s, err := neo4jd.Start(t.Context(), config(t.TempDir()))
	if err != nil {
		t.Fatal("a real Neo4j is needed: ", err)
	}
	ended := make(chan error, 1)
	go func() {
		ended <- s.Supervise(context.Background(), func(e neo4jd.Event) {
			if e.Crash != nil {
				t.Logf("restart in %v: %v", e.Wait, e.Crash)
			}
		})
	}()
	t.Cleanup(func() {
		if err := errors.Join(s.Stop(), <-ended); err != nil {
			t.Error(err)
		}
	})
	return s
}

func start() (err error) {
	sweep(os.TempDir(), time.Now().Add(-time.Hour))
	if shared.data, err = os.MkdirTemp("", prefix); err != nil {
		return err
	}
	if shared.server, err = neo4jd.Start(context.Background(), config(shared.data)); err != nil {
		return err
	}
	shared.driver, err = connect(shared.server.Access())
	return err
}

// config suits small graphs: the cheap compiler only.
func config(data string) neo4jd.Config {
	return neo4jd.Config{Data: data, Heap: heap, Flags: []string{"-XX:TieredStopAtLevel=1"}, Archive: true, Ready: Ready}
}

// sweep removes the folders of test binaries that were killed before a time.
func sweep(dir string, before time.Time) {
	left, _ := filepath.Glob(filepath.Join(dir, prefix+"*")) // the pattern is well formed
	for _, data := range left {
		info, err := os.Stat(data)
		if err != nil || info.ModTime().After(before) {
			continue
		}
		if _, err := neo4jd.Running(data); errors.Is(err, os.ErrNotExist) {
			_ = os.RemoveAll(data)
		}
	}
}

func stop() error {
	ctx := context.Background()
	if shared.driver != nil {
		_ = shared.driver.Close(ctx)
	}
	var err error
	if shared.server != nil {
		err = shared.server.Stop()
	}
	return errors.Join(err, os.RemoveAll(shared.data))
}
