package neostore

import (
	"context"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
	"linchpin/identity"
)

// The records of identity are no entities: they take no change number. They
// are known by the hash of their secret.

// AddLink stores a one-time sign-in link.
func (s *Store) AddLink(ctx context.Context, l identity.Link) error {
	return s.keep(ctx, signInAdd, map[string]any{"hash": l.Hash, "props": map[string]any{
		"hash": l.Hash, "name": l.Name, "role": string(l.Role), "createdAt": l.CreatedAt.UTC(), "expiresAt": l.ExpiresAt.UTC(),
	}})
}

// TakeLink returns a link that nobody took before and that has not expired at
// the given time, and marks it taken. Any other is a NotFound error.
func (s *Store) TakeLink(ctx context.Context, hash string, now time.Time) (l identity.Link, err error) {
	var props map[string]any
	params := map[string]any{"hash": hash, "now": now.UTC()}
	err = s.keeping(ctx, func(ctx context.Context, t tx) error {
		props = nil
		if _, err := t.run(ctx, signInLock, params); err != nil { // what follows reads what no other can change
			return err
		}
		rs, err := t.run(ctx, signInTake, params)
		if err == nil && len(rs) > 0 {
			props = value[map[string]any](rs[0], "props")
		}
		return err
	})
	if err == nil && props == nil {
		err = graph.Errorf(graph.NotFound, "no such link is open")
	}
	name, role := nameAndRole(props)
	return identity.Link{
		Hash: hash, Name: name, Role: role, CreatedAt: instant(props["createdAt"]), ExpiresAt: instant(props["expiresAt"]),
	}, err
}

// AddSession stores a session, and forgets those that have expired.
func (s *Store) AddSession(ctx context.Context, x identity.Session) error {
	if err := s.keep(ctx, sessionSweep, map[string]any{"now": s.moment()}); err != nil {
		return err
	}
	return s.keep(ctx, sessionAdd, map[string]any{"hash": x.Hash, "props": map[string]any{
		"hash": x.Hash, "name": x.Name, "role": string(x.Role),
		"createdAt": x.CreatedAt.UTC(), "seenAt": x.SeenAt.UTC(), "expiresAt": x.ExpiresAt.UTC(),
	}})
}

// Session returns the session of a secret's hash, or a NotFound error.
func (s *Store) Session(ctx context.Context, hash string) (identity.Session, error) {
	props, err := s.known(ctx, sessionQuery, hash)
	name, role := nameAndRole(props)
	return identity.Session{
		Hash: hash, Name: name, Role: role,
		CreatedAt: instant(props["createdAt"]), SeenAt: instant(props["seenAt"]), ExpiresAt: instant(props["expiresAt"]),
	}, err
}

// TouchSession sets the time a session was last seen.
func (s *Store) TouchSession(ctx context.Context, hash string, seen time.Time) error {
	return s.keep(ctx, sessionTouch, map[string]any{"hash": hash, "seen": seen.UTC()})
}

// DropSession deletes a session; one that is gone is no error.
func (s *Store) DropSession(ctx context.Context, hash string) error {
	return s.keep(ctx, sessionDrop, map[string]any{"hash": hash})
}

// AddToken stores an API token.
func (s *Store) AddToken(ctx context.Context, x identity.Token) error {
	return s.keep(ctx, tokenAdd, map[string]any{"hash": x.Hash, "props": map[string]any{
		"id": x.ID, "hash": x.Hash, "name": x.Name, "role": string(x.Role),
		"createdAt": x.CreatedAt.UTC(), "expiresAt": x.ExpiresAt.UTC(),
	}})
}

// Token returns the API token of a secret's hash, or a NotFound error.
func (s *Store) Token(ctx context.Context, hash string) (identity.Token, error) {
	props, err := s.known(ctx, tokenQuery, hash)
	name, role := nameAndRole(props)
	id, _ := props["id"].(string)
	return identity.Token{
		ID: id, Hash: hash, Name: name, Role: role,
		CreatedAt: instant(props["createdAt"]), ExpiresAt: instant(props["expiresAt"]),
	}, err
}

// Used reports whether a link was ever taken or a token ever made.
func (s *Store) Used(ctx context.Context) (bool, error) {
	rs, err := s.run(ctx, usedQuery, nil)
	return err == nil && value[bool](rs[0], "used"), err
}

// Audit stores the record of an act. The same record twice is one.
func (s *Store) Audit(ctx context.Context, a identity.Act) error {
	return s.keep(ctx, auditAdd, map[string]any{"id": a.ID, "props": map[string]any{
		"id": a.ID, "at": a.At.UTC(), "actor": a.Actor, "act": a.Act, "target": a.Target, "detail": a.Detail,
	}})
}

func nameAndRole(props map[string]any) (string, identity.Role) {
	name, _ := props["name"].(string)
	role, _ := props["role"].(string)
	return name, identity.Role(role)
}

// known returns what is stored under a hash.
func (s *Store) known(ctx context.Context, q query, hash string) (map[string]any, error) {
	rs, err := s.run(ctx, q, map[string]any{"hash": hash})
	if err != nil {
		return nil, err
	}
	if len(rs) == 0 {
		return nil, graph.Errorf(graph.NotFound, "nothing is known by this secret")
	}
	return value[map[string]any](rs[0], "props"), nil
}

// keep writes a record that is no entity: past the gate, which it does not
// need, since doing it twice comes to the same.
func (s *Store) keep(ctx context.Context, q query, params map[string]any) error {
	return s.keeping(ctx, func(ctx context.Context, t tx) error {
		_, err := t.run(ctx, q, params)
		return err
	})
}

func (s *Store) keeping(ctx context.Context, work func(context.Context, tx) error) error {
	return s.session(context.WithoutCancel(ctx), neo4j.AccessModeWrite, writeTime, work)
}
