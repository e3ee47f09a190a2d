package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
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
	"linchpin/internal/neotest"
	"linchpin/jobs"
)

// child is the program as a process of its own.
type child struct {
	*running
	cmd *exec.Cmd
}

func (c *child) serve() {
	c.t.Helper()
	self, err := os.Executable()
	if err != nil {
		c.t.Fatal(err)
	}
	c.cmd = exec.Command(self, "serve", "--listen", "127.0.0.1:0")
	// the cheap compiler, as in all tests: no server here lives long enough for the other
	c.cmd.Env = append(os.Environ(), append(c.store, asProgram+"=1", "JDK_JAVA_OPTIONS=-XX:TieredStopAtLevel=1")...)
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

// plain names a partner like no other: likeness would be asked about, and these
// tests are not of that.
func plain(series string, k int) string {
	word := sha256.Sum256(fmt.Append(nil, series, k))
	return hex.EncodeToString(word[:8])
}

// upload makes a checked import of n partners.
func (c *child) upload(name string, n int) (i jobs.Import) {
	c.t.Helper()
	var file strings.Builder
	file.WriteString("external_id,name,roles\n")
	for k := range n {
		fmt.Fprintf(&file, "%s-%d,%s,vendor\n", name, k, plain(name, k))
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

// born starts the program on a store until the test ends.
func born(t *testing.T, store ...string) *child {
	t.Helper()
	c := &child{running: &running{t: t, store: append(store, "LINCHPIN_LOG=warn")}}
	c.serve()
	t.Cleanup(func() { c.end(syscall.SIGTERM) })
	c.admin()
	return c
}

// TestChaosInTheMiddleOfAnImport kills the server, then Neo4j, each while an
// import is half written.
func TestChaosInTheMiddleOfAnImport(t *testing.T) {
	const rows = 4000
	data := t.TempDir()
	c := born(t, "LINCHPIN_DATA="+data)

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

// TestChaosBesideAStandingNeo4j kills the server alone: the Neo4j is not its own.
func TestChaosBesideAStandingNeo4j(t *testing.T) {
	db := neotest.Server(t)
	c := born(t, "LINCHPIN_NEO4J_URI="+db.URI, "LINCHPIN_NEO4J_PASSWORD="+db.Password, "LINCHPIN_DATA="+t.TempDir())
	c.diesAtTheClaim()
	c.diesInAMerge()
}

// diesAtTheClaim kills the server as soon as it has said that it will apply an
// import: before, at or after the claim. The next start goes on with it.
func (c *child) diesAtTheClaim() {
	c.t.Helper()
	const rows = 700
	i := c.upload("Clove", rows)
	if _, err := c.http().post(c.t.Context(), "/imports/"+i.ID+"/apply", "", nil, nil); err != nil {
		c.t.Fatal(err)
	}
	c.end(syscall.SIGKILL)
	c.serve()
	if i = c.ended(i.ID); i.State != jobs.Applied {
		c.t.Errorf("it is %s: %v", i.State, i.Errors)
	}
	c.whole(i, 0, rows)
}

// diesInAMerge kills the server at several moments of a merge that moves a
// thousand offerings: the twin is gone with all of it, or nothing is changed.
func (c *child) diesInAMerge() {
	c.t.Helper()
	var file strings.Builder
	file.WriteString("component.name,component.layer,maker.name,offering.mpn\n")
	for k := range 1000 {
		fmt.Fprintf(&file, "Part %d,device_hardware,Twin Works,T%d\n", k, k)
	}
	c.must(c.client, "import", "--as", "mixed", c.file("twin.csv", file.String()))
	keeps, ids := plain("Clove", 1), map[string]string{}
	for _, name := range []string{keeps, "Twin Works"} {
		id, err := c.http().resolve(c.t.Context(), name, []graph.Kind{graph.KindPartner})
		if err != nil {
			c.t.Fatal(err)
		}
		ids[name] = id
	}
	before := c.count("partner")
	for _, after := range []time.Duration{20 * time.Millisecond, 150 * time.Millisecond} {
		answered := make(chan error, 1)
		go func() {
			body := fmt.Sprintf(`{"from":%q}`, ids["Twin Works"])
			_, err := c.http().post(c.t.Context(), "/partners/"+ids[keeps]+"/merge", "application/json", strings.NewReader(body), nil)
			answered <- err
		}()
		var err error
		open := true
		select {
		case err = <-answered:
			open = false
		case <-time.After(after):
		}
		c.end(syscall.SIGKILL)
		if open {
			err = <-answered
		}
		c.serve()
		n := c.count("partner")
		c.whole(jobs.Import{}, n, 0)
		var made struct{ Items []graph.Record }
		if _, getErr := c.http().get(c.t.Context(), "/offerings?limit=500&maker="+ids["Twin Works"], nil, &made); getErr != nil {
			c.t.Fatal(getErr)
		}
		if n == before && len(made.Items) == 500 && err != nil {
			continue // not begun
		}
		if n != before-1 || len(made.Items) != 0 {
			c.t.Errorf("killed after %v: %d partners, %d before; the twin still makes %d: %v", after, n, before, len(made.Items), err)
		}
		return
	}
}
