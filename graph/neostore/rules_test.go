package neostore

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"linchpin/graph"
)

func TestReferences(t *testing.T) {
	s := open(t)
	apply(t, s, body("p", &graph.Partner{Name: "P"}), body("c", &graph.Component{Name: "C", Layer: graph.Applications}))
	offering := func(component, maker string) *graph.Offering {
		return &graph.Offering{Component: component, Maker: maker, Approval: "approved", Status: "active"}
	}
	for _, c := range []struct {
		pointer string
		edit    graph.Edit
	}{
		{"/maker", body("o", offering("c", "nobody"))},
		{"/maker", body("o", offering("c", "c"))},
		{"/component", body("o", offering("p", "p"))},
		{"/component", body("o", offering("", "p"))},
		{"/parent", body("q", &graph.Partner{Name: "Q", Parent: "nobody"})},
		{"/parent", body("q", &graph.Partner{Name: "Q", Parent: "q"})},
		{"/partner", body("k", &graph.Contract{Reference: "K", Partner: "c"})},
		{"/from", link("l", graph.LinkBody{From: "nobody", Kind: graph.Requires, To: "c"})},
		{"/to", link("l", graph.LinkBody{From: "c", Kind: graph.Requires, To: "nobody"})},
		{"/to", link("l", graph.LinkBody{From: "c", Kind: graph.Requires, To: "p"})},
		{"/from", link("l", graph.LinkBody{From: "p", Kind: graph.Requires, To: "c"})},
		{"/kind", link("l", graph.LinkBody{From: "p", Kind: graph.OwnedBy, To: "c"})},
		{"/kind", gone("p.owned_by")},
		{"/id", body("a b", &graph.Partner{Name: "Q"})},
		{"/name", body("q", &graph.Partner{Name: " "})},
	} {
		refuse(t, s, graph.Invalid, c.pointer, c.edit)
	}
	refuse(t, s, graph.Conflict, "", body("p", &graph.Product{Name: "P"}))
	refuse(t, s, graph.Conflict, "", graph.Edit{ID: "p", IfVersion: graph.MustBeNew, Body: &graph.Partner{Name: "P2"}})
	refuse(t, s, graph.NotFound, "", graph.Edit{ID: "q", IfVersion: 3, Body: &graph.Partner{Name: "Q"}})
	refuse(t, s, graph.NotFound, "", graph.Edit{ID: "q", IfVersion: 3, Delete: true})
	if e := refuse(t, s, graph.Invalid, "/maker", body("q", &graph.Partner{Name: "Q"}), body("o", offering("c", "nobody"))); !strings.HasPrefix(e.Detail, `"o": `) {
		t.Errorf("of two edits the one at fault is not named: %s", e.Detail)
	}
	// In one call, what is named may come later.
	apply(t, s, link("l", graph.LinkBody{From: "c", Kind: graph.Requires, To: "d"}), body("o", offering("d", "q")),
		body("d", &graph.Component{Name: "D", Layer: graph.Applications}), body("q", &graph.Partner{Name: "Q", Parent: "r"}), body("r", &graph.Partner{Name: "R"}))
}

func TestOwnershipHasNoLoop(t *testing.T) {
	const depth = 40
	s := open(t)
	var edits []graph.Edit
	for i := range depth {
		p := &graph.Partner{Name: fmt.Sprint("P", i)}
		if i > 0 {
			p.Parent = fmt.Sprint("p", i-1)
		}
		edits = append(edits, body(fmt.Sprint("p", i), p))
	}
	slices.Reverse(edits)
	apply(t, s, edits...)
	e := refuse(t, s, graph.Invalid, "/parent", body("p0", &graph.Partner{Name: "P0", Parent: fmt.Sprint("p", depth-1)}))
	if !strings.Contains(e.Detail, "P0, owned by P39, owned by P38,") || !strings.HasSuffix(e.Detail, "P1, owned by P0") || len(e.Refs) != maxRefs {
		t.Errorf("the loop is not named: %s (%d references)", e.Detail, len(e.Refs))
	}
	refuse(t, s, graph.Invalid, "/parent", // closed by two edits together
		body("x", &graph.Partner{Name: "X", Parent: "y"}), body("y", &graph.Partner{Name: "Y", Parent: "x"}))
	refuse(t, s, graph.Invalid, "/parent", // one of them stored between
		body("p0", &graph.Partner{Name: "P0", Parent: "x"}), body("x", &graph.Partner{Name: "X", Parent: "p20"}))
	apply(t, s, // a loop of the old state that the call itself undoes
		body("p0", &graph.Partner{Name: "P0", Parent: "p39"}), body("p20", &graph.Partner{Name: "P20"}))
}

