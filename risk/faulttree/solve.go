package faulttree

import "slices"

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
		n += f.parts[i].bytes()
	}
	return n
}

// Function is the function of a tree's top in binary decision diagrams: exact
// and complete.
type Function struct {
	modular
	tree *Tree // where the function was found by cases
}

// Solve computes the function of the top exactly. It returns an error that is
// a *TooLargeError when the budget does not allow it, any other for a tree that is
// none.
func Solve(t *Tree, b Budget) (f *Function, err error) {
	defer guard(&err)
	if err := t.check(); err != nil {
		return nil, err
	}
	c := newCompiler(t.Events, b.meter())
	top := c.compile(netOf(t))
	f = &Function{modular: modular{t.Events, c.finished(top)}}
	if c.byCase {
		f.tree = t
	}
	return f, nil
}

// ByCases reports whether some of a function was decided by cases. Its cut sets
// are then no easier to find than without it.
func (f *Function) ByCases() bool { return f.tree != nil }

// CutSets returns the complete family of minimal cut sets of a function. Those
// of a function that was found by cases are built from below, as CutSets does.
// The error is a *TooLargeError.
func (f *Function) CutSets(b Budget) (c *Family, err error) {
	defer guard(&err)
	m := b.meter()
	if f.tree != nil {
		return families(f.tree, unlimited, m), nil
	}
	parts, table := make([]diagram, len(f.parts)), newTable(m)
	for i, d := range f.parts {
		table.reset()
		z := &zbdd{table: table, order: unlimited}
		parts[i] = table.taken(z.minimal(d), d.vars)
	}
	return &Family{modular{f.events, parts}, unlimited}, nil
}

// Family is the minimal cut sets of a tree's top: all of them, or all up to an
// order.
type Family struct {
	modular
	order int32
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
	most := unlimited
	if order > 0 {
		most = min(num(order), unlimited-1)
	}
	return families(t, most, b.meter()), nil
}

// families builds the cut sets of each module of a tree.
func families(t *Tree, order int32, m *meter) *Family {
	how := brief
	if order == unlimited {
		how = thorough
	}
	nets, events := netOf(t).modules(m, how), num(t.Events)
	parts, table, least := make([]diagram, len(nets)), newTable(m), make([]int32, len(nets))
	for i, n := range slices.Backward(nets) {
		for j, v := range n.vars {
			if v >= firstModule {
				n.vars[j] = events + v - firstModule
			}
		}
		parts[i], least[i] = n.family(table, order, func(v int32) int32 {
			if v < events {
				return 1
			}
			return least[v-events]
		})
	}
	return &Family{modular{t.Events, parts}, order}
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
