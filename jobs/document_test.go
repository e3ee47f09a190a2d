package jobs_test

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"linchpin/graph"
	"linchpin/importers"
	"linchpin/jobs"
)

// whole is the graph as it is stored: bodies and links by id.
func (o *office) whole() map[string]any {
	o.t.Helper()
	out := map[string]any{}
	for _, k := range graph.Kinds() {
		keys, err := o.store.Index(o.t.Context(), k)
		if err != nil {
			o.t.Fatal(err)
		}
		ids := make([]string, len(keys))
		for i := range keys {
			ids[i] = keys[i].ID
		}
		records, err := o.store.Records(o.t.Context(), ids)
		if err != nil {
			o.t.Fatal(err)
		}
		for id, r := range records {
			out[id] = r.Body
		}
		links, err := o.store.LinksFrom(o.t.Context(), ids)
		if err != nil {
			o.t.Fatal(err)
		}
		for _, l := range links {
			out[l.ID] = l.LinkBody
		}
	}
	return out
}

func (o *office) document(path string, how importers.Reading) jobs.Import {
	o.t.Helper()
	f, err := os.Open(path)
	if err != nil {
		o.t.Fatal(err)
	}
	defer f.Close()
	i, err := o.desk.Create(o.t.Context(), "ann", &jobs.Upload{File: path}, f)
	if err == nil {
		i, err = o.desk.Patch(o.t.Context(), i.ID, jobs.Patch{Reading: &how})
	}
	if err != nil {
		o.t.Fatal(err)
	}
	_, i = o.do(o.desk.Check, i.ID)
	return i
}

// TestDocuments imports each document over a graph that knows some of it, again,
// and takes it back: the graph is as it was before.
func TestDocuments(t *testing.T) {
	o := open(t)
	o.write("0199-samtec", &graph.Partner{Name: "SAMTEC", Status: "on_hold"})
	o.write("0199-puma", &graph.Partner{Name: "Puma", LEI: "529900GRZ2BQY5ZM9N49"})
	whole := importers.Reading{Dependencies: "all", Root: "product"}
	for _, c := range []struct {
		file string
		how  importers.Reading
		want importers.Counts
	}{
		{"sbom-keycloak-cdx.json", whole, importers.Counts{Create: 904 + 994}},
		{"hbom-pcie-sata-cdx.json", importers.Reading{}, importers.Counts{Create: 7}},
		{"saasbom-cdx.json", whole, importers.Counts{Create: 7 + 7}},
		{"sbom-kubectl-spdx.json", importers.Reading{}, importers.Counts{Create: 89}},
		{"gleif-multi-lei.json", importers.Reading{}, importers.Counts{Create: 11, Update: 1}},
	} {
		path, how, want := "../importers/testdata/"+c.file, c.how, c.want
		o.comesAndGoes(path, func() jobs.Import { return o.document(path, how) }, func(i jobs.Import) {
			if i.Counts != want || i.As != importers.Mixed {
				t.Errorf("%s: %+v, want %+v", path, i.Counts, want)
			}
		})
		o.has(2)
	}
}

// The layer that a document's type of component suggests gives way to the one
// that a user states.
func TestTheLayerOfADocumentIsChosen(t *testing.T) {
	o := open(t)
	i := o.document("../importers/testdata/hbom-pcie-sata-cdx.json", importers.Reading{})
	m := i.Mapping
	m.Constants = map[string]string{"component.layer": "communications"}
	if _, err := o.desk.Patch(t.Context(), i.ID, jobs.Patch{Mapping: &m}); err != nil {
		t.Fatal(err)
	}
	_, i = o.do(o.desk.Check, i.ID)
	if _, i = o.do(o.desk.Apply, i.ID); i.State != jobs.Applied {
		t.Fatalf("%s: %v", i.State, i.Errors)
	}
	layers := map[graph.Layer]int{}
	for _, r := range o.whole() {
		if c, ok := r.(*graph.Component); ok {
			layers[c.Layer]++
		}
	}
	if want := map[graph.Layer]int{graph.Communications: 7}; !cmp.Equal(layers, want) {
		t.Errorf("components by layer: %v, want %v", layers, want)
	}
}
