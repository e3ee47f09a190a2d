package risk

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"linchpin/graph"
)

// blast is F(ids) as a set of ids, seeds included.
func blast(t *rapid.T, g *Graph, ids ...string) map[string]bool {
	f := map[string]bool{}
	if len(ids) == 0 {
		return f
	}
	b, err := g.Blast(ids...)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range slices.Concat(b.Seeds, entities(b.Stopped)) {
		f[s.ID] = true
	}
	return f
}

func entities(ss []Stopped) (out []graph.Ref) {
	for _, s := range ss {
		out = append(out, s.Entity)
	}
	return out
}

func within(a, b map[string]bool) bool {
	for id := range a {
		if !b[id] {
			return false
		}
	}
	return true
}

// draw returns an ecosystem and the ids of its nodes, but for items that are
// shipped or dropped, which no answer lists.
func draw(t *rapid.T) (facts, *rapid.Generator[[]string]) {
	s := ecosystem(rapid.Uint64().Draw(t, "ecosystem"))
	var ids []string
	for _, n := range s.Nodes {
		if graph.Open(n.Status) {
			ids = append(ids, n.ID)
		}
	}
	return s, rapid.SliceOfNDistinct(rapid.SampledFrom(ids), 0, 4, rapid.ID[string])
}

func TestBlastIsAClosure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, sets := draw(t)
		g := graphOf(s)
		a := sets.Draw(t, "S")
		b := append(slices.Clone(a), sets.Draw(t, "more")...)
		f, more := blast(t, g, a...), blast(t, g, b...)
		for _, id := range a {
			if !f[id] {
				t.Fatal("S is not in F(S)")
			}
		}
		var again []string
		for id := range f {
			again = append(again, id)
		}
		if diff := cmp.Diff(f, blast(t, g, again...)); diff != "" {
			t.Fatal("F(F(S)) is not F(S)", diff)
		}
		if !within(f, more) {
			t.Fatal("F is not monotone")
		}
	})
}

func TestAnAlternateHelpsAndANeedHurts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, sets := draw(t)
		seeds := sets.Draw(t, "S")
		before := blast(t, graphOf(s), seeds...)
		from, to := fmt.Sprint("c", rapid.IntRange(0, components-1).Draw(t, "from")), fmt.Sprint("c", rapid.IntRange(0, components-1).Draw(t, "to"))
		need := facts{Nodes: s.Nodes, Edges: append(slices.Clone(s.Edges), graph.Edge{ID: "new", From: from, Kind: graph.Requires, To: to})}
		need.sort()
		if !within(before, blast(t, graphOf(need), seeds...)) {
			t.Fatal("a need saves something")
		}
		other := slices.Clone(s.Edges)
		needs := indexes(other)
		if len(needs) == 0 {
			return // nothing that could get an alternate
		}
		i := rapid.SampledFrom(needs).Draw(t, "edge")
		x := other[i] // becomes one of two
		x.ID, x.To, x.Minimum, x.Group = "new", fmt.Sprint("c", rapid.IntRange(0, components-1).Draw(t, "alternate")), 1, "only"
		other[i].Group, other[i].Minimum = "only", 1
		easier := facts{Nodes: s.Nodes, Edges: append(other, x)}
		easier.sort()
		if !within(blast(t, graphOf(easier), seeds...), before) {
			t.Fatal("an alternate stops something")
		}
	})
}

// indexes lists the needs of components that stand alone.
func indexes(es []graph.Edge) []int {
	out := []int{}
	for i, e := range es {
		if (e.Kind == graph.Requires || e.Kind == graph.Needs || e.Kind == graph.Uses) && e.Group == "" {
			out = append(out, i)
		}
	}
	return out
}

// TestAnswersDoNotDependOnIDs gives every node another id, so that the arrays
// are laid out anew, and expects the same answers.
func TestAnswersDoNotDependOnIDs(t *testing.T) {
	ids := cmp.Options{
		cmpopts.IgnoreFields(graph.Ref{}, "ID"),
		cmpopts.IgnoreFields(SinglePoint{}, "Proof"), cmpopts.IgnoreFields(Tie{}, "Proof", "Of"),
	}
	for seed := range uint64(60) {
		s := ecosystem(seed)
		renamed, name := rename(s, seed)
		a, b := graphOf(s), graphOf(renamed)
		for _, cause := range []Cause{CausePartner, CauseCountry, CausePerson} {
			x, _ := a.SinglePoints(SinglePointFilter{Cause: cause})
			y, _ := b.SinglePoints(SinglePointFilter{Cause: cause})
			if diff := cmp.Diff(x, y, ids); diff != "" {
				t.Fatalf("seed %d: %s", seed, diff)
			}
		}
		for i := range items {
			x, _ := a.PartnersOf(fmt.Sprint("i", i), TieFilter{})
			y, _ := b.PartnersOf(name[fmt.Sprint("i", i)], TieFilter{})
			if diff := cmp.Diff(x, y, ids); diff != "" {
				t.Fatalf("seed %d: %s", seed, diff)
			}
		}
		x, y := a.Summary(), b.Summary()
		x.Circular, y.Circular = nil, nil
		if diff := cmp.Diff(x, y); diff != "" {
			t.Fatalf("seed %d: %s", seed, diff)
		}
	}
}

func rename(s facts, seed uint64) (facts, map[string]string) {
	name := map[string]string{}
	for i, n := range rand.New(rand.NewPCG(seed, 3)).Perm(len(s.Nodes)) {
		name[s.Nodes[i].ID] = fmt.Sprintf("n%03d", n)
	}
	out := facts{Nodes: slices.Clone(s.Nodes), Edges: slices.Clone(s.Edges)}
	for i := range out.Nodes {
		out.Nodes[i].ID = name[out.Nodes[i].ID]
	}
	for i := range out.Edges {
		e := &out.Edges[i]
		e.From, e.To = name[e.From], name[e.To]
	}
	out.sort()
	return out, name
}

// TestSentencesAreWhole looks for holes in the wording of every proof.
func TestSentencesAreWhole(t *testing.T) {
	for seed := range uint64(60) {
		s := ecosystem(seed)
		g := graphOf(s)
		for _, n := range s.Nodes {
			b, err := g.Blast(n.ID)
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range b.Stopped {
				text := x.Sentence
				if !strings.HasPrefix(text, g.title(nodeOf(g, n.ID))+" stops ") && n.Key == "" || !strings.HasSuffix(text, ".") ||
					strings.Contains(text, "  ") || strings.Contains(text, "()") || strings.Contains(text, "%!") || strings.Contains(text, ": ;") {
					t.Fatalf("seed %d: %q", seed, text)
				}
			}
		}
	}
}
