// Package faulttree solves monotone fault trees with decision diagrams: minimal
// cut sets, the exact probability of the top, and what each event means for it.
// It is pure and knows nothing but numbers.
//
// # Terms
//
// A basic event fails by itself. A gate fails once its failed inputs weigh what
// it needs: OR, AND, k of n and weighted votes are one thing. Gates may rest on
// each other in cycles; what fails is the least set that is closed under the
// gates, so nothing fails without an event. A cut set is a set of events that
// fails the top; it is minimal (MCS) when no part of it is one. Its order is the
// number of its events.
//
// # Method
//
// A tree is first made smaller: what never fails goes, OR cycles become one
// gate, gates of one kind within each other become one, equal gates are shared,
// events that are only ever seen together become one, and what makes no
// difference where it is goes (Niemelä 1994). It is then split into modules,
// gates below which lies nothing that is used elsewhere (Dutuit and Rauzy 1996),
// and each module f is freed of what fails it by itself, events and gates h
// alike: f = h or f(h=0). Each module has a diagram of its own; counts,
// probabilities and importance pass through modules by substitution.
//
// Solve builds reduced ordered binary decision diagrams (BDD), bottom up, in
// several orders of the variables with growing allowances. Where that is too
// large, it looks for systems: gates through which all ways from some variables
// to the top lead. What they share, such as power and cooling, is decided first,
// f = x·f(x=1) + (1-x)·f(x=0); each case is a vertex of the diagram of each
// system, so equal cases are found by the vertices, and once nothing is shared
// the systems are modules. Where there are no such systems, the variable that
// decides most is decided, and each case made smaller and split anew. What a
// first turn did not solve is given up at once where its treewidth is too large
// for any order. A cycle is iterated to its least fixpoint on the diagrams.
//
// Function.CutSets takes the minimal solutions of the BDD (Rauzy 1993) as a
// zero-suppressed diagram (ZBDD). CutSets builds ZBDDs from below and drops sets
// beyond an order at once: it reaches trees whose BDD is too large. Counting
// walks diagrams and lists no set; listing finds the best set, then the next
// best.
//
// # Formulas
//
// Events are independent. Q(x·hi + (1-x)·lo) = p Q(hi) + (1-p) Q(lo). All
// Birnbaum values I(x) = Q1 - Q0 come from one pass from the top down. With
// Q1 = Q + (1-p) I and Q0 = Q - p I: criticality = p I/Q, diagnosis (DIF)
// = p Q1/Q, RAW = Q1/Q, RRW = Q/Q0. Fussell-Vesely = P(some MCS that holds x has
// failed)/Q needs the complete family. Criticality <= Fussell-Vesely <= DIF.
//
// # Limits
//
// A Budget bounds the memory of the diagrams and asks a function whether to go
// on. What exceeds it ends with TooLargeError, never with half an answer.
//
// Sources: A. Rauzy, New algorithms for fault trees analysis (Reliability
// Engineering and System Safety 40, 1993) and Mathematical foundation of minimal
// cutsets (IEEE Transactions on Reliability 50(4), 2001); S. Minato,
// Zero-suppressed BDDs (DAC 1993); I. Niemelä, On simplification of large fault
// trees (Reliability Engineering and System Safety 44, 1994); Y. Dutuit and
// A. Rauzy, A linear-time algorithm to find modules of fault trees (IEEE
// Transactions on Reliability 45(3), 1996); W. Vesely et al., Fault Tree Handbook (NUREG-0492, 1981).
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
