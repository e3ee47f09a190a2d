package faulttree

// zbdd computes with families of sets as zero-suppressed decision diagrams
// (S. Minato, Zero-suppressed BDDs for set manipulation in combinatorial
// problems, DAC 1993). Families are antichains: no set holds another. Sets that
// cost more than order are left out, where a variable costs as much as the
// smallest set it stands for.
type zbdd struct {
	*table
	order  int32
	cost   []int32  // by level
	limits []limits // by vertex; none when the order is unlimited
}

// limits are the least and the most that the sets of a family cost.
type limits struct{ least, most int32 }

// unlimited is the order of families that are complete.
const unlimited int32 = 1 << 29

func (z *zbdd) limit(a int32) limits {
	if z.order == unlimited {
		return limits{}
	}
	for i := num(len(z.limits)); i <= a; i++ {
		switch i {
		case 0:
			z.limits = append(z.limits, limits{unlimited, 0})
		case 1:
			z.limits = append(z.limits, limits{})
		default:
			x := &z.v[i]
			hi, lo, c := z.limits[x.hi], z.limits[x.lo], z.cost[x.level]
			z.limits = append(z.limits, limits{min(hi.least+c, lo.least), max(hi.most+c, lo.most)})
		}
	}
	return z.limits[a]
}

func (z *zbdd) swept() { z.limits = z.limits[:0] }

func (z *zbdd) variable(level int32) int32 {
	if z.order != unlimited && z.cost[level] > z.order {
		return 0
	}
	return z.vertex(level, 1, 0)
}

// set is the vertex of a level, gone where no set has the variable.
func (z *zbdd) set(level, hi, lo int32) int32 {
	if hi == 0 {
		return lo
	}
	return z.vertex(level, hi, lo)
}

// or returns the smallest of the sets of both families.
func (z *zbdd) or(a, b int32) int32 {
	switch {
	case a == b || b == 0:
		return a
	case a == 0:
		return b
	case a == 1 || b == 1:
		return 1
	case a > b:
		a, b = b, a
	}
	if r, ok := z.known(opOr, a, b); ok {
		return r
	}
	x, y := z.v[a], z.v[b]
	var r int32
	switch {
	case x.level < y.level:
		r = z.set(x.level, z.without(x.hi, b), z.or(x.lo, b))
	case x.level > y.level:
		r = z.set(y.level, z.without(y.hi, a), z.or(a, y.lo))
	default:
		lo := z.or(x.lo, y.lo)
		r = z.set(x.level, z.without(z.or(x.hi, y.hi), lo), lo)
	}
	return z.remember(opOr, a, b, r)
}

// without returns the sets of a that hold none of b.
func (z *zbdd) without(a, b int32) int32 {
	for b > 1 && z.v[b].level < z.v[a].level {
		b = z.v[b].lo // sets with a variable that a has not are in none of a
	}
	switch {
	case a == 0 || b == 1 || a == b:
		return 0
	case b == 0 || a == 1:
		return a
	}
	if r, ok := z.known(opWithout, a, b); ok {
		return r
	}
	x, y := z.v[a], z.v[b]
	var r int32
	if x.level < y.level {
		r = z.set(x.level, z.without(x.hi, b), z.without(x.lo, b))
	} else {
		r = z.set(x.level, z.without(z.without(x.hi, y.lo), y.hi), z.without(x.lo, y.lo))
	}
	return z.remember(opWithout, a, b, r)
}

func (z *zbdd) and(a, b int32) int32 { return z.product(a, b, z.order) }

// product returns the smallest unions of a set of a and a set of b that cost
// no more than order.
func (z *zbdd) product(a, b, order int32) int32 {
	switch {
	case a == 0 || b == 0:
		return 0
	case a == 1 || a == b:
		return z.upTo(b, order)
	case b == 1:
		return z.upTo(a, order)
	}
	if order != unlimited && max(z.limit(a).least, z.limit(b).least) > order {
		return 0
	}
	if a > b {
		a, b = b, a
	}
	if r, ok := z.known(opProduct+2*order, a, b); ok {
		return r
	}
	x, y := z.v[a], z.v[b]
	if x.level > y.level {
		x, y, a, b = y, x, b, a
	}
	left := order
	if order != unlimited {
		left -= z.cost[x.level]
	}
	var hi, lo int32
	if x.level < y.level {
		lo = z.product(x.lo, b, order)
		if left >= 0 {
			hi = z.product(x.hi, b, left)
		}
	} else {
		lo = z.product(x.lo, y.lo, order)
		if left >= 0 {
			hi = z.or(z.product(x.hi, z.or(y.hi, y.lo), left), z.product(x.lo, y.hi, left))
		}
	}
	r := z.set(x.level, z.without(hi, lo), lo)
	if a > b {
		a, b = b, a
	}
	return z.remember(opProduct+2*order, a, b, r)
}

// upTo returns the sets of a that cost no more than order.
func (z *zbdd) upTo(a, order int32) int32 {
	if order == unlimited || a <= 1 || z.limit(a).most <= order {
		return a
	}
	if z.limit(a).least > order {
		return 0
	}
	if r, ok := z.known(opProduct+2*order+1, a, a); ok {
		return r
	}
	x := z.v[a]
	hi, lo := int32(0), z.upTo(x.lo, order)
	if left := order - z.cost[x.level]; left >= 0 {
		hi = z.upTo(x.hi, left)
	}
	return z.remember(opProduct+2*order+1, a, a, z.set(x.level, hi, lo))
}

// minimal returns the minimal solutions of a monotone function, whose vertices
// are f's: the family of its minimal cut sets (A. Rauzy, New algorithms for
// fault trees analysis, Reliability Engineering and System Safety 40, 1993).
func (z *zbdd) minimal(f diagram) int32 {
	of := make([]int32, len(f.v)) // by vertex: what a vertex leads to comes before it
	of[1] = 1
	for i := 2; i < len(f.v); i++ {
		x := f.v[i]
		of[i] = z.set(x.level, z.without(of[x.hi], of[x.lo]), of[x.lo])
	}
	return of[f.root]
}
