// Package match finds names that are alike: suggestions for a person, with
// their reason. It never decides that two names are one; package names does,
// by their keys.
//
// Names are alike when their keys have four fifths of their trigrams in common
// (Dice). To find them without comparing all pairs, only the rarest trigrams of
// each name are indexed: whoever has none of those in common has too few of all
// (prefix filtering; Chaudhuri, Ganti, Kaushik 2006).
package match

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"unicode/utf8"

	"linchpin/graph/names"
)

// Thresholds below which names are not alike, by the Dice coefficient of
// their trigrams. Short keys have so few trigrams that chance weighs more.
const (
	Threshold      = .80
	ShortThreshold = .90
	shortKey       = 8 // letters
)

// Most is how many candidates are suggested.
const Most = 3

// Name is a name to look for or among, and what else is known of whose it is;
// all but Name may be empty.
type Name struct {
	ID, Name, Country, Website string
}

// Candidate is a name that is like another.
type Candidate struct {
	ID     string
	Name   string
	Score  float64 // Dice, 0 to 1
	Reason string  // "91 % alike and same country"
}

// Names is a set of names to search. It is for one goroutine.
type Names struct {
	entries  []entry
	fresh    bool               // the index has all entries
	ranks    map[uint64]int32   // of each trigram: the rarest comes first
	postings map[int32][]int32  // by trigram: entries that have it among their rarest
	domains  map[string][]int32 // entries by domain
	seen     []int32            // by entry: the search that looked at it last
	search   int32
	grams    []int32 // of the name that is looked for
}

type entry struct {
	Name
	key    string
	domain string
	raw    []uint64 // its trigrams
	grams  []int32  // their ranks, sorted
	least  float64  // its threshold
}

// New returns an empty set.
func New() *Names { return &Names{domains: map[string][]int32{}} }

// Add puts a name into the set.
func (n *Names) Add(x Name) {
	e := entry{Name: x, key: names.Key(x.Name), domain: domainOf(x.Website)}
	e.raw, e.least = trigrams(e.key), threshold(e.key)
	if at := int32(len(n.entries)); e.domain != "" { //nolint:gosec // there are not that many names
		n.domains[e.domain] = append(n.domains[e.domain], at)
	}
	n.entries, n.seen, n.fresh = append(n.entries, e), append(n.seen, 0), false
}

// index ranks the trigrams by how many names have them, and notes the rarest
// of each name.
func (n *Names) index() {
	count := map[uint64]int32{}
	for i := range n.entries {
		for _, g := range n.entries[i].raw {
			count[g]++
		}
	}
	order := make([]uint64, 0, len(count))
	for g := range count {
		order = append(order, g)
	}
	slices.SortFunc(order, func(a, b uint64) int { return cmp.Or(cmp.Compare(count[a], count[b]), cmp.Compare(a, b)) })
	n.ranks, n.postings = make(map[uint64]int32, len(order)), make(map[int32][]int32, len(order))
	for rank, g := range order {
		n.ranks[g] = int32(rank)
	}
	for i := range n.entries {
		e := &n.entries[i]
		e.grams = e.grams[:0]
		for _, g := range e.raw {
			e.grams = append(e.grams, n.ranks[g])
		}
		slices.Sort(e.grams)
		for _, g := range e.grams[:prefix(len(e.grams))] {
			n.postings[g] = append(n.postings[g], int32(i))
		}
	}
	n.fresh = true
}

// least is the number of trigrams that a name alike to one of n must have in
// common with it, and the fewest it can have at all: t/(2-t) of n.
func least(n int) int { return int(math.Ceil(float64(n)*Threshold/(2-Threshold) - 1e-9)) }

// prefix is how many of n trigrams are so many that any name alike has one of
// them.
func prefix(n int) int { return min(n, n-least(n)+1) }

