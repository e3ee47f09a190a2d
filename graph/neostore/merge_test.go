package neostore

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
)

// recordedTwice is one company recorded twice, "a" and "b", with what rests on each.
func recordedTwice() []graph.Edit {
	l := func(id, from string, kind graph.LinkKind, to string, with graph.LinkBody) graph.Edit {
		with.From, with.Kind, with.To = from, kind, to
		return link(id, with)
	}
	offering := func(id, maker, seller, mpn string) graph.Edit {
		return body(id, &graph.Offering{Component: "radio", Maker: maker, Seller: seller, MPN: mpn, Approval: "approved", Status: "active"})
	}
	return []graph.Edit{
		body("group", &graph.Partner{Name: "Group"}), body("sub", &graph.Partner{Name: "Sub"}), body("sub2", &graph.Partner{Name: "Sub Two"}),
		body("a", &graph.Partner{Name: "Acme", Country: "US", Roles: []string{"vendor"}, Common: graph.Common{Source: "erp", ExternalID: "1", Tags: []string{"x"}}}),
		body("b", &graph.Partner{
			Name: "ACME Corporation", Country: "DE", Website: "https://acme.example", LEI: "529900T8BM49AURSDO55", Parent: "group", ParentPercent: new(80.0),
			Roles: []string{"channel_partner"}, Common: graph.Common{Source: "crm", ExternalID: "B-2", Aliases: []string{"Acme Inc"}, Tags: []string{"x", "y"}},
		}),
		body("child", &graph.Partner{Name: "Child", Parent: "b"}),
		body("radio", &graph.Component{Name: "Radio", Layer: graph.Communications}),
		body("gateway", &graph.Product{Name: "Gateway"}),
		body("launch", &graph.RoadmapItem{Key: "R-1", TitleText: "Launch"}),
		offering("o1", "a", "sub", "M-1"), offering("o2", "b", "sub", "M-1"), offering("o3", "sub", "b", "M-3"),
		body("contract", &graph.Contract{Reference: "C-1", Partner: "b"}),
		body("iso", &graph.Certificate{Standard: "ISO 9001", Partner: "b"}),
		body("ann", &graph.Person{Name: "Ann"}),

		l("between", "a", graph.SourcesFrom, "b", graph.LinkBody{}),
		l("sells-a", "a", graph.Sells, "gateway", graph.LinkBody{Region: "EMEA"}),
		l("sells-b", "b", graph.Sells, "gateway", graph.LinkBody{Region: "EMEA", Note: "since 2020"}),
		l("sells-b2", "b", graph.Sells, "gateway", graph.LinkBody{Region: "APAC"}),
		l("group-a", "a", graph.SourcesFrom, "sub", graph.LinkBody{Group: "wafers", Minimum: new(int64(1))}),
		l("group-b", "b", graph.SourcesFrom, "sub2", graph.LinkBody{Group: "wafers", Minimum: new(int64(2))}),
		l("involves", "launch", graph.Involves, "b", graph.LinkBody{Role: "co-marketing"}),
		l("owns", "ann", graph.Owns, "b", graph.LinkBody{Role: "owner"}),
	}
}

// logical is what the graph states, whatever became of it on the way.
func logical(t *testing.T, s *Store) graph.Snapshot {
	t.Helper()
	now := must(s.Snapshot(t.Context()))
	nodes, edges := slices.Collect(now.Nodes()), slices.Collect(now.Edges())
	for i := range nodes {
		nodes[i].Version = 0
	}
	for i := range edges {
		edges[i].Version = 0
	}
	return must(graph.NewSnapshot(0, nodes, edges))
}

