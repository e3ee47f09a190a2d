package jobs_test

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
	"linchpin/importers"
	"linchpin/jobs"
)

// wide is a mixed file: a row feeds partners, components, offerings, a product
// and links.
const wide = "product.name,uses.quantity,component.name,component.layer,maker.name,maker.country,offering.mpn\n" +
	"Hub,1,Radio,communications,Yageo,TW,R1\nHub,2,Case,device_hardware,Plastics & Sons,DE,C1\nHub,4,Screw,device_hardware,Plastics and Sons,,S1\n"

// TestEveryListComesAndGoes applies each list of parts, the wide file and the
// lists of companies over a graph that knows some of it: the same file again
// writes nothing, and undone the graph is as it was, compared whole.
func TestEveryListComesAndGoes(t *testing.T) {
	o := open(t)
	o.write("0199-yageo", &graph.Partner{Name: "YAGEO", Status: "on_hold"})
	o.write("0199-seller", &graph.Partner{Name: "Digi-Key", Country: "US"})
	mixed := filepath.Join(t.TempDir(), "wide.csv")
	if err := os.WriteFile(mixed, []byte(wide), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path string
		as   importers.As
	}{
		{"bom-beaglebone-black.csv", ""},
		{"bom-bitaxe.xlsx", ""},
		{"bom-esp-rust-board.csv", ""},
		{"bom-planktoscope-v26.xlsx", ""},
		{"bom-smartcitizen-data.xlsx", ""},
		{"bom-ulx3s.csv", ""},
		{mixed, importers.Mixed},
		{"companies-cleanco.csv", importers.Partners},
		{"osh-facilities-15.csv", importers.Partners},
	} {
		path := c.path
		if !filepath.IsAbs(path) {
			path = "../importers/testdata/" + path
		}
		o.comesAndGoes(path, func() jobs.Import { return o.named(path, c.as) }, func(i jobs.Import) {
			if i.State != jobs.Checked || i.Counts.Create == 0 {
				t.Fatalf("%s: %s, %+v, %v", path, i.State, i.Counts, i.Errors)
			}
		})
		o.has(2)
	}
}

// Two files that touch the same partners are undone, the later one first: what it
// changed is then as the earlier one left it, and goes with that.
func TestImportsAreUndoneBackwards(t *testing.T) {
	o := open(t)
	o.write("0199-elm", &graph.Partner{Name: "Elm", Country: "SE"})
	before := o.whole()
	first := o.checked("external_id,name,country\nA1,Alder,DE\nB1,Birch,DE\nE1,Elm,SE\n")
	o.do(o.desk.Apply, first.ID)
	between := o.whole()
	second := o.checked("external_id,name,country\nA1,Alder,FR\nE1,Elm,FI\nC1,Cedar,DE\n")
	o.do(o.desk.Apply, second.ID)
	if j, _ := o.do(o.desk.Undo, first.ID); j.Result.Kept != 2 { // Alder and Elm, but not Birch
		t.Errorf("undone before the later one: %+v, %+v", j.Result, j.Errors)
	}
	o.do(o.desk.Undo, second.ID)
	maps.DeleteFunc(between, func(_ string, of any) bool {
		p, ok := of.(*graph.Partner)
		return ok && p.Name == "Birch"
	})
	if d := cmp.Diff(between, o.whole()); d != "" {
		t.Errorf("the later one is undone:\n%s", d)
	}
	if j, _ := o.do(o.desk.Undo, first.ID); j.State != jobs.Done || j.Result.Kept != 0 {
		t.Errorf("the rest of the earlier one: %+v, %+v", j.Result, j.Errors)
	}
	if d := cmp.Diff(before, o.whole()); d != "" {
		t.Errorf("both undone, the graph is another one:\n%s", d)
	}
}

