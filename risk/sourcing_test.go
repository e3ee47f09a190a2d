package risk

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"linchpin/graph"
)

// The components of a partner are those it makes or sells a way to obtain,
// whether that counts or not; what it only stands behind is not its own.
func TestSourcingOfOnePartner(t *testing.T) {
	e := new(eco).partners("maker", "seller", "parent").components("A", "B", "C").link("maker owned_by parent")
	e.source("A", "maker")
	e.source("B", "parent/seller")
	e.edit(e.source("C", "maker/seller"), func(n *graph.Node) { n.Counts, n.Approval = false, "candidate" })
	g := e.compile()
	for partner, want := range map[string]string{"maker": "A C", "seller": "B C", "parent": "B"} {
		rows, err := g.Sourcing(SourcingFilter{Partner: partner})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range rows {
			got = append(got, r.Component.ID)
		}
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%s supplies %v, want %s", partner, got, want)
		}
	}
	if _, err := g.Sourcing(SourcingFilter{Partner: "A"}); err == nil {
		t.Error("a component supplies nothing, and that should be said")
	}
}

// What names nothing is refused with the field that names it.
func TestUnknownNamesAreToldByField(t *testing.T) {
	g := new(eco).partners("maker").components("A").compile()
	_, top := g.SinglePoints(SinglePointFilter{Top: "?"})
	_, seed := g.Blast("maker", "?")
	_, product := g.Sourcing(SourcingFilter{Product: "?"})
	_, partner := g.Sourcing(SourcingFilter{Partner: "?"})
	for field, err := range map[string]error{"/top": top, "/seed": seed, "/product": product, "/partner": partner} {
		var e *graph.Error
		if !errors.As(err, &e) || e.Code != graph.NotFound || len(e.Fields) != 1 || e.Fields[0].Pointer != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}