// Like returns at most three names that are alike or of one domain, best first.
// Names of one key are not among them.
func (n *Names) Like(x Name) []Candidate {
	if !n.fresh {
		n.index()
	}
	sought := entry{Name: x, key: names.Key(x.Name), domain: domainOf(x.Website)}
	sought.raw, sought.least = trigrams(sought.key), threshold(sought.key)
	raw, key, domain := sought.raw, sought.key, sought.domain
	n.grams = n.grams[:0]
	for _, g := range raw {
		if rank, ok := n.ranks[g]; ok {
			n.grams = append(n.grams, rank)
		}
	}
	slices.Sort(n.grams)
	unknown := len(raw) - len(n.grams) // the rarest of all
	fewest, most := least(len(raw)), int(float64(len(raw))*(2-Threshold)/Threshold+1e-9)
	n.search++
	var out []Candidate
	for _, g := range n.grams[:max(0, min(len(n.grams), prefix(len(raw))-unknown))] {
		for _, i := range n.postings[g] {
			if e := &n.entries[i]; n.seen[i] != n.search {
				n.seen[i] = n.search
				if fewest <= len(e.grams) && len(e.grams) <= most && e.key != key {
					out = n.judge(out, e, &sought)
				}
			}
		}
	}
	if same := n.domains[domain]; domain != "" && len(same) <= mostOfDomain {
		for _, i := range same {
			if e := &n.entries[i]; n.seen[i] != n.search && e.key != key {
				n.seen[i] = n.search
				out = n.judge(out, e, &sought)
			}
		}
	}
	slices.SortFunc(out, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return out[:min(len(out), Most)]
}

// judge adds a name to the candidates if there is a reason to.
func (n *Names) judge(out []Candidate, e, sought *entry) []Candidate {
	size, limit := len(sought.raw)+len(e.grams), max(e.least, sought.least)
	same := sought.domain != "" && sought.domain == e.domain
	needed := 0
	if !same {
		needed = int(math.Ceil(limit*float64(size)/2 - 1e-9))
	}
	score := dice(common(n.grams, e.grams, needed), len(sought.raw), len(e.grams))
	alike := score >= limit
	if !alike && !same {
		return out
	}
	c := Candidate{ID: e.ID, Name: e.Name.Name, Score: score}
	if alike {
		c.Reason = fmt.Sprintf("%.0f %% alike", score*100)
	}
	if alike && sought.Country != "" && sought.Country == e.Country {
		c.Reason += " and same country"
	}
	if same {
		c.Reason = joined("same domain "+e.domain, c.Reason)
	}
	return append(out, c)
}

func joined(a, b string) string {
	if b == "" {
		return a
	}
	return a + ", " + b
}

func threshold(key string) float64 {
	if utf8.RuneCountInString(key) < shortKey {
		return ShortThreshold
	}
	return Threshold
}

// Dice is the share of trigrams that two folded texts have in common: twice
// the common ones over all (Dice 1945). Texts without a trigram in common have
// 0, equal ones 1.
func Dice(a, b string) float64 {
	x, y := trigrams(a), trigrams(b)
	return dice(common(x, y, 0), len(x), len(y))
}

func dice(common, x, y int) float64 {
	if x+y == 0 {
		return 1
	}
	return 2 * float64(common) / float64(x+y)
}

// common counts what two sorted lists have in common, or less than needed when
// it cannot reach that.
func common[T cmp.Ordered](x, y []T, needed int) (n int) {
	for i, j := 0, 0; i < len(x) && j < len(y) && n+min(len(x)-i, len(y)-j) >= needed; {
		switch a, b := x[i], y[j]; {
		case a < b:
			i++
		case a > b:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// trigrams returns the distinct runs of three characters, each as a number of
// three times 21 bits, sorted; the ends of the text count as a character.
func trigrams(s string) []uint64 {
	if s == "" {
		return nil
	}
	const start, end, bits, three = 2, 3, 21, 1<<63 - 1
	out := make([]uint64, 0, len(s))
	window, n := uint64(start), 1
	push := func(r rune) {
		window = (window<<bits | uint64(r)) & three //nolint:gosec // a character is no negative number
		if n++; n >= 3 {
			out = append(out, window)
		}
	}
	for _, r := range s {
		push(r)
	}
	push(end)
	slices.Sort(out)
	return slices.Compact(out)
}