// comesAndGoes applies what check has found and look approved of, checks it
// again, which must find nothing to do, and undoes it: the graph is as before.
func (o *office) comesAndGoes(name string, check func() jobs.Import, look func(jobs.Import)) {
	o.t.Helper()
	before := o.whole()
	i := check()
	look(i)
	if _, i = o.do(o.desk.Apply, i.ID); i.State != jobs.Applied || i.Changes != i.Edits {
		o.t.Fatalf("%s: %s, %d of %d changes, %v", name, i.State, i.Changes, i.Edits, i.Errors)
	}
	if again := check(); again.Edits != 0 {
		o.t.Errorf("%s again makes %d edits", name, again.Edits)
	}
	if j, u := o.do(o.desk.Undo, i.ID); u.State != jobs.Undone || j.Result.Kept != 0 {
		o.t.Errorf("%s: %+v", name, j)
	}
	if d := cmp.Diff(before, o.whole()); d != "" {
		o.t.Errorf("%s: what undo leaves differs from what was there:\n%s", name, d)
	}
}

// named checks a file; a list of parts is about The board.
func (o *office) named(path string, as importers.As) jobs.Import {
	o.t.Helper()
	i := o.uploaded(path, jobs.Upload{File: filepath.Base(path), As: as})
	skip, p := true, jobs.Patch{}
	p.SkipBad = &skip
	if m := i.Mapping; i.As == importers.Bom {
		m.Constants["product.name"] = "The board"
		p.Mapping = &m
	}
	if _, err := o.desk.Patch(o.t.Context(), i.ID, p); err != nil {
		o.t.Fatal(err)
	}
	_, i = o.do(o.desk.Check, i.ID)
	return i
}

// Somebody names what an undo is about to take away, between its look at the
// graph and its write: that stays and is listed, and the rest goes.
func TestAnUndoIsOvertaken(t *testing.T) {
	o := open(t)
	i := o.checked("external_id,name\n1,Alder\n2,Birch\n")
	if _, i = o.do(o.desk.Apply, i.ID); i.State != jobs.Applied {
		t.Fatalf("%s", i.State)
	}
	ids := map[string]string{}
	keys, err := o.store.Index(t.Context(), graph.KindPartner)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range keys {
		ids[k.Name] = k.ID
	}
	first := true
	o.store.before = func(op graph.Op) {
		if strings.Contains(op.ID, "/undo/") && first {
			first = false
			o.write("0199-child", &graph.Partner{Name: "Child", Parent: ids["Alder"]})
		}
	}
	j, i := o.do(o.desk.Undo, i.ID)
	if i.State != jobs.Undone || j.Result.Kept != 1 || len(i.Errors) != 1 || i.Errors[0].Ref == nil || i.Errors[0].Ref.Name != "Alder" {
		t.Errorf("%s: %+v, %+v", i.State, j.Result, i.Errors)
	}
	o.has(2)
	o.store.before = nil
}

// What an import linked to is deleted, with the link, before the undo: there is
// nothing to take back of it.
func TestAnUndoOfALinkWhoseEndIsGone(t *testing.T) {
	o := open(t)
	o.write("0199-a", &graph.Partner{Name: "Alder"})
	o.write("0199-b", &graph.Partner{Name: "Birch"})
	before := o.whole()
	path := filepath.Join(t.TempDir(), "links.csv")
	if err := os.WriteFile(path, []byte("from,kind,to\nAlder,sources_from,Birch\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	i := o.uploaded(path, jobs.Upload{File: "links.csv", As: importers.Links})
	_, i = o.do(o.desk.Check, i.ID)
	if _, i = o.do(o.desk.Apply, i.ID); i.State != jobs.Applied || i.Changes != 1 {
		t.Fatalf("%s: %v", i.State, i.Errors)
	}
	gone := false
	o.store.before = func(op graph.Op) { // after the undo has looked
		if strings.Contains(op.ID, "/undo/") && !gone {
			gone = true
			_, err := o.store.Apply(t.Context(), graph.Op{ID: graph.NewID(time.Now()), Actor: "bob"}, []graph.Edit{{ID: "0199-b", Delete: true}})
			if err != nil {
				t.Error(err)
			}
		}
	}
	j, i := o.do(o.desk.Undo, i.ID)
	if i.State != jobs.Undone || j.Result.Kept != 0 || !gone {
		t.Errorf("%s: %+v, %v", i.State, j.Result, i.Errors)
	}
	o.store.before = nil
	delete(before, "0199-b")
	if d := cmp.Diff(before, o.whole()); d != "" {
		t.Error(d)
	}
	o.has(1)
}
