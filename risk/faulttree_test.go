package risk

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
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

func hiddenOdds() *Graph {
	return hiddenParent().odds(map[string]float64{"a": .1, "b": .2, "p": .05, "d": .01}).compile()
}

func TestGoldenProbabilityAndImportance(t *testing.T) {
	a, err := hiddenOdds().Probability(ProbabilityQuestion{Top: "T"}, Limits{})
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

// A second source for d that fails with .1 makes it .069931.
func TestGoldenSecondSource(t *testing.T) {
	tenth := .1
	s, err := hiddenOdds().SecondSources(SecondSourceQuestion{Top: "T", Odds: Odds{Assume: &tenth}}, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	rows := s.Page(0, 0)
	i := slices.IndexFunc(rows, func(r SecondSource) bool { return r.Component.ID == "part of C" })
	if i < 0 || math.Abs(*rows[i].After-.069931) > 1e-12 || rows[i].Kind != CandidateHypothetical || len(rows[i].Removes) != 1 || rows[i].Removes[0].ID != "d" {
		t.Errorf("%+v", rows)
	}
}

func TestHorizonScalesAYear(t *testing.T) {
	g := (&eco{}).partners("a").components("T").own("T", "a").odds(map[string]float64{"a": .19}).compile()
	a, err := g.Probability(ProbabilityQuestion{Top: "T", Odds: Odds{HorizonDays: 730}}, Limits{})
	if err != nil || math.Abs(a.Probability-(1-.81*.81)) > 1e-12 {
		t.Error(err, a)
	}
}

func TestOddsAreChecked(t *testing.T) {
	for field, o := range map[string]Odds{"/horizonDays": {HorizonDays: -1}, "/assume": {Assume: new(float64)}} {
		if o.Assume != nil {
			*o.Assume = math.NaN()
		}
		_, err := hiddenOdds().Probability(ProbabilityQuestion{Top: "T", Odds: o}, Limits{})
		var e *graph.Error
		if !errors.As(err, &e) || e.Code != graph.Invalid || e.Fields[0].Pointer != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}

// failures is F of every set of some parties, by the laws.
func failures(laws []law, parties []string) []map[string]bool {
	out := make([]map[string]bool, 1<<len(parties))
	for set := range out {
		out[set] = closure(laws, members(parties, set)...)
	}
	return out
}

func members(parties []string, set int) (out []string) {
	for i, p := range parties {
		if set>>i&1 == 1 {
			out = append(out, p)
		}
	}
	return out
}

// chanceOf adds up the sets in which a top fails.
func chanceOf(f []map[string]bool, p []float64, top string) (sum float64) {
	for set := range f {
		if !f[set][top] {
			continue
		}
		q := 1.0
		for i := range p {
			if set>>i&1 == 1 {
				q *= p[i]
			} else {
				q *= 1 - p[i]
			}
		}
		sum += q
	}
	return sum
}

// minimalOf lists the minimal sets in which a top fails.
func minimalOf(f []map[string]bool, parties []string, top string) (out []string) {
	for set := range f {
		least := f[set][top]
		for i := range parties {
			least = least && (set>>i&1 == 0 || !f[set&^(1<<i)][top])
		}
		if least {
			out = append(out, fmt.Sprint(members(parties, set)))
		}
	}
	slices.Sort(out)
	return out
}

// gamble draws an ecosystem in which some probabilities are recorded and what
// does not count is a candidate.
func gamble(seed uint64) facts {
	s, r := ecosystem(seed), rand.New(rand.NewPCG(seed, 5))
	for i := range s.Nodes {
		n := &s.Nodes[i]
		if n.Kind == graph.KindPartner && r.IntN(2) == 0 {
			p := []float64{0, .01, .1, .4, 1}[r.IntN(5)]
			n.FailureProbability = &p
		}
		if n.Kind == graph.KindOffering && !n.Counts {
			n.Status, n.Approval = "active", "candidate"
		}
	}
	return s
}

func chancesOf(s facts, parties []string, otherwise float64) []float64 {
	p := make([]float64, len(parties))
	for i, id := range parties {
		p[i] = otherwise
		for _, n := range s.Nodes {
			if n.ID == id && n.FailureProbability != nil {
				p[i] = *n.FailureProbability
			}
		}
	}
	return p
}

// Cut sets and probability of everything that may be asked for, by every
// cause, are those of the laws; each proof holds and needs each of its steps.
func TestFaultTreesAgainstEnumeration(t *testing.T) {
	for seed := range uint64(80) {
		s := gamble(seed)
		g, laws := graphOf(s), laws(s)
		cause := []Cause{CausePartner, CauseCountry, CausePartner, CausePerson}[seed%4]
		parties := partiesOf(s, cause)
		f, p := failures(laws, parties), chancesOf(s, parties, .05)
		for _, top := range topsOf(s, laws) {
			c, err := g.CutSets(CutSetQuestion{Top: top, Cause: cause}, Limits{})
			if err != nil {
				t.Fatal(err)
			}
			rows, err := c.Page(0, 0, Limits{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, row := range rows {
				ids := idsOf(row.Events)
				got = append(got, fmt.Sprint(ids))
				if err := replay(laws, ids, top, row.Why); err != nil {
					t.Fatalf("%v stop %s: %v", ids, top, err)
				}
			}
			slices.Sort(got)
			if want := minimalOf(f, parties, top); !slices.Equal(want, got) || c.Count.Int64() != int64(len(want)) || !c.Complete {
				t.Fatalf("%s: %v, want %v", top, got, want)
			}
			a, err := g.Probability(ProbabilityQuestion{Top: top, Cause: cause}, Limits{})
			if want := chanceOf(f, p, top); err != nil || math.Abs(a.Probability-want) > 1e-9 {
				t.Fatalf("%s: %+v, want %v: %v", top, a, want, err)
			}
		}
	}
}

func idsOf(refs []graph.Ref) []string {
	out := make([]string, len(refs))
	for i, r := range refs {
		out[i] = r.ID
	}
	slices.Sort(out)
	return out
}

// Each candidate's gain is what the probability falls by when the graph has
// one more source, and the single points it removes are then gone.
func TestSecondSourcesAgainstAnotherGraph(t *testing.T) {
	for seed := range uint64(200) {
		s := gamble(seed)
		tops := topsOf(s, laws(s))
		top := tops[int(seed)%len(tops)]
		assume := .1
		odds := Odds{Assume: &assume}
		g := graphOf(s)
		found, err := g.SecondSources(SecondSourceQuestion{Top: top, Odds: odds}, Limits{})
		if err != nil {
			t.Fatal(err)
		}
		points := func(g *Graph) map[string]bool {
			rows, err := g.SinglePoints(SinglePointFilter{Top: top})
			if err != nil {
				t.Fatal(err)
			}
			out := map[string]bool{}
			for _, r := range rows {
				out[r.Cause.ID] = true
			}
			return out
		}
		before := points(g)
		for _, row := range found.Page(0, 0) {
			other := graphOf(withSource(s, row, assume))
			q, err := other.Probability(ProbabilityQuestion{Top: top, Odds: odds}, Limits{})
			if err != nil || math.Abs(q.Probability-*row.After) > 1e-9 {
				t.Fatalf("%s for %s: %v, want %v: %v", row.Kind, row.Component.ID, *row.After, q.Probability, err)
			}
			gone := maps.Clone(before)
			for id := range points(other) {
				delete(gone, id)
			}
			if want := slices.Sorted(maps.Keys(gone)); !slices.Equal(want, idsOf(row.Removes)) {
				t.Fatalf("%s for %s removes %v, want %v", row.Kind, row.Component.ID, idsOf(row.Removes), want)
			}
		}
		checkPlan(t, s, found, top, odds)
	}
}

// withSource is a snapshot in which a candidate is a source.
func withSource(s facts, row SecondSource, p float64) facts {
	out := facts{Nodes: slices.Clone(s.Nodes), Edges: slices.Clone(s.Edges)}
	if row.Candidate != nil {
		i := slices.IndexFunc(out.Nodes, func(n graph.Node) bool { return n.ID == row.Candidate.ID })
		out.Nodes[i].Counts = true
		return out
	}
	e := &eco{s: out}
	maker := "z of " + row.Component.ID
	e.node(graph.Node{ID: maker, Kind: graph.KindPartner, FailureProbability: &p})
	o := e.source(row.Component.ID, maker)
	i := slices.IndexFunc(e.s.Nodes, func(n graph.Node) bool { return n.ID == row.Component.ID })
	if e.s.Nodes[i].RequiredSharePercent != nil { // it could supply everything
		whole := 100.0
		e.edit(o, func(n *graph.Node) { n.SharePercent = &whole })
	}
	e.s.sort()
	return e.s
}

// checkPlan makes each step of the plan in the graph and looks at the probability.
func checkPlan(t *testing.T, s facts, found *SecondSources, top string, odds Odds) {
	t.Helper()
	last := *found.Probability
	for _, step := range found.Plan {
		s = withSource(s, SecondSource{Component: step.Component, Candidate: step.Candidate}, *odds.Assume)
		q, err := graphOf(s).Probability(ProbabilityQuestion{Top: top, Odds: odds}, Limits{})
		if err != nil || math.Abs(q.Probability-step.After) > 1e-9 || math.Abs(last-step.After-step.Gain) > 1e-9 {
			t.Fatalf("%+v, want %v: %v", step, q.Probability, err)
		}
		last = step.After
	}
}

// With less memory answers get smaller, and what they say stays true.
func TestAnswersDegradeHonestly(t *testing.T) {
	s := ecosystem(4)
	g, laws := graphOf(s), laws(s)
	parties := partiesOf(s, CausePartner)
	f := failures(laws, parties)
	for _, top := range topsOf(s, laws) {
		want := minimalOf(f, parties, top)
		exact := chanceOf(f, chancesOf(s, parties, .05), top)
		for bytes := int64(1); bytes < 1<<20; bytes *= 2 {
			a, err := g.Probability(ProbabilityQuestion{Top: top, Seed: 7}, Limits{Bytes: bytes})
			switch {
			case err != nil:
				t.Fatal(err)
			case a.Method == MethodExact && math.Abs(a.Probability-exact) > 1e-9, a.Method == MethodExact && a.Reason != nil:
				t.Fatalf("%+v, want %v", a, exact)
			case a.Method == MethodSimulated && (a.Reason == nil || a.Lower > exact+.003 || a.Upper < exact-.003):
				t.Fatalf("%+v, want %v", a, exact)
			}
			if a.Probability < a.Lower || a.Probability > a.Upper {
				t.Fatalf("%v is not from %v to %v", a.Probability, a.Lower, a.Upper)
			}
			if a.Method == MethodBounds && (a.Lower > exact+1e-9 || a.Upper < exact-.003) {
				t.Fatalf("%+v, want %v", a, exact)
			}
			c, err := g.CutSets(CutSetQuestion{Top: top}, Limits{Bytes: bytes})
			if graph.CodeOf(err) == graph.TooBig {
				continue
			}
			if err != nil || c.Complete != (c.Order == nil) || c.Complete != (c.Reason == nil) || c.Complete && c.Count.Int64() != int64(len(want)) {
				t.Fatalf("%+v, want %v: %v", c, want, err)
			}
		}
	}
}

// What is too rare to be seen in a simulation has the bound of its small cut
// sets: here they are all there are, one of two hundred in each of three.
func TestRareFailuresAreBounded(t *testing.T) {
	const n, p = 200, 1e-6
	e := (&eco{}).components("T", "A", "B", "C").link("T requires A|B|C")
	odds := map[string]float64{}
	for _, c := range []string{"A", "B", "C"} {
		for i := range n {
			part, partner := fmt.Sprint(c, i), fmt.Sprint("by ", c, i)
			e.components(part).link(c + " requires " + part).partners(partner)
			e.source(part, partner)
			odds[partner] = p
		}
	}
	g := e.odds(odds).compile()
	late := Limits{Spent: func() float64 { return .75 }} // too late for all of it, not for sets of three
	want := math.Pow(1-math.Pow(1-p, n), 3)
	a, err := g.Probability(ProbabilityQuestion{Top: "T", Seed: 9}, late)
	if err != nil || a.Method != MethodBounds || a.Reason == nil || *a.Samples < 1000 || *a.Seed != 9 {
		t.Fatalf("%s: %v", a.Method, err)
	}
	if math.Abs(a.Lower-want) > 1e-6*want || a.Probability != a.Lower || a.Upper < want || a.Upper > .001 {
		t.Errorf("%v, %v to %v, want %v", a.Probability, a.Lower, a.Upper, want)
	}
	if *a.ImportanceOrder != 3 || len(a.Importance) != 3*n || a.FussellVeselyReason == nil {
		t.Errorf("importance up to %v of %d", *a.ImportanceOrder, len(a.Importance))
	}
	again, err := g.Probability(ProbabilityQuestion{Top: "T", Seed: 9}, late)
	if diff := cmp.Diff(a, again); diff != "" || err != nil {
		t.Error("the same seed gives another answer", diff, err)
	}
	c, err := g.CutSets(CutSetQuestion{Top: "T"}, late)
	if err != nil || c.Complete || c.Method != MethodTruncated || *c.Order != 3 || c.Count.Int64() != n*n*n {
		t.Errorf("%s, order %v, %v sets: %v", c.Method, c.Order, c.Count, err)
	}
}
