package risk

import (
	"cmp"
	"slices"

	"linchpin/graph"
)

// yearDays is what annual values are spread over.
const yearDays = 365

// tolls is what the failure of each partner costs.
type tolls struct {
	rows []toll // every partner, the most exposed first
}

// toll is what the failure of one partner costs until it has recovered.
type toll struct {
	partner  int32
	load     load
	cost     sums // in 365ths of a minor unit
	known    bool // the cost is at least this
	exact    bool // and no more
	index    float64
	currency string // that the index is of
}

// tolls computes what each partner's failure costs, once.
func (g *Graph) tolls() *tolls {
	return g.costs.get(func() *tolls {
		p, _ := g.pointsOf(CausePartner) // a cause it knows
		at := make([]int32, g.size())
		out := &tolls{}
		for _, row := range p.rows {
			out.rows = append(out.rows, toll{partner: row.party, load: row.load})
			at[row.party] = 1
		}
		stopping := make([]int32, len(out.rows))
		for i := range out.rows {
			stopping[i] = num(i)
		}
		g.forEach(stopping, workers(), func(r *run, _ int, i int32) { r.cost(&out.rows[i]) })
		for _, v := range g.ofKind(graph.KindPartner) {
			if at[v] == 0 { // it stops nothing
				out.rows = append(out.rows, toll{partner: v, known: true, exact: true})
			}
		}
		out.rank(g)
		return out
	})
}

// rank compares each loss with the greatest recorded one of its currency.
func (l *tolls) rank(g *Graph) {
	var most sums
	for _, row := range l.rows {
		for _, x := range row.cost {
			most.raise(x)
		}
	}
	for i := range l.rows {
		row := &l.rows[i]
		for _, x := range row.cost {
			if part := x.over(most.of(x.currency)); part > row.index || part == row.index && x.currency < row.currency {
				row.index, row.currency = part, x.currency
			}
		}
	}
	slices.SortFunc(l.rows, func(a, b toll) int {
		return cmp.Or(cmp.Compare(a.tier(), b.tier()), -cmp.Compare(a.index, b.index), a.load.compare(b.load), g.byName(a.partner, b.partner))
	})
}

// tier puts what costs something first, then what nobody can say, then what
// costs nothing.
func (l *toll) tier() int {
	switch {
	case l.index > 0:
		return 0
	case !l.known || !l.exact:
		return 1
	default:
		return 2
	}
}

// cost adds up what the days cost that the tops lose until the partner has
// recovered. Where nothing that is lost has a value recorded it is unknown.
func (r *run) cost(l *toll) {
	recovery := r.g.node(l.partner).TimeToRecoverDays
	if recovery == nil {
		return
	}
	r.outlast(l.partner)
	lost, told := 0, 0 // tops that lose days, and those among them with a value
	for _, v := range r.queue {
		if r.g.traits[v]&isTop == 0 {
			continue
		}
		days := max(0, *recovery-r.day(v))
		w := r.g.annual(v)
		if w.recorded {
			l.cost.add(amountOf(w.currency, w.amount).times(days))
		}
		if days > 0 {
			lost++
			if w.recorded {
				told++
			}
		}
	}
	l.exact = told == lost
	l.known = l.exact || told > 0
}
