package faulttree

import "slices"

// modules splits a net into modules: gates below which lies nothing that is
// used elsewhere, so that the rest of the net sees each as one variable. The
// first is the net itself; variable firstModule+i is module i.
//
// They are found in linear time by the dates of one walk (Y. Dutuit and
// A. Rauzy, A linear-time algorithm to find modules of fault trees, IEEE
// Transactions on Reliability 45(3), 1996). Each is then made smaller by what
// holds for it alone: inputs of an OR or AND that share nothing are put apart,
// variables that are only ever seen together become one, what fails it by itself
// is taken out, and so is what makes no difference, until nothing changes.
func (n *net) modules(meter *meter, how effort) []*net {
	const large = 500
	if len(n.gates) > large {
		meter.look()
	}
	out := []*net{n.simplified()}
	fresh := []int{0} // simplified, and still to be looked at
	for len(fresh) > 0 {
		i := fresh[len(fresh)-1]
		fresh = fresh[:len(fresh)-1]
		m := out[i]
		if meter.step(); len(m.gates) > large {
			meter.look()
		}
		if len(m.gates) < 2 {
			continue
		}
		if parts := m.parts(firstModule+num(len(out)), how); len(parts) > 1 {
			out[i] = parts[0]
			fresh = append(fresh, i)
			for _, p := range parts[1:] {
				fresh = append(fresh, len(out))
				out = append(out, p)
			}
		} else if less := m.less(how); less != nil {
			out[i] = less.simplified()
			fresh = append(fresh, i)
		}
	}
	if how == thorough {
		for i := range out {
			out[i] = out[i].compact()
		}
	}
	return sorted(out)
}

// effort is how much is done to make a net smaller.
type effort int

const (
	thorough effort = iota
	brief           // no more than pays where only small cut sets are asked for
)

// parts takes apart what it can: what is left of a net comes first, and alone
// where there is nothing to take. The parts are numbered from next on.
func (n *net) parts(next int32, how effort) []*net {
	parts := n.split(next)
	if len(parts) == 1 {
		parts = n.apart(next)
	}
	if len(parts) == 1 && how == thorough {
		parts = n.together(next)
	}
	return parts
}

// less is an equal net with fewer inputs, or nil.
func (n *net) less(how effort) *net {
	if m := n.withoutSufficient(); m != nil || how == brief {
		return m
	}
	return n.absorbed()
}

// firstModule is above every variable that is none.
const firstModule int32 = 1 << 30

// sorted numbers modules anew, each after the one that rests on it: a module
// that is split in two may have handed an older one on to the newer half.
func sorted(nets []*net) []*net {
	out := []*net{nets[0]}
	for i := 0; i < len(out); i++ {
		for j, v := range out[i].vars {
			if v >= firstModule {
				out[i].vars[j] = firstModule + num(len(out))
				out = append(out, nets[v-firstModule])
			}
		}
	}
	return out
}

// dates are when a walk from the top meets a gate or variable.
type dates struct{ first, last, done int32 }

// split takes the modules out of a net and returns what is left of it, then
// them; they are numbered from next on.
func (n *net) split(next int32) []*net {
	knots := n.below()
	w := walk{n: n, at: make([]dates, len(n.vars)+len(n.gates)), knot: make([]int32, len(n.gates)), knots: knots}
	for k, knot := range knots {
		for _, g := range knot {
			w.knot[g] = num(k)
		}
	}
	if n.single() {
		return []*net{n}
	}
	w.walk()
	is := make([]bool, len(n.gates))
	for k, knot := range knots {
		is[knot[0]] = w.isModule(num(k)) && !n.cyclic(knot)
	}
	is[^n.top] = true
	return n.cut(is, next)
}

// single reports whether a net is one variable or nothing.
func (n *net) single() bool { return !isGate(n.top) }

// walk dates a net. The gates of a cycle count as one node.
type walk struct {
	n     *net
	knots [][]int32
	knot  []int32 // of a gate
	at    []dates // by node; of a knot, that of its first gate
	low   []int32 // by knot: the first date of anything below
	high  []int32 // and the last
}

// node is where the dates of a ref are kept.
func (w *walk) node(r ref) int32 {
	if r >= 0 {
		return r
	}
	return w.n.node(^w.knots[w.knot[^r]][0])
}

func (w *walk) walk() {
	type step struct {
		knot       int32
		gate, next int
	}
	date := int32(1)
	top := w.node(w.n.top)
	w.at[top] = dates{first: date}
	todo := []step{{knot: w.knot[^w.n.top]}}
	for len(todo) > 0 {
		s := &todo[len(todo)-1]
		knot := w.knots[s.knot]
		if s.gate == len(knot) {
			date++
			at := &w.at[w.n.node(^knot[0])]
			at.done, at.last = date, date
			todo = todo[:len(todo)-1]
			continue
		}
		in := w.n.gates[knot[s.gate]].in
		if s.next == len(in) {
			s.gate, s.next = s.gate+1, 0
			continue
		}
		r := in[s.next]
		s.next++
		if isGate(r) && w.knot[^r] == s.knot {
			continue
		}
		date++
		at := &w.at[w.node(r)]
		switch {
		case at.first > 0:
			at.last = date
		case r >= 0:
			*at = dates{date, date, date}
		default:
			at.first = date
			todo = append(todo, step{knot: w.knot[^r]})
		}
	}
	w.reach()
}

