package risk

import (
	"slices"

	"linchpin/graph"
)

// coneOf fills the cone of v: all that its groups reach, v first. Where within
// is given, the cone does not leave it.
func (r *run) coneOf(v int32, within *marks) {
	r.cone.reset()
	r.cone.add(v)
	for i := 0; i < len(r.cone.list); i++ {
		for _, group := range r.g.groupsOf(r.cone.list[i]) {
			for _, m := range r.g.membersOf(group) {
				if within == nil || within.has(m) {
					r.cone.add(m)
				}
			}
		}
	}
}

// reachOf fills what has v in its cone, v first; where within is given, only
// what is in there.
func (r *run) reachOf(v int32, within *marks) {
	r.reach.reset()
	r.reach.add(v)
	for i := 0; i < len(r.reach.list); i++ {
		for _, e := range r.g.entries(r.reach.list[i]) {
			if within == nil || within.has(e.owner) {
				r.reach.add(e.owner)
			}
		}
	}
}

// Passage is the components of one layer through which a failure reaches what
// it stops or weakens: how many, and the first of them by name.
type Passage struct {
	Layer      graph.Layer `json:"layer"`
	Count      int         `json:"count"`
	Components []graph.Ref `json:"components"`
}

// passageShown is how many components a passage names.
const passageShown = 20

// passages lists the components among vs by layer.
func (g *Graph) passages(vs []int32) []Passage {
	out := []Passage{}
	for _, l := range graph.Layers() {
		bit := layerBit(l)
		count := 0
		var first []int32 // by name
		for _, v := range vs {
			if g.layer[v] != bit {
				continue
			}
			count++
			if len(first) == passageShown {
				if g.byName(v, first[passageShown-1]) > 0 {
					continue
				}
				first = first[:passageShown-1]
			}
			at, _ := slices.BinarySearchFunc(first, v, g.byName)
			first = slices.Insert(first, at, v)
		}
		if count > 0 {
			out = append(out, Passage{l, count, g.refs(first)})
		}
	}
	return out
}
