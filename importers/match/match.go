// Package match finds names that are alike: suggestions for a person, with
// their reason. It never decides that two names are one; package names does,
// by their keys.
//
// Names are alike when their keys have four fifths of their trigrams in common
// (Dice). To find them without comparing all pairs, only the rarest trigrams of
// each name are indexed: whoever has none of those in common has too few of all
// (prefix filtering; Chaudhuri, Ganti, Kaushik 2006). Of those that are found so,
// most are dropped by a glance at the bits that stand for their trigrams (bitmap
// filtering; Sandes, Teodoro, Melo 2020).
package match

import (
	"cmp"
	"fmt"
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
	entries []entry          // by the number of their trigrams once they are indexed
	ids     map[uint64]int32 // of each trigram; once they are indexed the rarest has the least
	counts  []int32          // by trigram: names that have it
	fresh   bool             // the index has all entries

	forms    []form             // of the entries
	postings [][]int32          // by trigram: entries that have it among their rarest
	domains  map[string][]int32 // entries by domain
	seen     []int32            // by entry: the search that looked at it last
	search   int32
	grams    []int32 // of the name that is looked for
}

type entry struct {
	Name
	key    string
	domain string
	grams  []int32 // its trigrams, sorted
	least  float64 // its threshold
}

// New returns an empty set.
func New() *Names { return &Names{ids: map[uint64]int32{}} }

// Add puts a name into the set.
func (n *Names) Add(x Name) {
	e := entry{Name: x, key: names.Key(x.Name), domain: domainOf(x.Website)}
	e.least = threshold(e.key)
	raw := trigrams(e.key)
	e.grams = make([]int32, len(raw))
	for i, g := range raw {
		id, ok := n.ids[g]
		if !ok {
			id = int32(len(n.counts)) //nolint:gosec // there are not that many trigrams
			n.ids[g], n.counts = id, append(n.counts, 0)
		}
		n.counts[id]++
		e.grams[i] = id
	}
	n.entries, n.fresh = append(n.entries, e), false
}

// Like returns at most three names that are alike or of one domain, best first.
// Names of one key are not among them.
func (n *Names) Like(x Name) []Candidate {
	if !n.fresh {
		n.index()
	}
	n.search++
	s := n.sought(x)
	for _, i := range n.domains[s.domain] {
		n.seen[i] = n.search
		n.judge(&s, i)
	}
	rarest := max(0, min(len(n.grams), prefix(s.size)-(s.size-len(n.grams)))) // the unknown ones are the rarest of all
	for _, g := range n.grams[:rarest] {
		list := n.postings[g]
		first, _ := slices.BinarySearch(list, s.first)
		for _, i := range list[first:] {
			if i >= s.end {
				break
			}
			if n.seen[i] == n.search {
				continue
			}
			if n.seen[i] = n.search; s.mayReach(n.forms[i]) {
				n.judge(&s, i)
			}
		}
	}
	out := make([]Candidate, s.found)
	for i := range out {
		out[i] = s.candidate(s.best[i])
	}
	return out
}

// sought is a name that is looked for, and the best that were found.
type sought struct {
	entry
	form
	first, end int32 // entries that have neither too few nor too many trigrams
	best       [Most]hit
	found      int
}

// hit is an entry that is alike or of one domain.
type hit struct {
	*entry
	score       float64
	alike, same bool
}

// sought reads a name that is looked for. Trigrams that no entry has are left
// out of n.grams.
func (n *Names) sought(x Name) sought {
	s := sought{entry: entry{Name: x, key: names.Key(x.Name), domain: domainOf(x.Website)}}
	if len(n.domains[s.domain]) > mostOfDomain {
		s.domain = ""
	}
	s.least = threshold(s.key)
	raw := trigrams(s.key)
	n.grams = n.grams[:0]
	for _, g := range raw {
		if id, ok := n.ids[g]; ok {
			n.grams = append(n.grams, id)
		}
	}
	slices.Sort(n.grams)
	s.form = formOf(n.grams, len(raw))
	s.first = n.from(least(len(raw)))
	s.end = n.from(int(float64(len(raw))*(2-Threshold)/Threshold+1e-9) + 1)
	return s
}

// mayReach reports whether a form may be of a name that is alike, and no worse
// than the worst of the best.
func (s *sought) mayReach(f form) bool {
	return s.shared(f) >= needed(s.limit(), s.size+f.size)
}

// limit is the score below which nothing is wanted any more.
func (s *sought) limit() float64 {
	if s.found < Most {
		return s.least
	}
	return max(s.least, s.best[Most-1].score)
}

// judge puts an entry among the best if there is a reason to.
func (n *Names) judge(s *sought, i int32) {
	e := &n.entries[i]
	if e.key == s.key {
		return
	}
	h := hit{entry: e, same: s.domain != "" && s.domain == e.domain}
	size, enough := s.size+len(e.grams), 0
	if !h.same {
		enough = needed(max(e.least, s.limit()), size)
	}
	h.score = dice(common(n.grams, e.grams, enough), s.size, len(e.grams))
	h.alike = h.score >= max(e.least, s.least)
	if h.alike || h.same {
		s.keep(h)
	}
}

// keep puts a hit in its place among the best, if it has one.
func (s *sought) keep(h hit) {
	at := s.found
	for at > 0 && h.before(s.best[at-1]) {
		at--
	}
	if at == Most {
		return
	}
	s.found = min(s.found+1, Most)
	copy(s.best[at+1:s.found], s.best[at:])
	s.best[at] = h
}

func (h hit) before(o hit) bool {
	return cmp.Or(cmp.Compare(o.score, h.score), cmp.Compare(h.Name.Name, o.Name.Name), cmp.Compare(h.ID, o.ID)) < 0
}

// candidate says why a hit is one.
func (s *sought) candidate(h hit) Candidate {
	c := Candidate{ID: h.ID, Name: h.Name.Name, Score: h.score}
	if h.alike {
		c.Reason = fmt.Sprintf("%.0f %% alike", h.score*100)
	}
	if h.alike && s.Country != "" && s.Country == h.Country {
		c.Reason += " and same country"
	}
	if h.same {
		c.Reason = joined("same domain "+h.domain, c.Reason)
	}
	return c
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
