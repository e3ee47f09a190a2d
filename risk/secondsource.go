package risk

import (
	"math/big"
	"slices"

	"linchpin/graph"
	"linchpin/risk/faulttree"
)

// Page lists some of the candidates, the best first.
func (s *SecondSources) Page(offset, limit int) []SecondSource {
	out := []SecondSource{}
	r := s.g.borrow()
	defer s.g.giveBack(r)
	for _, row := range page(s.rows, offset, limit) {
		out = append(out, s.row(r, row))
	}
	return out
}

func (s *SecondSources) row(r *run, c ranked) SecondSource {
	g := s.g
	n, sources := g.node(c.component), g.makersOf(c.group)
	row := SecondSource{
		Component: g.ref(c.component), Layer: n.Layer, Sources: g.refs(sources), Candidate: s.candidate(c),
		Kind: CandidateHypothetical, Probability: &s.spare, Gain: c.gain, Removes: g.refs(c.removes),
		Independent: c.shared < 0, Alternatives: n.Alternatives, Makers: []graph.Ref{},
	}
	if c.shared >= 0 {
		ref := g.ref(c.shared)
		row.Shared = &ref
	}
	if c.offering >= 0 {
		o := g.node(c.offering)
		row.Kind, row.Status, row.Approval, row.QualificationDays = CandidateOffering, o.Status, o.Approval, o.QualificationDays
		row.Probability = s.chance(c.offering)
	} else {
		row.Makers = g.refs(g.freeMakers(r, c))
	}
	if c.gain != nil {
		after := *s.Probability - *c.gain
		row.After, row.Worth = &after, worth(s.Value, *c.gain)
	}
	row.Proof = s.proof(r, c)
	return row
}

// worth is a part of an amount, to the minor unit.
func worth(value *Amount, part float64) *Amount {
	if value == nil {
		return nil
	}
	whole, ok := new(big.Rat).SetString(string(value.Amount))
	share := new(big.Rat).SetFloat64(part)
	if !ok || share == nil {
		return nil
	}
	return &Amount{value.Currency, graph.Money(whole.Mul(whole, share).FloatString(graph.MinorUnits(value.Currency)))}
}

// proof says why another source helps: who stops the top through the component
// now, or what the component loses with all of its sources; or that it gains
// nothing, and who stops it and the sources alike.
func (s *SecondSources) proof(r *run, c ranked) Proof {
	g, top := s.g, s.top
	head := "another source of " + g.label(c.component)
	if c.offering >= 0 {
		head = g.label(c.offering) + " as a source"
	}
	switch {
	case len(c.removes) > 0:
		r.blast(c.removes[0])
		return g.proof(head+" helps, because "+g.stopsHead(c.removes[:1], top), r.witness(top))
	case c.gain == nil:
		return g.proof(head+" takes no single point from "+g.title(top), nil)
	case *c.gain == 0 && c.shared >= 0:
		return g.proof(head+" gains "+g.title(top)+" nothing, because "+g.label(c.shared)+" stops it and the sources it is to back", r.alike(c))
	case *c.gain == 0:
		return g.proof(head+" gains "+g.title(top)+" nothing", nil)
	}
	for _, lost := range [][]int32{g.makersOf(c.group), g.membersOf(c.group)} {
		r.blast(lost...)
		if !r.failed(top) {
			continue
		}
		steps := r.witness(top)
		if slices.ContainsFunc(steps, func(f fired) bool { return f.group == c.group }) { // else they stop it besides
			return g.proof(head+" helps, because "+g.stopsHead(lost, top), steps)
		}
	}
	return g.proof(head+" helps, where others fail with "+g.label(c.component), nil)
}

// alike are the steps by which what a candidate shares with the sources stops
// both.
func (r *run) alike(c ranked) []fired {
	r.blast(c.shared)
	steps, lost := r.witness(c.offering), r.lost(c.group, num(len(r.queue)))
	for _, f := range r.steps(fired{c.group, r.used(c.group, r.state[lost[len(lost)-1]].place)}) {
		if !slices.ContainsFunc(steps, func(have fired) bool { return r.g.groups[have.group].owner == r.g.groups[f.group].owner }) {
			steps = append(steps, f)
		}
	}
	return steps
}

// chance is the probability that an offering itself fails, nil where it is out
// of reach.
func (s *SecondSources) chance(offering int32) *float64 {
	t := s.o.Tree
	t.Top = s.o.gate[offering]
	f, err := faulttree.Solve(&t, faulttree.Budget{Bytes: 1 << 26})
	if err != nil {
		return nil
	}
	q := f.Probability(s.p)
	return &q
}

// freeMakers lists the first few makers of the component's layer that none of
// what stops its sources alone stops too.
func (g *Graph) freeMakers(r *run, c ranked) []int32 {
	const few = 5
	own := g.makersOf(c.group)
	shared := map[int32]bool{}
	for _, m := range own {
		shared[m] = true
		r.coneOf(m, nil)
		for _, y := range slices.Clone(r.cone.list) {
			if g.traits[y]&isPartner == 0 || shared[y] {
				continue
			}
			if r.blast(y); !r.trips(c.group) {
				continue
			}
			for _, v := range r.queue {
				shared[v] = true
			}
		}
	}
	var out []int32
	for _, m := range g.makersIn(g.layer[c.component]) {
		if !shared[m] {
			if out = append(out, m); len(out) == few {
				break
			}
		}
	}
	return out
}

// makersIn lists the makers of counting offerings of a layer's components, by
// name; the list is shared and read only.
func (g *Graph) makersIn(layer uint8) []int32 {
	return g.makers.get(func() map[uint8][]int32 {
		all := map[uint8][]int32{}
		for v, l := range g.layer {
			if k := g.sourcesOf(num(v)); l != 0 && k >= 0 {
				all[l] = append(all[l], g.makersOf(k)...)
			}
		}
		for l, vs := range all {
			slices.Sort(vs)
			vs = slices.Compact(vs)
			slices.SortFunc(vs, g.byName)
			all[l] = vs
		}
		return all
	})[layer]
}
