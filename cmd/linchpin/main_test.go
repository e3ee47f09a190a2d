package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"strings"
	"testing"

	"linchpin/internal/neotest"
)

// asProgram makes the test binary be the program, for tests that kill it.
const asProgram = "BE_THE_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	neotest.Main(m)
}

// running is the program as a server on a port of its own, over the Neo4j of
// the tests.
type running struct {
	t       *testing.T
	address string
	more    chan string // what is printed after the address: a sign-in link, when nobody has a way in
	store   []string    // environment of commands that work on the store
	client  []string    // environment of commands that ask the server
	stop    func() error
}

// start runs linchpin serve until the test ends.
func start(t *testing.T, args ...string) *running {
	t.Helper()
	db := neotest.Server(t)
	r := &running{t: t, store: []string{
		"LINCHPIN_NEO4J_URI=" + db.URI, "LINCHPIN_NEO4J_PASSWORD=" + db.Password, "LINCHPIN_DATA=" + t.TempDir(), "LINCHPIN_LOG=warn",
	}}
	r.serve(args...)
	r.admin()
	return r
}

// admin lets commands that ask the server do everything.
func (r *running) admin() {
	r.t.Helper()
	token := strings.TrimSpace(r.must(r.store, "token", "create", "--role", "admin", "--name", "test"))
	r.client = []string{"LINCHPIN_URL=" + r.address, "LINCHPIN_TOKEN=" + token}
}

// serve starts the server, which must answer within a minute.
func (r *running) serve(args ...string) {
	r.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out, stdout := io.Pipe()
	done := make(chan error, 1)
	go func() {
		err := run(ctx, r.store, append([]string{"serve", "--listen", "127.0.0.1:0"}, args...), stdout, testLog{r.t})
		_ = stdout.Close()
		done <- err
	}()
	stopped := false
	r.stop = func() error {
		if stopped {
			return nil
		}
		stopped = true
		cancel()
		return <-done
	}
	r.t.Cleanup(func() {
		if err := r.stop(); err != nil {
			r.t.Error(err)
		}
	})
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		r.t.Fatal("it printed no address: ", r.stop())
	}
	r.address = lines.Text()
	r.more = make(chan string, 10)
	go func() {
		defer close(r.more)
		for lines.Scan() {
			r.more <- lines.Text()
		}
	}()
}

// testLog shows what a program says with the test.
type testLog struct{ t *testing.T }

func (l testLog) Write(p []byte) (int, error) {
	if l.t.Context().Err() == nil {
		l.t.Log(strings.TrimSpace(string(p)))
	}
	return len(p), nil
}

// run is one call of the program.
func (r *running) run(env []string, args ...string) (stdout string, code int) {
	r.t.Helper()
	var out, errs bytes.Buffer
	err := run(r.t.Context(), env, args, &out, &errs)
	if err != nil {
		errs.WriteString(err.Error())
	}
	r.t.Logf("linchpin %s: status %d\n%.4000s%.4000s", strings.Join(args, " "), status(err), out.String(), errs.String())
	return out.String(), status(err)
}

func (r *running) must(env []string, args ...string) string {
	r.t.Helper()
	out, status := r.run(env, args...)
	if status != 0 {
		r.t.Fatalf("linchpin %s: status %d", strings.Join(args, " "), status)
	}
	return out
}

// ask returns the answer of the API to a question.
func ask[T any](r *running, args ...string) T {
	r.t.Helper()
	var a T
	if err := json.Unmarshal([]byte(r.must(r.client, append([]string{"ask", "--json"}, args...)...)), &a); err != nil {
		r.t.Fatal(err)
	}
	return a
}

// clean proves the stored graph.
func (r *running) clean() {
	r.t.Helper()
	if out := r.must(r.store, "check"); !strings.HasPrefix(out, "clean") {
		r.t.Error(out)
	}
}

func TestTheFirstLinkSignsInOnce(t *testing.T) {
	r := start(t)
	link := <-r.more
	if !strings.HasPrefix(link, r.address+"/signin?link=") {
		t.Fatalf("the link is %q", link)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := &http.Client{Jar: jar}
	get := func(c *http.Client, url string) (int, string) {
		t.Helper()
		res, err := c.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		b, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		return res.StatusCode, string(b)
	}
	for _, path := range []string{"/", "/livez", "/readyz"} {
		if code, _ := get(browser, r.address+path); code >= 300 {
			t.Errorf("%s: %d", path, code)
		}
	}
	if code, _ := get(browser, r.address+"/api/v1/partners"); code != http.StatusUnauthorized {
		t.Errorf("without a session: %d", code)
	}
	if code, _ := get(browser, link); code != http.StatusOK { // after the redirect
		t.Errorf("the link: %d", code)
	}
	if code, body := get(browser, r.address+"/api/v1/session"); code != http.StatusOK || !strings.Contains(body, `"role":"admin"`) {
		t.Errorf("the session: %d %s", code, body)
	}
	if code, _ := get(browser, r.address+"/api/v1/partners"); code != http.StatusOK {
		t.Errorf("with a session: %d", code)
	}
	if code, _ := get(&http.Client{}, link); code < 400 {
		t.Errorf("the link works twice: %d", code)
	}
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	r.serve()
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	if link := <-r.more; link != "" {
		t.Errorf("somebody has signed in, but there is another link: %q", link)
	}
}
