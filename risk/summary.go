package risk

import "linchpin/graph"

// Summary is the state of the whole graph in one answer.
type Summary struct {
	Change       int64       `json:"change"`
	Tops         Verdicts    `json:"tops"` // products and items still ahead
	RoadmapItems Verdicts    `json:"roadmapItems"`
	Products     Verdicts    `json:"products"`
	Components   Verdicts    `json:"components"`
	SinglePoints int         `json:"singlePoints"` // partners that alone stop a top
	Hidden       int         `json:"hidden"`       // of those, the hidden ones
	Stops        Stops       `json:"stops"`        // what at least one of them stops, each once
	Layers       []LayerRisk `json:"layers"`

	FalseDiversity int        `json:"falseDiversity"` // components that look diverse and share one cause
	Unsourced      int        `json:"unsourced"`      // components with no counting offering and nothing required
	Short          int        `json:"short"`          // components with fewer sources than they need
	Circular       []Circular `json:"circular"`       // the first 20 warnings
	CircularCount  int        `json:"circularCount"`
}

// LayerRisk counts the components of a layer by verdict, and the items that
// one partner stops through components of this layer.
type LayerRisk struct {
	Layer graph.Layer `json:"layer"`
	Verdicts
	ItemsStopped int `json:"itemsStopped"`
}

// Summary answers how many products, items and components one partner can
// stop, and what in the data deserves a look.
func (g *Graph) Summary() Summary {
	p, _ := g.pointsOf(CausePartner) // a cause it knows
	s := Summary{Change: g.Change(), SinglePoints: len(p.rows), Circular: g.Circular()}
	for _, row := range p.rows {
		if row.hidden {
			s.Hidden++
		}
	}
	seen := map[int32]bool{}
	for _, d := range p.shared {
		seen[d.group] = true
	}
	s.FalseDiversity = len(seen)
	s.CircularCount = len(s.Circular)
	s.Circular = s.Circular[:min(len(s.Circular), topsShown)]
	for _, l := range graph.Layers() {
		s.Layers = append(s.Layers, LayerRisk{Layer: l})
	}
	var stopped []int32
	for v := range num(g.facts.Len()) {
		switch t := g.traits[v]; {
		case t&isComponent != 0:
			s.component(g, v)
		case t&isTop != 0:
			verdict := g.verdict(v)
			s.top(t, verdict, p.layers[v])
			if verdict == Exposed {
				stopped = append(stopped, v)
			}
		}
	}
	s.Stops = g.stops(stopped)
	return s
}

func (s *Summary) component(g *Graph, v int32) {
	verdict := g.verdict(v)
	s.Components.add(verdict)
	for i := range s.Layers {
		if layerBit(s.Layers[i].Layer) == g.layer[v] {
			s.Layers[i].add(verdict)
		}
	}
	if g.unsourced(v) {
		s.Unsourced++
	}
	if g.short(v) != nil {
		s.Short++
	}
}

func (s *Summary) top(t trait, v Verdict, layers uint8) {
	s.Tops.add(v)
	if t&isProduct != 0 {
		s.Products.add(v)
		return
	}
	s.RoadmapItems.add(v)
	for i := range s.Layers {
		if layers&layerBit(s.Layers[i].Layer) != 0 {
			s.Layers[i].ItemsStopped++
		}
	}
}
