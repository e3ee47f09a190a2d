package faulttree

import "slices"

// mostWidth is the treewidth from which on a net is given up that the first
// turn did not solve. The diagrams of monotone functions grow exponentially with
// it (A. Amarilli, F. Capelli, M. Monet and P. Senellart, Connecting knowledge
// compilation classes and width parameters, Theory of Computing Systems 64,
// 2020). Of the nets met so far those with a bound of up to 17 were solved in 8 s
// and 1 GiB, and none with one of 19 or more.
const mostWidth = 30

// width is a lower bound of the treewidth of a net, seen as a graph of gates
// and variables, or most where that is less: a vertex of least degree is merged
// with the neighbor that shares the fewest others with it, over and over. No
// treewidth is below the least degree of what comes of such merging
// (H. Bodlaender and A. Koster, Treewidth computations II. Lower bounds,
// Information and Computation 209, 2011).
func (n *net) width(most int) int {
	m := n.merger()
	least := 0
	for degree := 0; degree < len(m.byDegree); {
		list := m.byDegree[degree]
		if len(list) == 0 {
			degree++
			continue
		}
		v := list[len(list)-1]
		m.byDegree[degree] = list[:len(list)-1]
		if m.gone[v] || len(m.near[v]) != degree {
			continue // ranked anew since
		}
		if least = max(least, degree); least >= most {
			return most
		}
		m.merge(v)
		degree = max(0, degree-1) // no vertex has lost more
	}
	return least
}

// merger merges the vertices of a graph.
type merger struct {
	near     [][]int32 // by vertex, its neighbors by number
	gone     []bool    // it was merged
	byDegree [][]int32 // vertices that have, or had, so many neighbors
}

// merger is the graph of a net.
func (n *net) merger() *merger {
	m := &merger{near: make([][]int32, len(n.vars)+len(n.gates)), gone: make([]bool, len(n.vars)+len(n.gates))}
	for i := range n.gates {
		g := n.node(^num(i))
		for _, r := range n.gates[i].in {
			if r != nothing && n.node(r) != g {
				m.near[g] = append(m.near[g], n.node(r))
				m.near[n.node(r)] = append(m.near[n.node(r)], g)
			}
		}
	}
	for v, near := range m.near {
		slices.Sort(near)
		m.near[v] = slices.Compact(near)
		m.rank(num(v))
	}
	return m
}

func (m *merger) rank(v int32) {
	degree := len(m.near[v])
	for len(m.byDegree) <= degree {
		m.byDegree = append(m.byDegree, nil)
	}
	m.byDegree[degree] = append(m.byDegree[degree], v)
}

// merge makes v one with the neighbor that shares the fewest others with it.
func (m *merger) merge(v int32) {
	near, into, fewest := m.near[v], int32(-1), 0
	for _, u := range near {
		shared := 0
		for _, x := range near {
			if _, ok := slices.BinarySearch(m.near[u], x); ok {
				shared++
			}
		}
		if into < 0 || shared < fewest {
			into, fewest = u, shared
		}
	}
	for _, u := range near {
		m.unlink(u, v)
	}
	for _, u := range near {
		if u != into {
			m.link(u, into)
			m.link(into, u)
		}
	}
	for _, u := range near {
		m.rank(u)
	}
	m.near[v], m.gone[v] = nil, true
}

func (m *merger) link(from, to int32) {
	if at, ok := slices.BinarySearch(m.near[from], to); !ok {
		m.near[from] = slices.Insert(m.near[from], at, to)
	}
}

func (m *merger) unlink(from, to int32) {
	if at, ok := slices.BinarySearch(m.near[from], to); ok {
		m.near[from] = slices.Delete(m.near[from], at, at+1)
	}
}
