package risk

import (
	"fmt"

	"linchpin/graph"
)

// Way is a chain of rules along which the failure of one entity may reach
// another, the dependent one first.
type Way []WayStep

// WayStep says that the owner rests on the member by a rule: it fails once
// Needed of Of members have failed. Where shares decide, Needed is 1.
type WayStep struct {
	Owner, Member graph.Ref
	Rule          Rule
	Needed        int64
	Of            int
}

// Ways returns the shortest chains by which one entity rests on another, at
// most limit, 0 for none. A service counts as part of what needs it. Whether
// the one stops the other is told by Stops: on the way an alternative may
// catch the failure.
func (g *Graph) Ways(dependent, cause string, limit int) ([]Way, error) {
	to, from, err := g.ends(dependent, cause)
	if err != nil || to == from {
		return nil, err
	}
	r := g.borrow()
	defer g.giveBack(r)
	r.coneOf(to, nil)
	if !r.cone.has(from) {
		return nil, nil
	}
	left := g.distances(r.cone.list, from)
	var out []Way
	var walk func(v int32, way Way)
	walk = func(v int32, way Way) {
		if v == from {
			out = append(out, append(Way(nil), way...))
			return
		}
		for _, i := range g.groupsOf(v) {
			for _, m := range g.membersOf(i) {
				if d, ok := left[m]; ok && d == left[v]-1 && len(out) < limit {
					walk(m, append(way, g.wayStep(i, v, m)))
				}
			}
		}
	}
	walk(to, nil)
	for i := range out {
		out[i] = out[i].whole()
	}
	return out, nil
}

// Has reports whether anything has an id.
func (g *Graph) Has(id string) bool {
	_, ok := g.number(id)
	return ok
}

// ends finds the two ends of a way.
func (g *Graph) ends(dependent, cause string) (to, from int32, err error) {
	if to, err = g.find(dependent); err == nil {
		from, err = g.find(cause)
	}
	return to, from, err
}

// distances tells of each node of a cone how many rules lead from it to one node.
func (g *Graph) distances(cone []int32, to int32) map[int32]int {
	within := make(map[int32]bool, len(cone))
	for _, v := range cone {
		within[v] = true
	}
	out, now := map[int32]int{to: 0}, []int32{to}
	for d := 1; len(now) > 0; d++ {
		var next []int32
		for _, v := range now {
			for _, e := range g.entries(v) {
				if _, seen := out[e.owner]; !seen && within[e.owner] {
					out[e.owner] = d
					next = append(next, e.owner)
				}
			}
		}
		now = next
	}
	return out
}

func (g *Graph) wayStep(group, owner, member int32) WayStep {
	of := &g.groups[group]
	s := WayStep{Owner: g.ref(owner), Member: g.ref(member), Rule: of.rule, Needed: of.need, Of: len(g.membersOf(group))}
	if of.shares {
		s.Needed = 1
	}
	return s
}

// whole leaves services out: what needs one rests on its providers.
func (w Way) whole() Way {
	out := make(Way, 0, len(w))
	for _, s := range w {
		if n := len(out); n > 0 && out[n-1].Member.Kind == graph.KindService {
			s.Owner = out[n-1].Owner
			out = out[:n-1]
		}
		out = append(out, s)
	}
	return out
}

// RestsOn returns the rule by which one entity directly rests on another.
func (g *Graph) RestsOn(owner, member string) (WayStep, bool) {
	to, from, err := g.ends(owner, member)
	if err != nil {
		return WayStep{}, false
	}
	for _, e := range g.entries(from) {
		at := e.owner
		if g.kind(at) == graph.KindService && g.derivedOf(at).of == to {
			s := g.wayStep(g.groupOf(e), at, from)
			s.Owner = g.ref(to)
			return s, true
		}
		if at == to {
			return g.wayStep(g.groupOf(e), to, from), true
		}
	}
	return WayStep{}, false
}

// Stops reports whether the failure of one entity alone stops another.
func (g *Graph) Stops(cause, dependent string) (bool, error) {
	to, from, err := g.ends(dependent, cause)
	if err != nil {
		return false, fmt.Errorf("stops: %w", err)
	}
	r := g.borrow()
	defer g.giveBack(r)
	r.blast(from)
	return r.failed(to), nil
}
