package importers_test

import (
	"testing"

	"linchpin/importers"
)

// A file's name decides between kinds that its headers fit alike, and nothing
// that they say themselves.
func TestAFileIsNamedAfterItsKind(t *testing.T) {
	for _, tc := range []struct {
		file, headers string
		want          importers.As
	}{
		{"products.csv", "external_id,name", importers.Products},
		{`C:\export\Products.CSV`, "external_id,name", importers.Products},
		{"partners.csv", "external_id,name", ""},                       // as its headers say
		{"list.csv", "external_id,name", ""},                           // says nothing
		{"components.csv", "external_id,name", ""},                     // which need a layer
		{"people.csv", "external_id,name", ""},                         // who need an address
		{"bom.csv", "external_id,name", ""},                            // is no kind of row
		{"products.csv", "component.name,maker.name,offering.mpn", ""}, // says itself what it is about
	} {
		s, err := importers.Inspect(file(t, tc.headers+"\n1,2\n"), importers.Reading{})
		if err != nil {
			t.Fatal(err)
		}
		if got := importers.Named(s, tc.file); got != tc.want {
			t.Errorf("%s with %s: %q, want %q", tc.file, tc.headers, got, tc.want)
		}
	}
}
