package importers_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"linchpin/importers"
)

// TestAnyHeaders holds for any of the headers that mean something, beside each
// other in one file: a mapping is proposed, each row has one outcome, and the
// same file again changes nothing.
func TestAnyHeaders(t *testing.T) {
	known := []string{"Value", "Package", "Description", "RefDes", "Designator", "Qty", "Footprint", "Mouser", "LCSC", "MFG2", "MPN2", "Comment"}
	for _, as := range importers.Kinds() {
		for _, f := range importers.Fields(as) {
			known = append(known, f.Name)
			known = append(known, f.Synonyms...)
		}
	}
	slices.Sort(known)
	known = slices.Compact(known)
	cells := rapid.SampledFrom([]string{"", "A", "B", "R1", "10", "1.5", "DE", "EUR", "2026-01-02", "yes", "active", "vendor", "device_hardware", "a@example.org"})
	rapid.Check(t, func(r *rapid.T) {
		headers := rapid.SliceOfN(rapid.SampledFrom(known), 1, 9).Draw(r, "headers")
		as := rapid.SampledFrom(importers.Kinds()).Draw(r, "as")
		lines := []string{strings.Join(headers, "\t")}
		for range rapid.IntRange(1, 4).Draw(r, "rows") {
			lines = append(lines, strings.Join(rapid.SliceOfN(cells, len(headers), len(headers)).Draw(r, "cells"), "\t"))
		}
		s, text := newEcosystem(), strings.Join(lines, "\n")+"\n"
		first, sniff, ok := tryCheck(t, s, as, text)
		if !ok {
			return
		}
		c := first.Counts
		if sum := c.Create + c.Update + c.Unchanged + c.Undecided + c.Rejected + c.Skipped; sum != sniff.Rows {
			r.Fatalf("%d rows, outcomes %+v", sniff.Rows, c)
		}
		if again, _, _ := tryCheck(t, s, as, text); again.Edits != 0 {
			r.Fatalf("the same file again makes %d edits: %+v", again.Edits, again.edits[0])
		}
	})
}
