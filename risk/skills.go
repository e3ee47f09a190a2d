package risk

import (
	"slices"

	"linchpin/graph"
)

// Skills tells how the five layers are covered by people. Missing are the
// people whose depths nobody recorded, the first 20 by name.
type Skills struct {
	Change       int64        `json:"change"`
	Layers       []LayerSkill `json:"layers"`
	Missing      []Missing    `json:"missing"`
	MissingCount int          `json:"missingCount"`
}

// LayerSkill is how people cover a layer: how many know it at each depth from
// 0 to 3, and, the first 20 by name, those who know it in depth. One is
// covered where there is at least one of these; where there is only one, it
// rests on that person. Stops is what stops without the layer's components.
type LayerSkill struct {
	Layer      graph.Layer `json:"layer"`
	Depths     [4]int      `json:"depths"`
	Experts    []graph.Ref `json:"experts"`
	Covered    bool        `json:"covered"`
	RestsOn    *graph.Ref  `json:"restsOn"`
	Components int         `json:"components"`
	Stops      Stops       `json:"stops"`
}

// PersonSkill is what a person knows, by layer in their order (nil where
// nobody recorded it), which layers only this person covers, how many entities
// the person owns, and what stops without the person: what has no other owner,
// and the components of those layers. The proof is of the first top.
type PersonSkill struct {
	Person graph.Ref     `json:"person"`
	Depths []int64       `json:"depths"`
	Alone  []graph.Layer `json:"alone"`
	Owns   int           `json:"owns"`
	Tops   []Top         `json:"tops"`
	Stops  Stops         `json:"stops"`
	Proof
}

// Skills answers how the layers are covered.
func (g *Graph) Skills() Skills {
	out := Skills{Change: g.Change(), Missing: []Missing{}}
	r := g.borrow()
	defer g.giveBack(r)
	for i, l := range graph.Layers() {
		row, experts, cs := LayerSkill{Layer: l}, g.experts(i), g.inLayer(l)
		for _, v := range g.ofKind(graph.KindPerson) {
			if d := depth(g.node(v), i); d >= 0 {
				row.Depths[min(d, inDepth)]++
			}
		}
		row.Covered = len(experts) > 0
		row.Experts = g.refs(experts[:min(len(experts), topsShown)])
		if len(experts) == 1 {
			row.RestsOn = &row.Experts[0]
		}
		r.blast(cs...)
		row.Components, row.Stops = len(cs), g.stops(r.queue)
		out.Layers = append(out.Layers, row)
	}
	people := g.ofKind(graph.KindPerson)
	slices.SortFunc(people, g.byName)
	for _, v := range people {
		if len(g.node(v).LayerDepth) > 0 {
			continue
		}
		if out.MissingCount++; out.MissingCount <= topsShown {
			out.Missing = append(out.Missing, Missing{g.ref(v), "layerDepth"})
		}
	}
	return out
}

// PeopleFilter leaves those who know a layer at a depth from 0 to 3. Without a
// layer all are left, whatever the depth. Offset and Limit as elsewhere.
type PeopleFilter struct {
	Layer         graph.Layer
	Depth         int64
	Offset, Limit int
}

// People lists people, whose leaving stops more items first, then more
// products, then by name, and counts all that the filter leaves.
func (g *Graph) People(f PeopleFilter) ([]PersonSkill, int, error) {
	if err := checkLayer(f.Layer); err != nil {
		return nil, 0, err
	}
	if f.Depth < 0 || f.Depth > inDepth {
		return nil, 0, graph.FieldError("/depth", "range", "is not between 0 and %d", inDepth)
	}
	t := g.team()
	p, _ := t.pointsOf(CausePerson) // a cause it knows
	rows, listed := make([]int32, 0, len(p.rows)), map[int32]bool{}
	for _, row := range p.rows {
		rows, listed[row.party] = append(rows, row.party), true
	}
	rest := slices.DeleteFunc(t.ofKind(graph.KindPerson), func(v int32) bool { return listed[v] })
	slices.SortFunc(rest, t.byName)
	rows = append(rows, rest...)
	if at := slices.Index(graph.Layers(), f.Layer); at >= 0 {
		rows = slices.DeleteFunc(rows, func(v int32) bool { return depth(t.node(v), at) != f.Depth })
	}
	out := []PersonSkill{}
	r := t.borrow()
	defer t.giveBack(r)
	for _, v := range page(rows, f.Offset, f.Limit) {
		out = append(out, t.personSkill(r, v))
	}
	return out, len(rows), nil
}

func (g *Graph) personSkill(r *run, v int32) PersonSkill {
	row := PersonSkill{Person: g.ref(v), Depths: g.node(v).LayerDepth, Alone: []graph.Layer{}, Owns: g.owners().owns[v]}
	for i, l := range graph.Layers() {
		if e := g.experts(i); len(e) == 1 && e[0] == v {
			row.Alone = append(row.Alone, l)
		}
	}
	r.blast(v)
	tops := g.tops(r.queue)
	row.Tops, row.Stops = g.topRows(tops), g.stops(tops)
	if len(tops) == 0 {
		row.Proof = g.proof(g.label(v)+" alone stops nothing", nil)
		return row
	}
	row.Proof = g.proof(g.stopsHead([]int32{v}, tops[0]), r.witness(tops[0]))
	return row
}
