package risk

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
)

// TestSourcingAgainstDefinitions works out verdict, missing facts, effective
// sourcing, makers and stops of every component, and the summary, from the
// oracle's laws.
func TestSourcingAgainstDefinitions(t *testing.T) {
	for seed := range uint64(ecosystems / 6) {
		s := ecosystem(seed)
		g, w := graphOf(s), newWorld(s)
		rows, err := g.Sourcing(SourcingFilter{})
		if err != nil {
			t.Fatal(err)
		}
		got, want := map[string]string{}, map[string]string{}
		for _, r := range rows {
			missing := []string{}
			for _, m := range r.Missing {
				missing = append(missing, m.Entity.ID+" "+m.Field)
			}
			slices.Sort(missing)
			size := 0
			if r.Effective != nil {
				size = *r.Effective
			}
			if !r.EffectiveExact {
				t.Fatalf("seed %d: nine partners can be tried in full", seed)
			}
			got[r.Component.ID] = fmt.Sprint(r.Verdict, missing, size, len(r.Makers), r.Stops.RoadmapItems, r.Stops.Products, r.SinglePoints)
		}
		for _, n := range s.Nodes {
			if n.Kind == graph.KindComponent {
				items, products, _ := stopped(s, closure(w.laws, n.ID))
				want[n.ID] = fmt.Sprint(w.verdict(n.ID), w.missing(n.ID), w.effective(n.ID), len(w.makers(n.ID)), items, products, w.points(n.ID))
			}
		}
		if !maps.Equal(want, got) {
			t.Fatalf("seed %d:\n%s", seed, cmp.Diff(want, got))
		}
		if diff := cmp.Diff(w.summary(), digest(t, g, w.laws)); diff != "" {
			t.Fatalf("seed %d:\n%s", seed, diff)
		}
	}
}

// digest makes a summary, and who shares what, comparable.
func digest(t *testing.T, g *Graph, laws []law) map[string]string {
	t.Helper()
	s := g.Summary()
	out := map[string]string{
		"components": fmt.Sprint(s.Components), "items": fmt.Sprint(s.RoadmapItems), "products": fmt.Sprint(s.Products),
		"points": fmt.Sprint(s.SinglePoints, s.Hidden),
	}
	for _, l := range s.Layers {
		out[string(l.Layer)] = fmt.Sprint(l.Verdicts, l.ItemsStopped)
	}
	rows, err := g.FalseDiversity(CausePartner)
	if err != nil {
		t.Fatal(err)
	}
	distinct := map[string]bool{}
	for _, r := range rows {
		out["false diversity "+r.Component.ID+" "+r.Shared.ID] = "yes"
		distinct[r.Component.ID] = true
		if err := replay(laws, []string{r.Shared.ID}, r.Component.ID, r.Why); err != nil {
			t.Fatalf("%s shares %s: %v", r.Component.ID, r.Shared.ID, err)
		}
	}
	if s.FalseDiversity != len(distinct) {
		t.Fatalf("%d of false diversity, %d listed", s.FalseDiversity, len(distinct))
	}
	return out
}

// world answers from the oracle's laws.
type world struct {
	s      facts
	laws   []law
	byID   map[string]graph.Node
	failed map[string]map[string]bool // by partner
}

func newWorld(s facts) *world {
	w := &world{s, laws(s), map[string]graph.Node{}, map[string]map[string]bool{}}
	for _, n := range s.Nodes {
		w.byID[n.ID] = n
		if n.Kind == graph.KindPartner {
			w.failed[n.ID] = closure(w.laws, n.ID)
		}
	}
	return w
}

func (w *world) points(id string) (n int) {
	for _, f := range w.failed {
		if f[id] {
			n++
		}
	}
	return n
}

func (w *world) missing(id string) []string {
	out := []string{}
	for m := range reaches(w.laws, id) {
		switch n := w.byID[m]; {
		case n.Kind == graph.KindComponent && n.SourcesKnown != "yes":
			out = append(out, m+" sourcesKnown")
		case n.Kind == graph.KindPartner && n.SubTiersKnown != "yes":
			out = append(out, m+" subTiersKnown")
		case n.Kind == graph.KindOffering && n.SharePercent == nil && w.byID[w.to(m, "fulfils")].RequiredSharePercent != nil:
			out = append(out, m+" sharePercent")
		}
	}
	slices.Sort(out)
	return out
}

func (w *world) verdict(id string) Verdict {
	rests := slices.ContainsFunc(w.laws, func(l law) bool {
		need := []string{"requires", "sources", "share"}
		if w.byID[id].Kind != graph.KindComponent {
			need = []string{"uses", "needs", "depends_on", "delivers", "involves", "services"}
		}
		return l.owner == id && slices.Contains(need, l.rule)
	})
	switch {
	case w.points(id) > 0:
		return Exposed
	case rests && len(w.missing(id)) == 0:
		return Safe
	default:
		return Unknown
	}
}

