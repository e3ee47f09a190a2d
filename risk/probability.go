package risk

import (
	"cmp"
	"math"
	"slices"

	"linchpin/graph"
	"linchpin/risk/faulttree"
)

// ProbabilityQuestion asks how likely it is that a top is stopped, and which
// party means how much for that. Seed is that of a simulation.
type ProbabilityQuestion struct {
	Top   string
	Cause Cause
	Seed  uint64
	Odds
}

// Probability is the answer. Where Method is exact, Lower and Upper equal
// Probability. Where it is simulated, they are the Wilson 95 % interval of
// Samples scenarios drawn with Seed, and Reason says why. Where these are too
// few to tell, it is bounds: Probability and Lower are a lower bound, Upper is
// that of the interval. Where ImportanceOrder is not nil, Importance is that
// of parties among the minimal cut sets up to this order alone.
type Probability struct {
	Change      int64        `json:"change"`
	Top         graph.Ref    `json:"top"`
	Cause       Cause        `json:"cause"`
	HorizonDays int64        `json:"horizonDays"`
	Assume      float64      `json:"assume"`
	Method      string       `json:"method"`
	Reason      *string      `json:"reason"`
	Probability float64      `json:"probability"`
	Lower       float64      `json:"lower"`
	Upper       float64      `json:"upper"`
	Samples     *int         `json:"samples"`
	Seed        *uint64      `json:"seed"`
	Assumed     []graph.Ref  `json:"assumed"`
	Importance  []Importance `json:"importance"`

	ImportanceOrder     *int    `json:"importanceOrder"`
	FussellVeselyReason *string `json:"fussellVeselyReason"` // why it is null, where it is
}

// Importance is what one party means for a top, by the usual names: see
// faulttree.Importance. A quotient that has no value is nil, and so is an
// infinite RiskReductionWorth, which Necessary stands for: without this party
// nothing stops the top.
type Importance struct {
	Event                graph.Ref `json:"event"`
	Probability          float64   `json:"probability"`
	Birnbaum             *float64  `json:"birnbaum"`
	Criticality          *float64  `json:"criticality"`
	FussellVesely        *float64  `json:"fussellVesely"`
	Diagnosis            *float64  `json:"diagnosis"`
	RiskAchievementWorth *float64  `json:"riskAchievementWorth"`
	RiskReductionWorth   *float64  `json:"riskReductionWorth"`
	Necessary            bool      `json:"necessary"`
}

// samplesOf is how many scenarios a simulation of a cone draws: fewer where the
// cone is so large that each takes long.
func samplesOf(cone int) int {
	const least, most, work = 6_400, 1_000_000, 1_300_000_000 // nodes of all scenarios
	return max(least, min(most, work/max(1, cone)/64*64))
}

// Probability answers how likely a top is stopped within the horizon. It is
// exact where the limits allow, else simulated or bounded.
func (g *Graph) Probability(q ProbabilityQuestion, l Limits) (*Probability, error) {
	v, kind, err := g.about(q.Top, q.Cause)
	if err != nil {
		return nil, err
	}
	horizon, assume, err := q.checked()
	if err != nil {
		return nil, err
	}
	t := g.treeOf(v, kind)
	p, assumed, err := g.chances(t.parties, q.Odds)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(assumed, g.byName)
	a := &Probability{
		Change: g.Change(), Top: g.ref(v), Cause: q.Cause.orPartner(), HorizonDays: horizon, Assume: assume,
		Assumed: g.refs(assumed), Importance: []Importance{},
	}
	f, err := faulttree.Solve(&t.Tree, l.until(.65))
	switch {
	case err == nil:
		a.exact(g, t, f, p, l)
		return a, nil
	case !tooLarge(err) || l.gone():
		return nil, slow(err)
	}
	a.simulated(g, t, v, p, q.Seed, err)
	a.truncated(g, t, p, l)
	return a, nil
}

// exact fills in what the function of the top gives.
func (a *Probability) exact(g *Graph, t *tree, f *faulttree.Function, p []float64, l Limits) {
	q, all := f.Importance(p)
	a.Method, a.Probability, a.Lower, a.Upper = MethodExact, q, q, q
	fv, err := vesely(f, p, q, l)
	if err != nil {
		reason := "Fussell-Vesely needs all minimal cut sets: " + err.Error()
		a.FussellVeselyReason = &reason
	}
	a.rank(g, t, p, all, fv)
}

