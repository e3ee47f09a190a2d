package faulttree

import "slices"

// FussellVesely returns for each event the probability that some minimal cut
// set that holds it has failed, divided by that of the top, q:
// P(union of the cut sets with x) / Q. The family has to be complete. NaN where
// q is 0. The error is a *TooLargeError.
//
// In a module the sets with x are those of the module with x, each joined with
// those of its parent that hold the module; they share no event, so the
// probabilities multiply.
func (c *Family) FussellVesely(p []float64, q float64, b Budget) (fv []float64, err error) {
	defer guard(&err)
	m := b.meter()
	table := newTable(m)
	u := unions{c: c, d: bdd{table}, p: make([]float64, c.events+len(c.parts))}
	copy(u.p, p)
	for i := range slices.Backward(c.parts) {
		u.open(i)
		u.p[c.events+i] = u.probability(u.all(c.parts[i].root))
	}
	all := make([]float64, c.events)
	for x := range all {
		all[x] = 0 / q // unless a set holds it
	}
	share := make([]float64, len(c.parts)) // of the sets with a part, what is outside it
	share[0] = 1
	for i := range c.parts {
		u.open(i)
		for l, v := range c.parts[i].vars {
			with := share[i] * u.probability(u.with(c.parts[i].root, num(l)))
			if int(v) < c.events {
				all[v] = with * p[v] / q
			} else {
				share[int(v)-c.events] = with
			}
		}
	}
	return all, nil
}

// unions makes functions of the families of one part.
type unions struct {
	c     *Family
	d     bdd
	part  *diagram
	p     []float64 // by variable
	whole []int32   // by vertex of the part: its function; -1 while unknown
	value []float64 // by vertex of the table, as far as known
}

func (u *unions) open(i int) {
	u.part = &u.c.parts[i]
	u.d.reset()
	u.value = append(u.value[:0], 0, 1)
	u.whole = make([]int32, len(u.part.v))
	u.whole[1] = 1
	for j := 2; j < len(u.part.v); j++ {
		x := u.part.v[j]
		u.whole[j] = u.choice(x.level, u.whole[x.hi], u.whole[x.lo])
	}
}

// choice is x·hi + lo.
func (u *unions) choice(level, hi, lo int32) int32 {
	hi = u.d.or(hi, lo)
	if hi == lo {
		return lo
	}
	return u.d.vertex(level, hi, lo)
}

func (u *unions) all(root int32) int32 { return u.whole[root] }

// with is the function of the sets of a family that hold a variable, which is
// taken out of them.
func (u *unions) with(root, level int32) int32 {
	known := map[int32]int32{}
	var of func(z int32) int32
	of = func(z int32) int32 {
		x := u.part.v[z]
		switch {
		case x.level > level:
			return 0
		case x.level == level:
			return u.whole[x.hi]
		}
		if r, ok := known[z]; ok {
			return r
		}
		u.d.step()
		r := u.choice(x.level, of(x.hi), of(x.lo))
		known[z] = r
		return r
	}
	return of(root)
}

func (u *unions) probability(f int32) float64 {
	for i := len(u.value); i < len(u.d.v); i++ {
		x := u.d.v[i]
		p := u.p[u.part.vars[x.level]]
		u.value = append(u.value, p*u.value[x.hi]+(1-p)*u.value[x.lo])
	}
	return u.value[f]
}

// Function returns the function that holds where a set of the family has
// failed. Where the family is all up to an order, it is a lower bound of the
// top's; what it gives is true of these sets. The sets are solved as a tree of
// their own: its modules, systems and orders are other ones than the family's.
// The error is a *TooLargeError.
func (c *Family) Function(b Budget) (*Function, error) { return Solve(c.asTree(), b) }

// asTree makes gates of the vertices of a family: f = lo or (x and hi).
func (c *Family) asTree() *Tree {
	t := &Tree{Events: c.events}
	roots := make([]int32, len(c.parts)) // by part, the node that it is
	gate := func(need int64, in ...int32) int32 {
		t.Gates = append(t.Gates, Gate{Need: need, Inputs: in})
		return num(t.Events + len(t.Gates) - 1)
	}
	never := gate(1)
	for i, d := range slices.Backward(c.parts) { // what a part rests on comes after it
		node := make([]int32, len(d.v)) // by vertex
		node[0] = never
		for j := 2; j < len(d.v); j++ {
			x := d.v[j]
			v := d.vars[x.level]
			if int(v) >= c.events {
				v = roots[int(v)-c.events]
			}
			with := v
			if x.hi != 1 {
				with = gate(2, v, node[x.hi])
			}
			node[j] = gate(1, with, node[x.lo])
		}
		roots[i] = node[d.root]
	}
	t.Top = roots[0]
	return t
}
