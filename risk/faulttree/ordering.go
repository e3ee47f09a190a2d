package faulttree

import (
	"cmp"
	"slices"
)

// ordering is a way to choose the order of variables. The size of a diagram
// hangs on it; none is best for all trees, so several are tried.
type ordering int

// The orderings: each walks the gates depth first, from the left, and takes
// variables as it meets them.
const (
	leavesFirst ordering = iota // the variables among a gate's inputs before its gates
	asWritten                   // inputs in their own order
	lightFirst                  // what has fewer inputs below it first
	heavyFirst                  // what has more
	sharedFirst                 // what is used most first
)

var allOrderings = []ordering{leavesFirst, asWritten, lightFirst, heavyFirst, sharedFirst}

// levels returns the level of each variable.
func (n *net) levels(o ordering) []int32 {
	level := make([]int32, len(n.vars))
	for i := range level {
		level[i] = -1
	}
	next, weight := int32(0), n.weights(o)
	seen := make([]bool, len(n.gates))
	todo := []ref{n.top}
	for len(todo) > 0 {
		r := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		switch {
		case r == nothing:
		case r >= 0:
			if level[r] < 0 {
				level[r] = next
				next++
			}
		case !seen[^r]:
			seen[^r] = true
			in := slices.Clone(n.gates[^r].in)
			slices.SortStableFunc(in, func(a, b ref) int { return o.compare(a, b, weight, n) })
			slices.Reverse(in)
			todo = append(todo, in...)
		}
	}
	for i := range level {
		if level[i] < 0 { // in no gate below the top
			level[i] = next
			next++
		}
	}
	return level
}

func (o ordering) compare(a, b ref, weight []int64, n *net) int {
	switch o {
	case asWritten:
		return 0
	case leavesFirst:
		return rank(a) - rank(b)
	case lightFirst:
		return cmp.Compare(weight[n.node(a)], weight[n.node(b)])
	default:
		return cmp.Compare(weight[n.node(b)], weight[n.node(a)])
	}
}

// rank puts variables before gates.
func rank(r ref) int {
	if r >= 0 {
		return 0
	}
	return 1
}

// weights returns for each node how much is below it or, for sharedFirst, how
// often it is used.
func (n *net) weights(o ordering) []int64 {
	w := make([]int64, len(n.vars)+len(n.gates))
	if o == sharedFirst {
		for i := range n.gates {
			for _, r := range n.gates[i].in {
				if r != nothing {
					w[n.node(r)]++
				}
			}
		}
		return w
	}
	for i := range n.vars {
		w[i] = 1
	}
	const most = 1 << 40
	for i := range n.gates { // in order, but for cycles, where it hardly matters
		for _, r := range n.gates[i].in {
			if r != nothing {
				own := &w[n.node(^num(i))]
				*own = min(most, *own+w[n.node(r)])
			}
		}
	}
	return w
}
