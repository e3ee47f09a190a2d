package risk

import (
	"cmp"
	"slices"
	"strings"

	"linchpin/graph"
)

// points is what one failure of each party leads to.
type points struct {
	rows   []point // the parties that stop a top, what stops more first
	stopBy []int32 // of a node, how many parties stop it, itself apart
	layers []uint8 // of a top, the layers of the components on the chains that stop it
	heldBy []uint8 // of an item, the ways in which a party that stops it is a row of a concentration
	shared []shared
}

// point is a party that stops a top by itself.
type point struct {
	party, tier int32
	load        load
	layers      uint8 // of the components it stops
	hidden      bool
	worth       sums // of the items it stops
}

// load is how much fails: rows are ordered by it.
type load struct{ items, products int32 }

// shared is a party whose failure takes several sources of one group at once.
type shared struct{ group, party int32 }

func (a load) compare(b load) int {
	return cmp.Or(cmp.Compare(b.items, a.items), cmp.Compare(b.products, a.products))
}

// pointsOf computes the single points of every top, once a cause.
func (g *Graph) pointsOf(c Cause) (*points, error) {
	k, err := c.kind()
	if err != nil {
		return nil, err
	}
	at := slices.Index([]graph.Kind{graph.KindPartner, graph.KindCountry, graph.KindPerson}, k)
	return g.points[at].get(func() *points { return g.failEach(g.ofKind(k)) }), nil
}

func (g *Graph) ofKind(k graph.Kind) (out []int32) {
	for v := range num(g.size()) {
		if g.kind(v) == k {
			out = append(out, v)
		}
	}
	return out
}

// failEach lets one party after the other fail, in several goroutines.
func (g *Graph) failEach(parties []int32) *points {
	parts := make([]*points, workers())
	for i := range parts {
		parts[i] = &points{stopBy: make([]int32, g.size()), layers: make([]uint8, g.size()), heldBy: make([]uint8, g.size())}
	}
	holders := g.holders()
	g.forEach(parties, len(parts), func(r *run, worker int, v int32) { parts[worker].fail(r, v, holders[v]) })
	all := parts[0]
	for _, p := range parts[1:] {
		all.rows = append(all.rows, p.rows...)
		all.shared = append(all.shared, p.shared...)
		for v := range all.stopBy {
			all.stopBy[v] += p.stopBy[v]
			all.layers[v] |= p.layers[v]
			all.heldBy[v] |= p.heldBy[v]
		}
	}
	slices.SortFunc(all.rows, func(a, b point) int {
		return cmp.Or(a.load.compare(b.load), g.byName(a.party, b.party))
	})
	slices.SortFunc(all.shared, func(a, b shared) int {
		return cmp.Or(g.byName(g.groups[a.group].owner, g.groups[b.group].owner), g.byName(a.party, b.party))
	})
	return all
}

func (g *Graph) byName(a, b int32) int {
	return cmp.Or(strings.Compare(g.name(a), g.name(b)), cmp.Compare(a, b))
}

// fail adds what the failure of one party leads to.
func (p *points) fail(r *run, party int32, holds uint8) {
	g := r.g
	if len(g.entries(party)) == 0 {
		return
	}
	r.blast(party)
	for _, v := range r.queue[1:] {
		p.stopBy[v]++
	}
	for _, i := range r.counted {
		if r.isShared(i) {
			p.shared = append(p.shared, shared{i, party})
		}
	}
	row := r.point(party)
	if row.load == (load{}) {
		return
	}
	for _, v := range r.queue {
		if g.traits[v]&isItem != 0 {
			p.heldBy[v] |= holds
			if a := g.annual(v); a.recorded {
				row.worth.add(amountOf(a.currency, a.amount))
			}
		}
	}
	p.rows = append(p.rows, row)
	if !slices.ContainsFunc(r.queue, func(v int32) bool { return g.traits[v]&isTop != 0 && row.layers&^p.layers[v] != 0 }) {
		return // what it could add is known of all of them
	}
	r.colour()
	for _, v := range r.queue {
		if g.traits[v]&isTop != 0 {
			p.layers[v] |= r.chains.at[v].layers
		}
	}
}

// load counts the tops of the last blast.
func (r *run) load() (l load) {
	for _, v := range r.queue {
		switch t := r.g.traits[v]; {
		case t&isItem != 0:
			l.items++
		case t&isProduct != 0:
			l.products++
		}
	}
	return l
}

// point measures the last blast, which was the party's.
func (r *run) point(party int32) point {
	p := point{party: party, load: r.load()}
	for _, v := range r.queue {
		p.layers |= r.g.layer[v]
		p.hidden = p.hidden || r.g.traits[v]&isDiverse != 0
	}
	if p.load == (load{}) {
		return p
	}
	p.tier = r.measure(party, true, isTop)
	p.hidden = p.hidden || p.tier > 1
	return p
}

// isShared reports whether the last blast took several sources of several
// makers at once, of which no single one would have been enough.
func (r *run) isShared(i int32) bool {
	of := &r.g.groups[i]
	if r.g.traits[of.owner]&isDiverse == 0 || of.rule != Sources && of.rule != Share || !r.tripped(i) {
		return false
	}
	return len(r.used(i, num(len(r.queue)))) > 1
}
