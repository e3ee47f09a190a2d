package faulttree

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// A function that is found by cases alone, one variable after the other, has
// the probability and importance of the tree, and the tree's cut sets.
func TestCasesAgainstEnumeration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tree := anyTree(t, 7)
		p := anyProbabilities(t, tree.Events)
		table := truth(tree)
		f := casesOf(tree)
		all, err := f.CutSets(Budget{})
		checkMeasures(t, f, must(t, all, err), table, minimal(table), p)
	})
}

func casesOf(t *Tree) *Function {
	c := newCompiler(t.Events, Budget{}.meter())
	c.depth, c.cases, c.allowance = 1, math.MaxInt, 0
	return &Function{modular{t.Events, c.finished(c.compile(netOf(t)))}, t}
}