func TestLinksHaveKeys(t *testing.T) {
	s := open(t)
	apply(t, s, body("a", &graph.Partner{Name: "A"}), body("b", &graph.Partner{Name: "B"}), body("p", &graph.Product{Name: "P"}))
	wafers := graph.LinkBody{From: "a", Kind: graph.SourcesFrom, To: "b", Service: "wafers"}
	masks := graph.LinkBody{From: "a", Kind: graph.SourcesFrom, To: "b", Service: "masks"}
	none := graph.LinkBody{From: "a", Kind: graph.SourcesFrom, To: "b"}
	apply(t, s, link("1", wafers), link("2", masks), link("3", none))
	for _, l := range []graph.LinkBody{wafers, masks, none} {
		e := refuse(t, s, graph.Conflict, "/service", link("4", l))
		if !strings.Contains(e.Detail, " exists already: ") {
			t.Error(e.Detail)
		}
	}
	refuse(t, s, graph.Conflict, "/service", link("2", wafers))
	refuse(t, s, graph.Conflict, "/service", link("5", graph.LinkBody{From: "b", Kind: graph.SourcesFrom, To: "a"}), link("6", graph.LinkBody{From: "b", Kind: graph.SourcesFrom, To: "a"}))
	refuse(t, s, graph.Invalid, "/to", link("1", graph.LinkBody{From: "a", Kind: graph.SourcesFrom, To: "p"}))
	refuse(t, s, graph.Invalid, "/kind", link("1", graph.LinkBody{From: "a", Kind: graph.Sells, To: "p"}))
	apply(t, s, link("1", masks), link("2", wafers)) // two change places
	apply(t, s, gone("1"), link("7", masks))         // one takes the place of another
	if got := must(s.Link(t.Context(), "2")); got.Service != "wafers" || got.Version != 2 {
		t.Errorf("got %+v", got)
	}
	apply(t, s, gone("7"))
	if c := apply(t, s, link("7", masks)); c[0].Op != graph.OpCreate || c[0].Version != 3 {
		t.Errorf("made again: %+v", c)
	}
}

func TestGroupsAgree(t *testing.T) {
	s := open(t)
	edits := []graph.Edit{body("c", &graph.Component{Name: "C", Layer: graph.Applications})}
	need := func(i int, group string, minimum *int64) graph.Edit {
		return link(fmt.Sprint("l", i), graph.LinkBody{From: "c", Kind: graph.Requires, To: fmt.Sprint("d", i), Group: group, Minimum: minimum})
	}
	for i := range 5 {
		edits = append(edits, body(fmt.Sprint("d", i), &graph.Component{Name: "D", Layer: graph.Applications}))
	}
	apply(t, s, append(edits, need(0, "g", new(int64(2))), need(1, "g", nil), need(2, "h", new(int64(3))))...)
	refuse(t, s, graph.Invalid, "/minimum", need(3, "g", new(int64(1))))
	refuse(t, s, graph.Invalid, "/minimum", need(1, "g", new(int64(3))))
	refuse(t, s, graph.Invalid, "/minimum", need(3, "k", new(int64(1))), need(4, "k", new(int64(2))))
	refuse(t, s, graph.Invalid, "/minimum", need(2, "g", new(int64(3))))
	apply(t, s, need(3, "g", new(int64(2))), need(4, "g", nil))
	apply(t, s, need(0, "g", new(int64(1))), need(3, "g", new(int64(1)))) // all that state one change together
}

func TestNaturalKeys(t *testing.T) {
	s := open(t)
	apply(t, s, full()[:2]...)
	apply(t, s, body("item", &graph.RoadmapItem{Key: "K1", TitleText: "T"}), body("ann", &graph.Person{Name: "Ann", Email: "ann@example.com"}))
	for pointer, edit := range map[string]graph.Edit{
		"/lei":        body("q", &graph.Partner{Name: "Q", LEI: "529900T8BM49AURSDO55"}),
		"/duns":       body("q", &graph.Partner{Name: "Q", DUNS: "12-345-6789"}),
		"/externalId": body("q", &graph.Partner{Name: "Q", Common: graph.Common{Source: "erp", ExternalID: "X-partner"}}),
		"/key":        body("q", &graph.RoadmapItem{Key: "K1", TitleText: "U"}),
		"/email":      body("q", &graph.Person{Name: "Ann Two", Email: "ANN@example.com"}),
	} {
		e := refuse(t, s, graph.Conflict, pointer, edit)
		if len(e.Refs) != 1 || !slices.Contains([]string{"partner", "item", "ann"}, e.Refs[0].ID) {
			t.Errorf("%s: the holder is not named: %+v", pointer, e)
		}
		twin := graph.Edit{ID: "r", Body: must(graph.Clone(edit.Body))}
		apply(t, s, gone("partner"), gone("item"), gone("ann"))
		refuse(t, s, graph.Conflict, pointer, edit, twin)
		apply(t, s, full()[1], body("item", &graph.RoadmapItem{Key: "K1", TitleText: "T"}), body("ann", &graph.Person{Name: "Ann", Email: "ann@example.com"}))
	}
	apply(t, s, // the same id in another source, or of another kind, is another
		body("q", &graph.Partner{Name: "Q", Common: graph.Common{Source: "crm", ExternalID: "X-partner"}}),
		body("r", &graph.Product{Name: "R", Common: graph.Common{Source: "erp", ExternalID: "X-partner"}}))
	apply(t, s, body("i2", &graph.RoadmapItem{Key: "K2", TitleText: "T2"}))
	apply(t, s, body("item", &graph.RoadmapItem{Key: "K2", TitleText: "T"}), body("i2", &graph.RoadmapItem{Key: "K1", TitleText: "T2"})) // keys change hands
	apply(t, s, gone("i2"), body("i3", &graph.RoadmapItem{Key: "K1", TitleText: "T3"}))
}
