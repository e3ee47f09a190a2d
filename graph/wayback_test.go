package graph

import (
	"encoding/json"
	"slices"
	"testing"
)

// world is a small graph as a snapshot, and what an import did to it.
type world struct {
	t     *testing.T
	nodes []Node
	edges []Edge
	did   []*Touched
}

func (w *world) image(r Record) []byte {
	w.t.Helper()
	b, err := json.Marshal(r)
	if err != nil {
		w.t.Fatal(err)
	}
	return b
}

// has puts an entity into the graph.
func (w *world) has(id string, version int64, b Body) {
	r := Record{Meta: Meta{ID: id, Version: version}, Body: b}
	w.nodes = append(w.nodes, NodeOf(r))
	w.edges = append(w.edges, EdgesOf(r)...)
}

func (w *world) linked(id string, version int64, l LinkBody) {
	w.edges = append(w.edges, EdgeOf(Link{ID: id, LinkBody: l, Version: version}))
}

func (w *world) now() Snapshot {
	w.t.Helper()
	s, err := NewSnapshot(0, w.nodes, w.edges)
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

// made says that the import made something and left it at a version.
func (w *world) made(kind, id string, version int64) {
	w.did = append(w.did, &Touched{ID: id, Kind: kind, After: []byte{}, Version: version})
}

func (w *world) changed(id string, version int64, before, after Body) {
	w.did = append(w.did, &Touched{
		ID: id, Kind: string(before.Kind()), Version: version,
		Before: w.image(Record{Meta: Meta{ID: id}, Body: before}),
		After:  w.image(Record{Meta: Meta{ID: id}, Body: after}),
	})
}

func (w *world) deleted(id string, version int64, before Body) {
	w.did = append(w.did, &Touched{ID: id, Kind: string(before.Kind()), Version: version, Before: w.image(Record{Meta: Meta{ID: id}, Body: before})})
}

// back plans the way back, and returns what it does and what it keeps.
func (w *world) back() (does, keeps []string) {
	w.t.Helper()
	edits, kept, err := WayBack(w.did, w.now())
	if err != nil {
		w.t.Fatal(err)
	}
	for _, e := range edits {
		what := "restore "
		if e.Delete {
			what = "delete "
		}
		does = append(does, what+e.ID)
	}
	for _, f := range kept {
		name := ""
		if f.Ref != nil {
			name = f.Ref.Name + ": "
		}
		keeps = append(keeps, name+f.Detail)
	}
	return does, keeps
}

func partner(name, parent string) *Partner { return &Partner{Name: name, Parent: parent} }

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
	w.has("part", 1, &Component{Name: "Part"})
	w.has("offer", 1, &Offering{Component: "part", Maker: "maker"})
	w.linked("link", 1, LinkBody{From: "maker", Kind: SourcesFrom, To: "group"})
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
	w.linked("by hand", 1, LinkBody{From: "old", Kind: SourcesFrom, To: "a"})
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

func TestWhatWasDeletedComesBackAtOnceWithItsLinks(t *testing.T) {
	w := &world{t: t}
	w.has("stays", 3, partner("Stays", ""))
	w.linked("moved", 2, LinkBody{From: "stays", Kind: SourcesFrom, To: "other"})
	w.has("other", 1, partner("Other", ""))
	w.deleted("lost", 2, partner("Lost", ""))
	w.changed("stays", 3, partner("Stays", "lost"), partner("Stays", ""))
	w.did = append(w.did, &Touched{
		ID: "moved", Kind: "sources_from", Version: 2, After: []byte(`{"from":"stays","kind":"sources_from","to":"other"}`),
		Before: []byte(`{"from":"lost","kind":"sources_from","to":"other"}`),
	}, &Touched{ID: "gone", Kind: "sources_from", Version: 2, Before: []byte(`{"from":"lost","kind":"sources_from","to":"stays"}`)})
	does, keeps := w.back()
	expect(t, "kept", keeps)
	expect(t, "done", does, "restore lost", "restore stays", "restore gone", "restore moved")
}

func TestWhatWasMadeAgainStays(t *testing.T) {
	w := &world{t: t}
	w.has("lost", 3, partner("Again", ""))
	w.deleted("lost", 2, partner("Lost", ""))
	does, keeps := w.back()
	expect(t, "kept", keeps, "Again: it was made again since")
	expect(t, "done", does)
}
