package risk

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
)

// dual is a component C with two makers that are known to have nothing in
// common, needed by an item T.
func dual() *eco {
	e := (&eco{}).partners("a", "b").components("C").item("T", "").link("T needs C")
	e.source("C", "a")
	e.source("C", "b")
	return e
}

func TestVerdicts(t *testing.T) {
	sub := func(id, known string) func(*eco) {
		return func(e *eco) { e.edit(id, func(n *graph.Node) { n.SubTiersKnown = known }) }
	}
	known := func(id, v string) func(*eco) {
		return func(e *eco) { e.edit(id, func(n *graph.Node) { n.SourcesKnown = v }) }
	}
	for name, c := range map[string]struct {
		change  func(*eco)
		verdict Verdict // of C and of T
		missing string
	}{
		"two independent makers, all known": {func(*eco) {}, Safe, ""},
		"sub-tiers of a maker not known":    {sub("a", "no"), Unknown, "a subTiersKnown"},
		"sub-tiers not assessed":            {sub("b", "not_assessed"), Unknown, "b subTiersKnown"},
		"sources not recorded as known":     {known("C", ""), Unknown, "C sourcesKnown"},
		"the owner of a maker counts":       {func(e *eco) { e.partners("o").link("a owned_by o"); sub("o", "")(e) }, Unknown, "o subTiersKnown"},
		"a required part counts":            {func(e *eco) { e.own("C", "x").partners("x"); known("part of C", "no")(e) }, Exposed, "part of C sourcesKnown"},
		"a shared sub-tier":                 {func(e *eco) { e.partners("s").link("a sources_from s").link("b sources_from s") }, Exposed, ""},
		"a candidate's maker does not count": {func(e *eco) {
			e.partners("x").edit(e.source("C", "x"), func(n *graph.Node) { n.Counts = false })
			sub("x", "no")(e)
		}, Safe, ""},
		"a share nobody recorded": {func(e *eco) {
			keep, half := 50.0, 50.0
			e.edit("C", func(n *graph.Node) { n.RequiredSharePercent = &keep })
			e.edit("C@a", func(n *graph.Node) { n.SharePercent = &half })
		}, Exposed, "C@b sharePercent"},
		"no share recorded at all": {func(e *eco) {
			keep := 50.0
			e.edit("C", func(n *graph.Node) { n.RequiredSharePercent = &keep })
		}, Unknown, "C@a sharePercent, C@b sharePercent"},
		"an ignorance above exposure": {func(e *eco) {
			e.components("D").source("D", "a")
			e.link("C requires D")
			known("D", "")(e)
		}, Exposed, "D sourcesKnown"},
	} {
		t.Run(name, func(t *testing.T) {
			e := dual()
			c.change(e)
			g := e.compile()
			rows, err := g.Sourcing(SourcingFilter{})
			if err != nil {
				t.Fatal(err)
			}
			var row SourcingRow
			for _, r := range rows {
				if r.Component.ID == "C" {
					row = r
				}
			}
			if got := missingText(row.Missing); row.Verdict != c.verdict || got != c.missing {
				t.Errorf("C is %s, missing %q; want %s, %q", row.Verdict, got, c.verdict, c.missing)
			}
			if got := g.TopRisk([]string{"T"})["T"].Verdict; got != c.verdict {
				t.Errorf("T is %s, want %s", got, c.verdict)
			}
		})
	}
}

func missingText(ms []Missing) string {
	var out []string
	for _, m := range ms {
		out = append(out, m.Entity.ID+" "+m.Field)
	}
	return strings.Join(out, ", ")
}

// What rests on nothing recorded cannot be called safe, nor failed.
func TestWhatRestsOnNothingIsUnknown(t *testing.T) {
	e := (&eco{}).components("bare", "assembly", "sourced").item("idle", "2027-01-01").partners("a", "b", "host").
		link("assembly requires sourced").link("host services bare")
	e.source("sourced", "a")
	e.source("sourced", "b")
	g := e.compile()
	got := map[string]string{}
	rows, err := g.Sourcing(SourcingFilter{})
	for _, r := range rows {
		got[r.Component.ID] = fmt.Sprint(r.Verdict, " ", r.Unsourced, " ", r.Sourcing)
	}
	got["idle"] = string(g.TopRisk([]string{"idle"})["idle"].Verdict)
	want := map[string]string{"bare": "exposed true none", "assembly": "safe false none", "sourced": "safe false dual", "idle": "unknown"}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
}

func TestEffectiveSourcing(t *testing.T) {
	e := (&eco{}).partners("a", "b", "c", "p", "q").link("a owned_by p").link("b owned_by p").
		components("one", "paper", "two", "three", "none", "seller", "deep")
	e.source("one", "a")
	for _, m := range []string{"a", "b"} {
		e.source("paper", m)
	}
	for _, m := range []string{"a", "c"} {
		e.source("two", m)
	}
	for _, m := range []string{"a", "c", "q"} {
		e.source("three", m)
	}
	for _, m := range []string{"a/q", "c/q"} {
		e.source("seller", m)
	}
	e.link("deep requires two")
	g := e.compile()
	got := map[string]string{}
	for id, r := range g.ComponentRisk([]string{"one", "paper", "two", "three", "none", "seller", "deep", "p", "nobody"}) {
		size := "nothing"
		if r.Effective != nil {
			size = strconv.Itoa(*r.Effective)
		}
		got[id] = fmt.Sprint(r.Sourcing, " ", size, " ", r.EffectiveExact)
	}
	want := map[string]string{
		"one": "single 1 true", "paper": "dual 1 true", "two": "dual 2 true", "three": "multi 3 true",
		"none": "none nothing true", "seller": "dual 1 true", "deep": "none 2 true",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestShortOfSources(t *testing.T) {
	three, keep := int64(3), 80.0
	e := dual().components("W", "built", "half", "plain", "bare").link("built requires C").link("half requires C").link("plain requires C").
		edit("built", func(n *graph.Node) { n.MinSources = three }). // two recorded needs, and none where nobody buys
		edit("half", func(n *graph.Node) { n.RequiredSharePercent = &keep }).
		edit("bare", func(n *graph.Node) { n.MinSources = three }). // unsourced
		edit("C", func(n *graph.Node) { n.MinSources = three }).
		edit("W", func(n *graph.Node) { n.RequiredSharePercent = &keep })
	share := 30.0
	e.edit(e.source("W", "a"), func(n *graph.Node) { n.SharePercent = &share })
	g := e.compile()
	got := map[string]Short{}
	rows, err := g.Sourcing(SourcingFilter{})
	for _, r := range rows {
		if r.Short != nil {
			got[r.Component.ID] = *r.Short
		}
	}
	want := map[string]Short{"C": {Sources, 3, 2}, "W": {Share, 80, 30}, "built": {Sources, 3, 0}, "half": {Share, 80, 0}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
	if b, err := g.Blast("T"); len(b.Stopped) != 0 || err != nil {
		t.Error("what is short has not failed", b, err)
	}
}
