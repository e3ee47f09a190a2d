package identity

import (
	"strings"
	"time"

	"linchpin/graph"
)

// Token lets a program in.
type Token struct {
	ID        string    `json:"id"`
	Hash      string    `json:"hash"`
	Name      string    `json:"name"`
	Role      Role      `json:"role"`
	CreatedAt time.Time `json:"createdAt"`
	ExpiresAt time.Time `json:"expiresAt"`
}

// NewToken returns a token for a program, and the secret that goes with it.
func NewToken(who Caller, life time.Duration, now time.Time) (secret string, t Token) {
	secret, hash := newSecret(tokenMark)
	now = now.UTC()
	return secret, Token{graph.NewID(now), hash, who.Name, who.Role, now, now.Add(life)}
}

// Live reports whether the token has not expired.
func (t Token) Live(now time.Time) bool { return now.Before(t.ExpiresAt) }

// Caller is whom the token speaks for.
func (t Token) Caller() Caller { return Caller{t.Name, t.Role} }

// IsToken reports whether a text has the form of an API token.
func IsToken(secret string) bool {
	return strings.HasPrefix(secret, tokenMark) && len(secret) == len(tokenMark)+43
}
