package importers_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"linchpin/importers"
)

// BenchmarkCheckWorkbook checks 100,000 rows of a workbook, with a date and an
// amount in each, about 5,000 partners. The sniff is that of the upload.
func BenchmarkCheckWorkbook(b *testing.B) {
	const rows = 100_000
	path := filepath.Join(b.TempDir(), "big.xlsx")
	f := excelize.NewFile()
	defer f.Close()
	day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		b.Fatal(err)
	}
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	for i := range rows + 1 {
		row := []any{"supplier_id", "supplier_name", "country", "paid_date", "amount"}
		if p := i * 7919 % 5000; i > 0 {
			row = []any{fmt.Sprintf("S%d", p), fmt.Sprintf("Supplier %d Works Ltd", p), "GB", excelize.Cell{StyleID: day, Value: 46000 + i%365}, float64(i%9000) + .5}
		}
		if err := w.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := f.SaveAs(path); err != nil {
		b.Fatal(err)
	}
	sniff, err := importers.Inspect(path, importers.Reading{})
	if err != nil {
		b.Fatal(err)
	}
	m, err := importers.Propose(sniff, importers.Partners, "")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		r, err := importers.Check(b.Context(), importers.Input{Path: path, Sniff: sniff, Mapping: m, Stored: newEcosystem(), Now: time.Now()}, discard{})
		if err != nil || r.Counts.Create != 5000 {
			b.Fatal(r.Counts, err)
		}
	}
	b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
