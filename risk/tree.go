package risk

import (
	"linchpin/graph"
	"linchpin/risk/faulttree"
)

// tree is the cone of a node as a fault tree. Its events are the parties that
// may fail, in the order in which the cone meets them.
type tree struct {
	faulttree.Tree
	parties []int32
	gate    map[int32]int32 // of a node of the cone, its gate
	voting  map[int32]int32 // of a group of two or more members, its gate
}

// treeOf compiles the cone of v. Each node is an OR of its groups and, for a
// party, its own event; a group that takes more than one failure is a gate of
// its own.
func (g *Graph) treeOf(v int32, kind graph.Kind) *tree {
	r := g.borrow()
	defer g.giveBack(r)
	r.coneOf(v, nil)
	return g.treeOver(r.cone.list, v, kind)
}

// treeOver compiles the nodes of a cone, or of several.
func (g *Graph) treeOver(cone []int32, top int32, kind graph.Kind) *tree {
	t := &tree{gate: make(map[int32]int32, len(cone)), voting: map[int32]int32{}}
	event := map[int32]int32{}
	for i, v := range cone {
		if g.kind(v) == kind {
			event[v] = num(len(t.parties))
			t.parties = append(t.parties, v)
		}
		t.gate[v] = num(i)
	}
	t.Events = len(t.parties)
	for v := range t.gate { // numbered after the events
		t.gate[v] += num(t.Events)
	}
	t.Gates = make([]faulttree.Gate, len(cone))
	for i, v := range cone {
		t.Gates[i].Need = 1
		if e, ok := event[v]; ok {
			t.Gates[i].Inputs = append(t.Gates[i].Inputs, e)
		}
		for _, k := range g.groupsOf(v) {
			in := t.inputs(g.membersOf(k))
			if of := &g.groups[k]; of.need > 1 || of.shares || of.rule == Sources {
				in = []int32{t.vote(g, k, in)}
			}
			t.Gates[i].Inputs = append(t.Gates[i].Inputs, in...)
		}
	}
	t.Top = t.gate[top]
	return t
}

func (t *tree) inputs(members []int32) []int32 {
	out := make([]int32, len(members))
	for i, m := range members {
		out[i] = t.gate[m]
	}
	return out
}

// vote adds the gate of a group.
func (t *tree) vote(g *Graph, group int32, in []int32) int32 {
	of := &g.groups[group]
	x := faulttree.Gate{Need: of.need, Inputs: in}
	if of.shares {
		for _, m := range g.membersOf(group) {
			x.Weights = append(x.Weights, g.weight(of, m))
		}
	}
	t.voting[group] = t.add(x)
	return t.voting[group]
}

// add adds a gate and returns its node.
func (t *tree) add(x faulttree.Gate) int32 {
	t.Gates = append(t.Gates, x)
	return num(t.Events + len(t.Gates) - 1)
}

// Limits bound a question that may take long. Bytes is the memory of its
// diagrams, 0 for 1 GiB. Spent says how much of the time is used up, 0 to 1,
// and more than 1 when the answer no longer matters; nil means that there is
// time enough. A question that can't be answered in full within them is
// answered in part, and says so.
type Limits struct {
	Bytes int64
	Spent func() float64
}

// until is the budget of one way to the answer: it has to give up when a part
// of the time is over, so that a smaller answer can still be found.
func (l Limits) until(part float64) faulttree.Budget {
	b := faulttree.Budget{Bytes: l.Bytes}
	if l.Spent != nil {
		b.Check = func() error {
			if l.Spent() > part {
				return errLate
			}
			return nil
		}
	}
	return b
}

// next is the budget of a way that may take a part of the time from now on, but
// not longer than until.
func (l Limits) next(part, until float64) faulttree.Budget {
	if l.Spent != nil {
		until = min(until, l.Spent()+part)
	}
	return l.until(until)
}

// gone reports whether nobody waits any longer.
func (l Limits) gone() bool { return l.Spent != nil && l.Spent() > 1 }
