package risk

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"linchpin/graph"
)

// odds gives partners their probabilities within a year.
func (e *eco) odds(p map[string]float64) *eco {
	for id, q := range p {
		e.edit(id, func(n *graph.Node) { n.FailureProbability = &q })
	}
	return e
}

func TestGoldenProbabilityAndImportance(t *testing.T) {
	g := hiddenParent().odds(map[string]float64{"a": .1, "b": .2, "p": .05, "d": .01}).compile()
	a, err := g.Probability(ProbabilityQuestion{Top: "T"}, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(a.Probability-.07831) > 1e-12 || a.Method != MethodExact || len(a.Assumed) != 0 {
		t.Errorf("%+v", a)
	}
	v := func(x float64) *float64 { return &x }
	row := func(id string, p, i, cr, fv, dif, raw, rrw float64) Importance {
		return Importance{graph.Ref{ID: id, Kind: graph.KindPartner, Name: id}, p, v(i), v(cr), v(fv), v(dif), v(raw), v(rrw), false}
	}
	want := []Importance{
		row("p", .05, .9702, .619461, .638488, .638488, 12.769761, 2.627852),
		row("a", .1, .1881, .240199, .255395, .316179, 3.161793, 1.316134),
		row("b", .2, .09405, .240199, .255395, .392159, 1.960797, 1.316134),
		row("d", .01, .931, .118886, .127698, .127698, 12.769761, 1.134928),
	}
	if diff := cmp.Diff(want, a.Importance, cmpopts.EquateApprox(0, 6e-7)); diff != "" {
		t.Error(diff)
	}
}

func TestASecondSourceForD(t *testing.T) {
	tenth := .1
	g := hiddenParent().odds(map[string]float64{"a": .1, "b": .2, "p": .05, "d": .01}).compile()
	s, err := g.SecondSources(SecondSourceQuestion{Top: "T", Odds: Odds{Assume: &tenth}}, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range s.Page(0, 0) {
		t.Logf("%s %s %v %v %v %s", row.Component.Name, row.Kind, *row.Gain, *row.After, row.Removes, row.Sentence)
	}
	t.Logf("%+v", s.Plan)
}
