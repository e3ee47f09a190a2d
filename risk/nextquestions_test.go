package risk

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
)

// TestNextQuestionsByFlipping answers facts one by one and judges every verdict
// again. A fact counts for a verdict when, all others answered by yes, its own
// answer decides between unknown and safe; it settles a verdict that its answer
// alone makes safe as things stand.
func TestNextQuestionsByFlipping(t *testing.T) {
	for seed := range uint64(ecosystems / 6) {
		s := ecosystem(seed)
		facts := open(s)
		now, best := judged(s), judged(answered(s, facts...))
		want := map[string]string{}
		for _, f := range facts {
			var others []graph.Node
			for _, o := range facts {
				if o.ID != f.ID {
					others = append(others, o)
				}
			}
			without, alone := judged(answered(s, others...)), judged(answered(s, f))
			var verdicts, settles []string
			for id, v := range best {
				if now[id] == Unknown && v == Safe && without[id] == Unknown {
					verdicts = append(verdicts, id)
				}
				if now[id] == Unknown && alone[id] == Safe {
					settles = append(settles, id)
				}
			}
			slices.Sort(verdicts)
			slices.Sort(settles)
			want[f.ID] = fmt.Sprint(verdicts, settles)
		}
		got, last, g := map[string]string{}, -1, graphOf(s)
		for _, q := range g.NextQuestions(0, 0) {
			if last >= 0 && q.Verdicts > last {
				t.Fatalf("seed %d: %+v stands after one that changes %d", seed, q, last)
			}
			last = q.Verdicts
			of := func(n int, f WaitingFilter) []string { return rowsOf(t, g, q.Entity.ID, n, f) }
			got[q.Entity.ID] = fmt.Sprint(of(q.Verdicts, WaitingFilter{}), of(q.Settles, WaitingFilter{Settles: true}))
			kinds := slices.Concat(of(q.RoadmapItems, WaitingFilter{Kind: graph.KindRoadmapItem}), of(q.Products, WaitingFilter{Kind: graph.KindProduct}),
				of(q.Components, WaitingFilter{Kind: graph.KindComponent}))
			if len(kinds) != q.Verdicts {
				t.Fatalf("%+v: %v", q, kinds)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("seed %d (-flipping +engine):\n%s", seed, diff)
		}
	}
}

// rowsOf lists the verdicts behind a count, two at a time; there are as many as
// was counted.
func rowsOf(t *testing.T, g *Graph, fact string, n int, f WaitingFilter) []string {
	t.Helper()
	var ids []string
	for f.Entity, f.Limit = fact, 2; ; f.Offset += 2 {
		some, total, err := g.Waiting(f)
		if err != nil || total != n {
			t.Fatalf("%+v: counted %d, %d rows, %v", f, n, total, err)
		}
		for _, w := range some {
			ids = append(ids, w.Top.ID)
			if f.Settles && !w.Settles {
				t.Fatalf("%s waits for more than %s", w.Top.ID, fact)
			}
		}
		if len(some) < 2 {
			slices.Sort(ids)
			return ids
		}
	}
}

// open lists the nodes that have a fact nobody recorded.
func open(s facts) (out []graph.Node) {
	w := newWorld(s)
	for _, n := range s.Nodes {
		switch {
		case n.Kind == graph.KindComponent && n.SourcesKnown != "yes", n.Kind == graph.KindPartner && n.SubTiersKnown != "yes",
			n.Kind == graph.KindOffering && n.Counts && n.SharePercent == nil && w.byID[w.to(n.ID, "fulfils")].RequiredSharePercent != nil:
			out = append(out, n)
		}
	}
	return out
}

// answered returns a snapshot in which some more is known; a share is none.
func answered(s facts, known ...graph.Node) facts {
	out := facts{Nodes: make([]graph.Node, len(s.Nodes)), Edges: s.Edges}
	copy(out.Nodes, s.Nodes)
	none := 0.0
	for i := range out.Nodes {
		for _, f := range known {
			if n := &out.Nodes[i]; n.ID == f.ID {
				switch n.Kind {
				case graph.KindComponent:
					n.SourcesKnown = "yes"
				case graph.KindPartner:
					n.SubTiersKnown = "yes"
				default:
					n.SharePercent = &none
				}
			}
		}
	}
	return out
}

// judged returns the oracle's verdicts of all components, products and open items.
func judged(s facts) map[string]Verdict {
	w, out := newWorld(s), map[string]Verdict{}
	for _, n := range s.Nodes {
		if n.Kind == graph.KindComponent || n.Kind == graph.KindProduct || n.Kind == graph.KindRoadmapItem && n.Status != "shipped" && n.Status != "dropped" {
			out[n.ID] = w.verdict(n.ID)
		}
	}
	return out
}
