package risk

import (
	"cmp"
	"slices"

	"linchpin/graph"
)

// owners says who is responsible for what.
type owners struct {
	direct  map[int32][]tenure // of an entity, by the person's name, then role
	owns    map[int32]int      // of a person, the entities
	nearest []int32            // of a node, the owned entity nearest above it; -1 for none
}

// tenure is a person's responsibility for an entity.
type tenure struct {
	person int32
	role   string
}

// Owner is who can answer for an entity: the person, the role, and the entity
// the person is responsible for when it is not the one asked about.
type Owner struct {
	Person graph.Ref  `json:"person"`
	Role   string     `json:"role,omitempty"`
	Of     *graph.Ref `json:"of,omitempty"`
}

// owners reads the links owns, and lets each node without an owner of its own
// inherit: from what is nearest among all that rests on it, by the number of
// rules between them, then by name.
func (g *Graph) owners() *owners {
	return g.tenures.get(func() *owners {
		o := &owners{direct: map[int32][]tenure{}, owns: map[int32]int{}, nearest: make([]int32, g.size())}
		for _, person := range g.ofKind(graph.KindPerson) {
			for _, a := range g.facts.Arcs(int(person)) {
				if a.Kind() != graph.Owns {
					continue
				}
				if !slices.ContainsFunc(o.direct[a.To], func(t tenure) bool { return t.person == person }) {
					o.owns[person]++
				}
				o.direct[a.To] = append(o.direct[a.To], tenure{person, g.facts.Terms(a).Role})
			}
		}
		g.inherit(o)
		return o
	})
}

func (g *Graph) inherit(o *owners) {
	for v := range o.nearest {
		o.nearest[v] = -1
	}
	var queue []int32
	for v, ts := range o.direct {
		slices.SortFunc(ts, func(a, b tenure) int { return cmp.Or(g.byName(a.person, b.person), cmp.Compare(a.role, b.role)) })
		queue = append(queue, v)
	}
	slices.SortFunc(queue, g.byName)
	for _, v := range queue {
		o.nearest[v] = v
	}
	for i := 0; i < len(queue); i++ {
		v := queue[i]
		for _, group := range g.groupsOf(v) {
			for _, m := range g.membersOf(group) {
				if o.nearest[m] < 0 {
					o.nearest[m] = o.nearest[v]
					queue = append(queue, m)
				}
			}
		}
	}
}

// ownerOf returns who answers for v, nil for nobody.
func (g *Graph) ownerOf(v int32) *Owner {
	o := g.owners()
	at := o.nearest[v]
	if at < 0 {
		return nil
	}
	t := o.direct[at][0]
	out := &Owner{Person: g.ref(t.person), Role: t.role}
	if at != v {
		of := g.ref(at)
		out.Of = &of
	}
	return out
}
