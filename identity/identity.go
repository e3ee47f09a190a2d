// Package identity says who may use Linchpin: roles, one-time sign-in links,
// sessions and API tokens, and the records that every such act leaves.
//
// A secret is 256 random bits. It is shown once, to whom it belongs; only its
// SHA-256 is kept, so that whoever reads the database can sign in as nobody.
// Store keeps the records; Door is the way in and out over one.
package identity

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"time"

	"linchpin/graph"
)

// Role says what somebody may do. Each role may do all that those before it may.
type Role string

// The roles. Nobody is the role of a request without a valid secret.
const (
	Nobody   Role = ""
	Viewer   Role = "viewer"
	Importer Role = "importer"
	Editor   Role = "editor"
	Admin    Role = "admin"
)

var ranks = []Role{Nobody, Viewer, Importer, Editor, Admin}

// Roles lists the roles that can be given, the least one first.
func Roles() []Role { return slices.Clone(ranks[1:]) }

// Allows reports whether r may do what is open to the given role. An unknown
// role is allowed nothing, and allows nothing.
func (r Role) Allows(needed Role) bool {
	have, need := slices.Index(ranks, r), slices.Index(ranks, needed)
	return need >= 0 && have >= need
}

// Caller is on whose behalf a request is made.
type Caller struct {
	Name string `json:"user"`
	Role Role   `json:"role"`
}

// Check reports a name or a role that nobody can have.
func (c Caller) Check() error {
	if c.Name == "" || len(c.Name) > 100 {
		return graph.FieldError("/name", "required", "is a text of 1 to 100 characters")
	}
	if c.Role == Nobody || !slices.Contains(ranks, c.Role) {
		return graph.FieldError("/role", "oneof", "is not one of viewer, importer, editor, admin")
	}
	return nil
}

// tokenMark begins every API token, so that scanners recognize a leaked one.
const tokenMark = "lp_"

func newSecret(mark string) (secret, hash string) {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails: crypto/rand ends the program instead
	secret = mark + base64.RawURLEncoding.EncodeToString(b[:])
	return secret, HashOf(secret)
}

// HashOf is what is kept of a secret: its SHA-256, in hexadecimal.
func HashOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// Store keeps the records of this package. What is asked for by a hash that is
// not stored is a graph.NotFound error.
type Store interface {
	AddLink(ctx context.Context, l Link) error
	// TakeLink returns a link that nobody took before and that has not expired
	// at the given time, and marks it taken: of two callers one gets it.
	TakeLink(ctx context.Context, hash string, now time.Time) (Link, error)
	AddSession(ctx context.Context, s Session) error
	Session(ctx context.Context, hash string) (Session, error)
	// TouchSession sets the time a session was last seen.
	TouchSession(ctx context.Context, hash string, seen time.Time) error
	// DropSession deletes a session; one that is gone is no error.
	DropSession(ctx context.Context, hash string) error
	AddToken(ctx context.Context, t Token) error
	Token(ctx context.Context, hash string) (Token, error)
	// Used reports whether a link was ever taken or a token ever made: somebody
	// has a way in.
	Used(ctx context.Context) (bool, error)
	Audit(ctx context.Context, a Act) error
}
