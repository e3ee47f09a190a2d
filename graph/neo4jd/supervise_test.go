package neo4jd

import (
	"strings"
	"syscall"
	"testing"
	"time"
)

// supervise starts a server and supervises it; what it reports comes on a
// channel, and how it ended on another.
func supervise(t *testing.T) (*Server, <-chan Event, <-chan error) {
	t.Helper()
	s := start(t, t.TempDir())
	s.pause = time.Millisecond
	events, ended := make(chan Event, 2*maxCrashes), make(chan error, 1)
	go func() { ended <- s.Supervise(t.Context(), func(e Event) { events <- e }) }()
	return s, events, ended
}

func next[T any](t *testing.T, c <-chan T) (v T) {
	t.Helper()
	select {
	case v = <-c:
	case <-time.After(startTime):
		t.Fatal("nothing happened")
	}
	return v
}

func TestCrashedChildComesBack(t *testing.T) {
	s, events, ended := supervise(t)
	before := s.Access()
	if err := syscall.Kill(before.PID, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if e := next(t, events); e.Crash == nil || !strings.Contains(e.Crash.Error(), "killed") {
		t.Errorf("the crash is reported as %v", e.Crash)
	}
	if e := next(t, events); e.Crash != nil {
		t.Fatal(e.Crash)
	}
	after := s.Access()
	if after.URI != before.URI || after.Password != before.Password || after.PID == before.PID {
		t.Errorf("after the crash %s (process %d), before %s (process %d)", after.URI, after.PID, before.URI, before.PID)
	}
	if err := handshake(t.Context(), before); err != nil {
		t.Error(err)
	}
	if err := s.Stop(); err != nil {
		t.Error(err)
	}
	if err := next(t, ended); err != nil {
		t.Errorf("after Stop: %v", err)
	}
	if len(events) > 0 {
		t.Errorf("a clean stop is reported: %v", <-events)
	}
}

func TestServerThatKeepsCrashingIsGivenUp(t *testing.T) {
	s, events, ended := supervise(t)
	s.cfg.Flags = []string{"-XX:NoSuchFlag"} // no child starts from here on
	if err := syscall.Kill(s.Access().PID, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	err := next(t, ended)
	if err == nil || !strings.Contains(err.Error(), "given up") || !strings.Contains(err.Error(), "NoSuchFlag") {
		t.Errorf("ended with %v, want what the last child said", err)
	}
	if len(events) != maxCrashes {
		t.Errorf("%d crashes reported, want %d", len(events), maxCrashes)
	}
	for want := s.pause; len(events) > 0; want *= 2 {
		if e := <-events; e.Crash == nil || e.Wait != want {
			t.Errorf("%v, a pause of %v, want %v", e.Crash, e.Wait, want)
		}
	}
	if err := s.Stop(); err != nil {
		t.Error(err)
	}
}
