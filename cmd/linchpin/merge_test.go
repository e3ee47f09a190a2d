package main

import (
	"strings"
	"testing"
)

// From a shell, two records of one company become one, and two again.
func TestMergeAndUndoFromAShell(t *testing.T) {
	r := start(t)
	r.must(r.client, "import", r.file("p.csv", "external_id,name,country,website\n1,Acme,US,\n2,Acme Radio Works,DE,https://acme.example\n"))
	if _, code := r.run(r.client, "merge", "1"); code != 2 {
		t.Errorf("one name alone: status %d", code)
	}
	dry := r.must(r.client, "merge", "1", "2", "--dry-run")
	for _, line := range []string{"Acme takes the place of Acme Radio Works", "country stays US; DE is dropped", "website becomes https://acme.example", "also known as Acme Radio Works, Acme Radio Works (DE), 2"} {
		if !strings.Contains(dry, line) {
			t.Errorf("no %q in\n%s", line, dry)
		}
	}
	before := r.count("partner")
	out := r.must(r.client, "merge", "1", "2")
	_, undo, _ := strings.Cut(out, "linchpin undo ")
	fields := strings.Fields(undo)
	if now := r.count("partner"); now != before-1 || len(fields) == 0 {
		t.Fatalf("%d partners, before %d:\n%s", now, before, out)
	}
	r.must(r.client, "undo", fields[0])
	if now := r.count("partner"); now != before {
		t.Errorf("%d partners, before %d", now, before)
	}
	if _, code := r.run(r.client, "undo", fields[2]); code != 1 {
		t.Errorf("undone twice: status %d", code)
	}
	r.clean()
}
