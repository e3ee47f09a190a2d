package jobs_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"linchpin/graph"
	"linchpin/importers"
	"linchpin/jobs"
)

// uploaded is an import of a real file.
func (o *office) uploaded(path string, up jobs.Upload) jobs.Import {
	o.t.Helper()
	f, err := os.Open(path)
	if err != nil {
		o.t.Fatal(err)
	}
	defer f.Close()
	i, err := o.desk.Create(o.t.Context(), "ann", &up, f)
	if err != nil {
		o.t.Fatal(err)
	}
	return i
}

func says(list []importers.Notice, code string) (detail string) {
	for _, n := range list {
		if n.Code == code {
			detail = n.Detail
		}
	}
	return detail
}

// What a person decided about the columns of one quarter is there for the next,
// although its headers are others in part.
func TestAnAppliedMappingIsRemembered(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	i := o.uploaded("../importers/testdata/spend-oxford-2016q1.csv", jobs.Upload{File: "q1.csv", As: importers.Partners, Source: "oxford"})
	if i.Remembered != nil {
		t.Fatalf("remembered from nowhere: %+v", i.Remembered)
	}
	m := i.Mapping
	m.Columns = slices.Clone(m.Columns)
	m.Columns[1].Field, m.Columns[1].By = "tags", "chosen" // organisational_unit
	if _, err := o.desk.Patch(ctx, i.ID, jobs.Patch{Mapping: &m}); err != nil {
		t.Fatal(err)
	}
	if saved, err := o.desk.Mappings(ctx); err != nil || len(saved) != 0 {
		t.Fatalf("saved before it was applied: %+v, %v", saved, err)
	}
	if _, i = o.do(o.desk.Check, i.ID); i.State != jobs.Checked {
		t.Fatalf("%+v", i.Errors)
	}
	i, err := o.desk.Patch(ctx, i.ID, jobs.Patch{SkipBad: new(true)}) // suppliers of several units differ in their tags
	if err != nil {
		t.Fatal(err)
	}
	if _, i = o.do(o.desk.Apply, i.ID); i.State != jobs.Applied {
		t.Fatalf("%+v", i.Errors)
	}

	next := o.uploaded("../importers/testdata/spend-oxford-2014q4.csv", jobs.Upload{File: "q4.csv"})
	if r := next.Remembered; r == nil || r.File != "q1.csv" || r.UsedBy != "ann" || !slices.Equal(r.New, []string{"Type"}) {
		t.Fatalf("remembered %+v", r)
	}
	var fields []string
	for _, c := range next.Mapping.Columns {
		if c.Field != "" {
			fields = append(fields, c.Header+" "+c.Field+" "+c.By)
		}
	}
	if want := []string{"organisational_unit tags remembered", "supplier_id external_id remembered", "supplier_name name remembered"}; !slices.Equal(fields, want) {
		t.Errorf("columns %q, want %q", fields, want)
	}
	if next.As != importers.Partners || next.Source != "oxford" || !strings.Contains(says(next.Notices, "remembered_mapping"), "q1.csv") {
		t.Errorf("%s of %s, %+v", next.As, next.Source, next.Notices)
	}
	if _, next = o.do(o.desk.Check, next.ID); says(next.Notices, "remembered_mapping") == "" {
		t.Errorf("checked, it is not said any more: %+v", next.Notices)
	}

	saved, err := o.desk.Mappings(ctx)
	if err != nil || len(saved) != 1 || saved[0].File != "q1.csv" {
		t.Fatalf("%+v, %v", saved, err)
	}
	if err := o.desk.Forget(ctx, saved[0].ID); err != nil {
		t.Fatal(err)
	}
	if graph.CodeOf(o.desk.Forget(ctx, saved[0].ID)) != graph.NotFound {
		t.Error("forgotten twice")
	}
	if i := o.uploaded("../importers/testdata/spend-oxford-2014q4.csv", jobs.Upload{}); i.Remembered != nil {
		t.Error("forgotten, and yet remembered")
	}
}

// The mapping of one import is a file that another one takes.
func TestAMappingIsTakenByHeader(t *testing.T) {
	o := open(t)
	m := importers.Mapping{As: importers.Partners, Source: "crm", Columns: []importers.ColumnMap{{Header: "Firma", Field: "name"}, {Header: "Nr", Field: "external_id"}}}
	i, err := o.desk.Create(t.Context(), "ann", &jobs.Upload{File: "p.csv", Mapping: &m}, strings.NewReader("Nr,Ort,Firma\n1,Ulm,Acme\n"))
	if err != nil || i.Mapping.Columns[0].Field != "external_id" || i.Mapping.Columns[2].Field != "name" || i.Mapping.Source != "crm" {
		t.Fatalf("%+v, %v", i.Mapping, err)
	}
	_, err = o.desk.Create(t.Context(), "ann", &jobs.Upload{File: "p.csv", Mapping: &m}, strings.NewReader("Ort,Firma\nUlm,Acme\n"))
	if graph.CodeOf(err) != graph.Invalid {
		t.Errorf("without one of its columns: %v", err)
	}
}

// Whether the day or the month comes first is asked once for files of a kind.
func TestAnAnswerAboutAColumnIsRemembered(t *testing.T) {
	o := open(t)
	o.write("acme", &graph.Partner{Name: "Acme"})
	up := jobs.Upload{File: "c.csv", As: importers.Contracts}
	create := func(text string) jobs.Import {
		i, err := o.desk.Create(t.Context(), "ann", &up, strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		_, i = o.do(o.desk.Check, i.ID)
		return i
	}
	i := create("reference,partner,ends on\nC-1,Acme,01/02/2027\n")
	if len(i.Decisions) != 1 || i.Counts.Undecided != 1 {
		t.Fatalf("%+v", i.Decisions)
	}
	if _, err := o.desk.Patch(t.Context(), i.ID, jobs.Patch{Decisions: map[string]string{i.Decisions[0].ID: "dmy"}}); err != nil {
		t.Fatal(err)
	}
	o.do(o.desk.Check, i.ID)
	o.do(o.desk.Apply, i.ID)
	if i = create("reference,ends on,partner\nC-2,03/04/2027,Acme\n"); i.Counts.Create != 1 || len(i.Decisions) != 0 {
		t.Errorf("%+v, %+v", i.Counts, i.Decisions)
	}
}
