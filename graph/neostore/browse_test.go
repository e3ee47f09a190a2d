package neostore

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"linchpin/graph"
)

// near writes a neighbourhood as text: nodes with their distance, links, groups.
func near(n graph.Neighbourhood) string {
	var out []string
	for _, x := range n.Nodes {
		out = append(out, fmt.Sprint(x.ID, x.Hop))
	}
	out = append(out, "|")
	for _, l := range n.Links {
		out = append(out, l.ID)
	}
	out = append(out, "|")
	for _, g := range n.Groups {
		out = append(out, fmt.Sprintf("%s %s %v %d/%d", g.Of, g.Kind, g.Out, g.Shown, g.Total))
	}
	return strings.Join(append(out, "|", fmt.Sprintf("%d/%d", n.Shown, n.Total)), " ")
}

func TestNeighbourhood(t *testing.T) {
	s, ctx := open(t), t.Context()
	var edits []graph.Edit
	for i := range 6 {
		edits = append(edits, body(fmt.Sprint("p", i), &graph.Partner{Name: fmt.Sprint("Unit ", i), Parent: "top"}))
	}
	edits = append(edits, body("top", &graph.Partner{Name: "Top"}),
		body("c", &graph.Component{Name: "Chip", Layer: graph.DeviceHardware}),
		body("o", &graph.Offering{Component: "c", Maker: "p0", Seller: "p1", Approval: "approved", Status: "active"}),
		link("s", graph.LinkBody{From: "p0", Kind: graph.SourcesFrom, To: "p1"}))
	apply(t, s, edits...)
	for _, c := range []struct {
		focus string
		hops  int
		kinds []graph.LinkKind
		limit int
		want  string
	}{
		{"o", 1, nil, 5, "o0 c1 p01 p11 | o.fulfils o.made_by o.sold_by s |  | 4/4"},
		{"c", 1, nil, 5, "c0 o1 | o.fulfils |  | 2/2"},
		{"c", 2, []graph.LinkKind{graph.Fulfils, graph.SoldBy}, 5, "c0 o1 p12 | o.fulfils o.sold_by |  | 3/3"},
		{"top", 1, nil, 2, "top0 p01 p11 | p0.owned_by s p1.owned_by | top owned_by false 2/6 | 3/7"},
		{"p5", 2, nil, 3, "p50 top1 p02 p12 p22 | p0.owned_by s p1.owned_by p2.owned_by p5.owned_by | top owned_by false 3/6 | 5/8"},
	} {
		got := strings.Join(strings.Fields(near(must(s.Neighbourhood(ctx, c.focus, c.hops, c.kinds, c.limit)))), " ")
		if c.want = strings.Join(strings.Fields(c.want), " "); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.focus, got, c.want)
		}
	}
	_, err := s.Neighbourhood(ctx, "nobody", 1, nil, 5)
	wantCode(t, err, graph.NotFound)
}

func TestNeighbourhoodOfAHub(t *testing.T) {
	const units = hubDegree + 500
	s, ctx := open(t), t.Context()
	apply(t, s, body("top", &graph.Partner{Name: "Top"}), body("peer", &graph.Partner{Name: "Peer"}),
		link("s", graph.LinkBody{From: "top", Kind: graph.SourcesFrom, To: "peer"}))
	for part := range slices.Chunk(make([]int, units), 500) {
		var edits []graph.Edit
		for range part {
			id := graph.NewID(s.now())
			edits = append(edits, body(id, &graph.Partner{Name: id, Parent: "top"}))
		}
		apply(t, s, edits...)
	}
	n := must(s.Neighbourhood(ctx, "peer", 2, []graph.LinkKind{graph.OwnedBy, graph.SourcesFrom}, 10))
	if len(n.Groups) != 1 || n.Groups[0] != (graph.Ring{Of: "top", Kind: graph.OwnedBy, Shown: 10, Total: units}) || n.Shown != 12 || n.Total != units+2 || len(n.Links) != 11 {
		t.Errorf("%+v, %d of %d, %d links", n.Groups, n.Shown, n.Total, len(n.Links))
	}
}

func TestPaths(t *testing.T) {
	s, ctx := open(t), t.Context()
	fill(t, s)
	path := func(from, to string, limit int) (out []string) {
		for _, hops := range must(s.Paths(ctx, from, to, limit)) {
			steps := []string{hops[0].From.Name}
			for _, h := range hops {
				if h.Reverse {
					steps = append(steps, "<"+string(h.Kind), h.To.Name)
				} else {
					steps = append(steps, string(h.Kind)+">", h.To.Name)
				}
			}
			out = append(out, strings.Join(steps, " "))
		}
		return out
	}
	for _, c := range []struct{ from, to, want string }{
		{"item", "component", "[Launch two needs> Radio module]"},
		{"component", "owner", "[Radio module <fulfils Radio module · Acme GmbH · RM-1/2 relies_on> Owner Holding Radio module <fulfils Radio module · Acme GmbH · RM-1/2 sold_by> Owner Holding]"},
		{"component0", "contract", "[Antenna <requires Radio module <fulfils Radio module · Acme GmbH · RM-1/2 <covers C-2026-1]"},
		{"person", "component", "[Ann Ode owns> Launch two needs> Radio module]"},
		{"item", "item", "[]"},
	} {
		if got := fmt.Sprint(path(c.from, c.to, 5)); got != c.want {
			t.Errorf("%s to %s:\n got %s\nwant %s", c.from, c.to, got, c.want)
		}
	}
	if got := path("component", "owner", 1); len(got) != 1 {
		t.Errorf("limit 1: %v", got)
	}
	apply(t, s, link("again", graph.LinkBody{From: "partner", Kind: graph.SourcesFrom, To: "owner", Service: "assembly"}))
	if got, want := fmt.Sprint(path("partner", "owner", 5)), "[Acme GmbH owned_by> Owner Holding Acme GmbH sources_from> Owner Holding]"; got != want {
		t.Errorf("a sub-tier for two services:\n got %s\nwant %s", got, want)
	}
	_, err := s.Paths(ctx, "item", "nobody", 1)
	if e := wantCode(t, err, graph.NotFound); pointerOf(e) != "/to" {
		t.Error(err)
	}
}

// Of one part of one maker, sold by two, each is named with its seller.
func TestRefsTellTwinsApartBySeller(t *testing.T) {
	s, ctx := open(t), t.Context()
	part := func(seller, mpn string) *graph.Offering {
		return &graph.Offering{Component: "c", Maker: "m", Seller: seller, MPN: mpn, Approval: "approved", Status: "active"}
	}
	apply(t, s,
		body("c", &graph.Component{Name: "Radio", Layer: graph.Communications}),
		body("m", &graph.Partner{Name: "Maker"}), body("near", &graph.Partner{Name: "Near"}), body("far", &graph.Partner{Name: "Far"}),
		body("o1", part("near", "MK-1")), body("o2", part("far", "MK-1")), body("o3", part("far", "MK-2")))
	refs := must(s.Refs(ctx, []string{"o1", "o2", "o3"}))
	for id, want := range map[string]string{
		"o1": "Radio · Maker · MK-1 · via Near", "o2": "Radio · Maker · MK-1 · via Far", "o3": "Radio · Maker · MK-2",
	} {
		if got := refs[id].Name; got != want {
			t.Errorf("%s is called %q, want %q", id, got, want)
		}
	}
	hits := must(s.Search(ctx, "MK-1", nil, false, 10))
	names := map[string]bool{}
	for _, h := range hits {
		names[h.Name] = true
	}
	if !names["Radio · Maker · MK-1 · via Far"] {
		t.Errorf("found %v", names)
	}
}
