package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"linchpin/api"
	"linchpin/graph/neostore"
	"linchpin/identity"
	"linchpin/jobs"
	"linchpin/web"
)

const (
	drainTime  = 20 * time.Second // for requests in flight when the server stops
	uploadTime = 10 * time.Minute // for the largest file on a slow line
)

// server is a running program.
type server struct {
	*program
	cfg      *config
	log      *slog.Logger
	store    *neostore.Store
	desk     *jobs.Desk
	door     *identity.Door
	listener net.Listener
	ready    atomic.Bool
}

// serve runs the server until ctx ends.
func (p *program) serve(ctx context.Context, args []string) (err error) {
	c, f := p.configure("serve", "serve", "store")
	sample := f.Bool("sample", false, "load the sample ecosystem into an empty database")
	words, err := f.parse(args, c.faults)
	if err != nil {
		return err
	}
	if len(words) > 0 {
		return fmt.Errorf("%w: %q is too much", errUsage, words[0])
	}
	defer func() {
		if ctx.Err() != nil && errors.Is(err, context.Canceled) {
			err = nil // it was asked to stop while it started
		}
	}()
	s := &server{program: p, cfg: c, log: p.logger(c)}
	if s.listener, err = new(net.ListenConfig).Listen(ctx, "tcp", c.Listen); err != nil {
		return err // before anything that takes long
	}
	defer s.listener.Close()
	db, err := p.open(ctx, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.stop()) }()
	if s.store, err = neostore.Open(ctx, db.Config); err != nil {
		return err
	}
	defer s.store.Close(context.WithoutCancel(ctx))
	supervised, leave := context.WithCancel(context.WithoutCancel(ctx))
	defer leave()
	gone := db.supervise(supervised, s.log)
	if s.desk, err = jobs.New(jobs.Config{ //nolint:contextcheck // jobs outlive who asks for them
		Dir: filepath.Join(c.Data, "imports"), Store: s.store, Now: time.Now, Log: s.log, Risk: riskDifference,
	}); err != nil {
		return err
	}
	defer s.desk.Close()
	if err := s.desk.Recover(ctx); err != nil {
		return err
	}
	if *sample {
		if err := s.loadSample(ctx); err != nil {
			return fmt.Errorf("the sample ecosystem: %w", err)
		}
	}
	return s.answer(ctx, gone)
}

func (p *program) logger(c *config) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(c.Log)) // checked by faults
	return slog.New(slog.NewJSONHandler(p.stderr, &slog.HandlerOptions{Level: level}))
}

// answer serves requests until ctx ends or what it rests on does. It stops in
// this order: readiness, jobs, streams, requests in flight; the caller closes
// the store and stops the database after it.
func (s *server) answer(ctx context.Context, gone <-chan error) error {
	s.door = identity.NewDoor(s.store, time.Now)
	h, err := s.handler() //nolint:contextcheck // each request brings its own
	if err != nil {
		return err
	}
	srv := &http.Server{
		Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: uploadTime, IdleTimeout: 2 * time.Minute,
		ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	served := make(chan error, 1)
	s.ready.Store(true)
	go func() { served <- srv.Serve(s.listener) }()
	if err := s.greet(ctx); err != nil {
		return errors.Join(err, srv.Close())
	}
	select {
	case err := <-served:
		return err
	case err = <-gone:
	case <-ctx.Done():
	}
	s.ready.Store(false)
	s.cfg.withdraw()
	s.desk.Close()
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	return errors.Join(err, srv.Shutdown(drain))
}

func (s *server) handler() (http.Handler, error) {
	app, err := web.Handler()
	if err != nil {
		return nil, err
	}
	host, _, _ := net.SplitHostPort(s.listener.Addr().String()) // a TCP address has both
	cfg := api.Config{
		Store: s.store, Desk: s.desk, Door: s.door, Log: s.log, Web: app, Ready: s.ready.Load, Now: time.Now, Version: version,
		PublicHost: s.listener.Addr().String(), Loopback: loopback(host), AuthOff: s.cfg.Auth == "off",
	}
	if u, err := url.Parse(s.cfg.PublicURL); err == nil && u.Host != "" {
		cfg.PublicHost, cfg.Secure = u.Host, u.Scheme == "https"
	}
	return api.New(cfg)
}

// greet says where the server is, and how to sign in while nobody ever has.
func (s *server) greet(ctx context.Context) error {
	address := "http://" + s.listener.Addr().String()
	if s.cfg.PublicURL != "" {
		address = strings.TrimRight(s.cfg.PublicURL, "/")
	}
	if err := s.cfg.announce(address); err != nil {
		return err
	}
	if _, err := fmt.Fprintln(s.stdout, address); err != nil {
		return err
	}
	if s.cfg.Auth == "off" {
		fmt.Fprintln(s.stderr, "Authentication is off: everyone on this machine is admin.")
		return nil
	}
	used, err := s.store.Used(ctx)
	if err != nil || used {
		return err
	}
	admin := identity.Caller{Name: "admin", Role: identity.Admin}
	secret, err := s.door.Invite(ctx, operator(), admin, identity.FirstLinkLife)
	if err != nil {
		return err
	}
	fmt.Fprintln(s.stderr, "The next line signs in once, within 24 hours; linchpin user link makes more.")
	_, err = fmt.Fprintln(s.stdout, s.cfg.signIn(address, secret))
	return err
}
