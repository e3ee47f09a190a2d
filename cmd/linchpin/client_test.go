package main

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"linchpin/graph"
	"linchpin/importers"
	"linchpin/jobs"
	"linchpin/risk"
)

type noticeOf = importers.Notice

type metaAnswer struct {
	Change int64            `json:"change"`
	Counts map[string]int64 `json:"counts"`
}

func (r *running) http() *client {
	env := map[string]string{}
	for _, pair := range r.client {
		key, value, _ := strings.Cut(pair, "=")
		env[key] = value
	}
	c, _ := (&program{env: env}).configure("test")
	return c.client()
}

func (r *running) meta() (m metaAnswer) {
	r.t.Helper()
	if _, err := r.http().get(r.t.Context(), "/meta", nil, &m); err != nil {
		r.t.Fatal(err)
	}
	return m
}

func (r *running) count(kind string) int64 { return r.meta().Counts[kind] }

// job starts a job and waits for its end.
func (r *running) job(path string) (j jobs.Job) {
	r.t.Helper()
	c := r.http()
	if _, err := c.post(r.t.Context(), path, "", nil, &j); err != nil {
		r.t.Fatal(err)
	}
	for !j.Ended() {
		if _, err := c.get(r.t.Context(), "/jobs/"+j.ID, nil, &j); err != nil {
			r.t.Fatal(err)
		}
	}
	return j
}

func (r *running) file(name, content string) string {
	r.t.Helper()
	path := filepath.Join(r.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		r.t.Fatal(err)
	}
	return path
}

func TestBadRowsAreRefusedOrLeftOut(t *testing.T) {
	r := start(t)
	file := r.file("partners.csv", "external_id,name,country\n1,Alder Works,DE\n2,,DE\n3,Birch Works,Utopia\n")
	if _, status := r.run(r.client, "import", "--as", "partners", file); status != 1 || r.count("partner") != 0 {
		t.Errorf("status %d, %d partners", status, r.count("partner"))
	}
	if out, status := r.run(r.client, "import", "--as", "partners", "--dry-run", "--skip-bad", file); status != 3 || r.count("partner") != 0 ||
		!strings.Contains(out, "line 3") || !strings.Contains(out, "line 4") {
		t.Errorf("status %d, %d partners: %s", status, r.count("partner"), out)
	}
	out, status := r.run(r.client, "import", "--as", "partners", "--skip-bad", "--json", file)
	var i jobs.Import
	if err := json.Unmarshal([]byte(out), &i); err != nil {
		t.Fatal(err, out)
	}
	if status != 3 || i.State != jobs.Applied || i.Changes != 1 || i.Counts.Rejected != 2 || r.count("partner") != 1 {
		t.Errorf("status %d, %d partners, %+v", status, r.count("partner"), i.Counts)
	}
	if _, status := r.run(r.client, "import", filepath.Join(t.TempDir(), "gone.csv")); status != 1 {
		t.Errorf("no such file: status %d", status)
	}
	r.clean()
}

// TestFilesGoInTogether: what is refused in one file takes the others back.
func TestFilesGoInTogether(t *testing.T) {
	r := start(t)
	partners := r.file("partners.csv", "external_id,name\n1,Alder Works\n")
	components := r.file("components.csv", "external_id,name,layer\nC1,Router,nowhere\n")
	out, status := r.run(r.client, "import", components, partners, "--json")
	var all []jobs.Import
	if err := json.Unmarshal([]byte(out), &all); err != nil {
		t.Fatal(err, out)
	}
	if status != 1 || r.count("partner") != 0 || len(all) != 2 || all[0].State != jobs.Undone || all[1].State != jobs.Checked || all[1].Counts.Rejected != 1 {
		t.Errorf("status %d, %d partners: %s", status, r.count("partner"), out)
	}
	r.must(r.client, "import", r.file("components.csv", "external_id,name,layer\nC1,Router,communications\n"), partners)
	if r.count("partner") != 1 || r.count("component") != 1 {
		t.Error("the mended files are not in")
	}
	r.clean()
}

func TestARefusalSaysEverySentenceOnce(t *testing.T) {
	for answer, want := range map[string]string{
		`{"detail":"file: is empty","errors":[{"pointer":"/file","detail":"is empty"}]}`:             "is empty", // of the file that is named before
		`{"detail":"Acme has this key","errors":[{"pointer":"/name","detail":"Acme has this key"}]}`: "Acme has this key",
		`{"detail":"the record is wrong","errors":[{"pointer":"/name","detail":"is required"}]}`:     "the record is wrong\n  name is required",
		`{"detail":"name is required","errors":[{"pointer":"/name","detail":"is required"},
			{"pointer":"/layer","detail":"is required"}]}`: "name is required\n  layer is required",
		`{"title":"Not Found"}`: "Not Found",
	} {
		var p problem
		if err := json.Unmarshal([]byte(answer), &p); err != nil {
			t.Fatal(err)
		}
		if got := p.Error(); got != want {
			t.Errorf("%s\nis told as %q, want %q", answer, got, want)
		}
	}
}