func TestMergeMovesEverythingAndUndoBringsItBack(t *testing.T) {
	s, ctx := open(t), t.Context()
	for part := range slices.Chunk(recordedTwice(), 5) {
		apply(t, s, part...)
	}
	before := logical(t, s)
	old := must(s.Records(ctx, []string{"a", "b"}))

	preview := must(s.MergePreview(ctx, "a", "b"))
	first := op()
	done, changes, err := s.Merge(ctx, first, "a", "b")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(preview, done); diff != "" {
		t.Errorf("the preview said otherwise:\n%s", diff)
	}
	if len(done.Refused) > 0 || done.RewrittenTotal != 5 || fmt.Sprint(done.Moved) != "[{involves 1} {owns 1} {sells 1} {sources_from 1}]" ||
		fmt.Sprint(done.Folded) != "[{sells 1}]" || fmt.Sprint(done.Dropped) != "[{sources_from 1}]" ||
		fmt.Sprint(done.Renamed) != "[{sources_from wafers wafers 2}]" || len(done.Twins) != 1 {
		t.Errorf("%+v", done)
	}
	if want := []string{"ACME Corporation", "Acme Inc", "ACME Corporation (DE)", "B-2"}; !slices.Equal(done.Aliases, want) {
		t.Errorf("aliases %q, want %q", done.Aliases, want)
	}
	if len(done.Kept) != 1 || done.Kept[0].Field != "country" || done.Kept[0].Value != "US" || done.Kept[0].Dropped != "DE" {
		t.Errorf("kept %+v", done.Kept)
	}

	a := must(s.Record(ctx, graph.KindPartner, "a")).Body.(*graph.Partner)
	if a.Name != "Acme" || a.LEI != "529900T8BM49AURSDO55" || a.Parent != "group" || *a.ParentPercent != 80 || a.ExternalID != "1" ||
		!slices.Equal(a.Roles, []string{"vendor", "channel_partner"}) || !slices.Equal(a.Tags, []string{"x", "y"}) {
		t.Errorf("a states %+v", a)
	}
	_, err = s.Record(ctx, graph.KindPartner, "b")
	wantCode(t, err, graph.NotFound)
	var links []string
	now := must(s.Snapshot(ctx))
	for e := range now.Edges() {
		if e.From == "b" || e.To == "b" {
			t.Errorf("left at b: %+v", e)
		}
		if e.From == "a" || e.To == "a" {
			links = append(links, strings.TrimSpace(strings.Join([]string{e.From, string(e.Kind), e.To, e.Region, e.Group}, " ")))
		}
	}
	slices.Sort(links)
	want := []string{
		"a holds iso", "a owned_by group", "a sells gateway APAC", "a sells gateway EMEA", "a sources_from sub  wafers", "a sources_from sub2  wafers 2",
		"ann owns a", "child owned_by a", "contract binds a", "launch involves a", "o1 made_by a", "o2 made_by a", "o3 sold_by a",
	}
	if diff := cmp.Diff(want, links); diff != "" {
		t.Error(diff)
	}
	if l := must(s.Link(ctx, "sells-a")); l.Note != "since 2020" {
		t.Errorf("the folded link says %+v", l)
	}
	if last := changes[len(changes)-1]; len(must(s.History(ctx, "b", 0, 1))) != 1 || last.OperationID != first.ID {
		t.Errorf("the log: %+v", last)
	}

	second := op()
	must(s.Undo(ctx, second, first.ID))
	if diff := cmp.Diff(before, logical(t, s)); diff != "" {
		t.Errorf("undone, it is another graph:\n%s", diff)
	}
	for id, r := range must(s.Records(ctx, []string{"a", "b"})) {
		if !graph.Same(r.Body, old[id].Body) {
			t.Errorf("%s states %+v, before %+v", id, r.Body, old[id].Body)
		}
	}
	_, err = s.Undo(ctx, op(), first.ID)
	wantCode(t, err, graph.Conflict)
	must(s.Undo(ctx, op(), second.ID)) // the undo of the undo is the merge again
	if got := must(s.Record(ctx, graph.KindPartner, "a")).Body; !graph.Same(got, a) {
		t.Errorf("merged again, a states %+v", got)
	}
	if found := must(s.Check(ctx)); len(found) > 0 {
		t.Errorf("check: %+v", found)
	}
}

