package neostore

import (
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
)

// Refs returns how answers name the entities among ids; unknown ids are left out.
func (s *Store) Refs(ctx context.Context, ids []string) (map[string]graph.Ref, error) {
	return refs(ctx, s, ids)
}

func refs(ctx context.Context, from runner, ids []string) (map[string]graph.Ref, error) {
	out := make(map[string]graph.Ref, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	rs, err := from.run(ctx, refsQuery, map[string]any{"ids": ids})
	if err != nil {
		return nil, err
	}
	for _, r := range rs {
		ref, err := refOf(r)
		if err != nil {
			return nil, err
		}
		out[ref.ID] = ref
	}
	return out, nil
}

// refOf reads the columns id, labels, name, externalId, component, maker and seller.
func refOf(r *neo4j.Record) (graph.Ref, error) {
	kind, err := kindOf(value[[]any](r, "labels"))
	ref := graph.Ref{ID: value[string](r, "id"), Kind: kind, Name: value[string](r, "name"), ExternalID: value[string](r, "externalId")}
	if kind == graph.KindOffering {
		ref.Name = graph.OfferingName(value[string](r, "component"), value[string](r, "maker"), ref.Name, value[string](r, "seller"))
	}
	return ref, err
}
