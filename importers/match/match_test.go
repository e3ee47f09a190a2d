package match_test

import (
	"fmt"
	"math"
	"strconv"
	"testing"

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
	n.Add("1", "Luhrmann Environmental Management Pty Ltd", "AU")
	n.Add("2", "Cooper Commercial Constructions", "")
	n.Add("3", "Coopers Commercial Constructions Pty Limited", "AU")
	n.Add("4", "Acme", "AU")
	got := n.Like("Coopers Commercial Construction", "AU")
	if len(got) != 2 || got[0].ID != "3" || got[1].ID != "2" {
		t.Fatalf("candidates %+v, want 3 before 2", got)
	}
	if got[0].Reason != "97 % alike and same country" { // 28 of 29 and 29 trigrams
		t.Errorf("reason %q", got[0].Reason)
	}
	if c := n.Like("Acne", "AU"); len(c) != 0 {
		t.Errorf("a short name with one other letter is suggested: %+v", c)
	}
	if c := n.Like("LUHRMANN ENVIRONMENTAL MANAGEMENT", "AU"); len(c) != 0 {
		t.Errorf("a name of the same key is suggested as alike: %+v", c)
	}
}

func BenchmarkLike(b *testing.B) {
	n := match.New()
	for i := range 20000 {
		n.Add(strconv.Itoa(i), fmt.Sprintf("%s %s Systems %d", word(i), word(i/26+7), i), "")
	}
	for i := 0; b.Loop(); i++ {
		n.Like(fmt.Sprintf("%s %s System %d", word(i), word(i/26+7), i), "")
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
