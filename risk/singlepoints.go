package risk

import (
	"slices"
	"strings"

	"linchpin/graph"
)

// SinglePointFilter narrows the single points: to those of one component,
// product, item or route, to those that stop a component of a layer, to those
// where Text is part of the name of the party or of a component, product or
// item it stops. A country's name is its code, and what CountryName calls it.
// Offset and Limit take a part of the rows; Limit 0 all of the rest.
type SinglePointFilter struct {
	Top   string
	Layer graph.Layer
	Cause Cause
	Text  string

	CountryName func(code string) string // nil: codes alone

	HiddenOnly    bool
	Offset, Limit int
}

// SinglePoint is a party whose failure alone stops the tops listed. Tops are
// the first 20 by date. With a Top asked for, tier and proof are about that
// one, else the tier is the smallest over its tops and the proof is of the
// first.
type SinglePoint struct {
	Cause   graph.Ref `json:"cause"`
	Hidden  bool      `json:"hidden"`
	Tier    int       `json:"tier"`
	Through []Passage `json:"through"` // the components it stops
	Tops    []Top     `json:"tops"`
	Stops   Stops     `json:"stops"`
	Proof
}

// SinglePoints lists every party that alone stops a top, what stops more items
// first, then more products, then by name.
func (g *Graph) SinglePoints(f SinglePointFilter) ([]SinglePoint, error) {
	rows, _, err := g.SinglePointPage(f)
	return rows, err
}

// SinglePointPage also counts all rows of the filter.
func (g *Graph) SinglePointPage(f SinglePointFilter) ([]SinglePoint, int, error) {
	if err := checkLayer(f.Layer); err != nil {
		return nil, 0, err
	}
	asked := int32(-1)
	var rows []point
	if f.Top != "" {
		v, err := g.asked(f.Top)
		if err != nil {
			return nil, 0, err
		}
		if rows, err = g.pointsOfOne(v, f.Cause); err != nil {
			return nil, 0, err
		}
		asked = v
	} else {
		p, err := g.pointsOf(f.Cause)
		if err != nil {
			return nil, 0, err
		}
		rows = slices.Clone(p.rows)
	}
	bit := layerBit(f.Layer)
	rows = slices.DeleteFunc(rows, func(p point) bool {
		return f.Layer != "" && p.layers&bit == 0 || f.HiddenOnly && !p.hidden
	})
	if f.Text != "" {
		rows = g.naming(rows, f)
	}
	out := []SinglePoint{}
	r := g.borrow()
	defer g.giveBack(r)
	for _, p := range page(rows, f.Offset, f.Limit) {
		out = append(out, g.keptPoint(r, p, asked))
	}
	return out, len(rows), nil
}

// naming keeps the points that bear a text in their name, or stop a component
// or top that does. Names are read once, not at each of the blasts.
func (g *Graph) naming(rows []point, f SinglePointFilter) []point {
	text := strings.ToLower(f.Text)
	named := make([]bool, g.size())
	for v := range num(g.size()) {
		if g.traits[v]&(isTop|isComponent) == 0 && !g.isCause(v) {
			continue
		}
		name := g.title(v)
		if f.CountryName != nil && g.kind(v) == graph.KindCountry {
			name += "\n" + f.CountryName(g.id(v))
		}
		named[v] = strings.Contains(strings.ToLower(name), text)
	}
	at := make(map[int32]int, len(rows))
	parties := make([]int32, len(rows))
	for i, p := range rows {
		at[p.party], parties[i] = i, p.party
	}
	keep := make([]bool, len(rows))
	g.forEach(parties, workers(), func(r *run, _ int, party int32) {
		r.blast(party)
		keep[at[party]] = named[party] || slices.ContainsFunc(r.queue, func(v int32) bool {
			return named[v] && g.traits[v]&(isTop|isComponent) != 0
		})
	})
	out := rows[:0]
	for i, p := range rows {
		if keep[i] {
			out = append(out, p)
		}
	}
	return out
}

// isCause reports whether v is a party that questions may let fail.
func (g *Graph) isCause(v int32) bool {
	k := g.kind(v)
	return k == graph.KindPartner || k == graph.KindCountry || k == graph.KindPerson
}

// keptPoints is how many rows with their proofs are kept: what stops most takes
// longest to prove and is asked for most.
const keptPoints = 1000

// keptPoint is the row of a point, made once where it is about no top of its own.
func (g *Graph) keptPoint(r *run, p point, about int32) SinglePoint {
	if about >= 0 {
		return g.singlePoint(r, p, about)
	}
	if kept, ok := g.proved.Load(p.party); ok {
		return kept.(SinglePoint) //nolint:forcetypeassert // nothing else is stored
	}
	row := g.singlePoint(r, p, about)
	if g.provedCount.Add(1) <= keptPoints {
		g.proved.Store(p.party, row)
	}
	return row
}

func (g *Graph) singlePoint(r *run, p point, about int32) SinglePoint {
	r.blast(p.party)
	tops := g.tops(r.queue)
	if about < 0 {
		about = tops[0]
	}
	return SinglePoint{
		Cause: g.ref(p.party), Hidden: p.hidden, Tier: int(p.tier), Through: g.passages(r.queue),
		Tops: g.topRows(tops), Stops: g.stops(tops),
		Proof: g.proof(g.stopsHead([]int32{p.party}, about), r.witness(about)),
	}
}

// asked returns what a question names as its top.
func (g *Graph) asked(id string) (int32, error) {
	v, err := g.findAt("/top", id)
	if err != nil {
		return 0, err
	}
	switch k := g.kind(v); k {
	case graph.KindComponent, graph.KindProduct, graph.KindRoadmapItem, graph.KindRoute:
		return v, nil
	default:
		return 0, graph.FieldError("/top", "wrong_kind", "is %s; it may be a component, product, roadmap item or route", k.Named())
	}
}

// pointsOfOne finds the parties that stop one node: they all are in its cone.
func (g *Graph) pointsOfOne(v int32, c Cause) ([]point, error) {
	k, err := c.kind()
	if err != nil {
		return nil, err
	}
	r := g.borrow()
	defer g.giveBack(r)
	r.coneOf(v, nil)
	var out []point
	for _, s := range r.cone.list {
		if g.kind(s) != k {
			continue
		}
		if r.blast(s); !r.failed(v) {
			continue
		}
		p := r.point(s)
		r.measure(s, true, 0)
		p.tier = num(r.chains.length(v))
		p.hidden = p.tier > 1 || slices.ContainsFunc(r.queue, func(v int32) bool { return g.traits[v]&isDiverse != 0 })
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b point) int {
		if n := a.load.compare(b.load); n != 0 {
			return n
		}
		return g.byName(a.party, b.party)
	})
	return out, nil
}

func layerBit(l graph.Layer) uint8 {
	i := slices.Index(graph.Layers(), l)
	if i < 0 {
		return 0
	}
	return 1 << i
}

func checkLayer(l graph.Layer) error {
	if l != "" && layerBit(l) == 0 {
		return graph.FieldError("/layer", "oneof", "is no layer")
	}
	return nil
}
