package main

import (
	"strings"
	"testing"
)

func TestOneRowIsTold(t *testing.T) {
	for many, one := range map[string]string{
		"components that look diverse":       "component that looks diverse",
		"single points":                      "single point",
		"single points that change":          "single point that changes",
		"products and roadmap items touched": "product or roadmap item touched",
		"people":                             "person",
		"facts nobody recorded":              "fact nobody recorded",
		"roadmap items":                      "roadmap item",
		"things stop":                        "thing stops",
		"partners it can rest on":            "partner it can rest on",
		"countries it can rest on":           "country it can rest on",
		"people it can rest on":              "person it can rest on",
		"of them listed":                     "of them listed",
		"rows by partner":                    "row by partner",
	} {
		if got := singular(many); got != one {
			t.Errorf("one of %q is %q, want %q", many, got, one)
		}
	}
}

func TestShortIsTold(t *testing.T) {
	text, err := sourcingRows([]byte(`{"change":3,"items":[
		{"component":{"name":"A"},"sourcing":"dual","short":{"rule":"sources","needs":3,"has":2}},
		{"component":{"name":"B"},"sourcing":"single","short":{"rule":"share","needs":66.6,"has":50}},
		{"component":{"name":"C"},"sourcing":"multi"}]}`))
	for _, want := range []string{"dual, short: 2 of 3 ", "single, short: 50 of 66.6 %", "multi "} {
		if err != nil || !strings.Contains(text, want) {
			t.Errorf("no %q in %s (%v)", want, text, err)
		}
	}
}
