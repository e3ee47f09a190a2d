package neostore

import (
	"context"
	"fmt"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
)

// Record returns the entity of a kind with an id, or a NotFound error.
func (s *Store) Record(ctx context.Context, kind graph.Kind, id string) (graph.Record, error) {
	q, ok := entityQuery[kind]
	if !ok {
		return graph.Record{}, graph.Errorf(graph.NotFound, "%q is no kind of entity", kind)
	}
	rs, err := s.run(ctx, q, map[string]any{"id": id})
	if err != nil {
		return graph.Record{}, fmt.Errorf("%s: %w", kind, err)
	}
	if len(rs) == 0 {
		return graph.Record{}, graph.Errorf(graph.NotFound, "no %s has the id %q", kind, id)
	}
	return recordOf(rs[0])
}

// Records returns the entities among ids; unknown ids are left out.
func (s *Store) Records(ctx context.Context, ids []string) (map[string]graph.Record, error) {
	return records(ctx, s, ids)
}

func records(ctx context.Context, from runner, ids []string) (map[string]graph.Record, error) {
	out := make(map[string]graph.Record, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	rs, err := from.run(ctx, entitiesQuery, map[string]any{"ids": ids})
	if err != nil {
		return nil, err
	}
	for _, r := range rs {
		rec, err := recordOf(r)
		if err != nil {
			return nil, err
		}
		out[rec.ID] = rec
	}
	return out, nil
}

// recordOf reads the columns labels, props and ends.
func recordOf(r *neo4j.Record) (graph.Record, error) {
	props := value[map[string]any](r, "props")
	rec := graph.Record{Meta: metaOf(props)}
	kind, err := kindOf(value[[]any](r, "labels"))
	if err != nil {
		return rec, fmt.Errorf("entity %s: %w", rec.ID, err)
	}
	rec.Body = graph.New(kind)
	if err := bodyCodecs[kind].read(props, rec.Body); err != nil {
		return rec, fmt.Errorf("%s %s: %w", kind, rec.ID, err)
	}
	for _, e := range value[[]any](r, "ends") {
		if err := setEnd(rec.Body, e); err != nil {
			return rec, fmt.Errorf("%s %s: %w", kind, rec.ID, err)
		}
	}
	return rec, nil
}

func metaOf(props map[string]any) (m graph.Meta) {
	m.ID, _ = props["id"].(string)
	m.Version, _ = props["version"].(int64)
	m.CreatedAt, m.UpdatedAt = instant(props["createdAt"]), instant(props["updatedAt"])
	return m
}

func instant(v any) time.Time {
	t, _ := v.(time.Time)
	return t.UTC()
}

// setEnd puts a body link, [type, id of the other end, percent], into its field.
func setEnd(b graph.Body, end any) error {
	e, _ := end.([]any)
	if len(e) != 3 {
		return fmt.Errorf("body link %v", end)
	}
	typ, _ := e[0].(string)
	other, _ := e[1].(string)
	var field *string
	switch b := b.(type) {
	case *graph.Partner:
		if typ == "OWNED_BY" {
			field = &b.Parent
		}
		if percent, ok := e[2].(float64); ok {
			b.ParentPercent = &percent
		}
	case *graph.Offering:
		switch typ {
		case "FULFILS":
			field = &b.Component
		case "MADE_BY":
			field = &b.Maker
		case "SOLD_BY":
			field = &b.Seller
		}
	case *graph.Contract:
		if typ == "BINDS" {
			field = &b.Partner
		}
	case *graph.Certificate:
		if typ == "HOLDS" {
			field = &b.Partner
		}
	}
	if field == nil || *field != "" {
		return fmt.Errorf("link %s too many", typ)
	}
	*field = other
	return nil
}

// kindOf names the kind of an entity by its labels.
func kindOf(labels []any) (graph.Kind, error) {
	for _, k := range graph.Kinds() {
		for _, l := range labels {
			if l == k.Label() {
				return k, nil
			}
		}
	}
	return "", fmt.Errorf("no kind among the labels %v", labels)
}
