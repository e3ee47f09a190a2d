package identity

import (
	"context"
	"errors"
	"sync"
	"time"

	"linchpin/graph"
)

const (
	rememberFor = 5 * time.Second // a session or token is not read again
	rememberAt  = 10_000          // entries
	touchEvery  = time.Minute     // a session's last use is written no more often
)

// errOut is all that somebody learns who is not let in.
var errOut = &graph.Error{Code: graph.NotFound, Detail: "the secret is unknown, used or expired"}

// Door lets people and programs in. What it read of a session or token it
// remembers for five seconds; a sign-out through it works at once.
type Door struct {
	store Store
	now   func() time.Time
	mu    sync.Mutex
	known map[string]remembered // by hash
}

type remembered struct {
	who   Caller
	until time.Time
}

// NewDoor returns the way in over a store.
func NewDoor(store Store, now func() time.Time) *Door {
	return &Door{store: store, now: now, known: map[string]remembered{}}
}

// Invite makes a one-time link for somebody and returns its secret.
func (d *Door) Invite(ctx context.Context, by string, who Caller, life time.Duration) (secret string, err error) {
	if err := who.Check(); err != nil {
		return "", err
	}
	secret, link := NewLink(who, life, d.now())
	if err := d.store.AddLink(ctx, link); err != nil {
		return "", err
	}
	return secret, d.audit(ctx, by, ActLink, who.Name, string(who.Role))
}

// SignIn takes a one-time link and opens a session in its place.
func (d *Door) SignIn(ctx context.Context, link string) (secret string, who Caller, err error) {
	l, err := d.store.TakeLink(ctx, HashOf(link), d.now())
	if err != nil {
		return "", who, err
	}
	who = Caller{l.Name, l.Role}
	secret, s := NewSession(who, d.now())
	if err := d.store.AddSession(ctx, s); err != nil {
		return "", who, err
	}
	return secret, who, d.audit(ctx, who.Name, ActSignIn, "", string(who.Role))
}

// SignOut ends a session.
func (d *Door) SignOut(ctx context.Context, secret string) error {
	hash := HashOf(secret)
	d.forget(hash)
	s, err := d.store.Session(ctx, hash)
	if graph.CodeOf(err) == graph.NotFound {
		return nil
	}
	if err := errors.Join(err, d.store.DropSession(ctx, hash)); err != nil {
		return err
	}
	return d.audit(ctx, s.Name, ActSignOut, "", "")
}

// Session says whose session a secret opens. A session that has ended, or never
// was, is a graph.NotFound error.
func (d *Door) Session(ctx context.Context, secret string) (Caller, error) {
	hash := HashOf(secret)
	if who, ok := d.remembers(hash); ok {
		return who, nil
	}
	s, err := d.store.Session(ctx, hash)
	if err != nil {
		return Caller{}, err
	}
	now := d.now()
	if !s.Live(now) {
		return Caller{}, errors.Join(errOut, d.store.DropSession(ctx, hash))
	}
	if now.Sub(s.SeenAt) > touchEvery {
		if err := d.store.TouchSession(ctx, hash, now.UTC()); err != nil {
			return Caller{}, err
		}
	}
	d.remember(hash, s.Caller())
	return s.Caller(), nil
}

// Issue makes an API token for a program and returns its secret.
func (d *Door) Issue(ctx context.Context, by string, who Caller, life time.Duration) (secret string, err error) {
	if err := who.Check(); err != nil {
		return "", err
	}
	secret, token := NewToken(who, life, d.now())
	if err := d.store.AddToken(ctx, token); err != nil {
		return "", err
	}
	return secret, d.audit(ctx, by, ActToken, who.Name, string(who.Role))
}

// Token says for whom an API token speaks. One that has expired, or never was,
// is a graph.NotFound error.
func (d *Door) Token(ctx context.Context, secret string) (Caller, error) {
	if !IsToken(secret) {
		return Caller{}, errOut
	}
	hash := HashOf(secret)
	if who, ok := d.remembers(hash); ok {
		return who, nil
	}
	t, err := d.store.Token(ctx, hash)
	if err != nil {
		return Caller{}, err
	}
	if !t.Live(d.now()) {
		return Caller{}, errOut
	}
	d.remember(hash, t.Caller())
	return t.Caller(), nil
}

// Denied leaves the record of something that was refused.
func (d *Door) Denied(ctx context.Context, who Caller, target, detail string) error {
	return d.audit(ctx, who.Name, ActDenied, target, detail)
}

func (d *Door) audit(ctx context.Context, actor, act, target, detail string) error {
	return d.store.Audit(ctx, NewAct(d.now(), actor, act, target, detail))
}

func (d *Door) remembers(hash string) (Caller, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	r, ok := d.known[hash]
	return r.who, ok && d.now().Before(r.until)
}

func (d *Door) remember(hash string, who Caller) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.known) >= rememberAt {
		clear(d.known)
	}
	d.known[hash] = remembered{who, d.now().Add(rememberFor)}
}

func (d *Door) forget(hash string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.known, hash)
}
