package match_test

import (
	"encoding/csv"
	"os"
	"testing"

	"linchpin/graph/names"
	"linchpin/importers/match"
)

// TestSuggestionsAgainstTruth measures suggestions on names of patent
// applicants that KU Leuven put together by hand. A person decides each, so
// this is no gate for what merges by itself (see package names for that); but
// most of what is suggested should be worth the look. As no more than three are
// suggested, recall counts names, not pairs: those that have another spelling
// under another key, and get one of them.
func TestSuggestionsAgainstTruth(t *testing.T) {
	f, err := os.Open("../../graph/names/testdata/patstat-reference.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	applicant, all := map[string]string{}, match.New()
	for _, row := range rows[1:] {
		if name := row[2]; applicant[name] == "" {
			applicant[name] = row[1]
			all.Add(match.Name{ID: name, Name: name})
		}
	}
	keys := map[string]map[string]bool{} // by applicant
	for name, of := range applicant {
		if keys[of] == nil {
			keys[of] = map[string]bool{}
		}
		keys[of][names.Key(name)] = true
	}
	right, wrong, could, did := 0, 0, 0, 0
	for name, of := range applicant {
		hit := false
		for _, c := range all.Like(match.Name{Name: name}) {
			if applicant[c.ID] == of {
				right, hit = right+1, true
			} else {
				wrong++
			}
		}
		if len(keys[of]) > 1 {
			could++
			if hit {
				did++
			}
		}
	}
	precision, recall := float64(right)/float64(right+wrong), float64(did)/float64(could)
	t.Logf("%d of %d suggestions are right (precision %.3f); %d of %d names with another spelling get a right one (recall %.3f)",
		right, right+wrong, precision, did, could, recall)
	if precision < .9 || recall < .5 {
		t.Errorf("precision %.3f, want .9; recall %.3f, want .5", precision, recall)
	}
}
