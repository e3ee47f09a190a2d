package main

import (
	"strings"
	"testing"
)

// From a shell an import is taken back by the id that it ended with, but for
// what something else uses by now: that stays, is named, and goes later.
func TestUndoOfAnImportFromAShell(t *testing.T) {
	r := start(t)
	before := r.count("partner")
	undo := func(out string) string {
		_, id, _ := strings.Cut(out, "linchpin undo ")
		id, _, _ = strings.Cut(id, " ")
		return id
	}
	partners := undo(r.must(r.client, "import", r.file("p.csv", "external_id,name\n1,Undo Alder\n2,Undo Birch\n")))
	contracts := undo(r.must(r.client, "import", r.file("c.csv", "reference,partner\nC-1,Undo Birch\n")))
	out, code := r.run(r.client, "undo", partners)
	if code != 3 || !strings.Contains(out, "p.csv is undone: 1 change taken back") || !strings.Contains(out, `stays: Undo Birch: it is used since, by "C-1"`) {
		t.Errorf("status %d:\n%s", code, out)
	}
	r.must(r.client, "undo", contracts)
	r.must(r.client, "undo", partners)
	if now := r.count("partner"); now != before {
		t.Errorf("%d partners, before %d", now, before)
	}
	if _, code := r.run(r.client, "undo", "nothing"); code != 1 {
		t.Errorf("the undo of nothing: status %d", code)
	}
	r.clean()
}
