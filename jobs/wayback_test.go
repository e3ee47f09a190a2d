package jobs

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"linchpin/graph"
)

// world is a small graph as a snapshot, and what an import did to it.
type world struct {
	t   *testing.T
	now graph.Snapshot
	did []*touched
}

func (w *world) image(r graph.Record) []byte {
	w.t.Helper()
	b, err := json.Marshal(r)
	if err != nil {
		w.t.Fatal(err)
	}
	return b
}

// has puts an entity into the graph.
func (w *world) has(id string, version int64, b graph.Body) {
	r := graph.Record{Meta: graph.Meta{ID: id, Version: version}, Body: b}
	w.now.Nodes = append(w.now.Nodes, graph.NodeOf(r))
	w.now.Edges = append(w.now.Edges, graph.EdgesOf(r)...)
	graph.SortSnapshot(&w.now)
}

func (w *world) linked(id string, version int64, l graph.LinkBody) {
	w.now.Edges = append(w.now.Edges, graph.EdgeOf(graph.Link{ID: id, LinkBody: l, Version: version}))
	graph.SortSnapshot(&w.now)
}

// made says that the import made something and left it at a version.
func (w *world) made(kind, id string, version int64) {
	_, link := graph.RuleOf(graph.LinkKind(kind))
	w.did = append(w.did, &touched{id: id, kind: kind, link: link, after: []byte{}, version: version})
}

func (w *world) changed(id string, version int64, before, after graph.Body) {
	w.did = append(w.did, &touched{
		id: id, kind: string(before.Kind()), version: version,
		before: w.image(graph.Record{Meta: graph.Meta{ID: id}, Body: before}),
		after:  w.image(graph.Record{Meta: graph.Meta{ID: id}, Body: after}),
	})
}

// back plans the way back, and returns what it does and what it keeps.
func (w *world) back() (does, keeps []string) {
	w.t.Helper()
	way, err := wayBack(w.did, w.now)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, e := range way.edits() {
		what := "restore "
		if e.Delete {
			what = "delete "
		}
		does = append(does, what+e.ID)
	}
	for _, f := range way.faults() {
		name := ""
		if f.Ref != nil {
			name = f.Ref.Name + ": "
		}
		keeps = append(keeps, name+f.Detail)
	}
	return does, keeps
}

func partner(name, parent string) *graph.Partner { return &graph.Partner{Name: name, Parent: parent} }

func expect(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

func TestWhatIsNewGoesUsersBeforeWhatTheyUse(t *testing.T) {
	w := &world{t: t}
	w.has("group", 1, partner("Group", ""))
	w.has("maker", 1, partner("Maker", "group"))
	w.has("part", 1, &graph.Component{Name: "Part"})
	w.has("offer", 1, &graph.Offering{Component: "part", Maker: "maker"})
	w.linked("link", 1, graph.LinkBody{From: "maker", Kind: graph.SourcesFrom, To: "group"})
	for _, id := range []string{"group", "maker"} {
		w.made("partner", id, 1)
	}
	w.made("component", "part", 1)
	w.made("offering", "offer", 1)
	w.made("sources_from", "link", 1)
	does, keeps := w.back()
	expect(t, "kept", keeps)
	expect(t, "done", does, "delete link", "delete offer", "delete part", "delete maker", "delete group")
}

func TestWhatWasChangedSinceStaysWithAllItRestsOn(t *testing.T) {
	w := &world{t: t}
	w.has("group", 1, partner("Group", ""))
	w.has("maker", 2, partner("Maker", "group")) // somebody has edited it since
	w.has("other", 1, partner("Other", ""))
	for _, id := range []string{"group", "maker", "other"} {
		w.made("partner", id, 1)
	}
	does, keeps := w.back()
	expect(t, "kept", keeps, "Maker: it was changed since", `Group: it is used since, by "Maker"`)
	expect(t, "done", does, "delete other")
}

func TestALinkMadeSinceKeepsItsEnds(t *testing.T) {
	w := &world{t: t}
	w.has("a", 1, partner("A", ""))
	w.has("b", 1, partner("B", ""))
	w.has("old", 5, partner("Old", ""))
	w.linked("by hand", 1, graph.LinkBody{From: "old", Kind: graph.SourcesFrom, To: "a"})
	w.made("partner", "a", 1)
	w.made("partner", "b", 1)
	does, keeps := w.back()
	expect(t, "kept", keeps, `A: it is used since, by "Old"`)
	expect(t, "done", does, "delete b")
}

func TestAnUpdateIsTakenBackBeforeWhatItNamedGoes(t *testing.T) {
	w := &world{t: t}
	w.has("new", 1, partner("New", ""))
	w.has("old", 4, partner("Old", "new")) // the import gave it an owner
	w.made("partner", "new", 1)
	w.changed("old", 4, partner("Old", ""), partner("Old", "new"))
	does, keeps := w.back()
	expect(t, "kept", keeps)
	expect(t, "done", does, "restore old", "delete new")
}

func TestWhatIsAsItWasNeedsNothing(t *testing.T) {
	w := &world{t: t}
	w.has("same", 6, partner("Same", ""))
	w.changed("same", 6, partner("Same", ""), partner("Same", ""))
	w.made("partner", "deleted by hand", 1)
	w.changed("lost", 2, partner("Lost", ""), partner("Lost Ltd", ""))
	does, keeps := w.back()
	expect(t, "kept", keeps, "Lost: it was deleted since")
	expect(t, "done", does)
}

func TestAfterAPlanTheGraphIsWhatTheStoreWouldHave(t *testing.T) {
	w := &world{t: t}
	w.has("a", 1, partner("A", "b"))
	w.has("b", 1, partner("B", ""))
	w.linked("l", 1, graph.LinkBody{From: "a", Kind: graph.SourcesFrom, To: "b"})
	plan := []planned{
		{Edit: graph.Edit{ID: "a", Body: partner("A", "c")}},
		{Edit: graph.Edit{ID: "c", Body: partner("C", "")}},
		{Edit: graph.Edit{ID: "l", Delete: true}},
		{Edit: graph.Edit{ID: "m", Link: &graph.LinkBody{From: "b", Kind: graph.SourcesFrom, To: "c"}}},
	}
	after, err := After(w.now, func(yield func(planned, error) bool) {
		for _, p := range plan {
			if !yield(p, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	var nodes, edges []string
	for _, n := range after.Nodes {
		nodes = append(nodes, n.Name)
	}
	for _, e := range after.Edges {
		edges = append(edges, strings.Join([]string{e.From, string(e.Kind), e.To}, " "))
	}
	expect(t, "nodes", nodes, "A", "B", "C")
	expect(t, "edges", edges, "a owned_by c", "b sources_from c")
	if len(w.now.Edges) != 2 {
		t.Error("the graph before has changed")
	}
}
