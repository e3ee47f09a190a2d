package importers_test

import (
	"fmt"
	"testing"

	"linchpin/importers"
)

// The foot of a list is counted and left out. What may be a company, with an
// id or a word more, is one: Total is.
func TestTotalRows(t *testing.T) {
	const head = "supplier_id,supplier_name,country,annual_spend,currency\n1,Alder,DE,10,EUR\n"
	for _, c := range []struct {
		row   string
		total bool
	}{
		{",Total,,1234,", true},
		{",Total,,1234,EUR", true},
		{"Total,,,\"1.234,50 €\",", true},
		{"Total: 2,,,,", true},
		{",Total: 2,,,", true},
		{",TOTAL:,,,", true},
		{",Summe,,,", true},
		{",Grand total,,1234,", true},
		{",Total général,,1234,", true},
		{"Grand Total,7,,1234,", true},
		{"Rows: 15,,,,", true},
		{",Number of records = 15,,,", true},
		{"(15 rows),,,,", true},
		{",15 rows selected.,,,", true},
		{",Anzahl: 15,,,", true},
		{"7,Total,,1234,", false},
		{"7,Total,,,", false},
		{",Total,FR,1234,EUR", false},
		{",Total Energies,,1234,", false},
		{",TotalEnergies SE,,,", false},
		{",Total Gas: 2,,,", false},
		{",Sum,,,", false},
		{",Grand Total Ltd,,5,", false},
		{",Summe & Partner,,,", false},
		{",Rows,,15,", false},
		{",15 Rows Street Foods,,,", false},
		{",Route: 66,,,", false},
	} {
		o := checkFile(t, newEcosystem(), file(t, head+c.row+"\n"), job{as: importers.Partners})
		if len(o.rows) != 2 || (o.rows[1].Outcome == importers.Skipped) != c.total || (o.notice("skipped_totals") == 1) != c.total {
			t.Errorf("%s: %s", c.row, fmt.Sprint(o.rows))
		}
	}
}
