package faulttree

import (
	"errors"
	"math/bits"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// treewidth tries every order in which the vertices of a net can be taken
// out: f(S) = min over v in S of max(f(S-v), what v reaches through S-v)
// (Bodlaender, Fomin, Koster, Kratsch and Thilikos 2006).
func treewidth(t *Tree) int {
	n := t.Events + len(t.Gates)
	near := make([]uint, n)
	for i, g := range t.Gates {
		for _, v := range g.Inputs {
			if own := t.Events + i; int(v) != own {
				near[own] |= 1 << v
				near[v] |= 1 << own
			}
		}
	}
	reached := func(within uint, v int) int {
		seen := uint(1) << v
		for todo := seen; todo != 0; {
			u := bits.TrailingZeros(todo)
			fresh := near[u] &^ seen
			seen |= fresh
			todo = todo&^(1<<u) | fresh&within
		}
		return bits.OnesCount(seen &^ within &^ (1 << v))
	}
	best := make([]int, 1<<n)
	for s := uint(1); s < 1<<n; s++ {
		best[s] = n
		for v := range n {
			if rest := s &^ (1 << v); rest != s {
				best[s] = min(best[s], max(best[rest], reached(rest, v)))
			}
		}
	}
	return best[1<<n-1]
}

func TestWidthIsNeverAboveTheTreewidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tree := &Tree{Events: rapid.IntRange(1, 5).Draw(t, "events")}
		tree.Gates = make([]Gate, rapid.IntRange(1, 7).Draw(t, "gates"))
		node := rapid.Int32Range(0, int32(tree.Events+len(tree.Gates)-1))
		for i := range tree.Gates {
			tree.Gates[i] = Gate{Need: 1, Inputs: rapid.SliceOfN(node, 0, 5).Draw(t, "inputs")}
		}
		net, tw := netOf(tree), treewidth(tree)
		w := net.width(1 << 20)
		if w > tw {
			t.Fatalf("%d, but the treewidth of %+v is %d", w, tree, tw)
		}
		for most := range 4 {
			if got := net.width(most); got != min(most, w) {
				t.Fatalf("%d of at most %d, where it is %d", got, most, w)
			}
		}
	})
}

func TestWidthOfKnownGraphs(t *testing.T) {
	everyPair := func(n int) *Tree { // n gates over the same n events
		tree := &Tree{Events: n}
		for range n {
			g := Gate{Need: 1}
			for v := range n {
				g.Inputs = append(g.Inputs, int32(v))
			}
			tree.Gates = append(tree.Gates, g)
		}
		return tree
	}
	pairs := &Tree{Events: 6} // the complete graph, a gate on each edge
	for a := range int32(6) {
		for b := range a {
			pairs.Gates = append(pairs.Gates, or(a, b))
		}
	}
	for name, c := range map[string]struct {
		tree *Tree
		want int
	}{
		"a path":           {&Tree{1, []Gate{or(0, 2), or(3), or(0)}, 1}, 2}, // closed by the event
		"a tree":           {&Tree{4, []Gate{or(5, 6), and(0, 1), and(2, 3)}, 4}, 1},
		"each pair of 6":   {pairs, 5},
		"all with all, 4":  {everyPair(4), 4},
		"all with all, 35": {everyPair(35), 35},
	} {
		if got := netOf(c.tree).width(1 << 20); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

// A hundred votes over half of eighty events each: no diagram holds them, and
// the small cut sets are there all the same.
func TestTooWideIsGivenUp(t *testing.T) {
	const events, gates = 80, 100
	r := rand.New(rand.NewPCG(1, 1))
	tree := &Tree{Events: events, Top: events + gates}
	all := Gate{Need: gates}
	for i := range gates {
		g := Gate{Need: 12}
		for _, v := range r.Perm(events)[:events/2] {
			g.Inputs = append(g.Inputs, int32(v))
		}
		tree.Gates = append(tree.Gates, g)
		all.Inputs = append(all.Inputs, int32(events+i))
	}
	tree.Gates = append(tree.Gates, all)
	looked := 0
	f, err := Solve(tree, Budget{Check: func() error { looked++; return nil }})
	large, ok := errors.AsType[*TooLargeError](err)
	if f != nil || !ok || large.Width != mostWidth {
		t.Fatal(f, err)
	}
	if looked > 2000 { // of 8192 steps
		t.Errorf("given up after %d looks", looked)
	}
	c, err := CutSets(tree, 3, Budget{})
	if n := must(t, c, err).Count(); n.Sign() != 0 {
		t.Errorf("%v cut sets of 3, and each gate alone takes 12", n)
	}
}
