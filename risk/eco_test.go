package risk

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"linchpin/graph"
)

// facts is a graph before it is packed.
type facts struct {
	Change int64
	Nodes  []graph.Node
	Edges  []graph.Edge
}

// sort puts a graph in the order of a snapshot.
func (f *facts) sort() {
	slices.SortFunc(f.Nodes, func(a, b graph.Node) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(f.Edges, func(a, b graph.Edge) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.To, b.To), cmp.Compare(a.ID, b.ID))
	})
}

func graphOf(f facts) *Graph {
	return Compile(packed(f))
}

func packed(f facts) graph.Snapshot {
	s, err := graph.NewSnapshot(f.Change, f.Nodes, f.Edges)
	if err != nil {
		panic(err)
	}
	return s
}

func nodeOf(g *Graph, id string) int32 {
	v, ok := g.number(id)
	if !ok {
		panic("no node " + id)
	}
	return v
}

// eco builds a snapshot by hand; names are ids.
type eco struct {
	s facts
	n int
}

func (e *eco) node(n graph.Node) *eco {
	if n.Name == "" {
		n.Name = n.ID
	}
	e.s.Nodes = append(e.s.Nodes, n)
	return e
}

func (e *eco) partners(ids ...string) *eco {
	for _, id := range ids {
		e.node(graph.Node{ID: id, Kind: graph.KindPartner, SubTiersKnown: "yes"})
	}
	return e
}

func (e *eco) components(ids ...string) *eco {
	for _, id := range ids {
		e.node(graph.Node{ID: id, Kind: graph.KindComponent, Layer: graph.Communications, SourcesKnown: "yes"})
	}
	return e
}

func (e *eco) item(id string, date graph.Date) *eco {
	return e.node(graph.Node{ID: id, Kind: graph.KindRoadmapItem, Key: id, Name: "Launch " + id, TargetDate: date})
}

// edit changes a node that is there already.
func (e *eco) edit(id string, change func(*graph.Node)) *eco {
	i := slices.IndexFunc(e.s.Nodes, func(n graph.Node) bool { return n.ID == id })
	change(&e.s.Nodes[i])
	return e
}

// link reads "from kind to to ...", with alternates as "a|b" and minimum as
// "2:a|b|c".
func (e *eco) link(text string) *eco {
	w := strings.Fields(text)
	for _, to := range w[2:] {
		edge := graph.Edge{From: w[0], Kind: graph.LinkKind(w[1]), Required: true, Critical: true}
		if k, rest, ok := strings.Cut(to, ":"); ok {
			n, err := strconv.ParseInt(k, 10, 64)
			if err != nil {
				panic(err)
			}
			edge.Minimum = n
			to = rest
		}
		if strings.Contains(to, "|") {
			edge.Group = to
		}
		for t := range strings.SplitSeq(to, "|") {
			edge.To = t
			e.edge(edge)
		}
	}
	return e
}

func (e *eco) edge(x graph.Edge) *eco {
	e.n++
	x.ID = fmt.Sprint("l", e.n)
	e.s.Edges = append(e.s.Edges, x)
	return e
}

// source gives a component a counting offering of a maker, "maker/seller" with
// a seller, and returns its id.
func (e *eco) source(component, maker string) string {
	e.n++
	id := fmt.Sprintf("%s@%s", component, maker)
	e.s.Nodes = append(e.s.Nodes, graph.Node{ID: id, Kind: graph.KindOffering, Counts: true, Status: "active", Approval: "approved"})
	e.edge(graph.Edge{From: id, Kind: graph.Fulfils, To: component})
	m, seller, _ := strings.Cut(maker, "/")
	if m != "" {
		e.edge(graph.Edge{From: id, Kind: graph.MadeBy, To: m})
	}
	if seller != "" {
		e.edge(graph.Edge{From: id, Kind: graph.SoldBy, To: seller})
	}
	return id
}

// own makes a component require a part that one partner alone supplies: its
// own event.
func (e *eco) own(component, partner string) *eco {
	part := "part of " + component
	e.components(part).link(component + " requires part")
	e.s.Edges[len(e.s.Edges)-1].To = part
	e.source(part, partner)
	return e
}

func (e *eco) compile() *Graph {
	e.s.sort()
	return graphOf(e.s)
}

// cuts lists the minimal sets of events that stop a top, by trying them all:
// "a b" for a set of two.
func cuts(t *testing.T, g *Graph, top string, events ...string) (out []string) {
	t.Helper()
	var sets []int
	for set := range 1 << len(events) {
		sets = append(sets, set)
	}
	slices.SortStableFunc(sets, func(a, b int) int { return ones(a) - ones(b) })
	var minimal []int
	for _, set := range sets {
		if slices.ContainsFunc(minimal, func(m int) bool { return m&set == m }) || set == 0 {
			continue
		}
		var ids []string
		for i, id := range events {
			if set>>i&1 == 1 {
				ids = append(ids, id)
			}
		}
		b, err := g.Blast(ids...)
		if err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(b.Stopped, func(s Stopped) bool { return s.Entity.ID == top }) {
			minimal = append(minimal, set)
			out = append(out, strings.Join(ids, " "))
		}
	}
	return out
}

func ones(n int) (c int) {
	for ; n > 0; n &= n - 1 {
		c++
	}
	return c
}
