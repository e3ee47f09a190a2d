package faulttree

import (
	"encoding/binary"
	"math"
	"slices"
)

// compiler makes the parts of a function from below: a variable from events on
// is a part that is there already. Equal nets are one part.
type compiler struct {
	*meter
	events int32
	parts  []diagram
	known  map[string]int32 // parts by their nets
	depth  int              // of the cases
	cases  int              // that may still be decided in this turn
	byCase bool             // some were

	small     *table // for what is left of a net in a case
	allowance int    // of its vertices
	tried     int    // the size of the net around that was too large for it
}

// none is in place of a variable what never fails.
const none int32 = -1

func newCompiler(events int, m *meter) *compiler {
	return &compiler{meter: m, events: num(events), known: map[string]int32{}, small: newTable(m), allowance: 1 << 15}
}

// compile returns the variable that a net is: an event, a part or none.
func (c *compiler) compile(n *net) int32 {
	nets := n.modules(c.meter, thorough)
	to := make([]int32, len(nets))
	for i, m := range slices.Backward(nets) {
		for j, v := range m.vars {
			if v >= firstModule {
				m.vars[j] = to[v-firstModule]
			}
		}
		to[i] = c.part(m)
	}
	return to[0]
}

// part returns the variable that a module is.
func (c *compiler) part(n *net) int32 {
	switch {
	case n.top == nothing:
		return none
	case n.single():
		return n.vars[n.top]
	}
	key := n.key()
	p, ok := c.known[key]
	if ok {
		return p
	}
	if c.depth == 0 {
		p = c.inTurns(n)
	} else {
		p = c.inCase(n)
	}
	c.keep(int64(len(key)) + 64)
	c.known[key] = p
	return p
}

// add makes a part of a diagram.
func (c *compiler) add(d diagram) int32 {
	c.parts = append(c.parts, d)
	return c.events + num(len(c.parts)-1)
}

// inTurns tries a net as a whole, in each order of its variables, then by its
// systems, and then by cases; with a small allowance first and then with larger
// ones: the best is often found before any other has cost much. Deciding what
// systems share takes a hundredth of the time of another case, so it is allowed
// more and comes first. What a turn found out about cases is known in the next.
// A net that is too wide is not tried any further.
func (c *compiler) inTurns(n *net) int32 {
	const first, more, verticesOfACase = 1 << 15, 4, 12
	for allowance := first; ; allowance *= more {
		most := int(min(c.left()/grownBytes, 1<<30))
		if d, ok := n.whole(newTable(c.meter), min(allowance, most), allOrderings...); ok {
			return c.add(d)
		}
		if allowance == first && n.width(mostWidth) >= mostWidth {
			panic(&TooLargeError{Width: mostWidth})
		}
		c.cases = allowance
		if p, ok := c.byShared(n, min(more*allowance, most)); ok {
			return p
		}
		c.cases, c.tried = allowance/verticesOfACase, n.size()
		if allowance >= most {
			c.cases = math.MaxInt
		}
		if p, ok := c.turn(n); ok {
			return p
		}
	}
}

// inCase makes a part of what is left of a net in a case: as a whole, where it
// is so much smaller than what was tried last that it may be small enough, or by
// cases again.
func (c *compiler) inCase(n *net) int32 {
	outer, size := c.tried, n.size()
	defer func() { c.tried = outer }()
	if size <= outer-outer/4 {
		if d, ok := n.whole(c.small, c.allowance, heavyFirst, asWritten); ok {
			return c.add(d)
		}
		c.tried = size
	}
	return c.byCases(n)
}

// whole builds the diagram of a net in one of some orders, with no more
// vertices at a time than allowed.
func (n *net) whole(t *table, allowance int, orders ...ordering) (diagram, bool) {
	for _, o := range orders {
		if d, ok := n.attempt(t, n.levels(o), allowance); ok || len(n.gates) == 1 { // the same in any order
			return d, ok
		}
	}
	return diagram{}, false
}

// attempt builds the diagram of a net with no more vertices at a time than
// allowed, and no more than so many steps for each of them.
func (n *net) attempt(t *table, level []int32, vertices int) (d diagram, ok bool) {
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

// key is the same for nets that are.
func (n *net) key() string {
	k := binary.AppendVarint(nil, int64(n.top))
	for i := range n.gates {
		g := &n.gates[i]
		k = binary.AppendVarint(binary.AppendVarint(k, g.need), int64(len(g.in)))
		for j, r := range g.in {
			if r >= 0 {
				r = n.vars[r]
			}
			k = binary.AppendVarint(binary.AppendVarint(k, int64(r)), g.weight(j))
		}
	}
	return string(k)
}

// finished lists a variable's part and those below it, from the top down.
func (c *compiler) finished(top int32) []diagram {
	if top < c.events {
		return []diagram{single(top)}
	}
	place := make([]int32, top-c.events+1) // from 1 on, of parts that are rested on
	place[top-c.events] = 1
	var out []diagram
	for i := len(place) - 1; i >= 0; i-- {
		if place[i] == 0 {
			continue
		}
		out = append(out, c.parts[i])
		place[i] = num(len(out))
		for _, v := range c.parts[i].vars {
			if v >= c.events {
				place[v-c.events] = 1
			}
		}
	}
	for _, d := range out {
		for j, v := range d.vars {
			if v >= c.events {
				d.vars[j] = c.events + place[v-c.events] - 1
			}
		}
	}
	return out
}

// single is the diagram of a variable or of none.
func single(v int32) diagram {
	d := constants()
	if v != none {
		d.root = d.add(v)
	}
	return d
}
