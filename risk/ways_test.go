package risk

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
)

// TestWaysOfDependency: by which chains a failure passes, the dependent first,
// with how many of how many have to fail; a service is part of what needs it.
func TestWaysOfDependency(t *testing.T) {
	e := hiddenParent().partners("h1", "h2").
		node(graph.Node{ID: "P", Kind: graph.KindProduct, Name: "Lock"}).link("T delivers P")
	for _, h := range []string{"h1", "h2"} {
		e.edge(graph.Edge{From: h, Kind: graph.Services, To: "P", Service: "hosting", Critical: true})
	}
	g := e.compile()
	for ends, want := range map[string][]string{
		"T d":  {"T needs C 1/1, C requires part of C 1/1, part of C sources part of C@d 1/1, part of C@d made_by d 1/1"},
		"M p":  {"M requires A 2/2, A requires part of A 1/1, part of A sources part of A@a 1/1, part of A@a made_by a 1/1, a owned_by p 1/1", "M requires B 2/2, B requires part of B 1/1, part of B sources part of B@b 1/1, part of B@b made_by b 1/1, b owned_by p 1/1"},
		"T h2": {"T delivers P 1/1, P services h2 2/2"},
		"d T":  nil, "a b": nil, "T T": nil,
	} {
		dependent, cause, _ := strings.Cut(ends, " ")
		ways, err := g.Ways(dependent, cause, 9)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, w := range ways {
			var steps []string
			for _, s := range w {
				steps = append(steps, fmt.Sprintf("%s %s %s %d/%d", s.Owner.ID, s.Rule, s.Member.ID, s.Needed, s.Of))
			}
			got = append(got, strings.Join(steps, ", "))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", ends, diff)
		}
	}
	if few, _ := g.Ways("M", "p", 1); len(few) != 1 {
		t.Error("more ways than asked for", few)
	}
	if s, ok := g.RestsOn("P", "h1"); !ok || s.Of != 2 {
		t.Error("a product rests on who provides its service", s)
	}
	if _, ok := g.RestsOn("d", "part of C"); ok {
		t.Error("a maker rests on no offering")
	}
	for cause, want := range map[string]bool{"p": true, "a": false} {
		if got, err := g.Stops(cause, "M"); err != nil || got != want {
			t.Error(cause, got, err)
		}
	}
	if _, err := g.Ways("T", "nobody", 9); graph.CodeOf(err) != graph.NotFound {
		t.Error(err)
	}
}
