package jobs_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"linchpin/graph"
	"linchpin/importers"
	"linchpin/jobs"
)

// said lists the changes of a row as "field: old > new".
func said(r importers.Row) (out []string) {
	for _, c := range r.Changes {
		out = append(out, fmt.Sprintf("%s: %v > %v", c.Field, c.Old, c.New))
	}
	return out
}

// A row that makes something says all that would be stored; what is named has its
// name, be it stored, new in the file, or changed.
func TestRowsSayWhatTheyStore(t *testing.T) {
	o := open(t)
	holding, _ := o.store.Prepare([]graph.Edit{{ID: graph.NewID(o.desk.Now()), Body: &graph.Partner{Name: "Stored Holding"}, IfVersion: graph.MustBeNew}})
	if _, err := holding(t.Context(), graph.Op{ID: "holding"}); err != nil {
		t.Fatal(err)
	}
	i := o.create("external_id,name,country,parent,aliases\n7,Alder,DE,Stored Holding,Elder;Old Alder\n8,Birch,,Alder,\n")
	if _, i = o.do(o.desk.Check, i.ID); i.State != jobs.Checked {
		t.Fatalf("%+v", i)
	}
	rows, _, err := o.desk.Rows(t.Context(), i.ID, importers.Create, 0, 50)
	if err != nil || len(rows) != 2 {
		t.Fatal(rows, err)
	}
	want := []string{
		"name: <nil> > Alder", "roles: <nil> > [vendor]", "country: <nil> > DE", "parent: <nil> > Stored Holding",
		"externalId: <nil> > 7", "aliases: <nil> > [Elder Old Alder]",
	}
	if got := said(rows[0]); !slices.Equal(got, want) {
		t.Errorf("Alder: %q, want %q", got, want)
	}
	if got := said(rows[1]); !slices.Contains(got, "parent: <nil> > Alder") {
		t.Errorf("Birch: %q", got)
	}
	o.do(o.desk.Apply, i.ID)
	i = o.create("external_id,name,parent\n8,Birch,Stored Holding\n")
	_, i = o.do(o.desk.Check, i.ID)
	rows, _, err = o.desk.Rows(t.Context(), i.ID, importers.Update, 0, 50)
	if want := []string{"parent: Alder > Stored Holding"}; err != nil || len(rows) != 1 || !slices.Equal(said(rows[0]), want) {
		t.Errorf("%+v, %v, want %q", rows, err, want)
	}
}

// A file of ten thousand questions puts five thousand, all of which may be
// answered at once; the next check puts the rest.
func TestManyQuestions(t *testing.T) {
	o := open(t)
	var text strings.Builder
	text.WriteString("name,status\n")
	for n := range 6000 {
		fmt.Fprintf(&text, "Partner %04x,word %d\n", n*7919%65536, n)
	}
	i := o.create(text.String())
	_, i = o.do(o.desk.Check, i.ID)
	if i.Counts.Rejected != 6000 || len(i.Decisions) != 5000 {
		t.Fatalf("%+v, %d questions", i.Counts, len(i.Decisions))
	}
	answers := map[string]string{}
	for _, d := range i.Decisions {
		answers[d.ID] = "active"
	}
	if _, err := o.desk.Patch(t.Context(), i.ID, jobs.Patch{Decisions: answers}); err != nil {
		t.Fatal(err)
	}
	_, i = o.do(o.desk.Check, i.ID)
	open := 0
	for _, d := range i.Decisions {
		if d.Chosen == "" && d.Code == "bad_value" { // others are about names alike
			open++
		}
	}
	if i.Counts.Create != 5000 || i.Counts.Rejected != 1000 || open != 1000 {
		t.Errorf("%+v, %d questions are open", i.Counts, open)
	}
}

// A document may stand on one line: each of its parts says what is stored of it,
// and of a link that leads to it from where.
func TestRowsOfOneLine(t *testing.T) {
	o := open(t)
	i := o.document("../importers/testdata/gleif-multi-lei.json", importers.Reading{})
	rows, _, err := o.desk.Rows(t.Context(), i.ID, importers.Create, 0, 50)
	if err != nil || len(rows) != 12 || rows[0].Line != rows[11].Line {
		t.Fatal(rows, err)
	}
	for n, r := range rows {
		if got := said(r); r.Row != int64(n+1) || !slices.Contains(got, "partner.name: <nil> > "+r.Name) || len(got) > 6 {
			t.Errorf("row %d, %s, says %q", r.Row, r.Name, got)
		}
	}
	i = o.document("../importers/testdata/hbom-pcie-sata-cdx.json", importers.Reading{})
	if rows, _, err = o.desk.Rows(t.Context(), i.ID, importers.Create, 0, 50); err != nil || len(rows) != 7 {
		t.Fatal(rows, err)
	}
	last := rows[1].Changes[len(rows[1].Changes)-1]
	if want := (importers.FieldDiff{Field: "requires", New: "pcie-sata-adaptor-board", Back: true}); last != want {
		t.Errorf("%s says %+v of its link, want %+v", rows[1].Name, last, want)
	}
}
