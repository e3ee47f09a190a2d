package risk

import "linchpin/graph"

// Circular is a warning about the data: an alternate rests on what it is an
// alternate for. It is read as any other: an alternate that fails with its
// owner is no help to it.
type Circular struct {
	Owner  graph.Ref `json:"owner"`
	Member graph.Ref `json:"member"`
	Rule   Rule      `json:"rule"`
}

// Circular lists the circular alternatives; the list is shared and read only.
func (g *Graph) Circular() []Circular { return g.circles.get(g.circular) }

func (g *Graph) circular() []Circular {
	out := []Circular{}
	part := g.strata().part
	for i := range g.groups {
		of := &g.groups[i]
		if of.counter < 0 {
			continue
		}
		for _, m := range g.membersOf(num(i)) {
			if part[m] == part[of.owner] {
				out = append(out, Circular{g.ref(of.owner), g.ref(m), of.rule})
			}
		}
	}
	return out
}

// knots numbers the strongly connected components, each node by its own
// (Tarjan 1972, with a stack of its own because chains may be long).
func (g *Graph) knots() []int32 {
	t := tarjan{g: g, part: make([]int32, g.size()), order: make([]int32, g.size()), low: make([]int32, g.size())}
	for v := range num(g.size()) {
		if t.order[v] == 0 {
			t.visit(v)
		}
	}
	return t.part
}

type tarjan struct {
	g                *Graph
	part, order, low []int32 // part is 0 while a node is open
	open             []int32
	calls            []call
	visited, parts   int32
}

// call is a visit that waits for those it began.
type call struct {
	v, next int32 // next entry of v to follow
}

func (t *tarjan) enter(v int32) {
	t.visited++
	t.order[v], t.low[v] = t.visited, t.visited
	t.open = append(t.open, v)
	t.calls = append(t.calls, call{v, 0})
}

func (t *tarjan) visit(v int32) {
	t.enter(v)
	for len(t.calls) > 0 {
		top := &t.calls[len(t.calls)-1]
		entries := t.g.entries(top.v)
		if int(top.next) < len(entries) {
			w := entries[top.next].owner
			top.next++
			switch {
			case t.order[w] == 0:
				t.enter(w)
			case t.part[w] == 0:
				t.low[top.v] = min(t.low[top.v], t.order[w])
			}
			continue
		}
		t.leave(top.v)
	}
}

// leave ends a visit: v closes a component when nothing leads from it to what
// was open before.
func (t *tarjan) leave(v int32) {
	t.calls = t.calls[:len(t.calls)-1]
	if n := len(t.calls); n > 0 {
		up := t.calls[n-1].v
		t.low[up] = min(t.low[up], t.low[v])
	}
	if t.low[v] != t.order[v] {
		return
	}
	t.parts++
	for {
		w := t.open[len(t.open)-1]
		t.open = t.open[:len(t.open)-1]
		t.part[w] = t.parts
		if w == v {
			return
		}
	}
}
