package faulttree

import (
	"encoding/binary"
	"slices"
)

// simplified returns an equal net: what never fails is gone, gates that fail
// together are one, a gate within a gate of its own kind is drawn up, gates of
// one input are passed over, and votes that are an OR or AND are written as
// such. Gates are in an order in which each, cycles apart, follows what it
// rests on, and each is below the top.
func (n *net) simplified() *net {
	const little = 16 // of the size: another pass would find less yet
	for {
		out := n.joined().pass()
		if before := n.size(); before-out.size() <= before/little {
			return out
		}
		n = out
	}
}

// joined makes one gate of each cycle of OR gates: they fail together.
func (n *net) joined() *net {
	one := func(g int32) bool { return n.gates[g].need == 1 && n.gates[g].weights == nil }
	roots := make([]ref, len(n.gates))
	for i := range roots {
		roots[i] = ^num(i)
	}
	knots := n.knots(roots, func(g int32, in ref) bool { return one(g) && one(^in) })
	if len(knots) == len(n.gates) {
		return n
	}
	to := make([]ref, len(n.gates))
	out := &net{vars: n.vars, gates: slices.Clone(n.gates)}
	for _, knot := range knots {
		var in []ref
		for _, g := range knot {
			to[g] = ^knot[0]
			if len(knot) > 1 {
				in = append(in, n.gates[g].in...)
			}
		}
		if len(knot) > 1 {
			out.gates[knot[0]].in = in
		}
	}
	for i := range out.gates {
		g := &out.gates[i]
		in := slices.Clone(g.in)
		for j, r := range in {
			if isGate(r) {
				in[j] = to[^r]
			}
		}
		g.in = in
	}
	if out.top = n.top; isGate(n.top) {
		out.top = to[^n.top]
	}
	return out
}

// pass simplifies once, bottom up.
func (n *net) pass() *net {
	s := simplifier{from: n, to: &net{vars: n.vars}, ref: make([]ref, len(n.gates)), same: map[string]ref{}}
	s.alive = n.blasts()
	s.alive.of(n.all()...)
	for _, knot := range n.below() {
		s.knot(knot)
	}
	s.to.top = s.moved(n.top)
	return s.to.compact().drawnUp()
}

type simplifier struct {
	from, to *net
	alive    *blast         // everything failed
	ref      []ref          // of each old gate
	same     map[string]ref // new gates by what they are
	key      []byte
}

func (s *simplifier) moved(r ref) ref {
	switch {
	case !s.alive.has(r):
		return nothing
	case r >= 0:
		return r
	default:
		return s.ref[^r]
	}
}

func (s *simplifier) knot(knot []int32) {
	if !s.from.cyclic(knot) {
		if g := knot[0]; s.alive.has(^g) {
			s.ref[g] = s.share(s.shape(s.vote(g, nothing)))
		}
		return
	}
	for _, g := range knot { // known before what they rest on
		s.ref[g] = s.add(gate{})
	}
	for _, g := range knot {
		if s.alive.has(^g) {
			s.to.gates[^s.ref[g]] = s.shape(s.vote(g, s.ref[g]))
		}
	}
}

// item is an input and what it weighs.
type item struct {
	r      ref
	weight int64
}

// vote is what a gate needs of which inputs.
type vote struct {
	need  int64
	items []item
}

// vote reads an old gate, each input once. It fails no earlier for resting on
// itself.
func (s *simplifier) vote(g int32, self ref) vote {
	old := &s.from.gates[g]
	v := vote{need: old.need}
	for i, r := range old.in {
		if to := s.moved(r); to != nothing && to != self {
			v.items = append(v.items, item{to, min(old.weight(i), old.need)})
		}
	}
	v.items = merge(v.items, v.need)
	return v
}

// merge adds up the weights of equal inputs, in the order of first sight.
func merge(items []item, need int64) []item {
	const few = 12
	var at map[ref]int
	if len(items) > few {
		at = make(map[ref]int, len(items))
	}
	out := items[:0]
	for _, x := range items {
		i := -1
		if at == nil {
			i = slices.IndexFunc(out, func(o item) bool { return o.r == x.r })
		} else if j, ok := at[x.r]; ok {
			i = j
		}
		switch {
		case x.weight == 0:
		case i >= 0:
			out[i].weight = min(need, out[i].weight+x.weight)
		default:
			if at != nil {
				at[x.r] = len(out)
			}
			out = append(out, x)
		}
	}
	return out
}

// shape writes a vote, whose inputs can meet its need, as a gate: an OR or AND
// where it is one, or one of those over a smaller vote.
func (s *simplifier) shape(v vote) gate {
	v = v.reduced()
	sum := int64(0)
	for _, x := range v.items {
		sum += x.weight
	}
	enough, rest := split(v.items, func(x item) bool { return x.weight >= v.need })
	switch {
	case len(rest) == 0:
		return plain(1, enough)
	case len(enough) > 0:
		if left := total(rest); left >= v.need {
			enough = append(enough, item{s.share(s.shape(vote{v.need, rest})), 1})
		}
		return plain(1, enough)
	}
	musts, rest := split(v.items, func(x item) bool { return sum-x.weight < v.need })
	if len(musts) > 0 {
		if need := v.need - total(musts); need > 0 {
			musts = append(musts, item{s.share(s.shape(vote{need, rest})), 1})
		}
		return plain(int64(len(musts)), musts)
	}
	return s.voting(v)
}

