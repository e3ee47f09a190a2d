package neo4jd

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"
)

const (
	parentEnv = "NEO4JD_TEST_PARENT_OF"     // the data folder of a doomed parent
	untiedEnv = "NEO4JD_TEST_PARENT_UNTIED" // not empty: its child outlives it
)

// TestMain runs the tests, or is the doomed parent of one of them.
func TestMain(m *testing.M) {
	data := os.Getenv(parentEnv)
	if data == "" {
		goleak.VerifyTestMain(m)
		return
	}
	cfg := config(data)
	cfg.untied = os.Getenv(untiedEnv) != ""
	if _, err := Start(context.Background(), cfg); err == nil {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
	}
	os.Exit(0) // the test waits for a killed parent
}

// handshake is Bolt's greeting: enough to see that the server listens.
func handshake(ctx context.Context, a Access) error {
	c, err := new(net.Dialer).DialContext(ctx, "tcp", strings.TrimPrefix(a.URI, "bolt://"))
	if err != nil {
		return err
	}
	defer func() { _ = c.Close() }()
	_ = c.SetDeadline(time.Now().Add(time.Second))
	if _, err := c.Write([]byte("\x60\x60\xb0\x17\x00\x00\x00\x05\x00\x00\x00\x04\x00\x00\x00\x00\x00\x00\x00\x00")); err != nil {
		return err
	}
	_, err = io.ReadFull(c, make([]byte, 4))
	return err
}

func config(data string) Config {
	return Config{Data: data, Heap: 256, Flags: []string{"-XX:TieredStopAtLevel=1"}, Archive: true, Ready: handshake}
}

func start(t *testing.T, data string) *Server {
	t.Helper()
	s, err := Start(t.Context(), config(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Stop() })
	return s
}

func TestOneServerADataFolder(t *testing.T) {
	data := t.TempDir()
	var told []string
	cfg := config(data)
	cfg.Progress = func(s string) { told = append(told, s) }
	s, err := Start(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Stop() }()
	if len(told) < 2 || told[len(told)-2] != "starting Neo4j" || !strings.HasPrefix(told[len(told)-1], "Neo4j is ready") {
		t.Errorf("progress: %q", told)
	}
	for _, secret := range []string{"neo4j.json", "neo4j/password", "neo4j/conf/neo4j.conf"} {
		if info, err := os.Stat(filepath.Join(data, secret)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", secret, info, err)
		}
	}
	if a, err := Running(data); err != nil || a != s.Access() || !strings.HasPrefix(a.URI, "bolt://127.0.0.1:") {
		t.Errorf("Running: %s, %v, want %s", a.URI, err, s.Access().URI)
	}
	if _, err := Start(t.Context(), cfg); !errors.Is(err, ErrInUse) || !strings.Contains(err.Error(), data) {
		t.Errorf("a second start: %v, want ErrInUse and the folder", err)
	}
	began := time.Now()
	if err := errors.Join(s.Stop(), s.Stop()); err != nil {
		t.Error(err)
	}
	if took := time.Since(began); took > stopTime {
		t.Errorf("stopping took %v", took)
	}
	if a, err := Running(data); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("after Stop: %s, %v", a.URI, err)
	}
}

// orphan starts a server under a parent that kills itself, and returns what
// its neo4j.json says.
func orphan(t *testing.T, data string, env ...string) (*home, Access) {
	t.Helper()
	parent := exec.CommandContext(t.Context(), os.Args[0])
	parent.Env = append(append(os.Environ(), parentEnv+"="+data), env...)
	if err := parent.Run(); err == nil {
		t.Fatal("the parent was not killed: its server did not start")
	}
	h, err := homeOf(data)
	if err != nil {
		t.Fatal(err)
	}
	a, err := h.read()
	if err != nil {
		t.Fatal(err)
	}
	return h, a
}

func TestStaleChildIsStopped(t *testing.T) {
	data := t.TempDir()
	h, old := orphan(t, data, untiedEnv+"=yes")
	if !h.runs(old.PID) {
		t.Fatal("no child was left behind")
	}
	s := start(t, data)
	if h.runs(old.PID) {
		t.Error("the old child still runs")
	}
	now := s.Access()
	if now.PID == old.PID {
		t.Error("no new child")
	}
	if now.Password != old.Password {
		t.Error("the password changed")
	}
}

func TestChildEndsWithItsParent(t *testing.T) {
	h, a := orphan(t, t.TempDir())
	deadline := time.After(stopTime)
	for h.runs(a.PID) {
		select {
		case <-deadline:
			_ = syscall.Kill(a.PID, syscall.SIGKILL)
			t.Fatal("the child outlives its parent")
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func TestNumberOfAnotherProcessIsLeftAlone(t *testing.T) {
	data := t.TempDir()
	h, err := homeOf(data)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(h.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := h.announce(Access{PID: os.Getpid()}); err != nil { // the number of a dead child, used again
		t.Fatal(err)
	}
	if _, err := Running(data); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a process that is no server counts as one: %v", err)
	}
	opened, err := openHome(data) // would stop the test itself
	if err != nil {
		t.Fatal(err)
	}
	opened.close()
}
