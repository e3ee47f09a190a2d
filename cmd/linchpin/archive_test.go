package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"linchpin/internal/neotest"
	"linchpin/jobs"
)

// What was exported beside the running server is all there after a restore into
// an empty database: the records, and the import that can still be undone.
func TestExportWipeRestore(t *testing.T) {
	r := start(t)
	var imported jobs.Import
	file := r.file("p.csv", "external_id,name,country\n1,Acme,US\n2,\"Böhm & <Söhne>\",DE\n")
	if err := json.Unmarshal([]byte(r.must(r.client, "import", "--json", file)), &imported); err != nil {
		t.Fatal(err)
	}
	archive := filepath.Join(t.TempDir(), "all.ndjson")
	r.must(r.store, "export", archive)
	if info, err := os.Stat(archive); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v: others may read it", info.Mode(), err)
	}
	if _, code := r.run(r.store, "export", archive); code != 1 {
		t.Errorf("exported over a file that was there: status %d", code)
	}
	if _, code := r.run(r.store, "restore", archive); code != 1 {
		t.Errorf("restored over what is there: status %d", code)
	}
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	neotest.Server(t) // wipes
	r.must(r.store, "restore", archive)
	r.clean()
	want, err := os.ReadFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	if got := r.must(r.store, "export"); !bytes.Equal([]byte(got), want) {
		t.Errorf("exported again it is\n%s, not\n%s", got, want)
	}
	r.serve()
	r.admin()
	if n := r.count("partner"); n != 2 {
		t.Errorf("%d partners", n)
	}
	if j := r.job("/imports/" + imported.ID + "/undo"); j.State != jobs.Done || r.count("partner") != 0 {
		t.Errorf("the undo is %s, there are %d partners", j.State, r.count("partner"))
	}
	r.clean()
}
