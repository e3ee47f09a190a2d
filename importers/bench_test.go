package importers_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"linchpin/graph"
	"linchpin/importers"
)

// discard takes what a check finds and keeps nothing.
type discard struct{}

func (discard) Row(importers.Row) error      { return nil }
func (discard) Edit(int64, graph.Edit) error { return nil }

// BenchmarkCheck checks 600,000 rows about 5,000 partners, as a council's
// spending has them. It reports the heap in use when the check is done.
func BenchmarkCheck(b *testing.B) {
	path := filepath.Join(b.TempDir(), "big.csv")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, "body,unit,category,paid_date,amount,supplier_id,supplier_name,country,status")
	const rows = 600_000
	for i := range rows {
		p := i * 7919 % 5000
		fmt.Fprintf(w, "Council,Unit %d,\"Fees, other\",%02d/03/2026,%d.50,S%d,Supplier %d Works Ltd,GB,active\n", i%40, i%28+1, i%9000, p, p)
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		sniff, err := importers.Inspect(path, importers.Reading{})
		if err != nil {
			b.Fatal(err)
		}
		m, err := importers.Propose(sniff, importers.Partners, "")
		if err != nil {
			b.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		start := time.Now()
		r, err := importers.Check(b.Context(), importers.Input{Path: path, Sniff: sniff, Mapping: m, Stored: newEcosystem(), Now: time.Now()}, discard{})
		if err != nil || r.Counts.Create != 5000 {
			b.Fatal(r.Counts, err)
		}
		runtime.ReadMemStats(&after)
		b.ReportMetric(rows/time.Since(start).Seconds(), "rows/s")
		b.ReportMetric(float64(int64(after.HeapSys)-int64(before.HeapSys))/(1<<20), "MB-heap")
	}
}
