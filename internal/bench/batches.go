package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
)

const (
	warmBatches = 100
	batches     = 100
)

// batches compares one batch through the write gate, made ready before, with
// the bare statement that writes the same rows: what the log and the gate cost
// the server, without the desk and without the growth of an import. The two take
// turns, and the medians count.
func (p *place) batches(ctx context.Context) (t target, err error) {
	session := p.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: "neo4j"})
	defer session.Close(context.WithoutCancel(ctx))
	var bare, ours []time.Duration
	var bareProcessor, ourProcessor time.Duration // of the server
	for n := range warmBatches + batches {
		rows := make([]map[string]any, batchRows)
		edits := make([]graph.Edit, batchRows)
		for i := range rows {
			rows[i] = bareRow(-1-n, i, time.Now())
			edits[i] = partnerEdit(-1-n, i)
		}
		since := p.since()
		if err := writeBare(ctx, session, rows); err != nil {
			return t, fmt.Errorf("the bare statement: %w", err)
		}
		a := since()
		write, err := p.store.Prepare(edits)
		if err != nil {
			return t, err
		}
		since = p.since()
		if _, err = write(ctx, graph.Op{ID: fmt.Sprintf("batch/%d", n), Actor: "bench", ImportID: "batch"}); err != nil {
			return t, fmt.Errorf("the gate: %w", err)
		}
		if b := since(); n >= warmBatches {
			bare, ours = append(bare, a.wall), append(ours, b.wall)
			bareProcessor, ourProcessor = bareProcessor+a.processor, ourProcessor+b.processor
		}
	}
	fmt.Fprintf(p.log, "the server's processor time a batch: %.1f against %.1f ms\n", ms(ourProcessor)/batches, ms(bareProcessor)/batches)
	peer, own := median(bare), median(ours)
	t = target{
		name: fmt.Sprintf("a batch of %d partners through the gate", batchRows), peer: "bare UNWIND ... MERGE, taking turns",
		ratio: peer.Seconds() / own.Seconds(), want: fmt.Sprintf("rate >= %.2f", leastApply),
		detail: fmt.Sprintf("%.1f against %.1f ms", ms(own), ms(peer)),
	}
	t.met = t.ratio >= leastApply
	return t, nil
}

// since measures, from now on, the time that passes and the processor time of
// the server.
func (p *place) since() func() spent {
	began, used := time.Now(), p.processor()
	return func() spent { return spent{time.Since(began), p.processor() - used, true} }
}

// processor is the processor time of the server so far; 0 where it is not told.
func (p *place) processor() time.Duration {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.access.PID))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond // ticks of a hundredth of a second
}

// partnerEdit makes the partner of bareRow.
func partnerEdit(round, n int) graph.Edit {
	row := bareRow(round, n, time.Now())
	str := func(name string) string { s, _ := row[name].(string); return s }
	return graph.Edit{ID: str("id"), IfVersion: graph.MustBeNew, Body: &graph.Partner{
		Name: str("name"), Country: str("country"), Website: str("website"), Roles: []string{"vendor"},
		Common: graph.Common{Source: "batch", ExternalID: str("externalId")},
	}}
}
