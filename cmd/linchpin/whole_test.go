package main

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"linchpin/demo"
	"linchpin/jobs"
	"linchpin/risk"
)

func golden(names ...string) (paths []string) {
	for _, n := range names {
		paths = append(paths, filepath.Join("testdata", "golden", n+".csv"))
	}
	return paths
}

func causes(a answer[risk.SinglePoint]) (names []string) {
	for _, p := range a.Items {
		names = append(names, p.Cause.Name)
	}
	slices.Sort(names)
	return names
}

// TestGoldenAnswers brings nine small ecosystems, whose answers were found by
// complete enumeration on paper, from their files to the answer in a shell.
func TestGoldenAnswers(t *testing.T) {
	r := start(t)
	// named out of order: links need everything, offerings components and partners
	r.must(r.client, append([]string{"import"}, golden("links", "offerings", "roadmap", "products", "components", "partners")...)...)
	for top, want := range map[string][]string{
		"G1-T":         {"G1 holding P", "G1 supplier D"},
		"G4 sensor":    nil,
		"G4-T":         nil,
		"G5 service A": {"G5 supplier of A"},
		"G5 service B": {"G5 supplier of A", "G5 supplier of B"},
		"G6 service A": {"G6 supplier of A", "G6 supplier of B"},
		"G6-CB":        {"G6 supplier of A", "G6 supplier of B"},
	} {
		if got := causes(ask[answer[risk.SinglePoint]](r, "single-points", "--top", top)); !slices.Equal(got, want) {
			t.Errorf("single points of %s: %q, want %q", top, got, want)
		}
	}
	for _, p := range ask[answer[risk.SinglePoint]](r, "single-points", "--top", "G1-T").Items {
		if hidden := p.Cause.Name == "G1 holding P"; p.Hidden != hidden || p.Sentence == "" || len(p.Why) == 0 {
			t.Errorf("%s: hidden %v, %q", p.Cause.Name, p.Hidden, p.Sentence)
		}
	}
	shared := ask[answer[risk.FalseDiversity]](r, "false-diversity")
	if len(shared.Items) != 1 || shared.Items[0].Component.Name != "G1 modem" || shared.Items[0].Shared.Name != "G1 holding P" || shared.Items[0].As != "parent" {
		t.Errorf("false diversity: %+v", shared.Items)
	}
	r.blastOfG4()
	r.faultTrees()
	r.figuresOfGolden(t)
	for _, p := range ask[answer[risk.ItemPartner]](r, "partners-of", "G4-T").Items {
		if p.Effect != "one_of_k" {
			t.Errorf("%s: %s", p.Partner.Name, p.Effect)
		}
	}
	if text := r.must(r.client, "ask", "single-points", "--top", "G1-T"); !strings.Contains(text, "2 single points") || !strings.Contains(text, "G1 holding P") {
		t.Error(text)
	}
	for _, args := range [][]string{{"sourcing"}, {"items-of", "G1 supplier D"}, {"paths", "G1-T", "G1 holding P"}, {"blast", "G1-D", "G4 shared S"}} {
		if text := r.must(r.client, append([]string{"ask"}, args...)...); !strings.Contains(text, "G1") {
			t.Errorf("%q: %s", args, text)
		}
	}
	if _, status := r.run(r.client, "ask", "items-of", "Nobody Ltd"); status != 1 {
		t.Errorf("an unknown name: status %d", status)
	}
	r.clean()
}

// blastOfG4: S alone takes A, and B while R works not; S and B stop the sensor.
func (r *running) blastOfG4() {
	r.t.Helper()
	stopped := func(seeds ...string) (names []string) {
		for _, s := range ask[risk.Blast](r, append([]string{"blast"}, seeds...)...).Stopped {
			names = append(names, s.Entity.Name)
		}
		return names
	}
	if got := stopped("G4-S"); slices.Contains(got, "G4 sensor") || !slices.Contains(got, "G4 supplier A") || slices.Contains(got, "G4 supplier B") {
		r.t.Errorf("S stops %q", got)
	}
	if got := stopped("G4-S", "G4-B"); !slices.Contains(got, "G4 sensor") || !slices.Contains(got, "Launch with a shared sub-tier") {
		r.t.Errorf("S and B stop %q", got)
	}
}

// TestOxford brings a council's real file in, again, and out.
func TestOxford(t *testing.T) {
	r := start(t)
	file := filepath.Join("..", "..", "importers", "testdata", "spend-oxford-2016q1.csv")
	bring := func() (i jobs.Import) {
		t.Helper()
		if err := json.Unmarshal([]byte(r.must(r.client, "import", "--as", "partners", "--source", "oxford", "--json", file)), &i); err != nil {
			t.Fatal(err)
		}
		return i
	}
	first := bring()
	if first.State != jobs.Applied || first.Changes != 696 || r.count("partner") != 696 { // 747 ids, 698 names, of which two are other spellings
		t.Errorf("first: %s, %d changes, %d partners", first.State, first.Changes, r.count("partner"))
	}
	before := r.meta()
	second := bring()
	if second.Changes != 0 || second.Counts.Create != 0 || second.Counts.Update != 0 || r.meta().Change != before.Change {
		t.Errorf("again: %d changes, %+v", second.Changes, second.Counts)
	}
	if !slices.ContainsFunc(second.Notices, func(n noticeOf) bool { return n.Code == "already_imported" }) {
		t.Errorf("nobody says that it was imported before: %+v", second.Notices)
	}
	if j := r.job("/imports/" + first.ID + "/undo"); j.State != jobs.Done || j.Result.Changes != 696 || j.Result.Kept != 0 {
		t.Errorf("undo: %+v", j)
	}
	if n := r.count("partner"); n != 0 {
		t.Errorf("%d partners are left", n)
	}
	r.clean()
}

// TestSampleShowsWhatASheetHides loads the sample once and finds its story.
func TestSampleShowsWhatASheetHides(t *testing.T) {
	r := start(t, "--sample")
	if n := r.count("partner"); n < 50 {
		t.Errorf("%d partners", n)
	}
	if got := ask[answer[risk.FalseDiversity]](r, "false-diversity"); len(got.Items) == 0 {
		t.Error("no false diversity in the sample")
	}
	hidden := slices.DeleteFunc(ask[answer[risk.SinglePoint]](r, "single-points").Items, func(p risk.SinglePoint) bool { return !p.Hidden })
	if len(hidden) == 0 {
		t.Error("no hidden single point in the sample")
	}
	r.foresees()
	r.clean()
	change := r.meta().Change
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	r.serve("--sample")
	r.client[0] = "LINCHPIN_URL=" + r.address
	if now := r.meta().Change; now != change {
		t.Errorf("a second start has written: change %d after %d", now, change)
	}
	if len(demo.Files()) == 0 {
		t.Error("no sample")
	}
}
