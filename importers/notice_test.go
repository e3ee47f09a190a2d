package importers_test

import (
	"testing"

	"linchpin/importers"
)

// What is counted reads as a person would say it: one row is, two rows are.
func TestNoticesCount(t *testing.T) {
	for text, want := range map[string]string{
		"name,spend\nAlder,1\nTotal,1\n":          "one row is a total of others; it is skipped",
		"name,spend\nAlder,1\nTotal,1\nTotal,2\n": "rows are totals of others; they are skipped",
	} {
		found := false
		for _, n := range checkFile(t, newEcosystem(), file(t, text), job{as: importers.Partners}).Notices {
			found = found || n.Code == "skipped_totals" && n.Detail == want
		}
		if !found {
			t.Errorf("%q is not told: %q", want, text)
		}
	}
}
