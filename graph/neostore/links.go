package neostore

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
)

// Link returns the link with an id, that of a body field too, or a NotFound error.
func (s *Store) Link(ctx context.Context, id string) (graph.Link, error) {
	if _, kind, stated := strings.Cut(id, "."); stated {
		if r, ok := graph.RuleOf(graph.LinkKind(kind)); ok && r.Body != "" {
			found, err := s.linkPage(ctx, linkOne[r.Kind], map[string]any{"id": id})
			if err != nil || len(found) > 0 {
				return first(found), err
			}
		}
		return graph.Link{}, graph.Errorf(graph.NotFound, "no link has the id %q", id)
	}
	found, err := links(ctx, s, linksQuery, []string{id})
	if err == nil && len(found) == 0 {
		err = graph.Errorf(graph.NotFound, "no link has the id %q", id)
	}
	return first(found), err
}

func first[T any](list []T) (t T) {
	if len(list) > 0 {
		t = list[0]
	}
	return t
}

// Links returns a page of links, those of body fields included. The place after
// it is the id of its last link.
func (s *Store) Links(ctx context.Context, l graph.LinkList) (graph.Page[graph.Link], error) {
	var page graph.Page[graph.Link]
	if l.Limit <= 0 {
		l.Limit = defaultLimit
	}
	params := map[string]any{"after": l.After, "limit": l.Limit + 1, "from": text([]byte(l.From)), "to": text([]byte(l.To)), "type": nil}
	var kinds []graph.LinkKind
	for _, r := range graph.LinkRules() {
		if l.Kind == "" || l.Kind == r.Kind {
			kinds = append(kinds, r.Kind)
		}
	}
	if l.Kind != "" {
		params["type"] = l.Kind.Type()
	}
	var err error
	switch {
	case len(kinds) == 0:
		return page, graph.FieldError("/kind", "oneof", "is no kind of link")
	case l.From != "":
		page.Items, err = s.linkPage(ctx, linkListFrom, params)
	case l.To != "":
		page.Items, err = s.linkPage(ctx, linkListTo, params)
	default:
		page.Items, err = s.linksOf(ctx, kinds, params)
	}
	if len(page.Items) > l.Limit {
		page.Items = page.Items[:l.Limit]
		page.Next = &graph.Place{ID: page.Items[l.Limit-1].ID}
	}
	return page, err
}

// linksOf merges the pages of several kinds.
func (s *Store) linksOf(ctx context.Context, kinds []graph.LinkKind, params map[string]any) ([]graph.Link, error) {
	var out []graph.Link
	for _, k := range kinds {
		part, err := s.linkPage(ctx, linkList[k], params)
		if err != nil {
			return nil, err
		}
		out = append(out, part...)
	}
	slices.SortFunc(out, func(a, b graph.Link) int { return cmp.Compare(a.ID, b.ID) })
	return out, nil
}

// linkPage answers a query that has the column owner: the entity of whose body
// a link is part.
func (s *Store) linkPage(ctx context.Context, q query, params map[string]any) ([]graph.Link, error) {
	rs, err := s.run(ctx, q, params)
	if err != nil {
		return nil, err
	}
	out := make([]graph.Link, len(rs))
	for i, r := range rs {
		if out[i], err = linkOf(r); err != nil {
			return nil, err
		}
		if out[i].Version == 0 {
			m := metaOf(value[map[string]any](r, "owner"))
			out[i].Version, out[i].CreatedAt, out[i].UpdatedAt = m.Version, m.CreatedAt, m.UpdatedAt
		}
	}
	return out, nil
}

// LinksFrom returns the links of their own that start from the given entities.
func (s *Store) LinksFrom(ctx context.Context, ids []string) ([]graph.Link, error) {
	return links(ctx, s, linksFromQuery, ids)
}

// links answers a query for links of their own.
func links(ctx context.Context, from runner, q query, ids []string) ([]graph.Link, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	rs, err := from.run(ctx, q, map[string]any{"ids": ids})
	if err != nil {
		return nil, err
	}
	out := make([]graph.Link, len(rs))
	for i, r := range rs {
		if out[i], err = linkOf(r); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// linkOf reads the columns from, type, to and props.
func linkOf(r *neo4j.Record) (graph.Link, error) {
	props := value[map[string]any](r, "props")
	m := metaOf(props)
	l := graph.Link{ID: m.ID, Version: m.Version, CreatedAt: m.CreatedAt, UpdatedAt: m.UpdatedAt}
	l.From, l.To = value[string](r, "from"), value[string](r, "to")
	l.Kind = linkKindOf(value[string](r, "type"))
	if err := linkCodec.read(props, &l.LinkBody); err != nil {
		return l, fmt.Errorf("link %s %s: %w", l.Kind, l.ID, err)
	}
	return l, nil
}

// linkProps is a link as the properties it is stored with.
func linkProps(l graph.Link) (map[string]any, error) {
	out := map[string]any{"id": l.ID, "version": l.Version, "createdAt": l.CreatedAt.UTC(), "updatedAt": l.UpdatedAt.UTC()}
	return out, linkCodec.props(&l.LinkBody, out)
}

func linkKindOf(typ string) graph.LinkKind { return graph.LinkKind(strings.ToLower(typ)) }
