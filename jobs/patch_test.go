package jobs_test

import (
	"strings"
	"testing"

	"linchpin/graph"
	"linchpin/importers"
	"linchpin/jobs"
)

// What every row needs may be chosen last: the check asks for it, no choice
// before it does. A mapping that comes with a file is whole or refused.
func TestColumnsAreChosenOneAfterTheOther(t *testing.T) {
	o := open(t)
	text := "Alpha,Beta\nNorvik Works,SE\n"
	i := o.create(text)
	choose := func(fields ...string) importers.Mapping {
		m := i.Mapping
		m.Columns = nil
		for n, field := range fields {
			m.Columns = append(m.Columns, importers.ColumnMap{Header: i.Sniff.Columns[n].Header, Field: field})
		}
		return m
	}
	part := choose("", "country")
	if _, err := o.desk.Patch(t.Context(), i.ID, jobs.Patch{Mapping: &part}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.desk.Check(t.Context(), "ann", i.ID); graph.CodeOf(err) != graph.Invalid {
		t.Errorf("a check without the name: %v", err)
	}
	whole := choose("name", "country")
	if _, err := o.desk.Patch(t.Context(), i.ID, jobs.Patch{Mapping: &whole}); err != nil {
		t.Fatal(err)
	}
	if _, i = o.do(o.desk.Check, i.ID); i.State != jobs.Checked || i.Counts.Create != 1 {
		t.Errorf("%s %+v", i.State, i.Counts)
	}
	_, err := o.desk.Create(t.Context(), "ann", &jobs.Upload{File: "p.csv", As: importers.Partners, Mapping: &part}, strings.NewReader(text))
	if graph.CodeOf(err) != graph.Invalid {
		t.Errorf("an upload with half a mapping: %v", err)
	}
}
