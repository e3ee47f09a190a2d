package faulttree

// sharing compiles a net of systems. The variables that they share come first
// in the order, so that to decide one is to step from a vertex to the next in
// the diagram of each system; what is left of the net is known by the vertices
// it has come to.
type sharing struct {
	*compiler
	t      *table
	vars   []int32 // by level
	shared int32   // levels of variables that are shared
	known  map[string]int32
	part   map[int32]int32    // by vertex
	shapes map[string]diagram // of nets in which nothing is shared any more
	place  []int32            // by vertex: scratch of copied
}

// certain is in place of a variable what has failed.
const certain int32 = -2

// byShared compiles a net of systems, each of which has no more than so many
// vertices while it is built.
func (c *compiler) byShared(n *net, vertices int) (p int32, ok bool) {
	if n.loops() {
		return 0, false
	}
	of := n.systems()
	if len(of.gates) < 2 {
		return 0, false
	}
	parts, used, byCase := len(c.parts), c.used, c.byCase
	defer func() {
		switch e := recover().(type) {
		case nil:
			return
		case turnIsOver:
		case *TooLargeError:
			if e.Cause != nil {
				panic(e)
			}
		default:
			panic(e)
		}
		c.parts, c.used, c.byCase, ok = c.parts[:parts], used, byCase, false // the cases may take less
	}()
	s := &sharing{compiler: c, t: newTable(c.meter), known: map[string]int32{}, part: map[int32]int32{}, shapes: map[string]diagram{}}
	s.t.reset()
	vertices = min(vertices, s.t.max/2)
	s.t.max -= vertices // which the diagram of one system may take meanwhile
	m, ok := s.above(n, of, vertices)
	if !ok {
		return 0, false
	}
	held := int64(len(s.t.v)) * grownBytes
	c.keep(held)
	defer c.keep(-held)
	s.place = make([]int32, len(s.t.v))
	return s.compile(m), true
}

type turnIsOver struct{}

// compile returns the variable that what is left of the net is.
func (s *sharing) compile(n *net) int32 {
	switch {
	case n.top == nothing:
		return none
	case n.single():
		return s.function(n.vars[n.top])
	}
	key := n.key()
	if p, ok := s.known[key]; ok {
		return p
	}
	s.look()
	if s.cases--; s.cases < 0 {
		panic(turnIsOver{})
	}
	level := s.shared
	for _, f := range n.vars {
		level = min(level, s.t.v[f].level)
	}
	var p int32
	if level < s.shared {
		p = s.decided(n, level)
	} else {
		p = s.apart(n)
	}
	s.keep(int64(len(key)) + 64)
	s.known[key] = p
	return p
}

// decided compiles a net by the two cases of a variable.
func (s *sharing) decided(n *net, level int32) int32 {
	lo, hi := s.compile(s.given(n, level, false)), s.compile(s.given(n, level, true))
	return s.either(s.vars[level], lo, hi)
}

// given is what is left of a net once a variable is decided.
func (s *sharing) given(n *net, level int32, fails bool) *net {
	m := &net{gates: make([]gate, len(n.gates)), top: n.top}
	to, at, constant := make([]ref, len(n.vars)), map[int32]ref{}, false
	for v, f := range n.vars {
		if x := &s.t.v[f]; x.level == level && fails {
			f = x.hi
		} else if x.level == level {
			f = x.lo
		}
		constant = constant || f <= 1
		if to[v] = nothing; f != 0 {
			to[v] = m.variable(f, at)
		}
	}
	for i, g := range n.gates {
		in := make([]ref, len(g.in))
		for j, r := range g.in {
			if in[j] = r; r >= 0 {
				in[j] = to[r]
			}
		}
		m.gates[i] = gate{g.need, in, g.weights}
	}
	if !constant && len(m.vars) == len(n.vars) {
		return m
	}
	if v, ok := at[1]; ok {
		less, top := m.failed(v)
		if top {
			return &net{vars: []int32{1}}
		}
		m = less
	}
	return m.simplified().used()
}

// apart compiles a net of functions that share nothing. Nets that differ in
// their functions only have one diagram.
func (s *sharing) apart(n *net) int32 {
	shape := &net{vars: make([]int32, len(n.vars)), gates: n.gates, top: n.top}
	vars := make([]int32, len(n.vars))
	for v, f := range n.vars {
		shape.vars[v], vars[v] = num(v), s.function(f)
	}
	key := shape.key()
	d, ok := s.shapes[key]
	if !ok {
		if d, ok = shape.whole(s.small, s.allowance, heavyFirst, asWritten); !ok {
			panic(turnIsOver{})
		}
		s.keep(int64(len(key)))
		s.shapes[key] = d
	}
	d.vars = append([]int32(nil), d.vars...)
	for l, v := range d.vars {
		d.vars[l] = vars[v]
	}
	s.keep(int64(len(vars)) * 4)
	return s.add(d)
}

// function is the variable of a vertex, of which nothing is shared.
func (s *sharing) function(f int32) int32 {
	if f == 1 {
		return certain
	}
	if x := &s.t.v[f]; x.hi == 1 && x.lo == 0 {
		return s.vars[x.level]
	}
	p, ok := s.part[f]
	if !ok {
		d := s.copied(f)
		s.keep(d.bytes())
		p = s.add(d)
		s.part[f] = p
	}
	return p
}
