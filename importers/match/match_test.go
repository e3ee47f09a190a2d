package match_test

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"linchpin/graph/names"
	"linchpin/importers/match"
)

func TestDice(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"night", "nacht", 2.0 * 1 / 10}, // ^ni nig igh ght ht$ and ^na nac ach cht ht$: ht$ in common
		{"same", "same", 1},
		{"abc", "xyz", 0},
		{"", "", 1},
		{"", "a", 0},
	} {
		if got := match.Dice(c.a, c.b); math.Abs(got-c.want) > 1e-9 || match.Dice(c.b, c.a) != got {
			t.Errorf("Dice(%q, %q) = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestLike(t *testing.T) {
	n := match.New()
	n.Add(match.Name{ID: "1", Name: "Luhrmann Environmental Management Pty Ltd", Country: "AU"})
	n.Add(match.Name{ID: "2", Name: "Cooper Commercial Constructions", Country: ""})
	n.Add(match.Name{ID: "3", Name: "Coopers Commercial Constructions Pty Limited", Country: "AU"})
	n.Add(match.Name{ID: "4", Name: "Acme", Country: "AU"})
	got := n.Like(match.Name{Name: "Coopers Commercial Construction", Country: "AU"})
	if len(got) != 2 || got[0].ID != "3" || got[1].ID != "2" {
		t.Fatalf("candidates %+v, want 3 before 2", got)
	}
	if got[0].Reason != "97 % alike and same country" { // 28 of 29 and 29 trigrams
		t.Errorf("reason %q", got[0].Reason)
	}
	if c := n.Like(match.Name{Name: "Acne", Country: "AU"}); len(c) != 0 {
		t.Errorf("a short name with one other letter is suggested: %+v", c)
	}
	if c := n.Like(match.Name{Name: "LUHRMANN ENVIRONMENTAL MANAGEMENT", Country: "AU"}); len(c) != 0 {
		t.Errorf("a name of the same key is suggested as alike: %+v", c)
	}
}

func TestLikeByDomain(t *testing.T) {
	n := match.New()
	n.Add(match.Name{ID: "1", Name: "Infineon Technologies", Website: "https://www.infineon.com/cms"})
	n.Add(match.Name{ID: "2", Name: "Infinite Technologies", Website: "https://linkedin.com/company/infinite"})
	for i := range 6 {
		n.Add(match.Name{ID: strconv.Itoa(10 + i), Name: "Shop " + word(i), Website: "https://shops.example/" + strconv.Itoa(i)})
	}
	for _, c := range []struct{ name, website, want string }{
		{"IFX", "infineon.com", "1 same domain infineon.com"},
		{"Infineon Technology", "http://infineon.com", "1 same domain infineon.com, 84 % alike"}, // 16 trigrams in common of 20 and 18
		{"Infineon", "infineon.com", "1 same domain infineon.com"},                               // some trigrams in common, too few to be alike
		{"Shop", "https://shops.example/7", ""},
		{"Other", "https://linkedin.com/company/other", ""},
		{"Somebody", "https://shops.example/9", ""}, // a host of many
		{"Nobody", "https://10.0.0.1/x", ""},
	} {
		got := ""
		if list := n.Like(match.Name{Name: c.name, Website: c.website}); len(list) > 0 {
			got = list[0].ID + " " + list[0].Reason
		}
		if got != c.want {
			t.Errorf("%s at %s is like %q, want %q", c.name, c.website, got, c.want)
		}
	}
}

// TestLikeFindsWhatComparingAllPairsFinds holds the index against no index.
func TestLikeFindsWhatComparingAllPairsFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[ab]{1,3}[a-d]{0,12}`)
		all := rapid.SliceOfN(text, 1, 40).Draw(t, "names")
		sought := text.Draw(t, "sought")
		n := match.New()
		for i, name := range all {
			n.Add(match.Name{ID: strconv.Itoa(i), Name: name})
			if i == len(all)/2 {
				n.Like(match.Name{Name: sought}) // what is added later is found as well
			}
		}
		key, want := names.Key(sought), []float64{}
		for _, name := range all {
			least := match.Threshold
			if other := names.Key(name); len(key) < 8 || len(other) < 8 {
				least = match.ShortThreshold
			}
			if d := match.Dice(key, names.Key(name)); d >= least && key != names.Key(name) {
				want = append(want, d)
			}
		}
		slices.Sort(want)
		slices.Reverse(want)
		var got []float64
		for _, c := range n.Like(match.Name{Name: sought}) {
			got = append(got, c.Score)
		}
		if !slices.Equal(got, want[:min(len(want), match.Most)]) {
			t.Fatalf("%q among %q: %v, want %v", sought, all, got, want)
		}
	})
}

// BenchmarkMatch finds what 10,000 distinct names are like among 20,000.
func BenchmarkMatch(b *testing.B) {
	stored, sought := make([]match.Name, 20000), make([]match.Name, 10000)
	for i := range stored {
		stored[i] = match.Name{ID: strconv.Itoa(i), Name: fmt.Sprintf("%s %s Systems %d Ltd", word(i), word(i/26+7), i), Country: "DE"}
	}
	for i := range sought {
		sought[i] = match.Name{Name: fmt.Sprintf("%s %s System %d", word(2*i), word(2*i/26+7), 2*i), Country: "DE"}
	}
	for b.Loop() {
		n, found := match.New(), 0
		for _, x := range stored {
			n.Add(x)
		}
		for _, x := range sought {
			found += min(1, len(n.Like(x)))
		}
		if found < 9000 {
			b.Fatalf("%d of 10000 are like another", found)
		}
	}
}

func word(i int) string {
	var s []byte
	for range 4 {
		i = (i*7919 + 13) % 100003
		s = append(s, byte('a'+i%26), "aeiou"[i/26%5])
	}
	return string(s)
}
