package risk

import (
	"cmp"
	"slices"

	"linchpin/graph"
	"linchpin/risk/faulttree"
)

// SecondSourceQuestion asks which one more source would help a top most.
type SecondSourceQuestion struct {
	Top string
	Odds
}

// SecondSources ranks candidates for one more source of a component in the
// cone of a top. A candidate is an offering somebody recorded that does not
// count yet, or, one for each component, any source that is independent of
// everything recorded and as likely to fail as Assume says.
type SecondSources struct {
	Change       int64       `json:"change"`
	Top          graph.Ref   `json:"top"`
	HorizonDays  int64       `json:"horizonDays"`
	Assume       float64     `json:"assume"`
	Method       string      `json:"method"` // exact, or single_points where probabilities are out of reach
	Reason       *string     `json:"reason"`
	Probability  *float64    `json:"probability"` // of the top, as it is
	Value        *Amount     `json:"value"`       // of the top
	SinglePoints int         `json:"singlePoints"`
	Assumed      []graph.Ref `json:"assumed"`
	Plan         []PlanStep  `json:"plan"`

	g      *Graph
	top    int32
	o      *openings
	p      []float64
	spare  float64 // probability of any independent source
	points []int32 // events
	rows   []ranked
}

// ranked is a candidate and what it gains.
type ranked struct {
	opening
	gain    *float64
	removes []int32
	shared  int32
}

// SecondSource is one candidate. Gain is by how much it lowers the probability
// that the top is stopped, exactly; Removes lists the single points of the top
// that are none any more.
type SecondSource struct {
	Component         graph.Ref   `json:"component"`
	Layer             graph.Layer `json:"layer"`
	Sources           []graph.Ref `json:"sources"`   // makers of the counting offerings
	Candidate         *graph.Ref  `json:"candidate"` // the recorded offering; nil for any independent source
	Kind              string      `json:"kind"`      // offering or hypothetical
	Status            string      `json:"status,omitempty"`
	Approval          string      `json:"approval,omitempty"`
	QualificationDays *int64      `json:"qualificationDays,omitempty"`
	Probability       *float64    `json:"probability"` // that the candidate itself fails
	Gain              *float64    `json:"gain"`
	After             *float64    `json:"after"` // probability of the top with the candidate
	Worth             *Amount     `json:"worth"` // the gain times the top's value
	Removes           []graph.Ref `json:"removes"`
	Independent       bool        `json:"independent"`
	Shared            *graph.Ref  `json:"shared"` // what stops the candidate and the sources alike
	Alternatives      string      `json:"marketAlternatives,omitempty"`
	Makers            []graph.Ref `json:"makers"` // who makes something of the layer and shares nothing with the sources
	Proof
}

// PlanStep is one step of a plan that takes the best next candidate each time.
// That is greedy: another set of as many may be better.
type PlanStep struct {
	Component graph.Ref  `json:"component"`
	Candidate *graph.Ref `json:"candidate"`
	Gain      float64    `json:"gain"` // of this step alone, after those before it
	After     float64    `json:"after"`
}

// Kinds of candidates, and how they were ranked without probabilities.
const (
	CandidateOffering     = "offering"
	CandidateHypothetical = "hypothetical"
	MethodSinglePoints    = "single_points"
)

const planSteps = 5

// SecondSources answers which second source would lower the probability that
// a top is stopped by how much.
//
// All candidates are put into one fault tree, each behind a switch, an event
// of probability 1 that says it is not there. With the switch of z off, the
// top's probability falls by exactly the Birnbaum importance of the switch:
// all gains come out of one pass over one diagram, candidates that share causes
// with others included. Where a partner x serves the top through one component
// only and z is independent, that is p(x)(1-p(z)) I(x).
func (g *Graph) SecondSources(q SecondSourceQuestion, l Limits) (*SecondSources, error) {
	v, kind, err := g.about(q.Top, CausePartner)
	if err != nil {
		return nil, err
	}
	horizon, assume, err := q.checked()
	if err != nil {
		return nil, err
	}
	o := g.openings(v, kind)
	p, assumed, err := g.chances(o.parties, q.Odds)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(assumed, g.byName)
	s := &SecondSources{
		Change: g.Change(), Top: g.ref(v), HorizonDays: horizon, Assume: assume,
		Value: g.top(v).Value, Assumed: g.refs(assumed), Plan: []PlanStep{},
	}
	s.o, s.spare = o, over(assume, horizon)
	s.p = slices.Concat(p, make([]float64, len(o.candidates)))
	for _, c := range o.candidates {
		s.p[c.off] = 1
	}
	s.g, s.top = g, v
	return s, s.rank(l)
}

