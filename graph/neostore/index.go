package neostore

import (
	"context"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
)

// Index returns the keys of all entities of a kind, by which files name them.
func (s *Store) Index(ctx context.Context, kind graph.Kind) ([]graph.Keys, error) {
	var out []graph.Keys
	fields := linkFields(kind)
	err := s.reading(ctx, func(ctx context.Context, t tx) error {
		out = nil // this may run again
		return t.stream(ctx, indexQuery[kind], nil, func(r *neo4j.Record) error {
			out = append(out, keysOf(kind, r, fields))
			return nil
		})
	})
	return out, err
}

// linkFields maps the types of a kind's body links to their fields.
func linkFields(kind graph.Kind) map[string]string {
	out := map[string]string{}
	for _, l := range graph.New(kind).BodyLinks() {
		out[l.Kind.Type()] = l.Field
	}
	return out
}

func keysOf(kind graph.Kind, r *neo4j.Record, fields map[string]string) graph.Keys {
	str := func(column string) string { return value[string](r, column) }
	k := graph.Keys{
		ID: str("id"), Version: value[int64](r, "version"), Source: str("source"), ExternalID: str("externalId"),
		Name: str("name"), NameKey: str("nameKey"), Layer: graph.Layer(str("layer")), Country: str("country"),
		LEI: str("lei"), DUNS: str("duns"), Website: str("website"),
	}
	switch kind {
	case graph.KindOffering:
		k.Parts = [2]string{str("mpn"), str("sku")}
		if k.Name = str("mpn"); k.Name == "" {
			k.Name = str("sku")
		}
	case graph.KindContract:
		k.Name, k.Parts = str("reference"), [2]string{str("reference")}
	case graph.KindCertificate:
		k.Name, k.Parts = str("standard"), [2]string{str("standard"), str("scope")}
	case graph.KindRoadmapItem:
		k.Name = str("title")
	default:
	}
	for _, field := range []string{"lei", "duns", "purl", "sku", "key", "url", "email"} {
		if v := str(field); v != "" && (field != "sku" || kind == graph.KindProduct) {
			k.Natural = append(k.Natural, field+":"+v)
		}
	}
	for _, a := range value[[]any](r, "aliases") {
		alias, _ := a.(string)
		k.Aliases = append(k.Aliases, alias)
	}
	for _, e := range value[[]any](r, "ends") {
		if pair, _ := e.([]any); len(pair) == 3 {
			if k.Refs == nil {
				k.Refs = map[string]string{}
			}
			k.Refs[fields[at[string](pair, 0)]] = at[string](pair, 1)
		}
	}
	return k
}

// Counts returns the number of entities of each kind.
func (s *Store) Counts(ctx context.Context) (map[graph.Kind]int64, error) {
	rs, err := s.run(ctx, countsQuery, nil)
	if err != nil {
		return nil, err
	}
	return countsOf(rs[0]), nil
}

func countsOf(r *neo4j.Record) map[graph.Kind]int64 {
	out := map[graph.Kind]int64{}
	for _, k := range graph.Kinds() {
		out[k] = value[int64](r, string(k))
	}
	return out
}
