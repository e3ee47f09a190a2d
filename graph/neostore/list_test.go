package neostore

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"linchpin/graph"
)

// titles lists all pages of a list, entry by entry, and checks the count.
func titles(t *testing.T, s *Store, l graph.List) string {
	t.Helper()
	var out []string
	for {
		page, err := s.List(t.Context(), l)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range page.Items {
			out = append(out, r.Body.Title())
		}
		if page.Next == nil {
			break
		}
		if len(page.Items) != l.Limit {
			t.Fatalf("a page of %d that is not the last", len(page.Items))
		}
		l.After = *page.Next
	}
	if n := must(s.Count(t.Context(), l)); n != int64(len(out)) {
		t.Errorf("count %d of %v", n, out)
	}
	return strings.Join(out, " ")
}

func TestPagesAreWholeAndInOrder(t *testing.T) {
	s := open(t)
	var edits []graph.Edit
	for i, name := range []string{"b", "A", "a", "c", "B", "ä"} {
		edits = append(edits, body(fmt.Sprint("p", i), &graph.Partner{Name: name, Country: []string{"DE", "", "FR", "", "DE", "CH"}[i]}))
	}
	for i, date := range []graph.Date{"2027-03-01", "", "2026-12-31", "2027-03-01", ""} {
		edits = append(edits, body(fmt.Sprint("i", i), &graph.RoadmapItem{Key: fmt.Sprint("K", 9-i), TitleText: string("vwxyz"[i]), TargetDate: date}))
	}
	apply(t, s, edits...)
	apply(t, s, body("p3", &graph.Partner{Name: "c", Country: "US"}))
	for _, c := range []struct {
		kind graph.Kind
		sort string
		want []string // of which one is right: two names may have one key
	}{
		{graph.KindPartner, "", []string{"A a b B c ä", "A a ä b B c"}},
		{graph.KindPartner, "-name", []string{"ä c b B A a", "c b B ä A a", "c b B A a ä"}},
		{graph.KindPartner, "country", []string{"ä b B a c A"}},
		{graph.KindPartner, "-country", []string{"c a b B ä A"}},
		{graph.KindRoadmapItem, "targetDate", []string{"x v y w z"}},
		{graph.KindRoadmapItem, "-targetDate", []string{"v y x w z"}},
		{graph.KindRoadmapItem, "key", []string{"z y x w v"}},
		{graph.KindRoadmapItem, "-updatedAt", []string{"v w x y z"}},
	} {
		for limit := 1; limit <= 7; limit++ {
			if got := titles(t, s, graph.List{Kind: c.kind, Sort: c.sort, Limit: limit}); !slices.Contains(c.want, got) {
				t.Errorf("%s by %q, %d a page: %s, want %s", c.kind, c.sort, limit, got, c.want)
			}
		}
	}
	if got := must(s.List(t.Context(), graph.List{Kind: graph.KindPartner, Sort: "-updatedAt", Limit: 1})).Items[0].ID; got != "p3" {
		t.Errorf("changed last: %s", got)
	}
}

func TestFilters(t *testing.T) {
	s := open(t)
	fill(t, s)
	for _, c := range []struct {
		kind   graph.Kind
		filter map[string]any
		query  string
		want   string
	}{
		{graph.KindPartner, map[string]any{"country": "DE"}, "", "Acme GmbH"},
		{graph.KindPartner, map[string]any{"country": "FR"}, "", ""},
		{graph.KindPartner, map[string]any{"roles": "in_house"}, "", "Acme GmbH"},
		{graph.KindPartner, map[string]any{"parent": "owner"}, "", "Acme GmbH"},
		{graph.KindPartner, map[string]any{"parent": "partner"}, "", ""},
		{graph.KindPartner, map[string]any{"externalId": "X-partner"}, "", "Acme GmbH"},
		{graph.KindPartner, map[string]any{"externalId": "x-partner"}, "", ""},
		{graph.KindPartner, map[string]any{"timeToRecoverDays": int64(0)}, "", "Acme GmbH"},
		{graph.KindPartner, map[string]any{"failureProbability": 0.0}, "", "Acme GmbH"},
		{graph.KindPartner, map[string]any{"nextReviewOn": "2027-01-01", "tags": "t2"}, "", "Acme GmbH"},
		{graph.KindPartner, map[string]any{"tags": "t3"}, "", ""},
		{graph.KindComponent, map[string]any{"layer": "communications", "minSources": int64(2)}, "", "Radio module"},
		{graph.KindOffering, map[string]any{"component": "component", "seller": "owner", "approval": "approved"}, "", "RM-1/2"},
		{graph.KindOffering, map[string]any{"component": "component", "maker": "owner"}, "", ""},
		{graph.KindContract, map[string]any{"partner": "partner", "autoRenew": false}, "", "C-2026-1"},
		{graph.KindContract, map[string]any{"autoRenew": true}, "", ""},
		{graph.KindCertificate, map[string]any{"partner": "partner"}, "", "ISO 27001"},
		{graph.KindCertificate, map[string]any{"partner": "nobody"}, "", ""},
		{graph.KindPartner, nil, "acme", "Acme GmbH"},
		{graph.KindPartner, nil, "holding own", "Owner Holding"},
		{graph.KindPartner, map[string]any{"country": "FR"}, "acme", ""},
		{graph.KindOffering, map[string]any{"maker": "partner"}, "rm-1", "RM-1/2"},
		{graph.KindOffering, map[string]any{"maker": "owner"}, "rm-1", ""},
		{graph.KindPartner, nil, "&& ()", ""},
	} {
		for _, sort := range []string{"", "-name"} {
			if got := titles(t, s, graph.List{Kind: c.kind, Filter: c.filter, Query: c.query, Sort: sort, Limit: 1}); got != c.want {
				t.Errorf("%s %v %q: %q, want %q", c.kind, c.filter, c.query, got, c.want)
			}
		}
	}
}

