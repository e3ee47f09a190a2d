package neo4jd

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"time"
)

// child is one process of a server.
type child struct {
	cmd  *exec.Cmd
	out  *output
	born time.Time
	done chan struct{}
	err  error // why it ended; valid once done is closed
}

func (c *child) pid() int { return c.cmd.Process.Pid }

// launch starts a child on the server's port and waits until it answers.
func (s *Server) launch(ctx context.Context) error {
	s.starting.Lock()
	defer s.starting.Unlock()
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	password, err := s.home.prepare(s.port)
	if err != nil {
		return err
	}
	out, err := newOutput(filepath.Join(s.home.dir, "output.log"))
	if err != nil {
		return err
	}
	c := &child{out: out, born: time.Now(), done: make(chan struct{})}
	c.cmd = exec.Command(s.java.path, s.arguments()...) //nolint:noctx // it outlives ctx; Stop ends it
	c.cmd.Dir = s.home.dir
	c.cmd.Stdout, c.cmd.Stderr = out, out
	c.cmd.SysProcAttr = attributes(!s.cfg.untied)
	if err := c.run(); err != nil {
		return errors.Join(err, out.Close())
	}
	s.mu.Lock()
	s.password, s.child = password, c
	a := s.access()
	s.mu.Unlock()
	if err := errors.Join(s.home.announce(a), c.await(ctx, s.cfg.Ready, a)); err != nil {
		_ = c.stop()
		_ = s.home.withdraw()
		return err
	}
	return nil
}

// run starts the process and waits for its end in one goroutine that keeps its
// thread: the kernel ends a tied child with the thread that started it.
func (c *child) run() error {
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := c.cmd.Start()
		started <- err
		if err != nil {
			return
		}
		c.err = c.cmd.Wait()
		_ = c.out.Close()
		close(c.done)
	}()
	return <-started
}

func (s *Server) arguments() []string {
	heap := s.cfg.Heap
	if heap == 0 {
		heap = DefaultHeap
	}
	size := strconv.Itoa(heap) + "m"
	args := []string{
		"-Xms" + size, "-Xmx" + size, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8",
		"--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED",
		"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED",
		"-Dio.netty.tryReflectionSetAccessible=true", "-Dlog4j2.disable.jmx=true", "-Djdk.nio.maxCachedBufferSize=1024",
	}
	args = append(args, s.archiveFlags()...)
	args = append(args, s.cfg.Flags...)
	return append(args, "-cp", s.classPath, "org.neo4j.server.CommunityEntryPoint",
		homeFlag+s.home.dir, "--config-dir="+filepath.Join(s.home.dir, "conf"), "--console-mode")
}

// await asks until the child answers, ends, or ctx does.
func (c *child) await(ctx context.Context, ready func(context.Context, Access) error, a Access) error {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		try, cancel := context.WithTimeout(ctx, tryTime)
		err := ready(try, a)
		cancel()
		if err == nil {
			return nil
		}
		select {
		case <-c.done:
			return fmt.Errorf("%w before it was ready", c.ended())
		case <-ctx.Done():
			return fmt.Errorf("Neo4j is not ready: %w: %w", context.Cause(ctx), err)
		case <-tick.C:
		}
	}
}

// ended says why the child ended, once done is closed.
func (c *child) ended() error {
	why := "exit status 0" // nobody asked it to
	if c.err != nil {
		why = c.err.Error()
	}
	if cause := c.out.cause(); cause != "" {
		why += ": " + cause
	}
	return fmt.Errorf("Neo4j (process %d) ended (%s)", c.pid(), why)
}

// stop ends the child, by force where it takes too long, and waits for its end.
func (c *child) stop() error {
	err := terminate(c.pid(), c.done)
	<-c.done
	return err
}

// terminate sends SIGTERM, and SIGKILL when done is not closed in time.
func terminate(pid int, done <-chan struct{}) error {
	select {
	case <-done:
		return nil // its number may belong to another process by now
	default:
	}
	_ = syscall.Kill(pid, syscall.SIGTERM) // it may be ending already
	select {
	case <-done:
		return nil
	case <-time.After(stopTime):
		_ = syscall.Kill(pid, syscall.SIGKILL)
		return fmt.Errorf("Neo4j (process %d) did not stop in %v and was killed", pid, stopTime)
	}
}

func freePort(ctx context.Context) (int, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	return l.Addr().(*net.TCPAddr).Port, l.Close()
}
