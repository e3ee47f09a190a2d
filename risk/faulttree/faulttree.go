// Package faulttree solves monotone fault trees with decision diagrams of its own.
package faulttree

import (
	"fmt"
	"math"
)

// Tree is a fault tree: a monotone Boolean function given by gates over basic
// events. Its nodes are numbers: 0 to Events-1 are the basic events, and
// Events+i is gate i. Gates may rest on each other in cycles; what fails is
// then the least set that is closed under the gates, so nothing fails without
// an event.
type Tree struct {
	Events int
	Gates  []Gate
	Top    int32
}

// Gate fails as soon as its failed inputs weigh Need or more. Without Weights
// each input weighs 1: an OR has Need 1, an AND as many as inputs, a k-of-n
// vote k. Inputs may repeat, then their weights add up.
type Gate struct {
	Need    int64
	Inputs  []int32
	Weights []int64
}

// check says what is wrong with a tree: a node that does not exist, a gate
// that would fail by itself, weights that are negative, do not match the inputs or
// overflow in their sum.
func (t *Tree) check() error {
	nodes := t.Events + len(t.Gates)
	exists := func(v int32) bool { return v >= 0 && int(v) < nodes }
	if t.Events < 0 || nodes >= math.MaxInt32/2 {
		return fmt.Errorf("a fault tree of %d events and %d gates", t.Events, len(t.Gates))
	}
	if !exists(t.Top) {
		return fmt.Errorf("the top %d is no node", t.Top)
	}
	for i := range t.Gates {
		g := &t.Gates[i]
		switch {
		case g.Need < 1:
			return fmt.Errorf("gate %d fails by itself: it needs %d", i, g.Need)
		case g.Weights != nil && len(g.Weights) != len(g.Inputs):
			return fmt.Errorf("gate %d has %d weights for %d inputs", i, len(g.Weights), len(g.Inputs))
		}
		for _, v := range g.Inputs {
			if !exists(v) {
				return fmt.Errorf("input %d of gate %d is no node", v, i)
			}
		}
		sum := int64(0)
		for _, w := range g.Weights {
			if w < 0 || sum > math.MaxInt64/4-w {
				return fmt.Errorf("gate %d has a weight of %d", i, w)
			}
			sum += w
		}
	}
	return nil
}