// rank finds what each candidate gains.
func (s *SecondSources) rank(l Limits) error {
	failures, err := s.o.Failures()
	if err != nil {
		return err
	}
	s.points = s.o.points(failures, s.o.own(), -1)
	s.SinglePoints = len(s.points)
	f, err := faulttree.Solve(&s.o.Tree, l.until(.6))
	switch {
	case err == nil:
		s.Method = MethodExact
	case tooLarge(err) && !l.gone():
		reason := "ranked by the single points they remove, as the probability is out of reach: " + err.Error()
		s.Method, s.Reason = MethodSinglePoints, &reason
	default:
		return slow(err)
	}
	q, gain := 0.0, []float64(nil)
	if f != nil {
		q, gain = f.Birnbaum(s.p)
		s.Probability = &q
	}
	for i := range s.o.candidates {
		if l.gone() {
			return slow(&faulttree.TooLargeError{Cause: errLate})
		}
		s.add(failures, i, gain)
	}
	slices.SortStableFunc(s.rows, func(a, b ranked) int {
		return cmp.Or(-compareValues(a.gain, b.gain), cmp.Compare(len(b.removes), len(a.removes)), s.g.byName(a.component, b.component), cmp.Compare(b.offering, a.offering))
	})
	if f != nil {
		s.plan(f)
	}
	return nil
}

// add ranks one candidate, unless it changes nothing.
func (s *SecondSources) add(failures *faulttree.Failures, i int, gain []float64) {
	c := s.o.candidates[i]
	row := ranked{opening: c, shared: -1}
	if gain != nil {
		won := max(0, gain[c.off])
		if c.offering < 0 {
			won *= 1 - s.spare
		}
		row.gain = &won
	}
	left := s.o.points(failures, s.points, i)
	for _, e := range s.points {
		if !slices.Contains(left, e) {
			row.removes = append(row.removes, s.o.parties[e])
		}
	}
	if c.offering >= 0 {
		row.shared = s.g.sharedCause(c)
	}
	if len(row.removes) > 0 || row.gain != nil && *row.gain > 0 || c.offering >= 0 {
		s.rows = append(s.rows, row)
	}
}

// sharedCause returns a party that stops both a candidate and the sources it
// is to back; -1 for none.
func (g *Graph) sharedCause(c opening) int32 {
	r := g.borrow()
	defer g.giveBack(r)
	r.coneOf(c.offering, nil)
	shared := int32(-1)
	for _, v := range r.cone.list {
		if g.traits[v]&isPartner == 0 {
			continue
		}
		r.blast(v)
		if r.failed(c.offering) && r.trips(c.group) && (shared < 0 || g.byName(v, shared) < 0) {
			shared = v
		}
	}
	return shared
}

// plan takes the best independent candidate, sees what is best then, and so on.
func (s *SecondSources) plan(f *faulttree.Function) {
	p := slices.Clone(s.p)
	taken := map[int32]bool{}
	for range planSteps {
		_, gain := f.Birnbaum(p)
		best, most := -1, 0.0
		for i, row := range s.rows {
			won := gain[row.off]
			if row.offering < 0 {
				won *= 1 - s.spare
			}
			if row.shared < 0 && !taken[row.off] && won > most*(1+1e-12) {
				best, most = i, won
			}
		}
		if best < 0 {
			return
		}
		row := s.rows[best]
		taken[row.off], p[row.off] = true, 0
		if row.offering < 0 {
			p[row.off] = s.spare
		}
		q := f.Probability(p)
		s.Plan = append(s.Plan, PlanStep{s.g.ref(row.component), s.candidate(row), most, q})
	}
}

func (s *SecondSources) candidate(row ranked) *graph.Ref {
	if row.offering < 0 {
		return nil
	}
	ref := s.g.ref(row.offering)
	return &ref
}
