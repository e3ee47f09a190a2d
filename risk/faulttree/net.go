package faulttree

// A ref names an input inside a net: a variable by its place among the net's
// variables, a gate by ^its place.
type ref = int32

// nothing is the input that never fails.
const nothing ref = -1 << 31

// net is a part of a tree that is worked on: gates over variables, which are
// events of the tree or modules, by number.
type net struct {
	vars  []int32
	gates []gate
	top   ref
}

// gate fails once its failed inputs weigh need; weights are nil where each
// weighs 1.
type gate struct {
	need    int64
	in      []ref
	weights []int64
}

func isGate(r ref) bool { return r < 0 && r != nothing }

func (g *gate) weight(i int) int64 {
	if g.weights == nil {
		return 1
	}
	return g.weights[i]
}

func (g *gate) isOr() bool  { return g.weights == nil && g.need == 1 }
func (g *gate) isAnd() bool { return g.weights == nil && g.need == int64(len(g.in)) }

// num makes the number of a node; a tree has fewer than 2^30.
func num(i int) int32 { return int32(i) } //nolint:gosec // see above

// netOf reads a tree that has been checked.
func netOf(t *Tree) *net {
	to := func(v int32) ref {
		if int(v) < t.Events {
			return v
		}
		return ^(v - num(t.Events))
	}
	n := &net{vars: make([]int32, t.Events), gates: make([]gate, len(t.Gates)), top: to(t.Top)}
	for v := range n.vars {
		n.vars[v] = num(v)
	}
	for i := range t.Gates {
		g := &t.Gates[i]
		in := make([]ref, len(g.Inputs))
		for j, v := range g.Inputs {
			in[j] = to(v)
		}
		n.gates[i] = gate{g.Need, in, g.Weights}
	}
	return n
}

// size is how much there is to work on.
func (n *net) size() (w int) {
	for i := range n.gates {
		w += 1 + len(n.gates[i].in)
	}
	return w
}