// effective tries all sets of partners, the smallest first; 0 for none.
func (w *world) effective(id string) int {
	ids := slices.Sorted(maps.Keys(w.failed))
	for size := 1; size <= len(ids); size++ {
		for set := range 1 << len(ids) {
			if ones(set) != size {
				continue
			}
			var seeds []string
			for i, p := range ids {
				if set>>i&1 == 1 {
					seeds = append(seeds, p)
				}
			}
			if size == 1 && w.failed[seeds[0]][id] || size > 1 && closure(w.laws, seeds...)[id] {
				return size
			}
		}
		if size == 1 && !closure(w.laws, ids...)[id] {
			return 0
		}
	}
	return 0
}

func (w *world) to(from string, kind graph.LinkKind) string {
	for _, e := range w.s.Edges {
		if e.From == from && e.Kind == kind {
			return e.To
		}
	}
	return ""
}

func (w *world) makers(component string) map[string]bool {
	out := map[string]bool{}
	for _, e := range w.s.Edges {
		if e.Kind == "fulfils" && e.To == component && w.byID[e.From].Counts {
			m := w.to(e.From, "made_by")
			if m == "" {
				m = w.to(e.From, "sold_by")
			}
			out[m] = true
		}
	}
	return out
}

func (w *world) summary() map[string]string {
	var components, items, products Verdicts
	layer, stoppedIn := map[graph.Layer]*Verdicts{}, map[graph.Layer]map[string]bool{}
	for _, l := range graph.Layers() {
		layer[l], stoppedIn[l] = &Verdicts{}, map[string]bool{}
	}
	count := func(vs *Verdicts, v Verdict) {
		*map[Verdict]*int{Exposed: &vs.Exposed, Safe: &vs.Safe, Unknown: &vs.Unknown}[v]++
	}
	for _, n := range w.s.Nodes {
		switch {
		case n.Kind == graph.KindComponent:
			count(&components, w.verdict(n.ID))
			count(layer[n.Layer], w.verdict(n.ID))
		case n.Kind == graph.KindProduct:
			count(&products, w.verdict(n.ID))
		case n.Kind == graph.KindRoadmapItem && n.Status != "shipped" && n.Status != "dropped":
			count(&items, w.verdict(n.ID))
		}
	}
	out := map[string]string{}
	points, hidden := 0, 0
	for p, failed := range w.failed {
		for c, l := range w.falsely(failed) {
			if l {
				out["false diversity "+c+" "+p] = "yes"
			}
		}
		if i, x, _ := stopped(w.s, failed); i+x == 0 {
			continue
		}
		points++
		if w.hidden(p) {
			hidden++
		}
		w.through(failed, stoppedIn)
	}
	out["components"], out["items"], out["products"] = fmt.Sprint(components), fmt.Sprint(items), fmt.Sprint(products)
	out["points"] = fmt.Sprint(points, hidden)
	for _, l := range graph.Layers() {
		out[string(l)] = fmt.Sprint(*layer[l], len(stoppedIn[l]))
	}
	return out
}

// hidden: at tier 2 or more for every top, or it stops what has two makers.
func (w *world) hidden(p string) bool {
	least := 0
	for id, n := range tiers(w.s, w.laws, p) {
		x := w.byID[id]
		top := x.Kind == graph.KindProduct || x.Kind == graph.KindRoadmapItem && x.Status != "shipped" && x.Status != "dropped"
		if top && (least == 0 || n < least) {
			least = n
		}
		if x.Kind == graph.KindComponent && len(w.makers(id)) > 1 {
			return true
		}
	}
	return least > 1
}

// through marks, for each layer, the items that a failed component of it is
// on a chain of fired laws to.
func (w *world) through(failed map[string]bool, in map[graph.Layer]map[string]bool) {
	var fired []law
	for _, l := range w.laws {
		if l.broken(failed) {
			l.members = slices.DeleteFunc(slices.Clone(l.members), func(m string) bool { return !failed[m] })
			fired = append(fired, l)
		}
	}
	for _, n := range w.s.Nodes {
		if n.Kind != graph.KindRoadmapItem || !failed[n.ID] || n.Status == "shipped" || n.Status == "dropped" {
			continue
		}
		for m := range reaches(fired, n.ID) {
			if w.byID[m].Kind == graph.KindComponent && failed[m] {
				in[w.byID[m].Layer][n.ID] = true
			}
		}
	}
}

// falsely tells which components of several makers lose their sources to a
// failure though no one of the lost sources is enough.
func (w *world) falsely(failed map[string]bool) map[string]bool {
	out := map[string]bool{}
	for _, l := range w.laws {
		if l.rule != "sources" && l.rule != "share" || !l.broken(failed) || len(w.makers(l.owner)) < 2 {
			continue
		}
		out[l.owner] = !slices.ContainsFunc(l.members, func(m string) bool {
			return failed[m] && l.broken(map[string]bool{m: true})
		})
	}
	return out
}
