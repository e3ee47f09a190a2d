package neostore

import (
	"cmp"
	"context"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
)

const (
	hubDegree = 2000 // links from which on an entity is not looked at as a whole
	maxShown  = 1000 // entities of a neighbourhood
	maxHops   = 4
)

// Neighbourhood returns what surrounds an entity, up to some hops away: for
// each entity, kind of link and direction the first of what is there by name,
// at most limit, and how many there are. At a hub the first are any.
func (s *Store) Neighbourhood(ctx context.Context, focus string, hops int, kinds []graph.LinkKind, limit int) (graph.Neighbourhood, error) {
	var out graph.Neighbourhood
	err := s.session(ctx, neo4j.AccessModeRead, readTime, func(ctx context.Context, t tx) error {
		w := &walk{tx: t, types: linkTypes(kinds), limit: max(limit, 1), hop: map[string]int{focus: 0}, shown: []string{focus}}
		for hop := 1; hop <= min(max(hops, 1), maxHops); hop++ {
			if err := w.ring(ctx, hop); err != nil {
				return err
			}
		}
		var err error
		out, err = w.view(ctx, focus)
		return err
	})
	return out, err
}

func linkTypes(kinds []graph.LinkKind) (types []string) {
	for _, r := range graph.LinkRules() {
		if len(kinds) == 0 || slices.Contains(kinds, r.Kind) {
			types = append(types, r.Kind.Type())
		}
	}
	return types
}

// walk is a neighbourhood while it grows.
type walk struct {
	tx
	types []string
	limit int
	shown []string       // nearest first
	hop   map[string]int // of what is shown
	rings []ring
}

type ring struct {
	graph.Ring
	near []string // what may be shown of it
}

// ring adds what is next to the outermost entities.
func (w *walk) ring(ctx context.Context, hop int) error {
	var from []string
	for _, id := range w.shown {
		if w.hop[id] == hop-1 {
			from = append(from, id)
		}
	}
	plain, hubs, err := w.hubs(ctx, from)
	if err != nil {
		return err
	}
	params := map[string]any{"ids": plain, "types": w.types, "cap": w.limit}
	rs, err := w.run(ctx, ringQuery, params)
	if err != nil {
		return err
	}
	for _, id := range hubs {
		for _, typ := range w.types {
			more, err := w.run(ctx, ringHub[linkKindOf(typ)], map[string]any{"id": id, "cap": w.limit})
			if err != nil {
				return err
			}
			rs = append(rs, more...)
		}
	}
	for _, r := range rs {
		w.add(r, hop)
	}
	return nil
}

func (w *walk) add(r *neo4j.Record, hop int) {
	g := ring{Ring: graph.Ring{
		Of: value[string](r, "id"), Kind: linkKindOf(value[string](r, "type")), Out: value[bool](r, "out"), Total: int(value[int64](r, "total")),
	}}
	for _, x := range value[[]any](r, "near") {
		id, _ := x.(string)
		g.near = append(g.near, id)
		if _, ok := w.hop[id]; !ok && len(w.shown) < maxShown {
			w.hop[id], w.shown = hop, append(w.shown, id)
		}
	}
	w.rings = append(w.rings, g)
}

// hubs tells entities with few links from those with too many.
func (w *walk) hubs(ctx context.Context, ids []string) (plain, hubs []string, err error) {
	rs, err := w.run(ctx, degreesQuery, map[string]any{"ids": ids})
	plain = []string{}
	for _, r := range rs {
		if id := value[string](r, "id"); value[int64](r, "degree") > hubDegree {
			hubs = append(hubs, id)
		} else {
			plain = append(plain, id)
		}
	}
	return plain, hubs, err
}

// view names what is shown and adds the links among it.
func (w *walk) view(ctx context.Context, focus string) (graph.Neighbourhood, error) {
	out := graph.Neighbourhood{Nodes: []graph.Neighbour{}, Groups: []graph.Ring{}}
	rs, err := w.run(ctx, refsQuery, map[string]any{"ids": w.shown})
	if err != nil {
		return out, err
	}
	for _, r := range rs {
		n := graph.Neighbour{Layer: graph.Layer(value[string](r, "layer")), Date: day(value[neo4j.Date](r, "date"))}
		if n.Ref, err = refOf(r); err != nil {
			return out, err
		}
		if n.Hop = w.hop[n.ID]; n.Hop == 0 {
			out.Focus = n.Ref
		}
		out.Nodes = append(out.Nodes, n)
	}
	if out.Focus.ID != focus {
		return out, graph.Errorf(graph.NotFound, "nothing has the id %q", focus)
	}
	slices.SortStableFunc(out.Nodes, func(a, b graph.Neighbour) int {
		return cmp.Or(cmp.Compare(a.Hop, b.Hop), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	out.Shown, out.Total = len(out.Nodes), len(out.Nodes)
	for _, g := range w.rings {
		for _, id := range g.near {
			if has(w.hop, id) {
				g.Shown++
			}
		}
		if g.Total > g.Shown {
			out.Groups, out.Total = append(out.Groups, g.Ring), out.Total+g.Total-g.Shown
		}
	}
	out.Links, err = w.arrows(ctx)
	return out, err
}

// arrows returns the links among what is shown, from its less linked ends.
func (w *walk) arrows(ctx context.Context) ([]graph.Arrow, error) {
	plain, hubs, err := w.hubs(ctx, w.shown)
	if err != nil {
		return nil, err
	}
	rs, err := w.run(ctx, linksAmong, map[string]any{"ids": plain, "all": w.shown, "types": w.types})
	if err != nil {
		return nil, err
	}
	if len(hubs) > 1 {
		more, err := w.run(ctx, linksBetween, map[string]any{"ids": hubs, "types": w.types})
		if err != nil {
			return nil, err
		}
		rs = append(rs, more...)
	}
	out := make([]graph.Arrow, len(rs))
	for i, r := range rs {
		out[i] = graph.Arrow{
			ID: value[string](r, "id"), From: value[string](r, "from"), Kind: linkKindOf(value[string](r, "type")),
			To: value[string](r, "to"), Group: value[string](r, "group"),
		}
	}
	slices.SortFunc(out, func(a, b graph.Arrow) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.To, b.To), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

// day is the day of a date; empty for none.
func day(d neo4j.Date) graph.Date {
	if t := d.Time(); !t.IsZero() {
		return graph.DateOf(t)
	}
	return ""
}
