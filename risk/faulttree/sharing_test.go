package faulttree

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// A function that is found by deciding what its systems share has the
// probability and importance of the tree, and the tree's cut sets.
func TestSharingAgainstEnumeration(t *testing.T) {
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		tree := anySystems(t)
		f, ok := sharedOf(tree)
		if !ok {
			return
		}
		found++
		p := anyProbabilities(t, tree.Events)
		table := truth(tree)
		all, err := f.CutSets(Budget{})
		checkMeasures(t, f, must(t, all, err), table, minimal(table), p)
	})
	if found == 0 {
		t.Error("no tree had systems")
	}
}

// Two trains of a pump and its power, and a third event that both rest on:
// each train is a system, and what they share is decided.
func TestSystemsOfATree(t *testing.T) {
	const pumpA, pumpB, power, valve = 0, 1, 2, 3
	tree := &Tree{Events: 4, Top: 4, Gates: []Gate{
		{Need: 1, Inputs: []int32{5, valve}},
		{Need: 2, Inputs: []int32{6, 7}},
		{Need: 1, Inputs: []int32{pumpA, power}},
		{Need: 1, Inputs: []int32{pumpB, power}},
	}}
	of := netOf(tree).simplified().systems()
	if len(of.gates) != 1 { // nothing but the pair of trains owns anything below the top
		t.Errorf("systems %v", of.gates)
	}
	tree.Top = 5
	of = netOf(tree).simplified().systems()
	if len(of.gates) != 2 || !of.shared[power] || of.shared[pumpA] || of.shared[pumpB] {
		t.Errorf("systems %v share %v", of.gates, of.shared)
	}
	f, ok := sharedOf(tree)
	if q := f.Probability([]float64{.1, .2, .05, 0}); !ok || math.Abs(q-(.05+.95*.02)) > 1e-15 {
		t.Errorf("Q is %v", q)
	}
}

// anySystems draws a tree whose top rests on systems with events of their own
// and some that they share.
func anySystems(t *rapid.T) *Tree {
	const shared, own = 3, 2
	systems := rapid.IntRange(2, 3).Draw(t, "systems")
	tree := &Tree{Events: shared + own*systems}
	tree.Top = num(tree.Events)
	tree.Gates = make([]Gate, 1)
	vote := func(from []int32) Gate {
		in := rapid.SliceOfN(rapid.SampledFrom(from), 1, 5).Draw(t, "inputs")
		return Gate{Need: rapid.Int64Range(1, int64(len(in))).Draw(t, "need"), Inputs: in}
	}
	add := func(g Gate) int32 {
		tree.Gates = append(tree.Gates, g)
		return num(tree.Events + len(tree.Gates) - 1)
	}
	common := []int32{0, 1, 2}
	common = append(common, add(vote(common)))
	var tops []int32
	for s := range num(systems) {
		below := append([]int32{shared + own*s, shared + own*s + 1}, common...)
		below = append(below, add(vote(below)))
		tops = append(tops, add(vote(below)))
	}
	tops = append(tops, add(vote(tops)), add(vote(tops)), 0)
	tree.Gates[0] = vote(tops)
	return tree
}

func sharedOf(t *Tree) (*Function, bool) {
	c := newCompiler(t.Events, Budget{}.meter())
	c.cases = math.MaxInt
	n := netOf(t).simplified()
	if n.single() {
		return nil, false
	}
	top, ok := c.byShared(n, 1<<20)
	if !ok {
		return nil, false
	}
	return &Function{modular{t.Events, c.finished(top)}, t}, true
}