func TestUndoOfAMergeRefusesWhatWasChangedSince(t *testing.T) {
	s, ctx := open(t), t.Context()
	for part := range slices.Chunk(recordedTwice(), 5) {
		apply(t, s, part...)
	}
	first := op()
	if _, _, err := s.Merge(ctx, first, "a", "b"); err != nil {
		t.Fatal(err)
	}
	apply(t, s, body("contract", &graph.Contract{Reference: "C-1", Partner: "a", TitleText: "Since"}))
	must(s.Remove(ctx, op(), "owns", graph.AnyVersion))
	before := must(s.Snapshot(ctx))
	_, err := s.Undo(ctx, op(), first.ID)
	e := wantCode(t, err, graph.Conflict)
	if len(e.Fields) != 2 || len(e.Refs) != 1 || e.Refs[0].ID != "contract" {
		t.Errorf("%+v", e)
	}
	if after := must(s.Snapshot(ctx)); after.Change != before.Change {
		t.Errorf("refused, and yet it wrote: %d, %d", before.Change, after.Change)
	}
}

func TestMergeIsRefusedWhereItWouldBreakARule(t *testing.T) {
	s, ctx := open(t), t.Context()
	for part := range slices.Chunk(recordedTwice(), 5) {
		apply(t, s, part...)
	}
	apply(t, s,
		body("group", &graph.Partner{Name: "Group", Parent: "a"}), // and owns b
		body("x", &graph.Partner{Name: "X"}), body("y", &graph.Partner{Name: "Y"}),
		link("x1", graph.LinkBody{From: "launch", Kind: graph.Involves, To: "x", Group: "either"}),
		link("y1", graph.LinkBody{From: "launch", Kind: graph.Involves, To: "y"}),
	)
	before := must(s.Snapshot(ctx))
	for _, c := range []struct{ into, from, why string }{
		{"a", "b", "ownership_loop"},
		{"x", "y", "group"},
	} {
		preview := must(s.MergePreview(ctx, c.into, c.from))
		if len(preview.Refused) != 1 || preview.Refused[0].Code != c.why || len(preview.Refused[0].Refs) == 0 {
			t.Errorf("%s into %s: %+v", c.from, c.into, preview.Refused)
		}
		if _, _, err := s.Merge(ctx, op(), c.into, c.from); err == nil {
			t.Errorf("%s into %s was done", c.from, c.into)
		}
	}
	_, err := s.MergePreview(ctx, "a", "a")
	wantCode(t, err, graph.Invalid)
	_, err = s.MergePreview(ctx, "a", "radio")
	wantCode(t, err, graph.Invalid)
	_, err = s.MergePreview(ctx, "radio", "a")
	wantCode(t, err, graph.NotFound)
	if after := must(s.Snapshot(ctx)); after.Change != before.Change {
		t.Error("something was written")
	}
}

// A delete and a creation are operations, and undone as a merge is.
func TestUndoOfADelete(t *testing.T) {
	s, ctx := open(t), t.Context()
	fill(t, s)
	before := logical(t, s)
	removal, creation := op(), op()
	must(s.Remove(ctx, removal, "owner", graph.AnyVersion))
	must(s.Apply(ctx, creation, []graph.Edit{body("new", &graph.Partner{Name: "New"})}))
	must(s.Undo(ctx, op(), removal.ID))
	used := apply(t, s, body("uses", &graph.Partner{Name: "User", Parent: "new"}))
	_, err := s.Undo(ctx, op(), creation.ID)
	wantCode(t, err, graph.Conflict)
	must(s.Undo(ctx, op(), used[0].OperationID))
	must(s.Undo(ctx, op(), creation.ID))
	if diff := cmp.Diff(before, logical(t, s)); diff != "" {
		t.Error(diff)
	}
	_, err = s.Undo(ctx, op(), "never made")
	wantCode(t, err, graph.NotFound)
}
