package graph

import (
	"errors"
	"testing"
)

func TestPrepareLink(t *testing.T) {
	for _, tc := range []struct {
		name string
		link LinkBody
		want string // pointer of the fault
	}{
		{"sub-tier for a service", LinkBody{From: "a", Kind: SourcesFrom, To: "b", Service: "wafers", Group: "g", Minimum: new(int64(2))}, ""},
		{"unknown kind", LinkBody{From: "a", Kind: "likes", To: "b"}, "/kind"},
		{"a body field", LinkBody{From: "a", Kind: OwnedBy, To: "b"}, "/kind"},
		{"to itself", LinkBody{From: "a", Kind: Requires, To: "a"}, "/to"},
		{"a region of a need", LinkBody{From: "a", Kind: Needs, To: "b", Region: "EU"}, "/region"},
		{"alternates of a sale", LinkBody{From: "a", Kind: Sells, To: "b", Group: "g"}, "/group"},
		{"minimum of no group", LinkBody{From: "a", Kind: Requires, To: "b", Minimum: new(int64(1))}, "/minimum"},
		{"minimum 0", LinkBody{From: "a", Kind: Requires, To: "b", Group: "g", Minimum: new(int64(0))}, "/minimum"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := ""
			if e, ok := errors.AsType[*Error](PrepareLink(&tc.link)); ok {
				got = e.Fields[0].Pointer
			}
			if got != tc.want {
				t.Errorf("got a fault at %q, want %q", got, tc.want)
			}
		})
	}
}

func TestLinkKeys(t *testing.T) {
	eu := LinkBody{From: "p", Kind: Sells, To: "x", Region: "EU"}
	us := LinkBody{From: "p", Kind: Sells, To: "x", Region: "US"}
	if eu.Key() == us.Key() {
		t.Error("two regions have one key")
	}
	a := LinkBody{From: "p", Kind: Requires, To: "x", Group: "g"}
	b := LinkBody{From: "p", Kind: Requires, To: "x", Group: "h"}
	if a.Key() != b.Key() {
		t.Error("a group makes a second link between the same two components")
	}
}

func TestEveryLinkRuleNamesRealFields(t *testing.T) {
	have := map[string]bool{}
	for _, f := range LinkFields() {
		have[f.Name] = true
	}
	for _, r := range LinkRules() {
		for _, p := range append(r.Props, r.Key) {
			if p != "" && !have[p] {
				t.Errorf("%s: no property %s", r.Kind, p)
			}
		}
		if r.Body == "" {
			continue
		}
		found := false
		for _, l := range New(r.BodyKind).BodyLinks() {
			found = found || l.Kind == r.Kind && l.Field == r.Body
		}
		if !found {
			t.Errorf("%s: %s has no field %s", r.Kind, r.BodyKind, r.Body)
		}
	}
}
