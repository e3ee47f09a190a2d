// Package match finds names that are alike: suggestions for a person, with
// their reason. It never decides that two names are one; package names does,
// by their keys.
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

// most is how many candidates are suggested.
const most = 3

// Candidate is a stored name that is like another.
type Candidate struct {
	ID     string
	Name   string
	Score  float64 // 0 to 1
	Reason string  // "91 % alike and same country"
}

// Names is a set of names to search.
type Names struct {
	entries  []entry
	numbers  map[string]int32  // of each trigram
	postings map[int32][]int32 // entries by trigram
	seen     []int32           // by entry: the search that looked at it last
	search   int32
}

type entry struct {
	id, name, key, country string
	grams                  []int32 // sorted
}

// New returns an empty set.
func New() *Names { return &Names{numbers: map[string]int32{}, postings: map[int32][]int32{}} }

// Add puts a name into the set. The country may be empty.
func (n *Names) Add(id, name, country string) {
	e := entry{id: id, name: name, key: names.Key(name), country: country}
	for _, g := range trigrams(e.key) {
		number, ok := n.numbers[g]
		if !ok {
			number = int32(len(n.numbers)) //nolint:gosec // there are not that many
			n.numbers[g] = number
		}
		e.grams = append(e.grams, number)
		n.postings[number] = append(n.postings[number], int32(len(n.entries))) //nolint:gosec // nor names
	}
	slices.Sort(e.grams)
	n.entries = append(n.entries, e)
	n.seen = append(n.seen, 0)
}

// Like returns at most three names that are alike, best first. Names of one
// key are not among them.
func (n *Names) Like(name, country string) []Candidate {
	key := names.Key(name)
	all := trigrams(key)
	var grams []int32
	for _, g := range all {
		if number, ok := n.numbers[g]; ok {
			grams = append(grams, number)
		}
	}
	slices.Sort(grams)
	n.search++
	var out []Candidate
	for _, g := range n.telling(grams, len(all)) {
		for _, i := range n.postings[g] {
			e := &n.entries[i]
			if n.seen[i] == n.search || e.key == key {
				continue
			}
			n.seen[i] = n.search
			score := dice(common(grams, e.grams), len(all), len(e.grams))
			if score < max(threshold(key), threshold(e.key)) {
				continue
			}
			c := Candidate{e.id, e.name, score, fmt.Sprintf("%.0f %% alike", score*100)}
			if country != "" && country == e.country {
				c.Reason += " and same country"
			}
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return out[:min(len(out), most)]
}

// telling returns the rarest trigrams, so many that whoever has none of them
// cannot reach the threshold: of n trigrams an alike name has at least
// t/(2-t) in common.
func (n *Names) telling(grams []int32, size int) []int32 {
	needed := int(math.Ceil(float64(size) * Threshold / (2 - Threshold)))
	count := len(grams) - needed + 1
	if count <= 0 {
		return nil
	}
	rare := slices.Clone(grams)
	slices.SortFunc(rare, func(a, b int32) int { return cmp.Compare(len(n.postings[a]), len(n.postings[b])) })
	return rare[:count]
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
	return dice(common(x, y), len(x), len(y))
}

func dice(common, x, y int) float64 {
	if x+y == 0 {
		return 1
	}
	return 2 * float64(common) / float64(x+y)
}

// common counts what two sorted lists have in common.
func common[T cmp.Ordered](x, y []T) (n int) {
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch c := cmp.Compare(x[i], y[j]); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// trigrams returns the distinct runs of three characters, sorted; the ends of
// the text count as a character.
func trigrams(s string) []string {
	if s == "" {
		return nil
	}
	r := []rune("\x02" + s + "\x03")
	out := make([]string, 0, len(r))
	for i := 0; i+3 <= len(r); i++ {
		out = append(out, string(r[i:i+3]))
	}
	slices.Sort(out)
	return slices.Compact(out)
}
