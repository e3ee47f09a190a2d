package neostore

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"linchpin/graph"
)

// hostile are texts that would do harm if one were taken for a part of a query,
// of a search or of a path.
var hostile = []string{
	"`", "\\u0060", "'", "\"", "') DETACH DELETE n //", "\"}) MATCH (n) DETACH DELETE n RETURN ('", "*/ RETURN 1 /*", "//", "$id", "{id}", "${jndi:x}",
	"\n", "\x00", "\u202e", "\ufeff", "a\u0000b", "\xff\xfe", "1e309", "NaN", "null", "-1", "*", "?", "~", "AND", "OR NOT", "name:x", "[a TO z]", "a^9999", "(((", "\"a", "a\"",
	"/re.*/", "\\", "\\\\", "a\\", "--", "<img src=x onerror=alert(1)>", "{Label}", "{TYPE}", "{FROM}", "💣", "e\u0301", strings.Repeat("x ", 5000), strings.Repeat("\\*", 3000), strings.Repeat("ß", 1<<17),
}

// TestHostileTexts puts each through every parameter that takes a text. It may
// be refused or stored as what it is; it is never an internal error, and
// nothing else changes.
func TestHostileTexts(t *testing.T) {
	s, ctx := open(t), t.Context()
	fill(t, s)
	before := must(s.Snapshot(ctx))
	for i, text := range hostile {
		for name, err := range ask(ctx, s, text) {
			var e *graph.Error
			if err != nil && (!errors.As(err, &e) || e.Code == graph.Internal || e.Code == graph.Unavailable) {
				t.Errorf("%.40q as %s: %v", text, name, err)
			}
		}
		edit := body(fmt.Sprint("h", i), &graph.Partner{Name: text, Common: graph.Common{ExternalID: text, Source: text, Aliases: []string{text}, Tags: []string{text}, Description: text}})
		_, err := s.Apply(ctx, op(), []graph.Edit{edit})
		if err != nil {
			wantCode(t, err, graph.Invalid)
			continue
		}
		want := edit.Body.(*graph.Partner).Name
		if got := must(s.Record(ctx, graph.KindPartner, edit.ID)).Body.Title(); got != want {
			t.Errorf("%q is stored as %q", want, got)
		}
		if hits := must(s.Search(ctx, want, nil, true, 5)); len(hits) == 0 || hits[0].ID != edit.ID {
			t.Errorf("%q is not found by its name: %+v", want, hits)
		}
		must(s.Remove(ctx, op(), edit.ID, graph.AnyVersion))
	}
	after := must(s.Snapshot(ctx))
	if after.Len() != before.Len() || after.Links() != before.Links() {
		t.Errorf("%d nodes and %d edges became %d and %d", before.Len(), before.Links(), after.Len(), after.Links())
	}
	if found := must(s.Check(ctx)); len(found) > 0 {
		t.Errorf("check: %+v", found)
	}
}

// ask uses a text as each parameter of the store that takes one.
func ask(ctx context.Context, s *Store, x string) map[string]error {
	out := map[string]error{}
	_, out["id"] = s.Record(ctx, graph.KindPartner, x)
	_, out["kind"] = s.Record(ctx, graph.Kind(x), "partner")
	_, out["ids"] = s.Records(ctx, []string{x})
	_, out["refs"] = s.Refs(ctx, []string{x})
	_, out["search"] = s.Search(ctx, x, nil, false, 5)
	_, out["exact"] = s.Search(ctx, x, nil, true, 5)
	_, out["list kind"] = s.List(ctx, graph.List{Kind: graph.Kind(x)})
	_, out["list query"] = s.List(ctx, graph.List{Kind: graph.KindPartner, Query: x})
	_, out["list sort"] = s.List(ctx, graph.List{Kind: graph.KindPartner, Sort: x})
	_, out["filter field"] = s.List(ctx, graph.List{Kind: graph.KindPartner, Filter: map[string]any{x: "x"}})
	_, out["filter value"] = s.List(ctx, graph.List{Kind: graph.KindPartner, Filter: map[string]any{"country": x, "tags": x}})
	_, out["filter key"] = s.List(ctx, graph.List{Kind: graph.KindPartner, Filter: map[string]any{"externalId": x}})
	_, out["filter ref"] = s.List(ctx, graph.List{Kind: graph.KindPartner, Filter: map[string]any{"parent": x}})
	_, out["place"] = s.List(ctx, graph.List{Kind: graph.KindRoadmapItem, Sort: "targetDate", After: graph.Place{Key: x, ID: x}})
	_, out["text place"] = s.List(ctx, graph.List{Kind: graph.KindRoadmapItem, Query: "x", After: graph.Place{Key: x, ID: x}})
	_, out["count"] = s.Count(ctx, graph.List{Kind: graph.KindPartner, Query: x})
	_, out["link"] = s.Link(ctx, x)
	_, out["link place"] = s.Links(ctx, graph.LinkList{Kind: graph.Uses, After: x})
	_, out["link ends"] = s.Links(ctx, graph.LinkList{From: x, To: x})
	_, out["link kind"] = s.Links(ctx, graph.LinkList{Kind: graph.LinkKind(x)})
	_, out["history"] = s.History(ctx, x, 0, 5)
	_, out["changes of"] = s.ChangesOf(ctx, x, 0, 5)
	_, out["neighbourhood"] = s.Neighbourhood(ctx, x, 1, []graph.LinkKind{graph.LinkKind(x)}, 5)
	_, out["paths"] = s.Paths(ctx, x, "partner", 5)
	_, out["removal"] = s.Removal(ctx, x)
	_, out["remove"] = s.Remove(ctx, op(), x, 1)
	_, out["edit"] = s.Apply(ctx, op(), []graph.Edit{{ID: x, Body: &graph.Product{Name: x}, IfVersion: 1}})
	_, out["edit link"] = s.Apply(ctx, op(), []graph.Edit{link("h", graph.LinkBody{From: x, Kind: graph.LinkKind(x), To: x, Group: x, Service: x})})
	_, out["reference"] = s.Apply(ctx, op(), []graph.Edit{body("h", &graph.Partner{Name: "H", Parent: x})})
	_, out["import"] = s.Import(ctx, x)
	_, out["imports"] = s.Imports(ctx, graph.Place{ID: x}, 5)
	_, out["session"] = s.Session(ctx, x)
	return out
}
