package neostore

import (
	"fmt"
	"testing"

	"linchpin/graph"
)

func TestSearch(t *testing.T) {
	s := open(t)
	fill(t, s)
	apply(t, s,
		body("n1", &graph.Partner{Name: "Nordic Radio AS"}),
		body("n2", &graph.Partner{Name: "Radio", Common: graph.Common{Aliases: []string{"The Wireless Co"}}}),
		body("n3", &graph.Component{Name: "Modem", Layer: graph.Communications, Common: graph.Common{Description: "a radio inside"}}),
		body("n4", &graph.Partner{Name: "Müller & Söhne"}),
		body("n5", &graph.RoadmapItem{Key: "NR-9.1", TitleText: "Example.com launch"}))
	for _, c := range []struct {
		query string
		exact bool
		kinds []graph.Kind
		want  string // id, field that matched
	}{
		{"radio", false, nil, "[n2 name component name n1 name n3 description]"},
		{"radio", false, []graph.Kind{graph.KindPartner}, "[n2 name n1 name]"},
		{"RADIO mod", false, nil, "[component name n3 name]"},
		{"Nordic Radio AS", false, nil, "[n1 name]"}, // "as" is no word of the index
		{"with inside radio", false, nil, "[n3 description]"},
		{"the wire", false, nil, "[n2 aliases]"},
		{"radio", true, nil, "[n2 name]"},
		{"the  wireless co", true, nil, "[n2 aliases]"},
		{"wireless co", true, nil, "[]"},
		{"muller", false, nil, "[n4 name]"},
		{"Müller & Söhne", true, nil, "[n4 name]"},
		{"X-offering", false, nil, "[offering externalId]"},
		{"X-offering", true, nil, "[offering externalId]"},
		{"x-offering", true, nil, "[]"},
		{"rm-1/2", false, nil, "[offering mpn]"},
		{"RM-17", true, nil, "[item key]"},
		{"rm-17", true, nil, "[item key]"},
		{"c-2026-1", true, nil, "[contract reference]"},
		{"nr-9.1", false, nil, "[n5 key]"},
		{"example.co", false, nil, "[n5 title]"},
		{"partner", true, nil, "[partner id]"},
		{"acme gmbh", true, nil, "[partner name]"},
		{"acme", true, nil, "[]"},
		{"27001", false, nil, "[certificate standard]"},
		{"nothing like it", false, nil, "[]"},
		{"  ", false, nil, "[]"},
		{`"`, false, nil, "[]"},
	} {
		got := []string{}
		for _, h := range must(s.Search(t.Context(), c.query, c.kinds, c.exact, 5)) {
			got = append(got, h.ID, h.Matched)
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%q (exact %v): %v, want %s", c.query, c.exact, got, c.want)
		}
	}
	if refs := must(s.Refs(t.Context(), []string{"offering", "contract", "certificate", "item", "nobody"})); len(refs) != 4 ||
		refs["offering"] != (graph.Ref{ID: "offering", Kind: graph.KindOffering, Name: "Radio module · Acme GmbH · RM-1/2", ExternalID: "X-offering"}) ||
		refs["contract"].Name != "C-2026-1" || refs["certificate"].Name != "ISO 27001" || refs["item"].Name != "Launch two" {
		t.Errorf("references: %+v", refs)
	}
}

func TestCountsAndIndex(t *testing.T) {
	s, ctx := open(t), t.Context()
	fill(t, s)
	if got := fmt.Sprint(must(s.Counts(ctx))); got != "map[certificate:1 component:2 contract:1 offering:1 partner:2 person:1 product:1 roadmap_item:2]" {
		t.Error(got)
	}
	for kind, want := range map[graph.Kind]string{
		graph.KindPartner:     "{ID:partner Version:1 Source:erp ExternalID:X-partner Name:Acme GmbH NameKey:%s Natural:[lei:529900T8BM49AURSDO55 duns:123456789] Aliases:[alias partner Ännchen] Layer: Country:DE LEI:529900T8BM49AURSDO55 DUNS:123456789 Website:https://acme.example Refs:map[parent:owner] Parts:[ ]}",
		graph.KindComponent:   "{ID:component Version:1 Source:erp ExternalID:X-component Name:Radio module NameKey:%s Natural:[purl:pkg:generic/radio@1] Aliases:[alias component Ännchen] Layer:communications Country: LEI: DUNS: Website: Refs:map[] Parts:[ ]}",
		graph.KindOffering:    "{ID:offering Version:1 Source:erp ExternalID:X-offering Name:RM-1/2 NameKey:%s Natural:[] Aliases:[alias offering Ännchen] Layer: Country:MY LEI: DUNS: Website: Refs:map[component:component maker:partner seller:owner] Parts:[RM-1/2 S.77]}",
		graph.KindProduct:     "{ID:product Version:1 Source:erp ExternalID:X-product Name:Gateway NameKey:%s Natural:[sku:GW-1] Aliases:[alias product Ännchen] Layer: Country: LEI: DUNS: Website: Refs:map[] Parts:[ ]}",
		graph.KindRoadmapItem: "{ID:item Version:1 Source:erp ExternalID:X-item Name:Launch two NameKey:%s Natural:[key:RM-17 url:https://plan.example/17] Aliases:[alias item Ännchen] Layer:applications Country: LEI: DUNS: Website: Refs:map[] Parts:[ ]}",
		graph.KindContract:    "{ID:contract Version:1 Source:erp ExternalID:X-contract Name:C-2026-1 NameKey:%s Natural:[] Aliases:[alias contract Ännchen] Layer: Country: LEI: DUNS: Website: Refs:map[partner:partner] Parts:[C-2026-1 ]}",
		graph.KindCertificate: "{ID:certificate Version:1 Source:erp ExternalID:X-certificate Name:ISO 27001 NameKey:%s Natural:[] Aliases:[alias certificate Ännchen] Layer: Country: LEI: DUNS: Website: Refs:map[partner:partner] Parts:[ISO 27001 All sites]}",
		graph.KindPerson:      "{ID:person Version:1 Source:erp ExternalID:X-person Name:Ann Ode NameKey:%s Natural:[email:ann@example.com] Aliases:[alias person Ännchen] Layer: Country: LEI: DUNS: Website: Refs:map[] Parts:[ ]}",
	} {
		found := false
		for _, k := range must(s.Index(ctx, kind)) {
			found = found || fmt.Sprintf("%+v", k) == fmt.Sprintf(want, k.NameKey) && k.NameKey != ""
		}
		if !found {
			t.Errorf("%s: %+v,\nwant %s", kind, must(s.Index(ctx, kind)), want)
		}
	}
}
