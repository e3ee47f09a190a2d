package faulttree

// vertex is a node of a decision diagram. In a BDD it is the function
// x·hi + (1-x)·lo, in a ZBDD the family of the sets of lo and of those of hi
// with x added. Vertices 0 and 1 are the constants: false and true, the empty
// family and the family of the empty set. Every other vertex comes after those
// it leads to.
type vertex struct{ level, hi, lo int32 }

// bottom is the level of the constants, below every variable.
const bottom int32 = 1<<31 - 1

// diagram is a finished diagram: vertices reached from the root alone, the
// levels' variables by number. One that is a constant has only the constants.
type diagram struct {
	v    []vertex
	root int32
	vars []int32 // by level
}

const vertexBytes = 12

// constants is a diagram of some variables that has nothing but the constants.
func constants(vars ...int32) diagram {
	return diagram{v: []vertex{{bottom, 0, 0}, {bottom, 1, 1}}, vars: vars}
}

// bytes is the memory of a diagram.
func (d *diagram) bytes() int64 { return int64(len(d.v))*vertexBytes + int64(len(d.vars))*4 }

// table holds the vertices of diagrams that share them: equal ones are one.
// Its memory is bounded.
type table struct {
	*meter
	v     []vertex
	next  []int32 // chain of a bucket
	heads []int32
	cache []result
	max   int // vertices that the budget allows
}

// result is what an operation on two vertices gave.
type result struct {
	a, b, op, r int32
}

// What a vertex costs with its share of buckets and cache, and while they grow.
const (
	cachedBytes = 16
	grownBytes  = (vertexBytes+4)*3/2 + 4 + cachedBytes
	smallest    = 1 << 10
)

func newTable(m *meter) *table {
	t := &table{meter: m, v: make([]vertex, 2, smallest), next: make([]int32, 2, smallest)}
	t.v[0], t.v[1] = vertex{bottom, 0, 0}, vertex{bottom, 1, 1}
	t.heads, t.cache = make([]int32, smallest), make([]result, smallest)
	return t
}

// reset forgets all vertices but the constants and takes what the budget has
// left as its limit.
func (t *table) reset() {
	t.v, t.next = t.v[:2], t.next[:2]
	clear(t.heads)
	clear(t.cache)
	t.max = int(min(t.left()/grownBytes, 1<<30))
}

func hash(a, b, c int32) uint32 {
	h := uint64(uint32(a))*0x9E3779B97F4A7C15 ^ uint64(uint32(b))*0xC2B2AE3D27D4EB4F ^ uint64(uint32(c))*0x165667B19E3779F9 //nolint:gosec // bits
	return uint32(h >> 32)
}

// vertex returns the vertex of a level; the caller keeps the rules of its kind
// of diagram.
func (t *table) vertex(level, hi, lo int32) int32 {
	h := hash(level, hi, lo) & num32(len(t.heads)-1)
	for i := t.heads[h]; i != 0; i = t.next[i] {
		if x := &t.v[i]; x.level == level && x.hi == hi && x.lo == lo {
			return i
		}
	}
	if len(t.v) >= t.max {
		panic(&TooLargeError{Bytes: t.limit})
	}
	if len(t.v) == len(t.heads) {
		t.grow()
		h = hash(level, hi, lo) & num32(len(t.heads)-1)
	}
	i := num(len(t.v))
	t.v = append(t.v, vertex{level, hi, lo})
	t.next = append(t.next, t.heads[h])
	t.heads[h] = i
	return i
}

func num32(i int) uint32 { return uint32(i) } //nolint:gosec // sizes of tables

// grow doubles the buckets and the cache, which it empties.
func (t *table) grow() {
	n := 2 * len(t.heads)
	t.v = append(make([]vertex, 0, min(n, t.max+1)), t.v...)
	t.next = append(make([]int32, 0, min(n, t.max+1)), t.next...)
	t.heads = make([]int32, n)
	t.cache = nil
	t.cache = make([]result, n)
	t.rehash()
}

func (t *table) rehash() {
	for i := 2; i < len(t.v); i++ {
		x := &t.v[i]
		h := hash(x.level, x.hi, x.lo) & num32(len(t.heads)-1)
		t.next[i], t.heads[h] = t.heads[h], num(i)
	}
}

// known returns the result of an operation that was computed before.
func (t *table) known(op, a, b int32) (int32, bool) {
	t.step()
	c := &t.cache[hash(op, a, b)&num32(len(t.cache)-1)]
	return c.r, c.a == a && c.b == b && c.op == op
}

func (t *table) remember(op, a, b, r int32) int32 {
	t.cache[hash(op, a, b)&num32(len(t.cache)-1)] = result{a, b, op, r}
	return r
}

// sweep drops the vertices that no root reaches, and renames the roots.
func (t *table) sweep(roots []int32) {
	to := make([]int32, len(t.v))
	for _, r := range roots {
		to[r] = 1
	}
	for i := len(t.v) - 1; i > 1; i-- {
		if to[i] != 0 {
			to[t.v[i].hi], to[t.v[i].lo] = 1, 1
		}
	}
	n := int32(2)
	to[0], to[1] = 0, 1
	for i := 2; i < len(t.v); i++ {
		if to[i] != 0 {
			x := t.v[i]
			t.v[n] = vertex{x.level, to[x.hi], to[x.lo]}
			to[i] = n
			n++
		}
	}
	t.v, t.next = t.v[:n], t.next[:n]
	clear(t.heads)
	clear(t.cache)
	t.rehash()
	for i, r := range roots {
		roots[i] = to[r]
	}
}

// taken returns the diagram of a root by itself, and keeps its memory.
func (t *table) taken(root int32, vars []int32) diagram {
	roots := []int32{root}
	t.sweep(roots)
	t.keep(int64(len(t.v)) * vertexBytes)
	return diagram{append([]vertex(nil), t.v...), roots[0], vars}
}