// reach finds the first and last date of what is below each knot.
func (w *walk) reach() {
	w.low, w.high = make([]int32, len(w.knots)), make([]int32, len(w.knots))
	for k, knot := range w.knots { // what it rests on comes before
		w.low[k] = 1<<31 - 1
		for _, g := range knot {
			for _, r := range w.n.gates[g].in {
				if isGate(r) && w.knot[^r] == num(k) {
					continue
				}
				at := w.at[w.node(r)]
				w.low[k], w.high[k] = min(w.low[k], at.first), max(w.high[k], at.last)
				if isGate(r) {
					w.low[k], w.high[k] = min(w.low[k], w.low[w.knot[^r]]), max(w.high[k], w.high[w.knot[^r]])
				}
			}
		}
	}
}

func (w *walk) isModule(k int32) bool {
	at := w.at[w.n.node(^w.knots[k][0])]
	return w.low[k] > at.first && w.high[k] < at.done
}

// cut makes a net of each marked gate, which the others see as a variable: the
// top's first, the rest numbered from next on.
func (n *net) cut(is []bool, next int32) []*net {
	var out []*net
	number := make([]int32, len(n.gates)) // of a marked gate
	roots := []int32{^n.top}
	for len(roots) > 0 {
		root := roots[0]
		roots = roots[1:]
		part := &net{}
		local := map[ref]ref{}
		todo := []int32{root}
		local[^root] = ^0
		part.gates = append(part.gates, gate{})
		for i := 0; i < len(todo); i++ {
			old := &n.gates[todo[i]]
			in := make([]ref, len(old.in))
			for j, r := range old.in {
				to, ok := local[r]
				switch {
				case ok:
				case r >= 0:
					to = num(len(part.vars))
					part.vars = append(part.vars, n.vars[r])
				case is[^r]:
					number[^r] = next
					next++
					roots = append(roots, ^r)
					to = num(len(part.vars))
					part.vars = append(part.vars, number[^r])
				default:
					to = ^num(len(todo))
					todo = append(todo, ^r)
					part.gates = append(part.gates, gate{})
				}
				local[r] = to
				in[j] = to
			}
			part.gates[i] = gate{old.need, in, old.weights}
		}
		part.top = ^0
		out = append(out, part)
	}
	return out
}

// apart puts inputs of an OR or AND top that share nothing with others into
// nets of their own; a single net means that there are none.
func (n *net) apart(next int32) []*net {
	if n.single() {
		return []*net{n}
	}
	top := &n.gates[^n.top]
	if !top.isOr() && !top.isAnd() || len(top.in) < 3 || n.restsOnTop() {
		return []*net{n}
	}
	group := n.groups(top.in)
	var order []ref
	members := map[ref][]ref{}
	for i, r := range top.in {
		if members[group[i]] == nil {
			order = append(order, group[i])
		}
		members[group[i]] = append(members[group[i]], r)
	}
	if len(order) == 1 {
		return []*net{n}
	}
	m := &net{vars: n.vars, gates: slices.Clone(n.gates), top: n.top}
	is := make([]bool, len(n.gates))
	is[^n.top] = true
	var in []ref
	for _, k := range order {
		rs := members[k]
		if len(rs) == 1 {
			in = append(in, rs[0])
			continue
		}
		need := int64(1)
		if top.isAnd() {
			need = int64(len(rs))
		}
		m.gates = append(m.gates, gate{need: need, in: rs})
		is = append(is, true)
		in = append(in, ^num(len(m.gates)-1))
	}
	need := int64(1)
	if top.isAnd() {
		need = int64(len(in))
	}
	m.gates[^m.top] = gate{need: need, in: in}
	return m.cut(is, next)
}

// restsOnTop reports whether the top is part of a cycle.
func (n *net) restsOnTop() bool {
	return slices.ContainsFunc(n.gates, func(g gate) bool { return slices.Contains(g.in, n.top) })
}

// groups says for each input of the top which others it is connected with
// below: equal numbers mean the same group.
func (n *net) groups(in []ref) []ref {
	up := make([]int32, len(n.vars)+len(n.gates))
	for i := range up {
		up[i] = num(i)
	}
	find := func(v int32) int32 {
		for up[v] != v {
			up[v] = up[up[v]]
			v = up[v]
		}
		return v
	}
	for i := range n.gates {
		if num(i) == ^n.top {
			continue
		}
		own := n.node(^num(i))
		for _, r := range n.gates[i].in {
			up[find(n.node(r))] = find(own)
		}
	}
	out := make([]ref, len(in))
	for i, r := range in {
		out[i] = find(n.node(r))
	}
	return out
}
