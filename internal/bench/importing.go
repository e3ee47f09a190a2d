package main

import (
	"bytes"
	"context"
	"fmt"
	"hash/fnv"
	"path/filepath"
	"strconv"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/importers"
	"linchpin/jobs"
)

const (
	batchRows = 500 // of the bare statement: as many as the desk's
	warmPart  = 10  // the first round is as much smaller
	rounds    = 3
	leastRate = 0.6
)

// importing compares an import of partners, its check and its history included,
// with writing the same rows by one bare statement.
func (p *place) importing(ctx context.Context) (t target, err error) {
	desk, err := jobs.New(jobs.Config{Dir: filepath.Join(p.dir, "imports"), Store: p.store, Now: time.Now}) //nolint:contextcheck // jobs outlive who asks for them
	if err != nil {
		return t, err
	}
	defer desk.Close()
	var ours, bare time.Duration
	for n := range rounds + 1 {
		rows := p.rows
		if n == 0 {
			rows = p.rows / warmPart // the server compiles what it runs often
		}
		a, err := p.bare(ctx, n, rows)
		if err != nil {
			return t, fmt.Errorf("the bare statement: %w", err)
		}
		b, err := p.desk(ctx, desk, n, rows)
		if err != nil {
			return t, fmt.Errorf("the import: %w", err)
		}
		fmt.Fprintf(p.log, "round %d: %d rows: bare %.2f s, import %.2f s\n", n, rows, a.Seconds(), b.Seconds())
		switch n {
		case 0:
		case 1:
			bare, ours = a, b
		default:
			bare, ours = min(bare, a), min(ours, b)
		}
	}
	t = target{
		name: fmt.Sprintf("import of %d partner rows, checked, logged", p.rows), peer: "bare UNWIND ... MERGE, same driver and server",
		ratio: bare.Seconds() / ours.Seconds(), want: fmt.Sprintf("rate >= %.2f", leastRate),
		detail: fmt.Sprintf("%.0f against %.0f rows a second", float64(p.rows)/ours.Seconds(), float64(p.rows)/bare.Seconds()),
	}
	t.met = t.ratio >= leastRate
	return t, nil
}

// partnerName returns names as different from each other as those of companies
// are.
func partnerName(round, n int) string {
	h := fnv.New64a()
	fmt.Fprint(h, round, " ", n)
	return "Maker " + strconv.FormatUint(h.Sum64(), 36)
}

// desk imports the rows as a file.
func (p *place) desk(ctx context.Context, desk *jobs.Desk, round, rows int) (time.Duration, error) {
	var file bytes.Buffer
	file.WriteString("external_id,name,country,website,roles\n")
	for n := range rows {
		fmt.Fprintf(&file, "B%d-%d,%s,DE,https://partner%d-%d.example.com,vendor\n", round, n, partnerName(round, n), round, n)
	}
	began := time.Now()
	i, err := desk.Create(ctx, "bench", jobs.Upload{File: "partners.csv", As: importers.Partners}, &file)
	if err != nil {
		return 0, err
	}
	for _, do := range []func(context.Context, string, string) (jobs.Job, error){desk.Check, desk.Apply} {
		step := time.Now()
		j, err := do(ctx, "bench", i.ID)
		if err == nil {
			j, err = desk.Wait(ctx, j.ID)
		}
		if err != nil {
			return 0, err
		}
		if j.State != jobs.Done {
			return 0, fmt.Errorf("%s: %s: %v", j.Kind, j.State, j.Errors)
		}
		fmt.Fprintf(p.log, "%s %.2f s\n", j.Kind, time.Since(step).Seconds())
	}
	took := time.Since(began)
	if i, err = desk.Get(ctx, i.ID); err == nil && i.Changes != int64(rows) {
		err = fmt.Errorf("%d changes of %d rows", i.Changes, rows)
	}
	if err != nil || round == rounds {
		return took, err // what the last round made is read afterwards
	}
	j, err := desk.Undo(ctx, "bench", i.ID) // each round starts from an empty graph
	if err == nil {
		j, err = desk.Wait(ctx, j.ID)
	}
	if err == nil && j.State != jobs.Done {
		err = fmt.Errorf("%s: %s: %v", j.Kind, j.State, j.Errors)
	}
	return took, err
}

// bareMerge writes nodes that have the labels, and so the indexes, of partners;
// no rule is checked and nothing is remembered.
const bareMerge = `
UNWIND $rows AS row
MERGE (p:Entity:Partner {id: row.id})
SET p += row
RETURN count(p) AS n`

// bare writes the same rows by one statement, in batches, and deletes them.
func (p *place) bare(ctx context.Context, round, rows int) (time.Duration, error) {
	session := p.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: "neo4j"})
	defer session.Close(context.WithoutCancel(ctx))
	batch := make([]map[string]any, 0, batchRows)
	began := time.Now()
	for n := range rows {
		name := partnerName(round, n)
		batch = append(batch, map[string]any{
			"id": fmt.Sprintf("bench-%d-%06d", round, n), "source": "bench", "externalId": fmt.Sprintf("B%d-%d", round, n),
			"name": name, "nameKey": name, "country": "DE", "roles": []string{"vendor"}, "version": int64(1),
			"website": fmt.Sprintf("https://partner%d-%d.example.com", round, n), "createdAt": began.UTC(), "updatedAt": began.UTC(),
		})
		if len(batch) < batchRows && n < rows-1 {
			continue
		}
		_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
			res, err := tx.Run(ctx, bareMerge, map[string]any{"rows": batch})
			if err != nil {
				return nil, err
			}
			return res.Consume(ctx)
		})
		if err != nil {
			return 0, err
		}
		batch = batch[:0]
	}
	took := time.Since(began)
	_, err := session.Run(ctx, `MATCH (p:Partner {source: 'bench'}) CALL (p) { DETACH DELETE p } IN TRANSACTIONS OF 5000 ROWS`, nil)
	return took, err
}
