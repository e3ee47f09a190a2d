package neostore

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
	"linchpin/graph/names"
)

// Search returns entities of some kinds (of all when none are given) that match
// what a user typed, best first. Exact asks for those only whose id, external
// id, key, reference, whole name or whole alias it is, whatever the case.
func (s *Store) Search(ctx context.Context, query string, kinds []graph.Kind, exact bool, limit int) ([]graph.Hit, error) {
	query = strings.TrimSpace(strings.ToValidUTF8(query, ""))
	if query == "" {
		return nil, nil
	}
	if limit <= 0 {
		limit = defaultLimit
	}
	if len(kinds) == 0 {
		kinds = graph.Kinds()
	}
	found, err := s.candidates(ctx, query, kinds, exact, max(4*limit, 100))
	if err != nil {
		return nil, err
	}
	found = slices.DeleteFunc(found, func(c candidate) bool { return exact && c.rank > wholeAlias })
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(a.rank, b.rank) })
	hits := make([]graph.Hit, min(len(found), limit))
	for i := range hits {
		hits[i] = found[i].Hit
	}
	return hits, nil
}

// candidate is a hit with how well it matches: the less the better.
type candidate struct {
	graph.Hit
	rank int
}

// The ranks, and the fields they are about.
const (
	wholeKey = iota
	wholeName
	wholeAlias
	beginsName
	inName
	inKey
	inAlias
	inOther
)

// candidates returns what the indexes find, what bears the text as a key first.
func (s *Store) candidates(ctx context.Context, typed string, kinds []graph.Kind, exact bool, limit int) ([]candidate, error) {
	var labels []string
	for _, k := range kinds {
		labels = append(labels, k.Label())
	}
	params := map[string]any{"text": typed, "labels": labels, "limit": limit}
	out, seen := []candidate{}, map[string]bool{}
	err := s.session(ctx, neo4j.AccessModeRead, readTime, func(ctx context.Context, t tx) error {
		out, seen = out[:0], map[string]bool{} // this may run again
		ids, text := []string{typed}, lucene(typed)
		if exact {
			text = lucenePhrase(typed)
			more, err := t.keyed(ctx, params, typed, kinds)
			if err != nil {
				return err
			}
			ids = append(ids, more...)
		}
		params["ids"], params["query"] = ids, text
		add := func(r *neo4j.Record) error {
			ref, err := refOf(r)
			if err == nil && !seen[ref.ID] {
				seen[ref.ID] = true
				out = append(out, matched(ref, r, typed))
			}
			return err
		}
		if err := t.stream(ctx, searchID, params, add); err != nil || text == "" {
			return err
		}
		return t.stream(ctx, searchQuery, params, add)
	})
	return out, err
}

// keyed returns the ids of what bears a text as its name or external id.
func (t tx) keyed(ctx context.Context, params map[string]any, typed string, kinds []graph.Kind) (ids []string, err error) {
	for _, k := range kinds {
		if params["key"] = names.Fold(typed); k == graph.KindPartner {
			params["key"] = names.Key(typed)
		}
		err := t.stream(ctx, searchKey[k], params, func(r *neo4j.Record) error {
			ids = append(ids, value[string](r, "id"))
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// matched says which field of an entity the text is found in.
func matched(ref graph.Ref, r *neo4j.Record, typed string) candidate {
	c := candidate{graph.Hit{Ref: ref, Layer: graph.Layer(value[string](r, "layer"))}, inOther + 1}
	text, all := names.Fold(typed), telling(words(typed))
	try := func(field, v string, whole, begins, in int) {
		folded, rank := names.Fold(v), c.rank
		switch {
		case v == "":
			return
		case folded == text:
			rank = whole
		case strings.HasPrefix(folded, text):
			rank = begins
		case !slices.ContainsFunc(all, func(w string) bool { return !strings.Contains(folded, w) }):
			rank = in
		}
		if rank < c.rank {
			c.Matched, c.Text, c.rank = field, v, rank
		}
	}
	if ref.ID == typed {
		c.Matched, c.Text, c.rank = "id", typed, wholeKey
	}
	if ref.ExternalID == typed { // an external id is case-sensitive
		c.Matched, c.Text, c.rank = "externalId", typed, wholeKey
	}
	texts := value[map[string]any](r, "texts")
	for _, field := range slices.Sorted(maps.Keys(texts)) {
		switch v := texts[field].(type) {
		case []any:
			for _, x := range v {
				s, _ := x.(string)
				if field == "aliases" {
					try(field, s, wholeAlias, inAlias, inAlias)
				} else {
					try(field, s, inOther, inOther, inOther)
				}
			}
		case string:
			switch field {
			case "name", "title":
				try(field, v, wholeName, beginsName, inName)
			case "standard":
				try(field, v, wholeName, beginsName, inName)
			case "key", "reference":
				try(field, v, wholeKey, inKey, inKey)
			default:
				try(field, v, inOther, inOther, inOther)
			}
		}
	}
	try("externalId", ref.ExternalID, inKey, inKey, inKey)
	if c.Matched == "" { // the words are spread over several fields, or folded further by the index
		c.Matched, c.Text = "name", ref.Name
	}
	return c
}
