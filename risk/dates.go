package risk

import (
	"sync"

	"linchpin/graph"
)

// dates are the two calendars of an answer.
type dates struct {
	g        *Graph
	p50, p90 *calendar
	lenient  *calendar // made when it is needed
}

// almanac keeps the dates of the day last asked about, for the questions to
// come. Who borrows has them alone, since finding what a delay moves changes
// them and takes it back; so there are as many as questions asked at once, of
// which a few are kept.
type almanac struct {
	mu   sync.Mutex // guards the rest
	day  graph.Date
	idle []*dates
}

// keptDates is how many dates wait for the next question: each takes some 15 MB
// where the graph has a million links.
const keptDates = 2

// borrowDates dates everything from a day on, nothing late.
func (g *Graph) borrowDates(asOf graph.Date) (*dates, error) {
	if !asOf.Valid() {
		return nil, notADay()
	}
	if d := g.almanac.take(asOf); d != nil {
		return d, nil
	}
	return &dates{g: g, p50: g.calendar(terms{asOf: asOf}, nil), p90: g.calendar(terms{asOf: asOf, p90: true}, nil)}, nil
}

func (g *Graph) giveBackDates(d *dates) { g.almanac.keep(d) }

func (a *almanac) take(day graph.Date) (d *dates) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if n := len(a.idle); a.day == day && n > 0 {
		d, a.idle = a.idle[n-1], a.idle[:n-1]
	}
	return d
}

func (a *almanac) keep(d *dates) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if day := d.p50.asOf; a.day != day {
		a.day, a.idle = day, nil
	}
	if len(a.idle) < keptDates && len(d.p50.late) == 0 {
		a.idle = append(a.idle, d)
	}
}
