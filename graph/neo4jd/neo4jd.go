// Package neo4jd runs a local Neo4j Community server as a supervised child
// process.
//
// The server's jars are resolved by Maven, once for each user. A data folder
// belongs to one Server at a time: the server keeps everything it has in the
// folder neo4j of it, and while it runs, neo4j.json beside it says how to reach
// it. The child listens on loopback only, asks for a random password, and is
// ended with its parent.
//
// The package does not speak to the database: whoever starts a server says in
// Config.Ready how to ask whether it answers.
package neo4jd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"
)

const (
	startTime = 240 * time.Second // a badly loaded machine has taken 120 s
	tryTime   = 20 * time.Second  // one attempt of Config.Ready
	stopTime  = 30 * time.Second  // from SIGTERM to SIGKILL
)

// DefaultHeap is the size of the server's Java heap, in MB, where Config names none.
const DefaultHeap = 512

// Config says where a server lives. Data and Ready are required.
type Config struct {
	Data  string   // folder that holds neo4j.json and the server's home; created when absent
	Cache string   // class path and pom; default: linchpin in the user's cache directory
	Heap  int      // MB of Java heap; default DefaultHeap
	Flags []string // further flags of the JVM
	// Archive makes an archive of the loaded classes at the first clean stop,
	// with which every later server of this user starts in half the time. That
	// stop takes a few seconds longer.
	Archive bool
	// Ready makes one attempt to use the server; nil means that it answers.
	Ready func(context.Context, Access) error
	// Progress is told in a user's words what takes time. It may be nil.
	Progress func(string)

	untied bool // the child outlives its parent, as where the kernel cannot tie them
}

func (c Config) progress(format string, args ...any) {
	if c.Progress != nil {
		c.Progress(fmt.Sprintf(format, args...))
	}
}

// Access is what a client needs to reach a server. It is kept in the data
// folder as neo4j.json, readable by the owner only, while the server runs.
type Access struct {
	URI      string `json:"uri"`
	User     string `json:"user"`
	Password string `json:"password"`
	PID      int    `json:"pid"`
}

// Server is a running Neo4j. Its methods may be called from several goroutines.
type Server struct {
	cfg       Config
	java      java
	classPath string
	home      *home
	port      int
	password  string
	pause     time.Duration // before the first restart

	quit     chan struct{} // closed by Stop
	stopOnce sync.Once
	stopErr  error
	starting sync.Mutex // held while a child is started
	mu       sync.Mutex // guards child
	child    *child
}

// Start starts a server and waits until it answers. A second Start on the same
// data folder is refused with ErrInUse; a child left behind by a parent that
// died is stopped first. Without Java or Maven the error says what to install.
func Start(ctx context.Context, cfg Config) (*Server, error) {
	java, err := findJava(ctx)
	if err != nil {
		return nil, err
	}
	cp, err := classPath(ctx, cfg)
	if err != nil {
		return nil, err
	}
	h, err := openHome(cfg.Data)
	if err != nil {
		return nil, err
	}
	s := &Server{cfg: cfg, java: java, classPath: cp, home: h, pause: firstPause, quit: make(chan struct{})}
	if err := s.first(ctx); err != nil {
		h.close()
		return nil, err
	}
	return s, nil
}

// first starts the first child: the free port may be taken before it listens.
func (s *Server) first(ctx context.Context) (err error) {
	s.cfg.progress("starting Neo4j")
	began := time.Now()
	for range 3 {
		if s.port, err = freePort(ctx); err != nil {
			return err
		}
		err = s.launch(ctx)
		if err == nil {
			s.cfg.progress("Neo4j is ready after %.0f s", time.Since(began).Seconds())
			return nil
		}
		if !strings.Contains(err.Error(), "Address already in use") {
			return err
		}
	}
	return err
}

// Access says how to reach the server. Only its PID changes, when a crashed
// child is replaced.
func (s *Server) Access() Access {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.access()
}

func (s *Server) access() Access {
	return Access{fmt.Sprintf("bolt://127.0.0.1:%d", s.port), "neo4j", s.password, s.child.pid()}
}

// Stop ends the server cleanly, by force after 30 s, and frees its data folder.
// It may be called again and after a crash.
func (s *Server) Stop() error {
	s.stopOnce.Do(func() {
		close(s.quit)
		s.starting.Lock() // a restart under way gives up first
		defer s.starting.Unlock()
		s.stopErr = errors.Join(s.current().stop(), s.home.withdraw())
		if s.stopErr == nil { // a child that was killed leaves half an archive
			s.keepArchive()
		}
		s.home.close()
	})
	return s.stopErr
}

func (s *Server) current() *child {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.child
}

// Running returns the access to the server that some process runs on a data
// folder, or an error matching os.ErrNotExist when none runs.
func Running(data string) (Access, error) {
	h, err := homeOf(data)
	if err != nil {
		return Access{}, err
	}
	a, err := h.read()
	if err != nil {
		return Access{}, err
	}
	if !h.runs(a.PID) {
		return Access{}, fmt.Errorf("%s: its process is gone: %w", h.access, os.ErrNotExist)
	}
	return a, nil
}
