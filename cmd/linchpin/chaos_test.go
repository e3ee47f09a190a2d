package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"linchpin/graph"
	"linchpin/graph/neo4jd"
	"linchpin/jobs"
)

// child is the program as a process of its own, with a Neo4j of its own.
type child struct {
	*running
	cmd  *exec.Cmd
	data string
}

func (c *child) serve() {
	c.t.Helper()
	self, err := os.Executable()
	if err != nil {
		c.t.Fatal(err)
	}
	c.cmd = exec.Command(self, "serve", "--listen", "127.0.0.1:0")
	c.cmd.Env = append(os.Environ(), append(c.store, asProgram+"=1")...)
	c.cmd.Stderr = testLog{c.t}
	out, err := c.cmd.StdoutPipe()
	if err == nil {
		err = c.cmd.Start()
	}
	if err != nil {
		c.t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		c.t.Fatal("it printed no address: ", c.cmd.Wait())
	}
	c.address = lines.Text()
	if len(c.client) > 0 {
		c.client[0] = "LINCHPIN_URL=" + c.address
	}
	go func() {
		for lines.Scan() {
		}
	}()
}

func (c *child) end(s syscall.Signal) {
	c.t.Helper()
	if err := c.cmd.Process.Signal(s); err != nil {
		c.t.Error(err)
	}
	_ = c.cmd.Wait()
}

// upload makes a checked import of n partners.
func (c *child) upload(name string, n int) (i jobs.Import) {
	c.t.Helper()
	var file strings.Builder
	file.WriteString("external_id,name,roles\n")
	for k := range n {
		fmt.Fprintf(&file, "%s-%d,%s number %d,vendor\n", name, k, name, k)
	}
	out, status := c.run(c.client, "import", "--as", "partners", "--dry-run", "--json", c.file(name+".csv", file.String()))
	if status != 0 {
		c.t.Fatal("the check failed")
	}
	c.decode(out, &i)
	return i
}

// halfway starts to apply an import and returns its job when some of it is written.
func (c *child) halfway(i jobs.Import) (j jobs.Job) {
	c.t.Helper()
	h := c.http()
	if _, err := h.post(c.t.Context(), "/imports/"+i.ID+"/apply", "", nil, &j); err != nil {
		c.t.Fatal(err)
	}
	for j.Progress.Done == 0 {
		if _, err := h.get(c.t.Context(), "/jobs/"+j.ID, nil, &j); err != nil {
			c.t.Fatal(err)
		}
	}
	if j.Progress.Done >= j.Progress.Total {
		c.t.Fatalf("too late: %+v", j.Progress)
	}
	return j
}

// ended waits until an import is applied or failed, however often the server
// cannot tell meanwhile.
func (c *child) ended(id string) (i jobs.Import) {
	c.t.Helper()
	late := time.After(3 * time.Minute)
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-late:
			c.t.Fatalf("the import is still %s", i.State)
		case <-tick.C:
		}
		_, err := c.http().get(c.t.Context(), "/imports/"+id, nil, &i)
		if p, refused := errors.AsType[*problem](err); err != nil && (!refused || p.Status != 503) {
			c.t.Fatal(err)
		}
		if err == nil && (i.State == jobs.Applied || i.State == jobs.Failed) {
			return i
		}
	}
}

// whole looks that an import is in the graph with all its rows or with none,
// that the log has no gap, and that every rule holds.
func (c *child) whole(i jobs.Import, before int64, rows int) int64 {
	c.t.Helper()
	want := before
	if i.State == jobs.Applied {
		want += int64(rows)
		if i.Changes != int64(rows) {
			c.t.Errorf("the import counts %d changes of %d rows", i.Changes, rows)
		}
	}
	if got := c.count("partner"); got != want {
		c.t.Errorf("%d partners with the import %s, want %d", got, i.State, want)
	}
	var feed struct{ Items []graph.Change }
	last := int64(0)
	for {
		if _, err := c.http().get(c.t.Context(), fmt.Sprintf("/changes?after=%d&limit=500", last), nil, &feed); err != nil {
			c.t.Fatal(err)
		}
		for _, x := range feed.Items {
			if last++; x.Seq != last {
				c.t.Fatalf("change %d follows %d", x.Seq, last-1)
			}
		}
		if len(feed.Items) == 0 {
			break
		}
	}
	if m := c.meta(); m.Change != last {
		c.t.Errorf("the log ends at %d, the graph is at %d", last, m.Change)
	}
	c.clean()
	return want
}

// TestChaosInTheMiddleOfAnImport kills the server, then Neo4j, each while an
// import is half written.
func TestChaosInTheMiddleOfAnImport(t *testing.T) {
	const rows = 4000
	data := t.TempDir()
	c := &child{running: &running{t: t, store: []string{"LINCHPIN_DATA=" + data, "LINCHPIN_LOG=warn"}}, data: data}
	c.serve()
	defer func() { c.end(syscall.SIGTERM) }()
	token := strings.TrimSpace(c.must(c.store, "token", "create", "--role", "admin", "--name", "test"))
	c.client = []string{"LINCHPIN_URL=" + c.address, "LINCHPIN_TOKEN=" + token}

	first := c.upload("Alder", rows)
	c.halfway(first)
	c.end(syscall.SIGKILL)
	c.serve() // prints its address when it is ready: what was half done is done or gone
	var i jobs.Import
	if _, err := c.http().get(t.Context(), "/imports/"+first.ID, nil, &i); err != nil {
		t.Fatal(err)
	}
	if i.State != jobs.Applied && i.State != jobs.Failed {
		t.Fatalf("ready, but the import is %s", i.State)
	}
	there := c.whole(i, 0, rows)

	second := c.upload("Birch", rows)
	c.halfway(second)
	access, err := neo4jd.Running(data)
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(access.PID, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	c.whole(c.ended(second.ID), there, rows)
}
