package risk

import (
	"strings"
	"testing"

	"linchpin/graph"
)

// Of one part of one maker, from two sellers, each is called by its seller; a
// part that only one sells is not.
func TestSellersTellTwinsApart(t *testing.T) {
	e := new(eco).partners("maker", "near", "far").components("radio").item("R", "2027-03-01").link("R needs radio")
	for _, seller := range []string{"near", "far"} {
		e.edit(e.source("radio", "maker/"+seller), func(n *graph.Node) { n.Name = "MK-1" })
	}
	other := e.source("radio", "maker")
	e.edit(other, func(n *graph.Node) { n.Name = "MK-2" })
	g := e.compile()
	for id, want := range map[string]string{
		"radio@maker/near": "radio · maker · MK-1 · via near",
		"radio@maker/far":  "radio · maker · MK-1 · via far",
	} {
		if got := g.ref(nodeOf(g, id)).Name; got != want {
			t.Errorf("%s is called %q, want %q", id, got, want)
		}
	}
	if got := g.ref(nodeOf(g, other)).Name; strings.Contains(got, " via ") {
		t.Errorf("what is alone is called %q", got)
	}
}
