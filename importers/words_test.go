package importers_test

import (
	"slices"
	"testing"

	"linchpin/graph"
	"linchpin/importers"
)

// Words of another language are asked about once each, where a column may say a
// few words only, and the answers stay with the mapping.
func TestWords(t *testing.T) {
	path := file(t, "Firma,Status,Rollen,Unterlieferanten\nAlpha,aktiv,H\u00e4ndler;vendor,ja\nBeta,gesperrt,vendor,nein\nGamma,aktiv,,\nDelta,unklar,vendor,\n")
	as := func(m *importers.Mapping) { m.Columns[2].Field, m.Columns[3].Field = "roles", "sub_tiers_known" }
	s := newEcosystem()
	first := checkFile(t, s, path, job{change: as})
	if want := (importers.Counts{Rejected: 4}); first.Counts != want {
		t.Fatalf("%+v, want %+v", first.Counts, want)
	}
	meaning := map[string]string{"aktiv": "active", "gesperrt": "on_hold", "unklar": "blank", "H\u00e4ndler": "channel_partner", "ja": "yes", "nein": "no"}
	answers := map[string]string{}
	for _, d := range first.Decisions {
		if meaning[d.Value] == "" || !d.Optional || !d.Rejects || !slices.ContainsFunc(d.Options, func(o importers.Option) bool { return o.Value == meaning[d.Value] }) {
			t.Errorf("%+v", d)
		}
		answers[d.ID] = meaning[d.Value]
	}
	if len(answers) != len(meaning) {
		t.Fatalf("%d questions, want one for each of %d words: %+v", len(answers), len(meaning), first.Decisions)
	}
	o := checkFile(t, s, path, job{change: as, decisions: answers})
	if want := (importers.Counts{Create: 4}); o.Counts != want {
		t.Fatalf("%+v, want %+v: %+v", o.Counts, want, o.rows)
	}
	s.applyAll(t, o)
	alpha, _ := s.named(t, "Alpha").Body.(*graph.Partner)
	if alpha.Status != "active" || !slices.Equal(alpha.Roles, []string{"vendor", "channel_partner"}) || alpha.SubTiersKnown != "yes" {
		t.Errorf("%+v", alpha)
	}
	if delta, _ := s.named(t, "Delta").Body.(*graph.Partner); delta.Status != "" {
		t.Errorf("%+v", delta)
	}
	learned := func(m *importers.Mapping) { *m = o.mapping.Settled(first.Decisions, answers) }
	if again := checkFile(t, s, path, job{change: learned}); again.Edits != 0 || again.Counts != (importers.Counts{Unchanged: 4}) {
		t.Errorf("again, with what was learned: %+v, %+v", again.Counts, again.rows)
	}
}
