package ecosystem

import (
	"math/rand/v2"

	"linchpin/graph"
)

// Plant returns a fault tree of so many gates, made as those of plants are: it
// is stopped by sequences of two or three systems that fail together. A system
// has two to four trains, one or all but one of which must work. A train is a
// chain of segments, tied to its neighbour here and there; many rest on the
// power, the cooling or the control of their division, control on two of four
// sensors, cooling on power, and power on the grid or a generator; generators,
// pumps and each system's segments have a common cause of failure. There is one
// event to two gates, and a few.
func Plant(seed uint64, gates int) (nodes []graph.Node, edges []graph.Edge) {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 4))} //nolint:gosec // the same ones every time
	p := &plant{generator: g, gates: make([]vote, 1)}
	s := p.support(2 + g.IntN(3))
	var systems []int
	for len(p.gates) < gates*24/25 {
		systems = append(systems, p.system(s, 6+g.IntN(20)))
	}
	var sequences []int
	for i, one := range systems {
		all := []int{one, systems[(i+1)%len(systems)]}
		if g.IntN(2) == 0 {
			all = append(all, systems[(i+2)%len(systems)])
		}
		sequences = append(sequences, p.gate(len(all), all...))
	}
	p.gates[0] = vote{1, sequences}
	return p.written()
}

// plant is a fault tree that is being made: inputs are gates by number, and
// events by ^number.
type plant struct {
	*generator
	gates  []vote
	events int
}

// vote fails with so many of its inputs.
type vote struct {
	need   int
	inputs []int
}

func (p *plant) event() int {
	p.events++
	return ^(p.events - 1)
}

func (p *plant) gate(need int, inputs ...int) int {
	p.gates = append(p.gates, vote{need, inputs})
	return len(p.gates) - 1
}

// support is what each division of a plant gives.
type support struct{ power, cooling, control []int }

func (p *plant) support(divisions int) (s support) {
	grid, generators, pumps := p.event(), p.event(), p.event()
	for range divisions {
		generator := p.gate(1, p.event(), generators)
		s.power = append(s.power, p.gate(1, p.event(), p.gate(2, generator, grid)))
	}
	for d := range divisions {
		pump := p.gate(1, p.event(), pumps, s.power[d])
		other := p.gate(1, p.event(), pumps, s.power[(d+1)%divisions])
		s.cooling = append(s.cooling, p.gate(1, p.event(), p.gate(2, pump, other)))
		battery, sensors := p.event(), p.gate(2, p.event(), p.event(), p.event(), p.event())
		s.control = append(s.control, p.gate(1, sensors, p.gate(2, s.power[d], battery)))
	}
	return s
}

// system returns the gate of a system whose trains have so many segments.
func (p *plant) system(s support, segments int) int {
	divisions := len(s.power)
	trains := make([]int, 2+p.IntN(3))
	for i := range trains {
		trains[i] = p.gate(1, p.event(), s.power[i%divisions])
	}
	common := p.event()
	for range segments {
		next := make([]int, len(trains))
		for i := range trains {
			inputs := []int{trains[i]}
			if p.IntN(3) == 0 {
				inputs[0] = p.gate(2, trains[i], trains[(i+1)%len(trains)])
			}
			next[i] = p.gate(1, append(inputs, p.segment(s, i%divisions, common))...)
		}
		trains = next
	}
	need := len(trains)
	if need > 2 && p.IntN(2) == 0 {
		need--
	}
	return p.gate(need, trains...)
}

// segment returns what fails a segment by itself.
func (p *plant) segment(s support, division, common int) int {
	switch p.IntN(10) {
	case 0:
		return s.power[division]
	case 1:
		return s.cooling[division]
	case 2:
		return p.gate(2, s.control[division], p.event()) // or by hand
	case 3:
		return common
	default:
		return p.event()
	}
}

// written is a tree as an ecosystem.
func (p *plant) written() (nodes []graph.Node, edges []graph.Edge) {
	p.single(len(p.gates), p.events)
	for i, v := range p.gates {
		inputs := map[int]bool{}
		for _, in := range v.inputs {
			if in < 0 {
				in = len(p.gates) + ^in
			}
			inputs[in] = true
		}
		p.generator.gate(i, inputs, v.need)
	}
	return p.nodes, p.edges
}
