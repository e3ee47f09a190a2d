package faulttree

import (
	"math"
	"slices"
)

// modular is a tree in diagrams, one a module: variables of a diagram from
// events on are the modules of that place. The first is the top; what a module
// rests on comes after it.
type modular struct {
	events int
	parts  []diagram
}

// Bytes is the memory of the diagrams.
func (f *modular) Bytes() (n int64) {
	for i := range f.parts {
		n += int64(len(f.parts[i].v))*vertexBytes + int64(len(f.parts[i].vars))*4
	}
	return n
}

// Function is the function of a tree's top in binary decision diagrams: exact
// and complete.
type Function struct{ modular }

// Family is the minimal cut sets of a tree's top: all of them, or all up to an
// order.
type Family struct {
	modular
	order int32
}

// Solve computes the function of the top exactly. It returns an error that is
// a *TooLargeError when the budget does not allow it, any other for a tree that is
// none.
func Solve(t *Tree, b Budget) (f *Function, err error) {
	defer guard(&err)
	if err := t.check(); err != nil {
		return nil, err
	}
	m := b.meter()
	nets := netOf(t).modules(t.Events, m)
	parts, table := make([]diagram, len(nets)), newTable(m)
	for i, n := range slices.Backward(nets) {
		parts[i] = n.function(table)
	}
	return &Function{modular{t.Events, parts}}, nil
}

// function builds the diagram of a net. It tries the orderings with a small
// allowance first and then with larger ones: the best is often found before
// any other has cost much.
func (n *net) function(t *table) diagram {
	const first, more = 1 << 15, 12
	for allowance := first; ; allowance *= more {
		most := int(min(t.left()/grownBytes, 1<<30))
		for o := range orderings {
			if d, ok := n.attempt(t, o, min(allowance, most)); ok {
				return d
			}
			if n.single() || len(n.gates) == 1 {
				break // the same in any order
			}
		}
		if allowance >= most {
			panic(&TooLargeError{Bytes: t.limit})
		}
	}
}

// attempt builds the diagram of a net with no more vertices at a time than
// allowed, and no more than so many steps for each of them.
func (n *net) attempt(t *table, o ordering, vertices int) (d diagram, ok bool) {
	const stepsEach = 40
	t.reset()
	t.max, t.last = vertices, t.steps+stepsEach*vertices
	defer func() {
		t.last = math.MaxInt
		switch p := recover().(type) {
		case nil:
		case *TooLargeError:
			if p.Cause != nil {
				panic(p)
			}
		default:
			panic(p)
		}
	}()
	level := n.levels(o)
	root := build(n, t, bdd{t}, level)
	t.last = math.MaxInt
	return t.taken(root, n.byLevel(level)), true
}

// byLevel lists the variables' numbers by level.
func (n *net) byLevel(level []int32) []int32 {
	out := make([]int32, len(level))
	for v, l := range level {
		out[l] = n.vars[v]
	}
	return out
}

// CutSets returns the complete family of minimal cut sets of a function. The
// error is a *TooLargeError.
func (f *Function) CutSets(b Budget) (c *Family, err error) {
	defer guard(&err)
	m := b.meter()
	parts, table := make([]diagram, len(f.parts)), newTable(m)
	for i, d := range f.parts {
		table.reset()
		z := &zbdd{table: table, order: unlimited}
		parts[i] = table.taken(z.minimal(d), d.vars)
	}
	return &Family{modular{f.events, parts}, unlimited}, nil
}

// CutSets returns all minimal cut sets of at most order events; order 0 means
// all. They are computed without the function, from below, and sets that grow
// beyond the order are dropped at once. The error is a *TooLargeError, or says what
// is wrong with the tree.
func CutSets(t *Tree, order int, b Budget) (c *Family, err error) {
	defer guard(&err)
	if err := t.check(); err != nil {
		return nil, err
	}
	m := b.meter()
	nets := netOf(t).modules(t.Events, m)
	most := unlimited
	if order > 0 {
		most = min(num(order), unlimited-1)
	}
	parts, table, least := make([]diagram, len(nets)), newTable(m), make([]int32, len(nets))
	for i, n := range slices.Backward(nets) {
		parts[i], least[i] = n.family(table, most, func(v int32) int32 {
			if int(v) < t.Events {
				return 1
			}
			return least[int(v)-t.Events]
		})
	}
	return &Family{modular{t.Events, parts}, most}, nil
}

// family builds the cut sets of a net and says how many events the smallest has.
func (n *net) family(t *table, order int32, cost func(v int32) int32) (diagram, int32) {
	t.reset()
	level := n.levels(leavesFirst)
	vars := n.byLevel(level)
	z := &zbdd{table: t, order: order, cost: make([]int32, len(vars))}
	for l, v := range vars {
		z.cost[l] = cost(v)
	}
	d := t.taken(build(n, t, z, level), vars)
	least := make([]int32, len(d.v))
	least[0] = unlimited
	for i := 2; i < len(d.v); i++ {
		x := d.v[i]
		least[i] = min(unlimited, least[x.lo], least[x.hi]+z.cost[x.level])
	}
	return d, least[d.root]
}