func TestListRefusesWhatItDoesNotKnow(t *testing.T) {
	s := open(t)
	for pointer, l := range map[string]graph.List{
		"/colour":     {Kind: graph.KindPartner, Filter: map[string]any{"colour": "red"}},
		"/country":    {Kind: graph.KindPartner, Filter: map[string]any{"country": int64(1)}},
		"/validTo":    {Kind: graph.KindOffering, Filter: map[string]any{"validTo": "soon"}},
		"/unitPrice":  {Kind: graph.KindOffering, Filter: map[string]any{"unitPrice": "1.00"}},
		"/layerDepth": {Kind: graph.KindPerson, Filter: map[string]any{"layerDepth": int64(1)}},
		"/sort":       {Kind: graph.KindPartner, Sort: "lei"},
		"/cursor":     {Kind: graph.KindPartner, After: graph.Place{Key: "-x", ID: "1"}},
	} {
		_, err := s.List(t.Context(), l)
		if e := wantCode(t, err, graph.Invalid); len(e.Fields) != 1 || pointerOf(e) != pointer {
			t.Errorf("%v, want a fault of %s", err, pointer)
		}
	}
	for _, place := range []graph.Place{{ID: "1"}, {Key: "=soon"}, {Key: "\x00"}, {Key: "=", ID: "x"}} {
		_, err := s.List(t.Context(), graph.List{Kind: graph.KindRoadmapItem, Sort: "targetDate", After: place})
		wantCode(t, err, graph.Invalid)
	}
	_, err := s.List(t.Context(), graph.List{Kind: graph.KindPartner, Query: "x", After: graph.Place{Key: "NaN"}})
	wantCode(t, err, graph.Invalid)
	_, err = s.List(t.Context(), graph.List{Kind: "country"})
	wantCode(t, err, graph.Invalid)
	_, err = s.Links(t.Context(), graph.LinkList{Kind: "likes"})
	wantCode(t, err, graph.Invalid)
}

func TestTextPages(t *testing.T) {
	s := open(t)
	var edits []graph.Edit
	for i := range 23 {
		edits = append(edits, body(fmt.Sprint("p", i), &graph.Partner{Name: fmt.Sprint("Zulu ", i), Common: graph.Common{Description: strings.Repeat("filler ", i%5)}}))
	}
	apply(t, s, edits...)
	got := strings.Fields(strings.ReplaceAll(titles(t, s, graph.List{Kind: graph.KindPartner, Query: "zul", Limit: 4}), "Zulu ", ""))
	slices.Sort(got)
	if len(slices.Compact(got)) != 23 {
		t.Errorf("pages hold %v", got)
	}
}

func TestLinksOfAllSorts(t *testing.T) {
	s, ctx := open(t), t.Context()
	fill(t, s)
	all := func(l graph.LinkList) (ids []string) {
		for {
			page := must(s.Links(ctx, l))
			for _, x := range page.Items {
				ids = append(ids, x.ID)
				if one := must(s.Link(ctx, x.ID)); !reflect.DeepEqual(one, x) {
					t.Errorf("link %s alone: %+v, in the list: %+v", x.ID, one, x)
				}
			}
			if page.Next == nil {
				return ids
			}
			l.After = page.Next.ID
		}
	}
	everything := all(graph.LinkList{Limit: 5})
	if len(everything) != 12+6 || !slices.IsSorted(everything) {
		t.Errorf("%d links: %v", len(everything), everything)
	}
	for want, l := range map[string]graph.LinkList{
		"[certificate.holds l-sells l-services l-sources_from partner.owned_by]": {From: "partner", Limit: 2},
		"[contract.binds l-involves offering.made_by]":                           {To: "partner", Limit: 2},
		"[l-needs]":           {From: "item", To: "component", Limit: 2},
		"[offering.sold_by]":  {From: "offering", To: "owner", Kind: graph.SoldBy},
		"[certificate.holds]": {Kind: graph.Holds},
		"[l-owns]":            {Kind: graph.Owns, To: "item"},
		"[]":                  {From: "nobody"},
	} {
		if got := fmt.Sprint(all(l)); got != want {
			t.Errorf("%+v: %s, want %s", l, got, want)
		}
	}
	holds := must(s.Link(ctx, "certificate.holds"))
	if holds.From != "partner" || holds.To != "certificate" || holds.Version != 1 || holds.CreatedAt.IsZero() {
		t.Errorf("a body link reads %+v", holds)
	}
	if owned := must(s.Link(ctx, "partner.owned_by")); owned.Percent == nil || *owned.Percent != 75.5 {
		t.Errorf("an owner's percent reads %+v", owned.Percent)
	}
	for _, id := range []string{"nothing", "partner.sells", "partner.holds", "a.b.c", ""} {
		_, err := s.Link(ctx, id)
		wantCode(t, err, graph.NotFound)
	}
	if got := must(s.LinksFrom(ctx, []string{"partner", "item", "nobody"})); len(got) != 3+4 {
		t.Errorf("links from two: %+v", got)
	}
}
