package risk

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"linchpin/graph"
)

// Exposure tells what the failure of a partner costs in days and money until
// it has recovered. What is not recorded is nil and in Missing, never 0. Where
// LossExact is false the loss is at least this. A stock cover that nobody
// recorded counts as none and is in Assumed. Tops, Missing and Assumed list the
// first 20; Stops and the counts tell how many there are.
type Exposure struct {
	Partner           graph.Ref `json:"partner"`
	TimeToRecoverDays *int64    `json:"timeToRecoverDays"`
	TimeToSurviveDays *int64    `json:"timeToSurviveDays"` // nil: it stops nothing
	LossDays          *int64    `json:"lossDays"`          // of the top that loses most
	Loss              []Amount  `json:"loss"`
	LossExact         bool      `json:"lossExact"`

	RiskExposureIndex    *float64 `json:"riskExposureIndex"`
	RiskExposureCurrency string   `json:"riskExposureCurrency,omitempty"`

	Stops        Stops     `json:"stops"`
	Tops         []TopLoss `json:"tops"` // the first to stop first
	Missing      []Missing `json:"missing"`
	MissingCount int       `json:"missingCount"`
	Assumed      []Missing `json:"assumed"`
	AssumedCount int       `json:"assumedCount"`
	Proof                  // of the first top to stop; steps tell the day
}

// TopLoss is what a top loses. A day costs a 365th of its annual value: the
// annual revenue of a product, the value of an item.
type TopLoss struct {
	Top
	AnnualValue    *Amount `json:"annualValue"`
	StopsAfterDays int64   `json:"stopsAfterDays"`
	LossDays       *int64  `json:"lossDays"`
	Loss           *Amount `json:"loss"`
}

// ExposureFilter narrows the exposures to one partner. Offset and Limit take a
// part of the rows; Limit 0 all of the rest.
type ExposureFilter struct {
	Partner       string
	Offset, Limit int
}

// Exposure lists what the failure of each partner costs: first by risk
// exposure index, then those whose loss nobody can tell, by what they stop,
// then those that cost nothing.
func (g *Graph) Exposure(f ExposureFilter) ([]Exposure, error) {
	rows, _, err := g.ExposurePage(f)
	return rows, err
}

// ExposurePage also counts all rows of the filter.
func (g *Graph) ExposurePage(f ExposureFilter) ([]Exposure, int, error) {
	rows := g.tolls().rows
	if f.Partner != "" {
		p, err := g.findAt("/partner", f.Partner)
		if err != nil {
			return nil, 0, err
		}
		if k := g.kind(p); k != graph.KindPartner {
			return nil, 0, graph.FieldError("/partner", "wrong_kind", "is %s", k.Named())
		}
		i := slices.IndexFunc(rows, func(l toll) bool { return l.partner == p })
		rows = rows[i : i+1]
	}
	r := g.borrow()
	defer g.giveBack(r)
	out := []Exposure{}
	for _, l := range page(rows, f.Offset, f.Limit) {
		out = append(out, g.exposure(r, l))
	}
	return out, len(rows), nil
}

func (g *Graph) exposure(r *run, l toll) Exposure {
	r.outlast(l.partner)
	x := Exposure{
		Partner: g.ref(l.partner), TimeToRecoverDays: g.node(l.partner).TimeToRecoverDays,
		LossExact: l.exact, RiskExposureCurrency: l.currency, Stops: g.stops(r.queue), Tops: []TopLoss{}, Missing: []Missing{}, Assumed: []Missing{},
	}
	if l.known {
		x.Loss, x.RiskExposureIndex = l.cost.amounts(yearDays), &l.index
	}
	tops := g.tops(r.queue)
	slices.SortStableFunc(tops, func(a, b int32) int { return cmp.Compare(r.day(a), r.day(b)) })
	for _, v := range some(tops) {
		x.Tops = append(x.Tops, g.topLoss(r, v, x.TimeToRecoverDays))
	}
	for _, v := range tops {
		if x.TimeToRecoverDays != nil && *x.TimeToRecoverDays > r.day(v) && !g.annual(v).recorded {
			x.lacks(g.ref(v), g.valueField(v))
		}
	}
	switch {
	case len(tops) == 0:
		none := int64(0)
		x.LossDays = &none
		x.Proof = Proof{[]Step{}, g.label(l.partner) + " stops no product or roadmap item by itself."}
		return x
	case x.TimeToRecoverDays == nil:
		x.lacks(x.Partner, "timeToRecoverDays")
	}
	x.TimeToSurviveDays, x.LossDays = &x.Tops[0].StopsAfterDays, x.Tops[0].LossDays
	g.assume(r, &x)
	x.Proof = g.timedProof(r, l.partner, tops[0])
	return x
}

func (x *Exposure) lacks(entity graph.Ref, field string) {
	if x.MissingCount++; len(x.Missing) < topsShown {
		x.Missing = append(x.Missing, Missing{entity, field})
	}
}

func (g *Graph) valueField(v int32) string {
	if g.traits[v]&isProduct != 0 {
		return "annualRevenue"
	}
	return "value"
}

func (g *Graph) topLoss(r *run, v int32, recovery *int64) TopLoss {
	t := TopLoss{Top: g.top(v), StopsAfterDays: r.day(v)}
	w := g.annual(v)
	if w.recorded {
		scale := graph.MinorUnits(w.currency)
		t.AnnualValue = &Amount{w.currency, graph.MoneyOf(w.amount, scale, scale)}
	}
	if recovery == nil {
		return t
	}
	days := max(0, *recovery-t.StopsAfterDays)
	t.LossDays = &days
	if w.recorded {
		t.Loss = new(amountOf(w.currency, w.amount).times(days).amount(yearDays))
	}
	return t
}

// assume lists the components that stop and have no stock cover recorded.
func (g *Graph) assume(r *run, x *Exposure) {
	var bare []int32
	for _, v := range r.queue {
		if g.traits[v]&(isComponent|isStocked) == isComponent {
			bare = append(bare, v)
		}
	}
	x.AssumedCount = len(bare)
	for _, v := range leading(bare, topsShown, g.byName) {
		x.Assumed = append(x.Assumed, Missing{g.ref(v), "stockCoverDays"})
	}
}

// timedProof tells how and when a partner stops a top.
func (g *Graph) timedProof(r *run, partner, top int32) Proof {
	head := g.stopsHead([]int32{partner}, top)
	if days := r.day(top); days > 0 {
		head += fmt.Sprintf(" after %d days, for which there is stock of %s", days, strings.Join(g.stocks(r, top), ", "))
	} else {
		head += " at once"
	}
	if n := g.node(partner).TimeToRecoverDays; n != nil {
		head += fmt.Sprintf(", and takes %d days to recover", *n)
	} else {
		head += ", and nobody recorded how long it takes to recover"
	}
	steps := r.witness(top)
	p := g.proof(head, steps)
	for i, s := range steps {
		day := r.day(g.groups[s.group].owner)
		p.Why[i].Day = &day
	}
	return p
}

// stocks names the components whose stock puts off the stop of a top.
func (g *Graph) stocks(r *run, top int32) (out []string) {
	for v := top; r.state[v].by >= 0; v = r.queue[r.state[v].last] {
		if days := g.stock(v); days > 0 {
			out = append(out, fmt.Sprintf("%s (%d)", g.label(v), days))
		}
	}
	slices.Reverse(out)
	return out
}
