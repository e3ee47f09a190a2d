package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/xuri/excelize/v2"

	"linchpin/graph"
	"linchpin/importers"
)

const (
	sheetRows  = 100_000
	sheetSpan  = 5000 // partners the rows are about
	mostSheet  = 6 * time.Second
	sheetTries = 2
)

// nothingStored is a graph without anything in it.
type nothingStored struct{}

func (nothingStored) Index(context.Context, graph.Kind) ([]graph.Keys, error) { return nil, nil }
func (nothingStored) Records(context.Context, []string) (map[string]graph.Record, error) {
	return map[string]graph.Record{}, nil
}
func (nothingStored) LinksFrom(context.Context, []string) ([]graph.Link, error) { return nil, nil }

// counted counts what a check finds.
type counted struct{ rows int64 }

func (c *counted) Row(importers.Row) error    { c.rows++; return nil }
func (*counted) Edit(int64, graph.Edit) error { return nil }

// sheets compares the check of a workbook with walking over its rows by the
// library that reads it.
func sheets(ctx context.Context, log io.Writer) (t target, err error) {
	dir, err := os.MkdirTemp("", "linchpin-bench-")
	if err != nil {
		return t, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "spend.xlsx")
	if err := writeSheet(path); err != nil {
		return t, err
	}
	var ours, bare time.Duration
	for n := range sheetTries {
		walked, err := spend(1, func() {}, func() error { return walkSheet(path) })
		if err != nil {
			return t, err
		}
		checked, err := spend(1, func() {}, func() error { return checkSheet(ctx, path) })
		if err != nil {
			return t, err
		}
		a, b := checked.alone(), walked.alone()
		fmt.Fprintf(log, "sheet, round %d: bare %.2f s, check %.2f s\n", n, b.Seconds(), a.Seconds())
		if n == 0 || a < ours {
			ours = a
		}
		if n == 0 || b < bare {
			bare = b
		}
	}
	return target{
		name: fmt.Sprintf("sniff and check of a workbook of %d rows", sheetRows), peer: "excelize, the rows read and dropped",
		ratio: float64(ours) / float64(bare), want: fmt.Sprintf("<= %.0f s", mostSheet.Seconds()),
		met: ours <= mostSheet, detail: fmt.Sprintf("%.2f against %.2f s", ours.Seconds(), bare.Seconds()),
	}, nil
}

// writeSheet writes a year's spending as spreadsheets have it: text, dates and
// amounts, about few partners.
func writeSheet(path string) error {
	f := excelize.NewFile()
	defer f.Close()
	day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		return err
	}
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	rows := [][]any{{"body", "unit", "category", "paid_date", "amount", "supplier_id", "supplier_name", "country", "status"}}
	for i := range sheetRows {
		p := i * 7919 % sheetSpan
		rows = append(rows, []any{
			"Council", fmt.Sprintf("Unit %d", i%40), "Fees",
			excelize.Cell{StyleID: day, Value: 46000 + i%365},
			float64(i%9000) + .5,
			fmt.Sprintf("S%d", p), fmt.Sprintf("Supplier %d Works Ltd", p), "GB", "active",
		})
	}
	for i, row := range rows {
		if err := w.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.SaveAs(path)
}

func walkSheet(path string) error {
	f, err := excelize.OpenFile(path)
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := f.Rows("Sheet1")
	if err != nil {
		return err
	}
	n := 0
	for rows.Next() {
		if _, err := rows.Columns(); err != nil {
			return err
		}
		n++
	}
	if n != sheetRows+1 {
		return fmt.Errorf("%d rows", n)
	}
	return rows.Close()
}

// checkSheet checks a workbook that was sniffed when it was uploaded.
func checkSheet(ctx context.Context, path string) error {
	s, err := importers.Inspect(path, importers.Reading{}) //nolint:contextcheck // reading a file on disk takes none
	if err != nil {
		return err
	}
	m, err := importers.Propose(s, importers.Partners, "")
	if err != nil {
		return err
	}
	var out counted
	r, err := importers.Check(ctx, importers.Input{Path: path, Sniff: s, Mapping: m, Stored: nothingStored{}, Now: time.Now()}, &out)
	if err == nil && (r.Counts.Create != sheetSpan || out.rows != sheetRows) {
		err = fmt.Errorf("%d rows: %+v", out.rows, r.Counts)
	}
	return err
}