// simulated fills in what random scenarios give, and why they had to.
func (a *Probability) simulated(g *Graph, t *tree, top int32, p []float64, seed uint64, why error) {
	reason := "the exact answer is too large: " + why.Error()
	hits, n := g.simulate(t.parties, []int32{top}, p, samplesOf(len(t.gate)), seed)
	a.Method, a.Reason, a.Samples, a.Seed = MethodSimulated, &reason, &n, &seed
	a.Probability = float64(hits[0]) / float64(n)
	a.Lower, a.Upper = wilson(hits[0], n)
}

// truncated adds what the minimal cut sets of a low order give: the importance
// of parties among them, and a lower bound. The bound is the answer where it is
// above the whole interval of the simulation's hits, or these are too few to
// say more than that it is rare; an estimate below it is raised to it.
func (a *Probability) truncated(g *Graph, t *tree, p []float64, l Limits) {
	const telling = 100 // hits: a tenth of relative error
	order, f := lowOrder(t, l)
	if f == nil {
		return
	}
	q, all := f.Importance(p)
	reason := "Fussell-Vesely needs all minimal cut sets, and they are too many"
	a.ImportanceOrder, a.FussellVeselyReason = &order, &reason
	a.rank(g, t, p, all, nil)
	if a.Probability*float64(*a.Samples) < telling && q > 0 {
		more := *a.Reason + "; the probability is a lower bound, that of the minimal cut sets of " + upTo(order) +
			", and the upper one is that of the simulation"
		a.Method, a.Reason, a.Probability, a.Lower, a.Upper = MethodBounds, &more, q, q, max(q, a.Upper)
	} else {
		a.Lower, a.Probability, a.Upper = max(a.Lower, q), max(a.Probability, q), max(a.Upper, q)
	}
}

// lowOrder is the function of the cut sets of the highest order, at most 3,
// whose function is within the limits; nil where none is.
func lowOrder(t *tree, l Limits) (order int, f *faulttree.Function) {
	for next := 1; next <= 3; next++ {
		until := l.next(.15, .95)
		c, err := faulttree.CutSets(&t.Tree, next, until)
		if err != nil {
			break
		}
		more, err := c.Function(until)
		if err != nil {
			break
		}
		order, f = next, more
	}
	return order, f
}

// rank lists what each party means, the most critical first.
func (a *Probability) rank(g *Graph, t *tree, p []float64, all []faulttree.Importance, fv []float64) {
	for e, m := range all {
		row := Importance{
			Event: g.ref(t.parties[e]), Probability: p[e], Birnbaum: value(m.Birnbaum), Criticality: value(m.Criticality),
			Diagnosis: value(m.Diagnosis), RiskAchievementWorth: value(m.RiskAchievementWorth),
			RiskReductionWorth: value(m.RiskReductionWorth), Necessary: a.Method == MethodExact && math.IsInf(m.RiskReductionWorth, 1),
		}
		if fv != nil {
			row.FussellVesely = value(fv[e])
		}
		a.Importance = append(a.Importance, row)
	}
	a.sort()
}

// vesely looks for the cut sets of a function. Where they are to be built from
// below, the diagrams mostly outgrow any time: a seventh of it is a fair try.
func vesely(f *faulttree.Function, p []float64, q float64, l Limits) ([]float64, error) {
	until := l.until(.85)
	if f.ByCases() {
		until = l.next(1./7, .85)
	}
	c, err := f.CutSets(until)
	if err != nil {
		return nil, err
	}
	return c.FussellVesely(p, q, l.until(.95))
}

// value is nil for what is no number.
func value(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

// sort puts the party first whose failure is most often what decides.
func (a *Probability) sort() {
	slices.SortStableFunc(a.Importance, func(x, y Importance) int {
		return cmp.Or(-compareValues(x.Criticality, y.Criticality), -compareValues(x.Birnbaum, y.Birnbaum), cmp.Compare(x.Event.Name, y.Event.Name))
	})
}

// compareValues puts what has no value first.
func compareValues(a, b *float64) int {
	of := func(x *float64) float64 {
		if x == nil {
			return math.Inf(-1)
		}
		return *x
	}
	return cmp.Compare(of(a), of(b))
}
