package faulttree

// bdd computes with reduced ordered binary decision diagrams (R. Bryant, IEEE
// Transactions on Computers C-35(8), 1986). Functions are monotone, so AND and
// OR are all it takes.
type bdd struct{ *table }

// The operations that results are remembered of.
const (
	opAnd int32 = iota + 1
	opOr
	opWithout
	opMinimal
	opProduct // and above: by order
)

func (d bdd) variable(level int32) int32 { return d.vertex(level, 1, 0) }

func (d bdd) and(a, b int32) int32 {
	switch {
	case a == b || b == 1:
		return a
	case a == 1:
		return b
	case a == 0 || b == 0:
		return 0
	}
	return d.apply(opAnd, a, b)
}

func (d bdd) or(a, b int32) int32 {
	switch {
	case a == b || b == 0:
		return a
	case a == 0:
		return b
	case a == 1 || b == 1:
		return 1
	}
	return d.apply(opOr, a, b)
}

func (d bdd) apply(op, a, b int32) int32 {
	if a > b {
		a, b = b, a
	}
	if r, ok := d.known(op, a, b); ok {
		return r
	}
	x, y := d.v[a], d.v[b]
	level := min(x.level, y.level)
	if x.level > level {
		x.hi, x.lo = a, a
	}
	if y.level > level {
		y.hi, y.lo = b, b
	}
	var hi, lo int32
	if op == opAnd {
		hi, lo = d.and(x.hi, y.hi), d.and(x.lo, y.lo)
	} else {
		hi, lo = d.or(x.hi, y.hi), d.or(x.lo, y.lo)
	}
	r := hi
	if hi != lo {
		r = d.vertex(level, hi, lo)
	}
	return d.remember(op, a, b, r)
}

func (bdd) swept() {}