func split(items []item, is func(item) bool) (yes, no []item) {
	for _, x := range items {
		if is(x) {
			yes = append(yes, x)
		} else {
			no = append(no, x)
		}
	}
	return yes, no
}

func total(items []item) (sum int64) {
	for _, x := range items {
		sum += x.weight
	}
	return sum
}

// reduced divides weights and need by what is common to the weights, and caps
// a weight at the need.
func (v vote) reduced() vote {
	common := int64(0)
	for i := range v.items {
		v.items[i].weight = min(v.items[i].weight, v.need)
		for a, b := common, v.items[i].weight; ; a, b = b, a%b {
			if b == 0 {
				common = a
				break
			}
		}
	}
	if common > 1 {
		v.need = (v.need + common - 1) / common
		for i := range v.items {
			v.items[i].weight /= common
		}
	}
	return v
}

// voting is the gate of a vote that is neither OR nor AND.
func (s *simplifier) voting(v vote) gate {
	g := gate{need: v.need, in: make([]ref, len(v.items))}
	for i, x := range v.items {
		g.in[i] = x.r
		if x.weight != 1 && g.weights == nil {
			g.weights = make([]int64, len(v.items))
		}
	}
	for i := range g.weights {
		g.weights[i] = v.items[i].weight
	}
	return g
}

// plain is an OR (need 1) or AND.
func plain(need int64, items []item) gate {
	g := gate{need: need, in: make([]ref, len(items))}
	for i, x := range items {
		g.in[i] = x.r
	}
	return g
}

// drawnUp puts the inputs of an OR that is the input of nothing but another OR
// among those of the other, and of an AND likewise: of long chains all at once.
func (n *net) drawnUp() *net {
	uses := make([]int32, len(n.gates))
	for i := range n.gates {
		for _, r := range n.gates[i].in {
			if isGate(r) {
				uses[^r]++
			}
		}
	}
	if isGate(n.top) {
		uses[^n.top]++
	}
	goes := make([]bool, len(n.gates)) // into the only gate that uses it
	for i := range n.gates {
		for _, r := range n.gates[i].in {
			if isGate(r) && uses[^r] == 1 && ^r != num(i) && n.gates[i].alike(&n.gates[^r]) {
				goes[^r] = true
			}
		}
	}
	out := &net{vars: n.vars, gates: slices.Clone(n.gates), top: n.top}
	for i := range n.gates {
		if goes[i] || !slices.ContainsFunc(n.gates[i].in, func(r ref) bool { return isGate(r) && goes[^r] }) {
			continue
		}
		var items []item
		todo := slices.Clone(n.gates[i].in)
		slices.Reverse(todo)
		for len(todo) > 0 {
			r := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if !isGate(r) || !goes[^r] {
				items = append(items, item{r, 1})
				continue
			}
			for _, in := range slices.Backward(n.gates[^r].in) {
				todo = append(todo, in)
			}
		}
		items = merge(items, 1)
		need := int64(1)
		if !n.gates[i].isOr() {
			need = int64(len(items))
		}
		out.gates[i] = plain(need, items)
	}
	return out.compact()
}

// alike reports whether both are an OR, or both an AND, of several inputs.
func (g *gate) alike(other *gate) bool {
	several := len(g.in) > 1 && len(other.in) > 1
	return several && (g.isOr() && other.isOr() || g.isAnd() && other.isAnd())
}

// share returns the ref of a gate: its one input, an equal gate that is there
// already, or a new one.
func (s *simplifier) share(g gate) ref {
	if len(g.in) == 1 {
		return g.in[0]
	}
	s.key = binary.AppendVarint(s.key[:0], g.need)
	order := make([]int, len(g.in))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return int(g.in[a]) - int(g.in[b]) })
	for _, i := range order {
		s.key = binary.AppendVarint(binary.AppendVarint(s.key, int64(g.in[i])), g.weight(i))
	}
	if r, ok := s.same[string(s.key)]; ok {
		return r
	}
	r := s.add(g)
	s.same[string(s.key)] = r
	return r
}

func (s *simplifier) add(g gate) ref {
	s.to.gates = append(s.to.gates, g)
	return ^num(len(s.to.gates) - 1)
}

// compact keeps the gates below the top, each after what it rests on.
func (n *net) compact() *net {
	out := &net{vars: n.vars, top: n.top}
	to := make([]ref, len(n.gates))
	var order []int32
	for _, knot := range n.below() {
		for _, g := range knot {
			to[g] = ^num(len(order))
			order = append(order, g)
		}
	}
	for _, g := range order {
		in := slices.Clone(n.gates[g].in)
		for i, r := range in {
			if isGate(r) {
				in[i] = to[^r]
			}
		}
		out.gates = append(out.gates, gate{n.gates[g].need, in, n.gates[g].weights})
	}
	if isGate(n.top) {
		out.top = to[^n.top]
	}
	return out
}
