package importers_test

import (
	"encoding/csv"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"linchpin/graph"
	"linchpin/importers"
)

const registerTemplate = "testdata/dora-roi-template.xlsx"

// The LEIs of the register that is filled in: a bank, three providers and the
// owner of one of them.
const (
	bankLEI  = "529900T8BM49AURSDO55"
	cloudLEI = "529900AQBND3S6YJLY83"
	ownerLEI = "529900ODI3047E2LIV03"
	hostLEI  = "529900S21EQ1BO4ESM68"
)

// filledRegister fills the official template as its instructions say.
func filledRegister(t *testing.T) string {
	t.Helper()
	f, err := excelize.OpenFile(registerTemplate)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for sheet, rows := range map[string][][]any{
		"b_01.01": {{bankLEI, "Alder Bank", "eba_GA:DE", "eba_CT:x12", "BaFin", "2026-03-31"}},
		"b_02.01": {
			{"C-1", "eba_CO:x1", "Not applicable", "eba_CU:EUR", 120000},
			{"C-2", "eba_CO:x2", "Not applicable", "eba_CU:EUR", 5000.5},
			{"C-9", "eba_CO:x1", "Not applicable", "eba_CU:EUR", 1}, // of nobody
		},
		"b_02.02": {
			{"C-1", bankLEI, cloudLEI, "LEI", "F1", "eba_TA:S17", "2024-01-01", "9999-12-31", "", 30, 90, "eba_GA:IE", "eba_GA:NL"},
			{"C-1", bankLEI, cloudLEI, "LEI", "F2", "eba_TA:S17", "2024-01-01", "9999-12-31", "", 30, 90, "eba_GA:IE", "eba_GA:NL"},
			{"C-2", bankLEI, "HRB 1", "DE_CRN", "F1", "eba_TA:S10", "2025-06-01", "2027-05-31", "", 0, 0, "eba_GA:DE", "eba_GA:DE"},
		},
		"b_03.02": {{"C-1", cloudLEI, "LEI", "true"}, {"C-2", "HRB 1", "DE_CRN", "true"}},
		"b_05.01": {
			{cloudLEI, "LEI", "Birch Cloud", "eba_CT:x212", "eba_GA:NL", "eba_CU:EUR", 120000, ownerLEI, "LEI"},
			{ownerLEI, "LEI", "Birch Group", "eba_CT:x212", "eba_GA:US", "", "", ownerLEI, "LEI"},
			{hostLEI, "LEI", "Cedar Hosting", "eba_CT:x212", "eba_GA:FI", "", "", "", ""},
			{"HRB 1", "DE_CRN", "Dune Telecom", "eba_CT:x212", "eba_GA:DE", "eba_CU:EUR", 5000.5, "", ""},
		},
		"b_05.02": {
			{"C-1", "eba_TA:S17", cloudLEI, "LEI", 1, "Not applicable", "Not applicable"},
			{"C-1", "eba_TA:S17", hostLEI, "LEI", 2, cloudLEI, "LEI"},
		},
		"b_06.01": {
			{"F1", "eba_TA:x28", "Payments", bankLEI, "eba_BT:x28", "", "2026-01-01", 4, 1, "eba_ZZ:x793"},
			{"F2", "support functions", "Payroll", bankLEI, "eba_BT:x29", "", "2026-01-01", 24, 24, "eba_ZZ:x791"},
		},
		"b_07.01": {
			{"C-1", cloudLEI, "LEI", "eba_TA:S17", "eba_ZZ:x960", "eba_ZZ:x965", "2025-11-02", "eba_BT:x28"},
			{"C-2", "HRB 1", "DE_CRN", "Telecom carrier", "Easily substitutable", "", "2025-11-02", "No"},
		},
	} {
		for i, row := range rows {
			cell, err := excelize.CoordinatesToCellName(2, 7+i)
			if err == nil {
				err = f.SetSheetRow(sheet, cell, &row)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	path := filepath.Join(t.TempDir(), "register.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// The register of information, filled in: providers with their owners, what the
// functions of the bank need, who provides it under which contract, and who
// stands behind them.
func TestRegister(t *testing.T) {
	path := filledRegister(t)
	s := newEcosystem()
	o := checkFile(t, s, path, job{})
	// 4 providers, 2 functions, 3 contracts, 3 services under contracts, 2 assessments, 1 link
	// down the chain; the contract of nobody is rejected, the second assessment of a service
	// adds to the first one's offering.
	if want := (importers.Counts{Create: 4 + 2 + 2 + 3 + 1, Unchanged: 2, Rejected: 1}); o.sniff.Format != "dora" || o.Counts != want {
		t.Fatalf("%s: %+v, want %+v; rows %+v", o.sniff.Format, o.Counts, want, o.rows)
	}
	if r := o.rows[slices.IndexFunc(o.rows, func(r importers.Row) bool { return r.Outcome == importers.Rejected })]; r.Sheet != "b_02.01" || r.Line != 9 || r.Errors[0].Code != "required" {
		t.Errorf("rejected: %+v", r)
	}
	if o.notice("own_entities") != 1 {
		t.Errorf("notices %+v", o.sniff.Notices)
	}
	s.applyAll(t, o)
	cloud, _ := s.named(t, "Birch Cloud").Body.(*graph.Partner)
	owner := s.named(t, "Birch Group")
	if cloud.LEI != cloudLEI || cloud.Country != "NL" || cloud.Parent != owner.ID || !slices.Equal(cloud.Roles, []string{"service_provider"}) {
		t.Errorf("provider %+v", cloud)
	}
	if p, _ := owner.Body.(*graph.Partner); p.Parent != "" {
		t.Errorf("the ultimate parent %+v is owned", p)
	}
	iaas := s.named(t, "Cloud services: IaaS")
	if c, _ := iaas.Body.(*graph.Component); c.Layer != "cloud_platform" || c.ExternalID != "S17" {
		t.Errorf("component %+v", c)
	}
	var offering *graph.Offering
	for _, r := range s.records {
		if of, ok := r.Body.(*graph.Offering); ok && of.Component == iaas.ID {
			offering = of
		}
	}
	if offering == nil || offering.Country != "NL" || offering.Substitutability != "highly_complex" || offering.ExitPlan != "yes" {
		t.Errorf("offering %+v", offering)
	}
	c1, _ := s.named(t, "C-1").Body.(*graph.Contract)
	if c1.ContractKind != "standalone" || c1.EndsOn != "" || c1.StartsOn != "2024-01-01" || c1.NoticeDays == nil || *c1.NoticeDays != 30 || c1.GoverningLaw != "IE" || c1.AnnualExpense != "120000.00" {
		t.Errorf("contract %+v", c1)
	}
	links := map[string]int{}
	for _, l := range s.links {
		links[string(l.Kind)+" "+s.records[l.From].Body.Title()+" "+l.Service]++
	}
	for link, n := range map[string]int{"sources_from Birch Cloud Cloud services: IaaS": 1, "uses Payments ": 2, "uses Payroll ": 1, "covers C-1 ": 1, "covers C-2 ": 1} {
		if links[link] != n {
			t.Errorf("%d links %q, want %d: %v", links[link], link, n, links)
		}
	}
	if again := checkFile(t, s, path, job{}); again.Edits != 0 {
		t.Errorf("the same register again makes %d edits: %+v", again.Edits, again.Counts)
	}
}

// The template as it is has no rows; a table of it that is chosen has the words
// of its columns as headers, and not what their cells hold as a row.
func TestRegisterTemplate(t *testing.T) {
	if o := checkFile(t, newEcosystem(), registerTemplate, job{}); o.sniff.Format != "dora" || o.Edits != 0 || o.Counts.Rejected > 0 {
		t.Errorf("the empty template: %+v", o.Counts)
	}
	s, err := importers.Inspect(registerTemplate, importers.Reading{Sheet: "b_05.01"})
	if err != nil {
		t.Fatal(err)
	}
	if s.HeaderLine != 6 || s.HeaderRows != 3 || s.Rows != 0 || s.Columns[3].Header != "Name of the ICT third-party service provider" {
		t.Errorf("%+v", s)
	}
}

// savedAs writes a sheet of a workbook as a spreadsheet program saves it as text.
func savedAs(t *testing.T, path, sheet string) string {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.Comma = ';'
	for _, row := range rows {
		if err := w.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	return file(t, b.String())
}

// The tables of a register one by one, saved as text, come to the same as the
// workbook: providers and functions first, then what names them.
func TestRegisterTablesAsText(t *testing.T) {
	path := filledRegister(t)
	s := newEcosystem()
	for _, c := range []struct {
		table string
		want  importers.Counts
	}{
		{"b_05.01", importers.Counts{Create: 4}},
		{"b_06.01", importers.Counts{Create: 2}},
		{"b_02.02", importers.Counts{Create: 3}},
		{"b_07.01", importers.Counts{Update: 2}},
		{"b_05.02", importers.Counts{Create: 1}},
	} {
		o := checkFile(t, s, savedAs(t, path, c.table), job{})
		if o.sniff.Format != "dora" || o.Counts != c.want {
			t.Errorf("%s as %s: %+v, want %+v; rows %+v", c.table, o.sniff.Format, o.Counts, c.want, o.rows)
		}
		s.applyAll(t, o)
	}
	cloud, _ := s.named(t, "Birch Cloud").Body.(*graph.Partner)
	if cloud.LEI != cloudLEI || cloud.Country != "NL" || cloud.Parent != s.named(t, "Birch Group").ID {
		t.Errorf("provider %+v", cloud)
	}
	for _, table := range []string{"b_02.01", "b_01.01"} {
		if _, err := importers.Inspect(savedAs(t, path, table), importers.Reading{}); !refusedAt(err, "/file") || !strings.Contains(err.Error(), table) {
			t.Errorf("%s: %v", table, err)
		}
	}
}
