package neostore

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
)

// ecosystem is n partners, components and offerings; offering i is made by
// partner i and sold by partner i+1, all of them units of partner 0.
func ecosystem(n int) (edits []graph.Edit) {
	for i := range n {
		p := &graph.Partner{Name: fmt.Sprint("Partner ", i), Roles: []string{"vendor"}, Country: "DE"}
		if i > 0 {
			p.Parent = "p0"
		}
		o := &graph.Offering{
			Component: fmt.Sprint("c", i), Maker: fmt.Sprint("p", i), MPN: fmt.Sprint("X-", i),
			Approval: "approved", Status: "active",
		}
		if n > 1 {
			o.Seller = fmt.Sprint("p", (i+1)%n)
		}
		edits = append(edits, body(fmt.Sprint("p", i), p), body(fmt.Sprint("o", i), o),
			body(fmt.Sprint("c", i), &graph.Component{Name: fmt.Sprint("Component ", i), Layer: graph.CloudPlatform}))
		if i > 0 {
			edits = append(edits,
				link(fmt.Sprint("r", i), graph.LinkBody{From: fmt.Sprint("c", i), Kind: graph.Requires, To: fmt.Sprint("c", i-1), Group: "g"}),
				link(fmt.Sprint("s", i), graph.LinkBody{From: fmt.Sprint("p", i), Kind: graph.SourcesFrom, To: fmt.Sprint("p", i-1)}))
		}
	}
	return edits
}

// differ tells how two snapshots differ, empty if they do not.
func differ(a, b graph.Snapshot) string {
	return cmp.Diff(a.Change, b.Change) + cmp.Diff(slices.Collect(a.Nodes()), slices.Collect(b.Nodes())) +
		cmp.Diff(slices.Collect(a.Edges()), slices.Collect(b.Edges()))
}

func TestSnapshotBesideAWriter(t *testing.T) {
	s, ctx := open(t), t.Context()
	for part := range slices.Chunk(ecosystem(300), 1500) {
		apply(t, s, part...)
	}
	first := must(s.Snapshot(ctx))
	if first.Len() != 900 || first.Links() != 300+300+300+299+299+299 {
		t.Fatalf("%d nodes, %d edges", first.Len(), first.Links())
	}
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() { churn(t, s, stop) })
	var during []graph.Snapshot
	for len(during) < 10 || during[len(during)-1].Change < first.Change+50 {
		snap, err := s.Snapshot(ctx) // it fails by itself on a link that ends nowhere
		if err != nil {
			t.Error(err)
			break
		}
		during = append(during, snap)
	}
	close(stop)
	wg.Wait()
	want := must(s.Snapshot(ctx))
	t.Logf("%d changes beside %d snapshots of %d nodes", want.Change-first.Change, len(during), want.Len())
	for _, snap := range append(during, first) {
		if diff := differ(must(s.Refresh(ctx, snap)), want); diff != "" {
			t.Fatalf("a snapshot of change %d, refreshed, differs from one loaded at %d:\n%s", snap.Change, want.Change, diff)
		}
	}
}

// churn renames, makes, relinks and deletes until told to stop.
func churn(t *testing.T, s *Store, stop <-chan struct{}) {
	t.Helper()
	for i := 0; ; i++ {
		select {
		case <-stop:
			return
		default:
		}
		made := fmt.Sprint("made", i)
		o := &graph.Offering{
			Component: fmt.Sprint("c", i%300), Maker: made, Seller: fmt.Sprint("p", (i*7)%300),
			Approval: "approved", Status: "active",
		}
		apply(t, s, body(made, &graph.Partner{Name: fmt.Sprint("new ", i), Parent: "p1"}), body(fmt.Sprint("o", i%300), o),
			link(fmt.Sprint("m", i), graph.LinkBody{From: fmt.Sprint("p", i%300), Kind: graph.SourcesFrom, To: made, Service: "x"}))
		if i%2 == 0 {
			apply(t, s, gone(made), gone(fmt.Sprint("r", 1+i%299)))
		}
	}
}
