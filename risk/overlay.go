package risk

import (
	"slices"
	"strconv"

	"linchpin/graph"
)

// overlay is a changed copy of a snapshot: the nodes and edges that additions
// make beside those of g.
type overlay struct {
	g     *Graph
	kinds map[string]graph.Kind // of added entities
	ids   []string              // of additions, in their order; of a link, empty
	edges []graph.Edge
	owned map[string]string // partners that get another owner
	delta graph.Delta
}

// with returns the graph with additions, checked as if they were stored, and
// the ids of the entities among them.
func (g *Graph) with(add []Addition) (*Graph, []string, error) {
	if len(add) == 0 {
		return g, nil, nil
	}
	o := &overlay{
		g: g, kinds: map[string]graph.Kind{}, ids: make([]string, len(add)), owned: map[string]string{},
		delta: graph.Delta{Change: g.Change(), Nodes: map[string]*graph.Node{}, Stated: map[string][]graph.Edge{}, Links: map[string]*graph.Edge{}},
	}
	for i, a := range add {
		if err := o.name(i, a); err != nil {
			return nil, nil, about(err, pointer(i))
		}
	}
	for i, a := range add {
		err := o.link(i, a)
		if a.Body != nil {
			err = o.entity(i, a)
		}
		if err != nil {
			return nil, nil, about(err, pointer(i))
		}
	}
	if err := o.check(add); err != nil {
		return nil, nil, err
	}
	s, err := g.facts.With(o.delta)
	if err != nil {
		return nil, nil, err
	}
	return Compile(s), slices.DeleteFunc(o.ids, func(id string) bool { return id == "" }), nil
}

func pointer(i int) string { return "/add/" + strconv.Itoa(i) }

// name gives an added entity its id.
func (o *overlay) name(i int, a Addition) error {
	if a.Body == nil {
		return nil
	}
	id := a.ID
	if id == "" {
		id = additionID(i)
	}
	if _, taken := o.g.number(id); taken || o.kinds[id] != "" {
		return graph.FieldError("/id", "unique", "is the id of something else")
	}
	o.ids[i], o.kinds[id] = id, a.Body.Kind()
	return nil
}

func (o *overlay) kind(id string) graph.Kind {
	if k, ok := o.kinds[id]; ok {
		return k
	}
	n, _ := o.g.facts.Find(id)
	return n.Kind
}

func (o *overlay) entity(i int, a Addition) error {
	if err := graph.Prepare(a.Body); err != nil {
		return err
	}
	for _, l := range a.Body.BodyLinks() {
		if l.Other == "" {
			continue
		}
		want := graph.KindPartner
		if l.Kind == graph.Fulfils {
			want = graph.KindComponent
		}
		switch k := o.kind(l.Other); {
		case k == "":
			return graph.FieldError("/"+l.Field, "unknown_ref", "no %s has the id %q", want, l.Other)
		case k != want:
			return graph.FieldError("/"+l.Field, "wrong_kind", "%q is a %s, not a %s", l.Other, k, want)
		}
	}
	rec := graph.Record{Meta: graph.Meta{ID: o.ids[i]}, Body: a.Body}
	n, stated := graph.NodeOf(rec), graph.EdgesOf(rec)
	o.delta.Nodes[n.ID], o.delta.Stated[n.ID] = &n, stated
	o.edges = append(o.edges, stated...)
	return nil
}

// link adds a link; of those that are fields of an entity only the owner of a
// partner, in place of the one that is recorded.
func (o *overlay) link(i int, a Addition) error {
	if a.Link == nil {
		return nil
	}
	l := *a.Link
	if l.Kind == graph.OwnedBy {
		return o.ownership(i, l)
	}
	if err := graph.PrepareLink(&l); err != nil {
		return err
	}
	if err := o.ends(l); err != nil {
		return err
	}
	e := graph.EdgeOf(graph.Link{ID: additionID(i), LinkBody: l})
	same := func(x graph.Edge) bool {
		return x.From == e.From && x.Kind == e.Kind && x.To == e.To && keyOf(x) == keyOf(e)
	}
	if slices.ContainsFunc(o.g.from(e.From, e.Kind), same) || slices.ContainsFunc(o.edges, same) {
		return graph.FieldError("", "unique", "there is such a link")
	}
	o.edges, o.delta.Links[e.ID] = append(o.edges, e), &e
	return nil
}

func (o *overlay) ends(l graph.LinkBody) error {
	for field, id := range map[string]string{"/from": l.From, "/to": l.To} {
		if o.kind(id) == "" {
			return graph.FieldError(field, "unknown_ref", "nothing has the id %q", id)
		}
	}
	return l.CheckEnds(o.kind(l.From), o.kind(l.To))
}

func (o *overlay) ownership(i int, l graph.LinkBody) error {
	if err := graph.Check(&l); err != nil {
		return err
	}
	if err := o.ends(l); err != nil {
		return err
	}
	if _, twice := o.owned[l.From]; twice || o.kinds[l.From] != "" {
		return graph.FieldError("/from", "unique", "gets an owner twice; one that is added states its parent")
	}
	o.owned[l.From] = l.To
	e := graph.Edge{ID: additionID(i), From: l.From, Kind: graph.OwnedBy, To: l.To}
	owned, _ := o.g.facts.Find(l.From)
	o.delta.Nodes[l.From] = &owned // states no owner any more
	for _, old := range o.g.from(l.From, graph.OwnedBy) {
		o.delta.Links[old.ID] = nil
	}
	o.edges, o.delta.Links[e.ID] = append(o.edges, e), &e
	return nil
}

// keyOf is the property that tells links with the same ends apart.
func keyOf(e graph.Edge) string {
	l := graph.LinkBody{Kind: e.Kind, Region: e.Region, Service: e.Service, Role: e.Role}
	return l.KeyValue()
}

// from returns the recorded edges of one kind that start from an entity.
func (g *Graph) from(id string, kind graph.LinkKind) (out []graph.Edge) {
	v, ok := g.facts.Number(id)
	if !ok {
		return nil
	}
	for _, a := range g.facts.Arcs(v) {
		if a.Kind() == kind {
			out = append(out, g.facts.Edge(v, a))
		}
	}
	return out
}
