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

	"linchpin/graph"
	"linchpin/importers"
	"linchpin/jobs"
)

const (
	batchRows  = 500 // of the bare statement: as many as the desk's
	warmPart   = 10  // the first round is as much smaller
	rounds     = 3
	leastRate  = 0.6 // check and apply
	leastApply = 0.7 // apply alone
)

// importing compares an import of partners, its check and its history included,
// with writing the same rows by one bare statement.
func (p *place) importing(ctx context.Context) ([]target, error) {
	desk, err := jobs.New(jobs.Config{Dir: filepath.Join(p.dir, "imports"), Store: p.store, Now: time.Now}) //nolint:contextcheck // jobs outlive who asks for them
	if err != nil {
		return nil, err
	}
	defer desk.Close()
	var bare, whole, apply time.Duration
	for n := range rounds + 1 {
		rows := p.rows
		if n == 0 {
			rows = p.rows / warmPart // the server compiles what it runs often
		}
		a, err := p.bare(ctx, n, rows)
		if err != nil {
			return nil, fmt.Errorf("the bare statement: %w", err)
		}
		b, c, err := p.desk(ctx, desk, n, rows)
		if err != nil {
			return nil, fmt.Errorf("the import: %w", err)
		}
		fmt.Fprintf(p.log, "round %d: %d rows: bare %v, import %v, its apply %v\n", n, rows, a, b, c)
		if n < 2 {
			bare, whole, apply = a.wall, b.wall, c.wall
		}
		bare, whole, apply = min(bare, a.wall), min(whole, b.wall), min(apply, c.wall)
	}
	return []target{
		p.rate(fmt.Sprintf("import of %d partner rows, checked, logged", p.rows), bare, whole, leastRate),
		p.rate("its apply alone, with history and provenance", bare, apply, leastApply),
	}, nil
}

// rate compares how fast the rows were written.
func (p *place) rate(name string, bare, ours time.Duration, least float64) target {
	rows := float64(p.rows)
	t := target{
		name: name, peer: "bare UNWIND ... MERGE, same driver and server",
		ratio: bare.Seconds() / ours.Seconds(), want: fmt.Sprintf("rate >= %.2f", least),
		detail: fmt.Sprintf("%.0f against %.0f rows a second", rows/ours.Seconds(), rows/bare.Seconds()),
	}
	t.met = t.ratio >= least
	return t
}

// partnerName returns names as different from each other as those of companies
// are.
func partnerName(round, n int) string {
	h := fnv.New64a()
	fmt.Fprint(h, round, " ", n)
	return "Maker " + strconv.FormatUint(h.Sum64(), 36)
}

// desk imports the rows as a file.
func (p *place) desk(ctx context.Context, desk *jobs.Desk, round, rows int) (whole, apply spent, err error) {
	var file bytes.Buffer
	file.WriteString("external_id,name,country,website,roles\n")
	for n := range rows {
		fmt.Fprintf(&file, "B%d-%d,%s,DE,https://partner%d-%d.example.com,vendor\n", round, n, partnerName(round, n), round, n)
	}
	since := p.since()
	i, err := desk.Create(ctx, "bench", &jobs.Upload{File: "partners.csv", As: importers.Partners}, &file)
	if err != nil {
		return whole, apply, err
	}
	for _, do := range []func(context.Context, string, string) (jobs.Job, error){desk.Check, desk.Apply} {
		step := p.since()
		j, err := do(ctx, "bench", i.ID)
		if err == nil {
			j, err = desk.Wait(ctx, j.ID)
		}
		if err != nil {
			return whole, apply, err
		}
		if j.State != jobs.Done {
			return whole, apply, fmt.Errorf("%s: %s: %v", j.Kind, j.State, j.Errors)
		}
		apply = step() // the last of them
	}
	whole = since()
	if i, err = desk.Get(ctx, i.ID); err == nil && i.Changes != int64(rows) {
		err = fmt.Errorf("%d changes of %d rows", i.Changes, rows)
	}
	if err != nil || round == rounds {
		return whole, apply, err // what the last round made is read afterwards
	}
	j, err := desk.Undo(ctx, "bench", i.ID) // each round starts from an empty graph
	if err == nil {
		j, err = desk.Wait(ctx, j.ID)
	}
	if err == nil && j.State != jobs.Done {
		err = fmt.Errorf("%s: %s: %v", j.Kind, j.State, j.Errors)
	}
	return whole, apply, err
}

// bareMerge writes nodes that have the labels, and so the indexes, of partners;
// no rule is checked and nothing is remembered.
const bareMerge = `
UNWIND $rows AS row
MERGE (p:Entity:Partner {id: row.id})
SET p += row
RETURN count(p) AS n`

// bare writes the same rows by one statement, in batches, and deletes them.
func (p *place) bare(ctx context.Context, round, rows int) (took spent, err error) {
	session := p.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: "neo4j"})
	defer session.Close(context.WithoutCancel(ctx))
	batch := make([]map[string]any, 0, batchRows)
	began, since := time.Now(), p.since()
	for n := range rows {
		batch = append(batch, bareRow(round, n, began))
		if len(batch) < batchRows && n < rows-1 {
			continue
		}
		if err := writeBare(ctx, session, batch); err != nil {
			return took, err
		}
		batch = batch[:0]
	}
	took = since()
	_, err = session.Run(ctx, `MATCH (p:Partner {source: 'bench'}) CALL (p) { DETACH DELETE p } IN TRANSACTIONS OF 5000 ROWS`, nil)
	return took, err
}

// bareRow has the properties that an imported partner has.
func bareRow(round, n int, now time.Time) map[string]any {
	name := partnerName(round, n)
	return map[string]any{
		"id": graph.NewID(now), "source": "bench", "externalId": fmt.Sprintf("B%d-%d", round, n),
		"name": name, "nameKey": name, "country": "DE", "roles": []string{"vendor"}, "version": int64(1),
		"website": fmt.Sprintf("https://partner%d-%d.example.com", round, n), "createdAt": now.UTC(), "updatedAt": now.UTC(),
	}
}

func writeBare(ctx context.Context, session neo4j.SessionWithContext, rows []map[string]any) error {
	_, err := session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		res, err := tx.Run(ctx, bareMerge, map[string]any{"rows": rows})
		if err != nil {
			return nil, err
		}
		return res.Consume(ctx)
	})
	return err
}
