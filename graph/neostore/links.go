package neostore

import (
	"context"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
)

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
