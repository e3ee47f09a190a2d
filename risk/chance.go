package risk

import (
	"errors"
	"math"

	"linchpin/graph"
)

// errLate ends a way to an answer whose time is over.
var errLate = errors.New("it takes more time than one question has")

// year is the number of days that a recorded probability of failure is about.
const year = 365

// Odds are what probabilities are asked for: over how many days (0 means
// 365), and what a party is taken to have whose own nobody recorded (a year,
// nil means 0.05).
type Odds struct {
	HorizonDays int64
	Assume      *float64
}

const (
	usual       = 0.05 // a year, where nothing else is asked
	longHorizon = 36500
)

// checked fills in what is usual and refuses what is no probability.
func (o Odds) checked() (horizon int64, assume float64, err error) {
	horizon, assume = year, usual
	if o.HorizonDays != 0 {
		horizon = o.HorizonDays
	}
	if horizon < 1 || horizon > longHorizon {
		return 0, 0, graph.FieldError("/horizonDays", "range", "is not from 1 to %d", longHorizon)
	}
	if o.Assume != nil {
		assume = *o.Assume
	}
	if !(assume >= 0 && assume <= 1) {
		return 0, 0, graph.FieldError("/assume", "range", "is not from 0 to 1")
	}
	return horizon, assume, nil
}

// over turns a probability within a year into one within h days:
// p(h) = 1-(1-p)^(h/365).
func over(p float64, h int64) float64 {
	if h == year {
		return p
	}
	return -math.Expm1(math.Log1p(-p) * float64(h) / year)
}

// chances returns the probability of each party within the horizon, and whose
// was assumed.
func (g *Graph) chances(parties []int32, o Odds) (p []float64, assumed []int32, err error) {
	horizon, assume, err := o.checked()
	if err != nil {
		return nil, nil, err
	}
	p = make([]float64, len(parties))
	for i, v := range parties {
		yearly := g.node(v).FailureProbability
		if yearly == nil {
			assumed = append(assumed, v)
			yearly = &assume
		}
		p[i] = over(*yearly, horizon)
	}
	return p, assumed, nil
}
