package match

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"sort"
)

// form is what of a name's trigrams fits into a few words: how many there are,
// and a bit for each of the known ones, which may be the bit of others too.
type form struct {
	size  int
	marks [2]uint64
}

func formOf(grams []int32, size int) form {
	f := form{size: size}
	for _, g := range grams {
		f.marks[g>>6&1] |= 1 << (g & 63)
	}
	return f
}

// shared is the number of trigrams that names of two forms have in common at
// most: each bit that only one has is a trigram that the other lacks.
func (f form) shared(o form) int {
	mine := bits.OnesCount64(f.marks[0]&^o.marks[0]) + bits.OnesCount64(f.marks[1]&^o.marks[1])
	others := bits.OnesCount64(o.marks[0]&^f.marks[0]) + bits.OnesCount64(o.marks[1]&^f.marks[1])
	return min(f.size-mine, o.size-others)
}

// needed is the number of trigrams that two names must have in common to reach
// a score, of size trigrams that both have together.
func needed(score float64, size int) int { return int(math.Ceil(score*float64(size)/2 - 1e-9)) }

// least is the number of trigrams that a name alike to one of n must have in
// common with it, and the fewest it can have at all: t/(2-t) of n.
func least(n int) int { return int(math.Ceil(float64(n)*Threshold/(2-Threshold) - 1e-9)) }

// prefix is how many of n trigrams are so many that any name alike has one of
// them.
func prefix(n int) int { return min(n, n-least(n)+1) }

// from is the first entry that has so many trigrams.
func (n *Names) from(size int) int32 {
	at := sort.Search(len(n.forms), func(i int) bool { return n.forms[i].size >= size })
	return int32(at) //nolint:gosec // there are not that many names
}

// index orders the entries by the number of their trigrams, numbers the
// trigrams anew so that the rarest come first, and notes the rarest of each name.
func (n *Names) index() {
	slices.SortStableFunc(n.entries, func(a, b entry) int { return cmp.Compare(len(a.grams), len(b.grams)) })
	now := n.rank()
	n.forms, n.seen = make([]form, len(n.entries)), make([]int32, len(n.entries))
	n.postings, n.domains = make([][]int32, len(n.counts)), map[string][]int32{}
	for i := range n.entries {
		e, at := &n.entries[i], int32(i)
		for j, g := range e.grams {
			e.grams[j] = now[g]
		}
		slices.Sort(e.grams)
		n.forms[i] = formOf(e.grams, len(e.grams))
		for _, g := range e.grams[:prefix(len(e.grams))] {
			n.postings[g] = append(n.postings[g], at)
		}
		if e.domain != "" {
			n.domains[e.domain] = append(n.domains[e.domain], at)
		}
	}
	n.fresh = true
}

// rank gives each trigram a new number by how many names have it; it returns
// them by the old ones.
func (n *Names) rank() (now []int32) {
	order := make([]int32, len(n.counts))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(n.counts[a], n.counts[b]) })
	now = make([]int32, len(order))
	counts := make([]int32, len(order))
	for rank, old := range order {
		now[old], counts[rank] = int32(rank), n.counts[old]
	}
	for g, old := range n.ids {
		n.ids[g] = now[old]
	}
	n.counts = counts
	return now
}
