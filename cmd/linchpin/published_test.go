package main

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"linchpin/risk"
)

// TestPublishedFaultTrees brings fault trees of the literature as ecosystems
// through four files to the answers: a gate is a component, a basic event a
// partner that alone supplies one part. Their numbers of minimal cut sets are
// published; the probabilities, in six digits, are SCRAM's.
func TestPublishedFaultTrees(t *testing.T) {
	r := start(t)
	trees := map[string]struct {
		sets string
		q    float64
	}{"chinese": {"392", .00117058}, "baobab1": {"46188", 1.2823e-06}, "baobab2": {"4805", .0208686}}
	var s sheets
	for name := range trees {
		s.tree(t, name)
	}
	r.must(r.client, "import", r.file("links.csv", s.links.String()), r.file("components.csv", s.components.String()),
		r.file("offerings.csv", s.offerings.String()), r.file("partners.csv", s.partners.String()))
	for name, want := range trees {
		sets := ask[struct {
			Method   string
			Complete bool
			Count    any
		}](r, "cut-sets", "--top", name+" r1")
		if fmt.Sprint(sets.Count) != want.sets || !sets.Complete || sets.Method != risk.MethodExact {
			t.Errorf("%s: %+v, want %s", name, sets, want.sets)
		}
		a := ask[risk.Probability](r, "probability", name+" r1")
		if math.Abs(a.Probability-want.q) > 5e-6*want.q || a.Method != risk.MethodExact || a.FussellVeselyReason != nil {
			t.Errorf("%s: %v by %s (%v), want %v", name, a.Probability, a.Method, a.FussellVeselyReason, want.q)
		}
	}
	r.clean()
}

// sheets are the files of ecosystems.
type sheets struct{ components, partners, offerings, links strings.Builder }

// tree adds a published tree to them.
func (s *sheets) tree(t *testing.T, name string) {
	t.Helper()
	text, err := os.ReadFile("../../risk/faulttree/testdata/" + name + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	if s.components.Len() == 0 {
		s.components.WriteString("external_id,name,layer\n")
		s.partners.WriteString("external_id,name,roles,failure_probability\n")
		s.offerings.WriteString("component,maker,mpn,approval,status\n")
		s.links.WriteString("from,from_kind,kind,to,to_kind,group,minimum\n")
	}
	component := func(id string) { fmt.Fprintf(&s.components, "%s-%s,%s %s,cloud_platform\n", name, id, name, id) }
	gates, chances, events := map[string]bool{}, map[string]string{}, map[string]bool{}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	for _, line := range lines {
		if of, _, ok := strings.Cut(line, " = "); ok {
			gates[of] = true
			component(of)
		} else {
			chances[strings.Fields(line)[1]] = strings.Fields(line)[2]
		}
	}
	for _, line := range lines {
		of, formula, ok := strings.Cut(line, " = ")
		if !ok {
			continue
		}
		need, inputs := 1, strings.FieldsFunc(formula, func(r rune) bool { return strings.ContainsRune(" &|", r) })
		if strings.Contains(formula, " of ") {
			_, _ = fmt.Sscan(formula, &need)
			inputs = inputs[2:]
		} else if strings.Contains(formula, "&") {
			need = len(inputs)
		}
		group := ","
		if need > 1 { // it works while so many do that not enough have failed
			group = fmt.Sprintf("votes,%d", len(inputs)-need+1)
		}
		for _, in := range inputs {
			fmt.Fprintf(&s.links, "%s-%s,component,requires,%s-%s,component,%s\n", name, of, name, in, group)
			if gates[in] || events[in] {
				continue
			}
			events[in] = true
			chance := chances[in]
			if chance == "" {
				chance = "0.01"
			}
			component(in)
			fmt.Fprintf(&s.partners, "%s-by-%s,%s supplier %s,vendor,%s\n", name, in, name, in, chance)
			fmt.Fprintf(&s.offerings, "%s-%s,%s-by-%s,%s%s,approved,active\n", name, in, name, in, name, in)
		}
	}
}
