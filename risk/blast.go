package risk

import (
	"cmp"
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

// KindCount counts entities of one kind.
type KindCount struct {
	Kind  graph.Kind `json:"kind"`
	Count int        `json:"count"`
}

// LayerStop counts what fails in one layer.
type LayerStop struct {
	Layer        graph.Layer `json:"layer"`
	Components   int         `json:"components"`
	RoadmapItems int         `json:"roadmapItems"`
}

// Stopped is an entity that fails, with its proof.
type Stopped struct {
	Entity graph.Ref   `json:"entity"`
	Layer  graph.Layer `json:"layer,omitempty"`
	Proof
}

// Degraded is an entity that works though it has lost members of a group.
type Degraded struct {
	Entity  graph.Ref   `json:"entity"`
	Layer   graph.Layer `json:"layer,omitempty"`
	Rule    Rule        `json:"rule"`
	Failed  []graph.Ref `json:"failed"`
	Needed  int64       `json:"needed"` // failures that stop it
	Members []graph.Ref `json:"members"`

	Shares []float64 `json:"shares,omitempty"` // of failed, percent
	Spare  *float64  `json:"spare,omitempty"`  // percent that may fail, where shares decide
}

// Blast answers what the failures of the seeds stop and what they only
// weaken. A seed is the id of any entity, country, service or route.
func (g *Graph) Blast(seeds ...string) (Blast, error) { return g.BlastPage(0, 0, seeds...) }

// BlastPage is Blast with only a part of the stopped entities, whose proofs
// take the time: limit of them from offset on, all of the rest for limit 0.
// What is counted is counted in full.
func (g *Graph) BlastPage(offset, limit int, seeds ...string) (Blast, error) {
	vs, err := g.seeds(seeds)
	if err != nil {
		return Blast{}, err
	}
	r := g.borrow()
	defer g.giveBack(r)
	r.blast(vs...)
	b := Blast{
		Change: g.change, Seeds: g.refs(vs), Stops: g.stops(r.queue),
		Stopped: []Stopped{}, Degraded: g.degraded(r),
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
		v, err := g.find(id)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out, nil
}

// degraded lists what has lost members of a group and works.
func (g *Graph) degraded(r *run) []Degraded {
	var groups []int32
	for _, i := range r.counted {
		if owner := g.groups[i].owner; !r.failed(owner) && g.traits[owner]&isClosed == 0 {
			groups = append(groups, i)
		}
	}
	slices.SortFunc(groups, func(a, b int32) int {
		return cmp.Or(g.byKind(g.groups[a].owner, g.groups[b].owner), cmp.Compare(a, b))
	})
	out := make([]Degraded, 0, len(groups))
	for _, i := range groups {
		s := g.step(fired{i, r.lost(i, num(len(r.queue)))})
		out = append(out, Degraded{s.Owner, g.node(g.groups[i].owner).Layer, s.Rule, s.Failed, s.Needed, s.Members, s.Shares, s.Spare})
	}
	return out
}

// census counts nodes by kind and layer.
func (g *Graph) census(vs []int32) ([]KindCount, []LayerStop) {
	count, kinds := map[graph.Kind]int{}, []KindCount{}
	layers := make([]LayerStop, 0, len(graph.Layers()))
	for _, l := range graph.Layers() {
		layers = append(layers, LayerStop{Layer: l})
	}
	for _, v := range vs {
		count[g.kind(v)]++
		n := g.node(v)
		if i := slices.Index(graph.Layers(), n.Layer); i >= 0 {
			if n.Kind == graph.KindComponent {
				layers[i].Components++
			} else {
				layers[i].RoadmapItems++
			}
		}
	}
	for _, k := range kindOrder() {
		if count[k] > 0 {
			kinds = append(kinds, KindCount{k, count[k]})
		}
	}
	return kinds, layers
}

// kindOrder is the order of kinds in answers: what is at stake comes first.
func kindOrder() []graph.Kind {
	return []graph.Kind{
		graph.KindRoadmapItem, graph.KindProduct, graph.KindRoute, graph.KindService,
		graph.KindComponent, graph.KindOffering, graph.KindPartner,
	}
}

// byKind orders nodes by kind, tops by date, components by layer, then by name.
func (g *Graph) byKind(a, b int32) int {
	order := kindOrder()
	if c := cmp.Compare(slices.Index(order, g.kind(a)), slices.Index(order, g.kind(b))); c != 0 {
		return c
	}
	x, y := g.node(a), g.node(b)
	return cmp.Or(
		cmp.Compare(g.rank[a], g.rank[b]),
		cmp.Compare(slices.Index(graph.Layers(), x.Layer), slices.Index(graph.Layers(), y.Layer)),
		cmp.Compare(x.Name, y.Name), cmp.Compare(x.ID, y.ID))
}

// page returns limit elements from offset on, all of the rest for limit 0.
func page[T any](all []T, offset, limit int) []T {
	all = all[min(max(offset, 0), len(all)):]
	if limit > 0 && limit < len(all) {
		all = all[:limit]
	}
	return all
}
