package risk

import (
	"slices"

	"linchpin/graph"
)

// Sourcing classes: the number of distinct makers.
const (
	SourcingNone   = "none"
	SourcingSingle = "single"
	SourcingDual   = "dual"
	SourcingMulti  = "multi"
)

// SourcingFilter narrows the components: to a layer, a verdict, the cone of a
// product, to what a partner makes or sells offerings of. Offset and Limit take
// a part of the rows; Limit 0 all of the rest.
type SourcingFilter struct {
	Layer   graph.Layer
	Verdict Verdict
	Product string
	Partner string

	Unsourced bool // only those without a counting offering or requirement

	Offset, Limit int
}

// SourcingRow tells how a component is sourced. Effective is the size of the
// smallest set of partners that stops it, nil when nothing recorded does; where
// EffectiveExact is false it is at least that.
type SourcingRow struct {
	Component      graph.Ref   `json:"component"`
	Layer          graph.Layer `json:"layer"`
	Sourcing       string      `json:"sourcing"`
	Effective      *int        `json:"effective"`
	EffectiveExact bool        `json:"effectiveExact"`
	Makers         []graph.Ref `json:"makers"`
	Sellers        []graph.Ref `json:"sellers"`
	Verdict        Verdict     `json:"verdict"`
	Missing        []Missing   `json:"missing"`
	Stops          Stops       `json:"stops"`        // what its failure stops
	SinglePoints   int         `json:"singlePoints"` // partners that stop it
	Short          *Short      `json:"short,omitempty"`
	Unsourced      bool        `json:"unsourced"` // no counting offering and nothing required
	Alternatives   string      `json:"marketAlternatives,omitempty"`
}

// Sourcing lists the components, what stops more items first, then more
// products, then by name.
func (g *Graph) Sourcing(f SourcingFilter) ([]SourcingRow, error) {
	rows, _, err := g.SourcingPage(f)
	return rows, err
}

// SourcingPage also counts all rows of the filter.
func (g *Graph) SourcingPage(f SourcingFilter) ([]SourcingRow, int, error) {
	cs, err := g.components(f)
	if err != nil {
		return nil, 0, err
	}
	r := g.borrow()
	defer g.giveBack(r)
	out := []SourcingRow{}
	for _, v := range page(cs, f.Offset, f.Limit) {
		out = append(out, g.sourcingRow(r, v))
	}
	return out, len(cs), nil
}

// components returns those that pass a filter, in the order of rows.
func (g *Graph) components(f SourcingFilter) ([]int32, error) {
	if err := checkLayer(f.Layer); err != nil {
		return nil, err
	}
	switch f.Verdict {
	case "", Exposed, Safe, Unknown:
	default:
		return nil, graph.FieldError("/verdict", "oneof", "is not one of exposed, safe, unknown")
	}
	all := slices.Clone(g.ranked())
	if f.Product != "" {
		v, err := g.findAt("/product", f.Product)
		if err != nil {
			return nil, err
		}
		if k := g.kind(v); k != graph.KindProduct {
			return nil, graph.FieldError("/product", "wrong_kind", "is %s", k.Named())
		}
		r := g.borrow()
		defer g.giveBack(r)
		r.coneOf(v, nil)
		all = slices.DeleteFunc(all, func(c int32) bool { return !r.cone.has(c) })
	}
	if f.Partner != "" {
		supplied, err := g.suppliedBy(f.Partner)
		if err != nil {
			return nil, err
		}
		all = slices.DeleteFunc(all, func(c int32) bool { return !supplied[c] })
	}
	return slices.DeleteFunc(all, func(c int32) bool {
		return f.Layer != "" && g.layer[c] != layerBit(f.Layer) || f.Verdict != "" && g.verdict(c) != f.Verdict || f.Unsourced && !g.unsourced(c)
	}), nil
}

func (g *Graph) sourcingRow(r *run, v int32) SourcingRow {
	n, sources := g.node(v), g.sourcesOf(v)
	p, _ := g.pointsOf(CausePartner)
	row := SourcingRow{
		Component: g.ref(v), Layer: n.Layer, Sourcing: g.sourcing(v),
		Makers: g.refs(g.makersOf(sources)), Sellers: g.refs(g.sellersOf(sources)),
		Verdict: g.verdict(v), Missing: g.missingOf(r, v), SinglePoints: int(p.stopBy[v]),
		Short: g.short(v), Unsourced: g.unsourced(v), Alternatives: n.Alternatives,
	}
	row.Effective, row.EffectiveExact = g.effective(v)
	r.blast(v)
	row.Stops = g.stops(r.queue)
	return row
}

// sourcing counts the distinct makers of counting offerings.
func (g *Graph) sourcing(v int32) string {
	switch len(g.makersOf(g.sourcesOf(v))) {
	case 0:
		return SourcingNone
	case 1:
		return SourcingSingle
	case 2:
		return SourcingDual
	default:
		return SourcingMulti
	}
}

// suppliedBy returns the components that a partner makes or sells offerings of.
func (g *Graph) suppliedBy(partner string) (map[int32]bool, error) {
	v, err := g.findAt("/partner", partner)
	if err != nil {
		return nil, err
	}
	if k := g.kind(v); k != graph.KindPartner {
		return nil, graph.FieldError("/partner", "wrong_kind", "is %s", k.Named())
	}
	out := map[int32]bool{}
	for _, e := range g.entries(v) {
		if rule := g.groups[g.groupOf(e)].rule; rule == MadeBy || rule == SoldBy {
			out[g.componentOf(e.owner)] = true
		}
	}
	return out, nil
}
