package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/api"
	"linchpin/graph"
	"linchpin/identity"
	"linchpin/jobs"
)

const (
	reads       = 3000
	mostLonger  = 1.25
	mostOverMS  = 0.2
	idleTimeout = 5 * time.Second
	readFrom    = 500 // partners
)

// reading compares GET of a partner by id over HTTP, signed in with a token,
// with the same read by the bare driver.
func (p *place) reading(ctx context.Context) (t target, err error) {
	ids, err := p.partners(ctx)
	if err != nil {
		return t, err
	}
	get, stop, err := p.serve(ctx)
	if err != nil {
		return t, err
	}
	defer stop()
	var bare, ours []time.Duration
	for n := range reads {
		id := ids[n%len(ids)]
		a, err := clock(func() error { return p.readBare(ctx, id) })
		if err != nil {
			return t, err
		}
		b, err := clock(func() error { return get(ctx, id) })
		if err != nil {
			return t, err
		}
		if n >= reads/3 { // after warming up
			bare, ours = append(bare, a), append(ours, b)
		}
	}
	peer, own := median(bare), median(ours)
	t = target{
		name: "GET of a partner by id over HTTP, p50", peer: "the bare driver, same server",
		ratio: float64(own) / float64(peer), want: fmt.Sprintf("<= %.2f x + %.1f ms", mostLonger, mostOverMS),
		detail: fmt.Sprintf("%.2f against %.2f ms", ms(own), ms(peer)), met: ms(own) <= mostLonger*ms(peer)+mostOverMS,
	}
	return t, nil
}

// partners returns the ids of some partners, which are made where the part that
// imports did not run.
func (p *place) partners(ctx context.Context) (ids []string, err error) {
	list := graph.List{Kind: graph.KindPartner, Limit: readFrom}
	page, err := p.store.List(ctx, list)
	if err == nil && len(page.Items) == 0 {
		edits := make([]graph.Edit, readFrom)
		for i := range edits {
			edits[i] = graph.Edit{ID: graph.NewID(time.Now()), IfVersion: graph.MustBeNew, Body: &graph.Partner{Name: fmt.Sprint("Partner ", i)}}
		}
		if _, err = p.store.Apply(ctx, graph.Op{ID: "bench/partners", Actor: "bench"}, edits); err == nil {
			page, err = p.store.List(ctx, list)
		}
	}
	for _, r := range page.Items {
		ids = append(ids, r.ID)
	}
	return ids, err
}

func clock(do func() error) (time.Duration, error) {
	began := time.Now()
	err := do()
	return time.Since(began), err
}

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// serve puts the API on a port of its own, and returns how to read a partner.
func (p *place) serve(ctx context.Context) (get func(context.Context, string) error, stop func(), err error) {
	door := identity.NewDoor(p.store, time.Now)
	token, err := door.Issue(ctx, "bench", identity.Caller{Name: "bench", Role: identity.Viewer}, time.Hour)
	if err != nil {
		return nil, nil, err
	}
	desk, err := jobs.New(jobs.Config{Dir: p.dir + "/imports", Store: p.store, Now: time.Now}) //nolint:contextcheck // jobs outlive who asks for them
	if err != nil {
		return nil, nil, err
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, nil, err
	}
	h, err := api.New(api.Config{ //nolint:contextcheck // each request brings its own
		Store: p.store, Desk: desk, Door: door, Log: slog.New(slog.DiscardHandler), Web: http.NotFoundHandler(),
		Ready: func() bool { return true }, Now: time.Now, Version: "bench", PublicHost: l.Addr().String(), Loopback: true,
	})
	if err != nil {
		return nil, nil, err
	}
	srv := &http.Server{Handler: h, ReadHeaderTimeout: idleTimeout}
	go srv.Serve(l) //nolint:errcheck // it ends with Close
	get = func(ctx context.Context, id string) error {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+l.Addr().String()+"/api/v1/partners/"+id, nil)
		if err != nil {
			return err
		}
		req.Header.Set("Authorization", "Bearer "+token)
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		defer res.Body.Close()
		if _, err := io.Copy(io.Discard, res.Body); err != nil || res.StatusCode != http.StatusOK {
			return errors.Join(err, fmt.Errorf("GET %s: %s", id, res.Status))
		}
		return nil
	}
	return get, func() { _ = srv.Close(); desk.Close() }, nil
}

// readBare reads the same facts by the bare driver.
func (p *place) readBare(ctx context.Context, id string) error {
	session := p.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: "neo4j", AccessMode: neo4j.AccessModeRead})
	defer session.Close(context.WithoutCancel(ctx))
	_, err := session.ExecuteRead(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		res, err := tx.Run(ctx, `MATCH (p:Entity:Partner {id: $id}) OPTIONAL MATCH (p)-[o:OWNED_BY]->(q) RETURN p {.*} AS p, q.id AS parent`,
			map[string]any{"id": id})
		if err != nil {
			return nil, err
		}
		return res.Single(ctx)
	})
	return err
}