func TestAnAmbiguousNameIsWrongUse(t *testing.T) {
	r := start(t)
	r.must(r.client, "import", r.file("components.csv", "external_id,name,layer\nC1,Router,communications\nC2,Router,cloud_platform\n"), "--as", "components")
	out, status := r.run(r.client, "ask", "blast", "Router")
	if status != 2 {
		t.Errorf("status %d: %s", status, out)
	}
	if _, status := r.run(r.client, "ask", "blast", "C1"); status != 0 {
		t.Errorf("an external id: status %d", status)
	}
	if _, err := r.http().resolve(t.Context(), "C1", []graph.Kind{graph.KindPartner}); err == nil || err.Error() != `no partner is called "C1"` {
		t.Errorf("of another kind: %v", err)
	}
	if _, status := r.run([]string{r.client[0]}, "ask", "sourcing"); status != 1 {
		t.Errorf("without a token: status %d", status)
	}
	if _, status := r.run([]string{"LINCHPIN_URL=http://127.0.0.1:1"}, "ask", "sourcing"); status != 1 {
		t.Errorf("without a server: status %d", status)
	}
}

// A route is a top that is named by its product and region, which may be any text.
func TestRoutesAreAskedForByName(t *testing.T) {
	r := start(t)
	r.must(r.client, "import",
		r.file("partners.csv", "external_id,name,country,failure_probability\nP1,Shop,DE,0.1\nP2,Dealer,DE,0.2\n"), r.file("products.csv", "external_id,name\nR1,Gateway\n"),
		r.file("links.csv", "from,from_kind,kind,to,to_kind,region\nP1,partner,sells,R1,product,\"EU / North, 100%\"\nP2,partner,sells,R1,product,\"EU / North, 100%\"\nP1,partner,sells,R1,product,\n"))
	for name, want := range map[string]float64{"Gateway · route EU / North, 100%": .02, "R1 · route without a region": .1} {
		if a := ask[risk.Probability](r, "probability", name); math.Abs(a.Probability-want) > 1e-12 {
			t.Errorf("%s: %v, want %v", name, a.Probability, want)
		}
	}
	// One country holds both.
	a := ask[risk.Probability](r, "probability", "Gateway · route EU / North, 100%", "--cause", "country", "--assume", "0.3")
	if a.Cause != risk.CauseCountry || math.Abs(a.Probability-.3) > 1e-12 {
		t.Errorf("%+v", a)
	}
	if out, status := r.run(r.client, "ask", "probability", "Gateway · route Mars"); status != 1 {
		t.Errorf("nowhere: status %d: %s", status, out)
	}
}

func (r *running) decode(text string, into any) {
	r.t.Helper()
	if err := json.Unmarshal([]byte(text), into); err != nil {
		r.t.Fatal(err, text)
	}
}

// TestMissingPartnersAreMade: a contract may come before its partner, and takes
// it along when it goes.
func TestMissingPartnersAreMade(t *testing.T) {
	r := start(t)
	file := r.file("contracts.csv", "reference,partner,starts_on\nC1,Alder Works,2026-01-01\nC2,Birch Works,2026-01-01\nC3,Alder Works,2026-01-01\n")
	if _, status := r.run(r.client, "import", "--as", "contracts", file); status != 1 || r.count("partner")+r.count("contract") != 0 {
		t.Errorf("status %d, %d partners, %d contracts", status, r.count("partner"), r.count("contract"))
	}
	out, status := r.run(r.client, "import", "--as", "contracts", "--create-missing", "--json", file)
	var i jobs.Import
	if err := json.Unmarshal([]byte(out), &i); err != nil {
		t.Fatal(err, out)
	}
	if status != 0 || i.State != jobs.Applied || r.count("partner") != 2 || r.count("contract") != 3 {
		t.Fatalf("status %d, %d partners, %d contracts: %s", status, r.count("partner"), r.count("contract"), out)
	}
	if j := r.job("/imports/" + i.ID + "/undo"); j.State != jobs.Done || r.count("partner")+r.count("contract") != 0 {
		t.Errorf("undo %s leaves %d partners, %d contracts", j.State, r.count("partner"), r.count("contract"))
	}
	r.clean()
}
