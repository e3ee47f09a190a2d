package jobs

import (
	"slices"
	"strings"
	"testing"

	"linchpin/graph"
)

func TestAfterAPlanTheGraphIsWhatTheStoreWouldHave(t *testing.T) {
	partner := func(name, parent string) *graph.Partner { return &graph.Partner{Name: name, Parent: parent} }
	var was []graph.Node
	var linked []graph.Edge
	for id, b := range map[string]graph.Body{"a": partner("A", "b"), "b": partner("B", "")} {
		r := graph.Record{Meta: graph.Meta{ID: id, Version: 1}, Body: b}
		was, linked = append(was, graph.NodeOf(r)), append(linked, graph.EdgesOf(r)...)
	}
	linked = append(linked, graph.EdgeOf(graph.Link{ID: "l", LinkBody: graph.LinkBody{From: "a", Kind: graph.SourcesFrom, To: "b"}}))
	before, err := graph.NewSnapshot(0, was, linked)
	if err != nil {
		t.Fatal(err)
	}
	plan := []planned{
		{Edit: graph.Edit{ID: "a", Body: partner("A", "c")}},
		{Edit: graph.Edit{ID: "c", Body: partner("C", "")}},
		{Edit: graph.Edit{ID: "l", Delete: true}},
		{Edit: graph.Edit{ID: "m", Link: &graph.LinkBody{From: "b", Kind: graph.SourcesFrom, To: "c"}}},
	}
	after, err := After(before, func(yield func(planned, error) bool) {
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
	for n := range after.Nodes() {
		nodes = append(nodes, n.Name)
	}
	for e := range after.Edges() {
		edges = append(edges, strings.Join([]string{e.From, string(e.Kind), e.To}, " "))
	}
	if want := []string{"A", "B", "C"}; !slices.Equal(nodes, want) {
		t.Errorf("nodes %q, want %q", nodes, want)
	}
	if want := []string{"a owned_by c", "b sources_from c"}; !slices.Equal(edges, want) {
		t.Errorf("edges %q, want %q", edges, want)
	}
	if before.Links() != 2 {
		t.Error("the graph before has changed")
	}
}
