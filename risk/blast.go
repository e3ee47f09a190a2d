package risk

import (
	"slices"

	"linchpin/graph"
)

// Blast is what a set of failures leads to.
type Blast struct {
	Change   int64       `json:"change"`
	Seeds    []graph.Ref `json:"seeds"`
	Stops    Stops       `json:"stops"`
	Kinds    []KindCount `json:"kinds"`  // how many of each kind fail, seeds apart
	Layers   []LayerStop `json:"layers"` // how many components and items of each layer
	Stopped  []Stopped   `json:"stopped"`
	Degraded []Degraded  `json:"degraded"`
}

// Stopped is an entity that fails, with its proof.
type Stopped struct {
	Entity graph.Ref   `json:"entity"`
	Layer  graph.Layer `json:"layer,omitempty"`
	Proof
}

// Blast answers what the failures of the seeds stop and what they only
// weaken. A seed is the id of any entity, country, service or route.
func (g *Graph) Blast(seeds ...string) (Blast, error) { return g.BlastPage(0, 0, seeds...) }

// BlastPage is Blast with only a part of the stopped and of the degraded, whose
// proofs and members take the time: limit of each from offset on, all of the
// rest for limit 0. What is counted is counted in full.
func (g *Graph) BlastPage(offset, limit int, seeds ...string) (Blast, error) {
	vs, err := g.seeds(seeds)
	if err != nil {
		return Blast{}, err
	}
	r := g.borrow()
	defer g.giveBack(r)
	r.blast(vs...)
	b := Blast{
		Change: g.Change(), Seeds: g.refs(vs), Stops: g.stops(r.queue),
		Stopped: []Stopped{}, Degraded: g.degraded(r, offset, limit),
	}
	var rest []int32
	for _, v := range r.queue {
		if r.state[v].by >= 0 && g.traits[v]&isClosed == 0 {
			rest = append(rest, v)
		}
	}
	b.Kinds, b.Layers = g.census(rest)
	slices.SortFunc(rest, g.byKind)
	for _, v := range page(rest, offset, limit) {
		b.Stopped = append(b.Stopped, Stopped{
			Entity: g.ref(v), Layer: g.node(v).Layer, Proof: g.proof(g.stopsHead(vs, v), r.witness(v)),
		})
	}
	return b, nil
}

// seeds returns the distinct nodes of ids.
func (g *Graph) seeds(ids []string) ([]int32, error) {
	if len(ids) == 0 {
		return nil, graph.FieldError("/seed", "required", "is required")
	}
	var out []int32
	for _, id := range ids {
		v, err := g.findAt("/seed", id)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out, nil
}

// page returns limit elements from offset on, all of the rest for limit 0.
func page[T any](all []T, offset, limit int) []T {
	all = all[min(max(offset, 0), len(all)):]
	if limit > 0 && limit < len(all) {
		all = all[:limit]
	}
	return all
}
