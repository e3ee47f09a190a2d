package names_test

import (
	"encoding/csv"
	"io"
	"os"
	"testing"

	"linchpin/graph/names"
)

func TestKey(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"Canon (UK) lTD", "canonuk"},
		{"CANON (UK) LTD.", "canonuk"},
		{"Siemens Aktiengesellschaft", "siemens"},
		{"Müller & Söhne GmbH & Co. KG", "mullerandsohne"},
		{"AKZO NOBEL N V", "akzonobel"},
		{"Akzo Nobel N.V.", "akzonobel"},
		{"Acme Co., Ltd.", "acme"},
		{"Hargraves Landscapes Pty Ltd", "hargraveslandscapes"},
		{"Volvo Group", "volvogroup"},      // a group is another company than its member
		{"Acme Holding AG", "acmeholding"}, // so is a holding
		{"Limited", "limited"},             // never the last word
		{"SE", "se"},                       //
		{"Ltd Co", "ltd"},                  // the first word stays
		{"Groß Straßenbau", "grossstrassenbau"},
		{"ＡＣＭＥ　株式会社", "acme"},
		{"", ""},
		{"***", "***"},
	} {
		if got := names.Key(c.name); got != c.want {
			t.Errorf("Key(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}

func TestFold(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"  Crème   Brûlée ", "creme brulee"},
		{"C++ Runtime", "c++ runtime"},
		{"Sand&Gravel", "sand and gravel"},
		{"A\u00a0B", "a b"},
	} {
		if got := names.Fold(c.text); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

// The pairs are names of patent applicants that KU Leuven put together by
// hand: two names that have one key must be one applicant.
func TestKeyAgainstTruth(t *testing.T) {
	byKey := map[string]map[string]string{} // key -> name -> applicant
	byTruth := map[string]map[string]bool{}
	for _, row := range truth(t) {
		applicant, name := row[1], row[2]
		if k := names.Key(name); byKey[k] == nil {
			byKey[k] = map[string]string{name: applicant}
		} else {
			byKey[k][name] = applicant
		}
		if byTruth[applicant] == nil {
			byTruth[applicant] = map[string]bool{}
		}
		byTruth[applicant][name] = true
	}
	var right, wrong, all int
	for _, group := range byKey {
		for a, applicantA := range group {
			for b, applicantB := range group {
				switch {
				case a >= b:
				case applicantA == applicantB:
					right++
				default:
					wrong++
					t.Logf("%q and %q have one key", a, b)
				}
			}
		}
	}
	for _, spellings := range byTruth {
		all += len(spellings) * (len(spellings) - 1) / 2
	}
	precision, recall := float64(right)/float64(right+wrong), float64(right)/float64(all)
	t.Logf("%d pairs of one key, %d of them wrong: precision %.4f, recall %.4f of %d pairs", right+wrong, wrong, precision, recall, all)
	if precision < .999 || recall < .15 {
		t.Errorf("precision %.4f, want .999; recall %.4f, want .15", precision, recall)
	}
}

func truth(t *testing.T) [][]string {
	t.Helper()
	f, err := os.Open("testdata/patstat-reference.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(io.Reader(f)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

func FuzzKey(f *testing.F) {
	for _, s := range []string{"Acme Co., Ltd.", "İstanbul A.Ş.", "ﬃ & ß", "Ǆ\u0301", "\u0345", "a\u200bb", "\xff", "ΌΣΟΣ", "&", "½ Inc"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if k := names.Key(s); names.Key(k) != k {
			t.Errorf("Key(%q) = %q, whose key is %q", s, k, names.Key(k))
		}
		if g := names.Fold(s); names.Fold(g) != g {
			t.Errorf("Fold(%q) = %q, which folds to %q", s, g, names.Fold(g))
		}
	})
}
