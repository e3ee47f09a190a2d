package neostore

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"linchpin/graph"
)

// What the database answers for the keys of entities is what follows from their
// records: a check that takes a plan as applied knows no database.
func TestTheIndexIsWhatFollowsFromTheRecords(t *testing.T) {
	s := open(t)
	must(s.Apply(t.Context(), op(), fullBodies()))
	for _, kind := range graph.Kinds() {
		keys := must(s.Index(t.Context(), kind))
		if len(keys) == 0 {
			t.Errorf("no %s", kind)
		}
		for _, k := range keys {
			r := must(s.Records(t.Context(), []string{k.ID}))[k.ID]
			if d := cmp.Diff(k, graph.KeysOf(r), cmpopts.EquateEmpty()); d != "" {
				t.Errorf("%s %s, stored and derived:\n%s", kind, k.ID, d)
			}
		}
	}
}
