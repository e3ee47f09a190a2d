package api

import (
	"context"
	"maps"
	"net/url"
	"slices"

	"linchpin/graph"
	"linchpin/risk"
)

// paging is what every list takes.
type paging struct {
	Limit  int    `form:"limit" default:"50" validate:"min=1,max=500"`
	Cursor string `form:"cursor" validate:"max=2000"`
}

const defaultLimit = 50

// page is a part of a list as an answer. Next is null at its end.
type page[T any] struct {
	Items     []T     `json:"items"`
	Next      *string `json:"next"`
	Count     *int64  `json:"count,omitempty"`
	Importing string  `json:"importing,omitempty"`
}

func (p page[T]) nextCursor() string {
	if p.Next == nil {
		return ""
	}
	return *p.Next
}

// listing is what the list of a kind takes: paging, and filters by the fields
// of the kind.
type listing struct{ values url.Values }

func (l *listing) query(v url.Values) { l.values = v }

// entityPage is a part of the entities of a kind, with a name for every id
// they mention and, asked for, the risk of each.
type entityPage struct {
	page[graph.Record]
	Refs map[string]graph.Ref `json:"refs"`
	Risk any                  `json:"risk,omitempty"`
}

func (r collection) list(ctx context.Context, in listing) (any, error) {
	q, err := r.question(in.values)
	if err != nil {
		return nil, err
	}
	if q.tops.Kind != "" {
		g, err := r.answer.graph(ctx)
		if err != nil {
			return nil, err
		}
		if q.Among, err = g.Tops(q.tops); err != nil {
			return nil, err
		}
	}
	if q.csv {
		return r.csv(ctx, q.List), nil
	}
	found, err := r.store.List(ctx, q.List)
	if err != nil {
		return nil, err
	}
	out := entityPage{page: page[graph.Record]{Items: found.Items, Importing: r.answer.importing()}}
	if out.Items == nil {
		out.Items = []graph.Record{}
	}
	if found.Next != nil {
		out.Next = cursor{Key: found.Next.Key, ID: found.Next.ID}.text(q.scope)
	}
	if q.count {
		n, err := r.store.Count(ctx, q.List)
		if err != nil {
			return nil, err
		}
		out.Count = &n
	}
	if out.Refs, err = mentioned(ctx, r.store, found.Items); err != nil {
		return nil, err
	}
	if q.risk {
		out.Risk, err = r.risks(ctx, found.Items)
	}
	return out, err
}

// refer is how names for ids are found.
type refer interface {
	Refs(ctx context.Context, ids []string) (map[string]graph.Ref, error)
}

// mentioned returns a name for every id that the bodies mention.
func mentioned(ctx context.Context, store refer, records []graph.Record) (map[string]graph.Ref, error) {
	ids := map[string]bool{}
	for _, rec := range records {
		for _, l := range rec.Body.BodyLinks() {
			if l.Other != "" {
				ids[l.Other] = true
			}
		}
	}
	return named(ctx, store, ids)
}

func named(ctx context.Context, store refer, ids map[string]bool) (map[string]graph.Ref, error) {
	if len(ids) == 0 {
		return map[string]graph.Ref{}, nil
	}
	return store.Refs(ctx, slices.Sorted(maps.Keys(ids)))
}

// risks tells the risk of each record.
func (r collection) risks(ctx context.Context, records []graph.Record) (any, error) {
	g, err := r.answer.graph(ctx)
	if err != nil {
		return nil, err
	}
	ids := make([]string, 0, len(records))
	for _, rec := range records {
		ids = append(ids, rec.ID)
	}
	return riskOf(g, r.kind, ids), nil
}

// hasRisk reports whether lists of a kind tell a risk.
func hasRisk(k graph.Kind) bool {
	return k == graph.KindPartner || k == graph.KindComponent || k == graph.KindProduct || k == graph.KindRoadmapItem
}

func riskOf(g *risk.Graph, k graph.Kind, ids []string) any {
	switch k {
	case graph.KindPartner:
		return g.PartnerStops(ids)
	case graph.KindComponent:
		return g.ComponentRisk(ids)
	default:
		return g.TopRisk(ids)
	}
}
