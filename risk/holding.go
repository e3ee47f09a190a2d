package risk

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"
	"strings"

	"linchpin/graph"
)

// holding is what one row has, in numbers. The party of a layer is its place.
type holding struct {
	party        int32
	offerings    []int32
	spend, value sums
	most         float64 // the largest of its shares
}

// holdings are the sources by whom they are put together under, with what they
// cost; missing are the offerings that lack a fact.
type holdings struct {
	rows         []holding
	count        int64
	spend        sums // its total
	sources      Measure
	spends       []Measure
	missing      []Missing
	missingCount int
}

// ranking is holdings with what the rows stop, the largest share first; missing
// are the items without a value too.
type ranking struct {
	holdings
	value  sums // its total
	values []Measure
}

// holdings adds up the sources, once for each way to put them together.
func (g *Graph) holdings(by By) *holdings {
	return g.held[slices.Index(bys(), by)].get(func() *holdings {
		h := &holdings{missing: []Missing{}}
		sources, row := h.gather(g, by)
		for i, v := range sources {
			if row[i] < 0 {
				h.lacks(g, v, "country")
			} else {
				h.put(g, &h.rows[row[i]], v)
			}
		}
		h.spend.sort()
		counts := make([]sum, len(h.rows))
		for i := range h.rows {
			h.rows[i].spend.sort()
			counts[i] = amountOf("", int64(len(h.rows[i].offerings)))
		}
		h.sources = measure(amountOf("", h.count), counts)
		h.spends = measures(h.spend, h.rows, func(r *holding) sums { return r.spend })
		return h
	})
}

// gather lists the sources and the row that each is put under, -1 for none, and
// makes the rows with room for them: one piece of memory for all, since most
// have one source and one currency.
func (h *holdings) gather(g *Graph, by By) (sources, row []int32) {
	at := make([]int32, max(g.size(), len(graph.Layers())))
	var sizes []int32
	g.eachSource(func(v int32) {
		sources, row = append(sources, v), append(row, -1)
		party := g.party(by, v)
		if party < 0 {
			return
		}
		if at[party] == 0 {
			h.rows, sizes = append(h.rows, holding{party: party}), append(sizes, 0)
			at[party] = num(len(h.rows))
		}
		row[len(row)-1] = at[party] - 1
		sizes[at[party]-1]++
	})
	offerings, spends := make([]int32, len(sources)), make([]sum, len(h.rows))
	for i, n := range sizes {
		h.rows[i].offerings, offerings = offerings[:0:n], offerings[n:]
		h.rows[i].spend = spends[i : i : i+1]
	}
	return sources, row
}

// eachSource calls f for each counting offering of a component.
func (g *Graph) eachSource(f func(offering int32)) {
	for v := range num(g.facts.Len()) {
		if g.traits[v]&isSource != 0 && g.componentOf(v) >= 0 {
			f(v)
		}
	}
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
func (h *holdings) put(g *Graph, row *holding, offering int32) {
	n := g.node(offering)
	row.offerings = append(row.offerings, offering)
	h.count++
	if n.AnnualSpend == nil {
		h.lacks(g, offering, "annualSpend")
		return
	}
	spend := amountOf(n.Currency, *n.AnnualSpend)
	row.spend.add(spend)
	h.spend.add(spend)
}

// ranking adds what the rows stop, and ranks them.
func (g *Graph) ranking(by By) *ranking {
	return g.shares[slices.Index(bys(), by)].get(func() *ranking {
		h := &ranking{holdings: *g.holdings(by)}
		h.rows, h.missing = slices.Clone(h.rows), slices.Clone(h.missing)
		stopped := g.worth(by, h.rows)
		for i := range h.rows {
			h.rows[i].value.sort()
			for _, x := range h.rows[i].value {
				h.value.add(x)
			}
		}
		h.value.sort()
		h.values = measures(h.value, h.rows, func(r *holding) sums { return r.value })
		for v := range num(g.facts.Len()) {
			if g.traits[v]&isItem != 0 && stopped(v) && !g.annual(v).recorded {
				h.lacks(g, v, "value")
			}
		}
		h.rank(g, by)
		return h
	})
}

// worth notes the value of the items that each row stops, which was found when
// each party failed for the single points, and tells which items some row stops.
func (g *Graph) worth(by By, rows []holding) (stopped func(v int32) bool) {
	if by == ByLayer {
		return g.layerWorth(rows)
	}
	at := make([]int32, g.size())
	for i := range rows {
		at[rows[i].party] = num(i + 1)
	}
	cause := CausePartner
	if by == ByCountry {
		cause = CauseCountry
	}
	p, _ := g.pointsOf(cause) // a cause it knows
	for i := range p.rows {
		if row := at[p.rows[i].party]; row > 0 {
			rows[row-1].value = slices.Clone(p.rows[i].worth)
		}
	}
	bit := holds(by)
	return func(v int32) bool { return p.heldBy[v]&bit != 0 }
}

// layerWorth adds the values of the items that one partner stops through the
// components of each layer.
func (g *Graph) layerWorth(rows []holding) (stopped func(v int32) bool) {
	p, _ := g.pointsOf(CausePartner) // a cause it knows
	all := uint8(0)
	for i := range rows {
		bit := uint8(1) << rows[i].party
		all |= bit
		for v := range num(g.facts.Len()) {
			if g.traits[v]&isItem != 0 && p.layers[v]&bit != 0 {
				if a := g.annual(v); a.recorded {
					rows[i].value.add(amountOf(a.currency, a.amount))
				}
			}
		}
	}
	return func(v int32) bool { return p.layers[v]&all != 0 }
}

// holds is the bit of a way to put sources together.
func holds(by By) uint8 { return 1 << slices.Index(bys(), by) }

// holders are, by node, the ways in which it is a row of a concentration. A
// layer is no node.
func (g *Graph) holders() []uint8 {
	return g.holder.get(func() []uint8 {
		out := make([]uint8, g.size())
		g.eachSource(func(v int32) {
			for _, by := range []By{ByPartner, ByParent, ByCountry} {
				if party := g.party(by, v); party >= 0 {
					out[party] |= holds(by)
				}
			}
		})
		return out
	})
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
func (h *ranking) rank(g *Graph, by By) {
	count := amountOf("", h.count)
	for i := range h.rows {
		r := &h.rows[i]
		r.most = amountOf("", int64(len(r.offerings))).over(count)
		for _, x := range r.spend {
			r.most = max(r.most, x.over(h.spend.of(x.currency)))
		}
		for _, x := range r.value {
			r.most = max(r.most, x.over(h.value.of(x.currency)))
		}
	}
	slices.SortFunc(h.rows, func(a, b holding) int {
		if c := -cmp.Compare(a.most, b.most); c != 0 || by == ByLayer {
			return cmp.Or(c, cmp.Compare(a.party, b.party))
		}
		return g.byName(a.party, b.party)
	})
}

func (g *Graph) shareItem(r *run, by By, h *ranking, row *holding) ShareItem {
	offerings := row.offerings
	s := ShareItem{
		Sources: int64(len(offerings)), Share: amountOf("", int64(len(offerings))).over(amountOf("", h.count)),
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
func (s *ShareItem) words(name string, h *ranking) string {
	parts := []string{fmt.Sprintf("%d of %d sources (%.1f %%)", s.Sources, h.count, 100*s.Share)}
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
