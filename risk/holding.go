package risk

import (
	"cmp"
	"fmt"
	"math/big"
	"math/bits"
	"slices"
	"strings"

	"linchpin/graph"
)

// holdings adds up the sources, once for each way to put them together.
func (g *Graph) holdings(by By) *holdings {
	return g.shares[slices.Index(bys(), by)].get(func() *holdings {
		h := &holdings{count: new(big.Int), missing: []Missing{}}
		at := map[int32]int{}
		for v := range num(g.facts.Len()) {
			if g.traits[v]&isSource == 0 || g.componentOf(v) < 0 {
				continue
			}
			party := g.party(by, v)
			if party < 0 {
				h.lacks(g, v, "country")
				continue
			}
			i, ok := at[party]
			if !ok {
				i = len(h.rows)
				at[party] = i
				h.rows = append(h.rows, holding{party: party})
			}
			h.put(g, i, v)
		}
		g.value(by, h)
		h.rank(g, by)
		return h
	})
}

// party returns what an offering is put under, -1 where that is not recorded.
func (g *Graph) party(by By, offering int32) int32 {
	switch maker := g.makerOf(offering); by {
	case ByParent:
		return g.ultimate(maker)
	case ByCountry:
		if c := g.target(offering, Country); c >= 0 || maker < 0 {
			return c
		}
		return g.target(maker, Country)
	case ByLayer:
		return num(bits.TrailingZeros8(g.layer[g.componentOf(offering)]))
	default:
		return maker
	}
}

// ultimate is the last owner of a partner, itself where it has none.
func (g *Graph) ultimate(v int32) int32 {
	for range g.facts.Len() { // a loop of owners is refused when it comes in
		up := int32(-1)
		if v >= 0 {
			up = g.target(v, OwnedBy)
		}
		if up < 0 {
			break
		}
		v = up
	}
	return v
}

func (h *holdings) lacks(g *Graph, v int32, field string) {
	if h.missingCount++; len(h.missing) < topsShown {
		h.missing = append(h.missing, Missing{g.ref(v), field})
	}
}

// put adds an offering to a row.
func (h *holdings) put(g *Graph, row int, offering int32) {
	n := g.node(offering)
	h.rows[row].count++
	h.count.Add(h.count, big.NewInt(1))
	if n.AnnualSpend == nil {
		h.lacks(g, offering, "annualSpend")
		return
	}
	h.rows[row].spend.add(n.Currency, *n.AnnualSpend, 1)
	h.spend.add(n.Currency, *n.AnnualSpend, 1)
}

// value adds the values of the items that each row stops.
func (g *Graph) value(by By, h *holdings) {
	bare := make([][]bool, workers()) // by worker and rank, items without a value
	rows := make([]int32, len(h.rows))
	for i := range rows {
		rows[i] = num(i)
	}
	g.forEach(rows, len(bare), func(r *run, worker int, i int32) {
		if bare[worker] == nil {
			bare[worker] = make([]bool, len(g.rank))
		}
		row := &h.rows[i]
		for _, v := range g.stoppedBy(r, by, row.party) {
			if g.traits[v]&isItem == 0 {
				continue
			}
			if w := g.annual(v); w.recorded {
				row.value.add(w.currency, w.amount, 1)
			} else {
				bare[worker][v] = true
			}
		}
	})
	for i := range h.rows {
		for c, n := range h.rows[i].value {
			h.value.sum(c, n)
		}
	}
	for v := range num(g.facts.Len()) {
		if slices.ContainsFunc(bare, func(some []bool) bool { return some != nil && some[v] }) {
			h.lacks(g, v, "value")
		}
	}
}

// stoppedBy returns what the failure of a row stops; of a layer the tops that
// one partner stops through its components.
func (g *Graph) stoppedBy(r *run, by By, party int32) []int32 {
	if by != ByLayer {
		r.blast(party)
		return r.queue
	}
	p, _ := g.pointsOf(CausePartner) // a cause it knows
	var out []int32
	for v := range num(g.facts.Len()) {
		if g.traits[v]&isTop != 0 && p.layers[v]&(1<<party) != 0 {
			out = append(out, v)
		}
	}
	return out
}

// rank puts the row with the largest share of anything first.
func (h *holdings) rank(g *Graph, by By) {
	for i := range h.rows {
		r := &h.rows[i]
		r.most = ratio(big.NewInt(r.count), h.count)
		for c, n := range r.spend {
			r.most = max(r.most, ratio(n, h.spend[c]))
		}
		for c, n := range r.value {
			r.most = max(r.most, ratio(n, h.value[c]))
		}
	}
	slices.SortFunc(h.rows, func(a, b holding) int {
		if c := -cmp.Compare(a.most, b.most); c != 0 || by == ByLayer {
			return cmp.Or(c, cmp.Compare(a.party, b.party))
		}
		return g.byName(a.party, b.party)
	})
}

// held lists the offerings of some rows.
func (g *Graph) held(by By, rows []holding) map[int32][]int32 {
	out := make(map[int32][]int32, len(rows))
	for i := range rows {
		out[rows[i].party] = nil
	}
	for v := range num(g.facts.Len()) {
		if g.traits[v]&isSource != 0 && g.componentOf(v) >= 0 {
			if party := g.party(by, v); party >= 0 {
				if some, ok := out[party]; ok {
					out[party] = append(some, v)
				}
			}
		}
	}
	return out
}

func (g *Graph) shareItem(r *run, by By, h *holdings, row *holding, offerings []int32) ShareItem {
	s := ShareItem{
		Sources: row.count, Share: ratio(big.NewInt(row.count), h.count),
		Spend: portions(row.spend, h.spend), Value: portions(row.value, h.value),
	}
	var name string
	if by == ByLayer {
		s.Layer = graph.Layers()[row.party]
		name = strings.ReplaceAll(string(s.Layer), "_", " ")
	} else {
		ref := g.ref(row.party)
		s.Party, name = &ref, g.label(row.party)
	}
	stopped := g.stoppedBy(r, by, row.party)
	s.Stops, s.Tops = g.stops(stopped), g.topRows(g.tops(stopped))
	if by == ByParent {
		s.Members = g.refs(some(g.distinctMakers(offerings)))
	}
	s.Offerings = g.refs(some(offerings))
	s.Sentence = s.words(name, h)
	return s
}

// some returns the first 20 of a list.
func some(vs []int32) []int32 { return vs[:min(len(vs), topsShown)] }

// distinctMakers returns the makers of offerings, by name.
func (g *Graph) distinctMakers(offerings []int32) (out []int32) {
	for _, o := range offerings {
		out = append(out, g.makerOf(o))
	}
	slices.SortFunc(out, g.byName)
	return slices.Compact(out)
}

// words says what a row holds.
func (s *ShareItem) words(name string, h *holdings) string {
	parts := []string{fmt.Sprintf("%d of %s sources (%.1f %%)", s.Sources, h.count, 100*s.Share)}
	for _, p := range s.Spend {
		parts = append(parts, fmt.Sprintf("%s %s of annual spend (%.1f %%)", p.Currency, p.Amount.Amount, 100*p.Share))
	}
	text := name + " holds " + strings.Join(parts, ", ")
	if len(s.Value) > 0 {
		values := make([]string, len(s.Value))
		for i, p := range s.Value {
			values[i] = p.Currency + " " + string(p.Amount.Amount)
		}
		text += " and stops items worth " + strings.Join(values, ", ")
	}
	return text + "."
}
