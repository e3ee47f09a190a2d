package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"runtime/metrics"
	"strings"
	"time"

	"linchpin/graph"
	"linchpin/importers"
)

const (
	spendRows     = 600_000
	manyRows      = 1_000_000
	suppliers     = 5000 // that the rows are about, as a council's spending has them
	freshNames    = 10_000
	knownNames    = 20_000
	spendTime     = 5 * time.Second
	namesTime     = time.Second
	mostMB        = 128.0
	mostGrowth    = 1.25
	checkRounds   = 3
	headerOfSpend = "body,unit,category,paid_date,amount,supplier_id,supplier_name,country,status\n"
)

// checking measures the check of large files.
func checking(ctx context.Context, log io.Writer) ([]target, error) {
	dir, err := os.MkdirTemp("", "linchpin-bench-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	var times []spent
	var peaks []float64
	for _, f := range []struct {
		name   string
		write  func(io.Writer) error
		stored importers.Stored
		fresh  int64
	}{
		{"spend.csv", spendFile(spendRows), nothingStored{}, suppliers},
		{"more.csv", spendFile(manyRows), nothingStored{}, suppliers},
		{"names.csv", namesFile, storedNames{}, freshNames},
	} {
		path := filepath.Join(dir, f.name)
		if err := fileOf(path, f.write); err != nil {
			return nil, err
		}
		var peak float64
		t, err := spend(checkRounds, func() {}, func() (err error) {
			peak, err = check(ctx, path, f.stored, f.fresh)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.name, err)
		}
		fmt.Fprintf(log, "%s: %s, %.0f MB\n", f.name, t, peak)
		times, peaks = append(times, t), append(peaks, peak)
	}
	return []target{
		within(fmt.Sprintf("check of %d CSV rows", spendRows), times[0], spendTime, fmt.Sprintf("about %d partners", suppliers)),
		{
			name: "its memory above start", peer: fmt.Sprintf("%.0f MB", mostMB), ratio: mostMB / peaks[0], want: fmt.Sprintf("< %.0f MB", mostMB),
			met: peaks[0] < mostMB, detail: fmt.Sprintf("%.0f MB at the peak", peaks[0]),
		},
		{
			name: fmt.Sprintf("memory for %d partner rows", manyRows), peer: fmt.Sprintf("%d rows of the same partners", spendRows),
			ratio: peaks[1] / peaks[0], want: fmt.Sprintf("<= %.2f", mostGrowth), met: peaks[1] <= mostGrowth*peaks[0],
			detail: fmt.Sprintf("%.0f against %.0f MB; %s", peaks[1], peaks[0], times[1]),
		},
		within(fmt.Sprintf("%d distinct names against %d partners", freshNames, knownNames), times[2], namesTime, "the whole check"),
	}, nil
}

func fileOf(path string, write func(io.Writer) error) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	return errors.Join(write(w), w.Flush(), f.Close())
}

// check reads a file of partners and checks it. It returns the megabytes that
// the program held at most above what it held before.
func check(ctx context.Context, path string, stored importers.Stored, fresh int64) (peak float64, err error) {
	start := held()
	most := start
	sniff, err := importers.Inspect(path, importers.Reading{}) //nolint:contextcheck // reading a file on disk takes none
	if err != nil {
		return 0, err
	}
	m, err := importers.Propose(sniff, importers.Partners, "")
	if err != nil {
		return 0, err
	}
	calls := 0
	r, err := importers.Check(ctx, importers.Input{
		Path: path, Sniff: sniff, Mapping: m, Stored: stored, Now: time.Now(),
		Progress: func(int64, int64) {
			if calls++; calls%20 == 0 {
				most = max(most, held())
			}
		},
	}, nowhere{})
	if err == nil && r.Counts.Create != fresh {
		err = fmt.Errorf("%+v, not %d new partners", r.Counts, fresh)
	}
	return max(most, held()) - start, err
}

// held is the megabytes that live and dead objects take up.
func held() float64 {
	s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/unused:bytes"}}
	metrics.Read(s)
	return float64(s[0].Value.Uint64()+s[1].Value.Uint64()) / (1 << 20)
}

// nowhere takes what a check finds and keeps nothing.
type nowhere struct{}

func (nowhere) Row(importers.Row) error      { return nil }
func (nowhere) Edit(int64, graph.Edit) error { return nil }

// storedNames is a graph of partners of which only the names are known.
type storedNames struct{ nothingStored }

func (storedNames) Index(_ context.Context, kind graph.Kind) (out []graph.Keys, err error) {
	if kind != graph.KindPartner {
		return nil, nil
	}
	for n := range knownNames {
		name := companyName(n)
		out = append(out, graph.Keys{ID: fmt.Sprintf("known-%05d", n), Version: 1, Name: name, NameKey: graph.NameKey(&graph.Partner{Name: name})})
	}
	return out, nil
}

// companyName returns names as companies have them: a word of their own of some
// syllables, what they do, and a legal form, the last two shared by many.
func companyName(n int) string {
	syllables := strings.Fields("ba ber bo cal cor da del do ek el fa fer gan go ha hel in ir ja ka kel ko la lin lo ma mer mi mo na nel no " +
		"or pa pel po ra ren ro sa sel so ta ter to ul va ven vo wa wel xa yor za zen")
	does := strings.Fields("Systems Industries Electronics Logistics Components Services Solutions Trading Engineering Plastics Metals " +
		"Optics Software Networks Power Tools Controls Sensors Packaging Foods")
	forms := strings.Fields("Ltd GmbH Inc S.A. B.V.")
	h := fnv.New64a()
	fmt.Fprint(h, n)
	x := h.Sum64()
	pick := func(from []string) string {
		word := from[x%uint64(len(from))]
		x /= uint64(len(from))
		return word
	}
	own := pick(syllables) + pick(syllables) + pick(syllables) + pick(syllables)
	return strings.ToUpper(own[:1]) + own[1:] + " " + pick(does) + " " + pick(forms)
}

func namesFile(w io.Writer) error {
	_, err := io.WriteString(w, "name,country\n")
	for n := range freshNames {
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(w, "%s,DE\n", companyName(knownNames+n))
	}
	return err
}

// spendFile writes payments to suppliers.
func spendFile(rows int) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, headerOfSpend)
		for n := range rows {
			if err != nil {
				return err
			}
			s := n * 7919 % suppliers
			_, err = fmt.Fprintf(w, "Council,Unit %d,\"Fees, other\",%02d/03/2026,%d.50,S%d,Supplier %d Works Ltd,GB,active\n", n%40, n%28+1, n%9000, s, s)
		}
		return err
	}
}
