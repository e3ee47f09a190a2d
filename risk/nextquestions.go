package risk

import (
	"cmp"
	"math/bits"
	"slices"
	"sync"

	"linchpin/graph"
)

// Question is a fact nobody recorded. Verdicts is how many its answer could
// change: the components, products and open items that are unknown, and would
// be safe if this and every other missing fact were answered by yes, that have
// it in their cone. As long as it is open none of them can be safe. Settles is
// how many of them lack nothing else, so that a yes makes them safe at once.
// Owner is who can answer, nil where nobody owns the entity or anything that
// rests on it.
type Question struct {
	Entity       graph.Ref `json:"entity"`
	Field        string    `json:"field"`
	Verdicts     int       `json:"verdicts"`
	Settles      int       `json:"settles"`
	RoadmapItems int       `json:"roadmapItems"` // among verdicts
	Products     int       `json:"products"`
	Components   int       `json:"components"`
	Owner        *Owner    `json:"owner"`
}

// unanswered lists the missing facts, most telling first.
type unanswered struct {
	rows []stake
	sole map[int32]int32 // of a verdict that waits for one fact alone, which
}

// stake is what depends on a missing fact.
type stake struct {
	v                               int32
	items, products, comps, settles int32
}

func (s stake) verdicts() int32 { return s.items + s.products + s.comps }

// NextQuestions lists the facts nobody recorded: those that could change more
// verdicts first, then those that settle more, then by name.
func (g *Graph) NextQuestions(offset, limit int) []Question {
	out := []Question{}
	for _, s := range page(g.unanswered().rows, offset, limit) {
		out = append(out, Question{
			Entity: g.ref(s.v), Field: g.missing(s.v), Verdicts: int(s.verdicts()), Settles: int(s.settles),
			RoadmapItems: int(s.items), Products: int(s.products), Components: int(s.comps), Owner: g.ownerOf(s.v),
		})
	}
	return out
}

// CountQuestions counts all next questions.
func (g *Graph) CountQuestions() int { return len(g.unanswered().rows) }

// unanswered counts, for 512 unknown verdicts at a time, which missing facts
// are in their cones.
func (g *Graph) unanswered() *unanswered {
	return g.questions.get(func() *unanswered {
		u := &unanswered{sole: map[int32]int32{}}
		for v := range num(g.size()) {
			if g.missing(v) != "" {
				u.rows = append(u.rows, stake{v: v})
			}
		}
		var rows [][]int32
		for v := range num(g.facts.Len()) {
			if g.waits(v) {
				rows = append(rows, []int32{v})
			}
		}
		var guard sync.Mutex
		g.sweeps(rows, workers(), func(_ int, s *sweep, _ int, batch [][]int32) {
			guard.Lock() // counting is short beside the sweep
			defer guard.Unlock()
			u.count(g, s, batch)
		})
		slices.SortFunc(u.rows, func(a, b stake) int {
			return cmp.Or(cmp.Compare(b.verdicts(), a.verdicts()), cmp.Compare(b.settles, a.settles), g.byName(a.v, b.v))
		})
		return u
	})
}

// count adds what a batch of verdicts has in its cones.
func (u *unanswered) count(g *Graph, s *sweep, batch [][]int32) {
	var items, products, once, more lanes // rows by kind; rows that lack at least one fact, at least two
	for i, row := range batch {
		switch t := g.traits[row[0]]; {
		case t&isItem != 0:
			items.add(i)
		case t&isProduct != 0:
			products.add(i)
		}
	}
	for _, f := range u.rows {
		for k, w := range s.rows(f.v) {
			more[k] |= once[k] & w
			once[k] |= w
		}
	}
	for i := range u.rows {
		f := &u.rows[i]
		for k, w := range s.rows(f.v) {
			f.items += num(bits.OnesCount64(w & items[k]))
			f.products += num(bits.OnesCount64(w & products[k]))
			f.comps += num(bits.OnesCount64(w &^ items[k] &^ products[k]))
			for alone := w & once[k] &^ more[k]; alone != 0; alone &= alone - 1 {
				u.sole[batch[64*k+bits.TrailingZeros64(alone)][0]] = f.v
				f.settles++
			}
		}
	}
}
