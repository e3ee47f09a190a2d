package identity

import "time"

// How long the ways in are open.
const (
	LinkLife      = time.Hour            // of a link that was asked for
	FirstLinkLife = 24 * time.Hour       // of the link the first start prints
	SessionIdle   = 12 * time.Hour       // without a request
	SessionLife   = 7 * 24 * time.Hour   // in any case
	TokenLife     = 365 * 24 * time.Hour // where nothing else is said
)

// Link is a one-time way in: whoever follows it gets a session.
type Link struct {
	Hash      string    `json:"hash"`
	Name      string    `json:"name"`
	Role      Role      `json:"role"`
	CreatedAt time.Time `json:"createdAt"`
	ExpiresAt time.Time `json:"expiresAt"`
}

// NewLink returns a link for somebody, and the secret that goes with it.
func NewLink(who Caller, life time.Duration, now time.Time) (secret string, l Link) {
	secret, hash := newSecret("")
	return secret, Link{hash, who.Name, who.Role, now.UTC(), now.UTC().Add(life)}
}

// Session is somebody signed in with a browser.
type Session struct {
	Hash      string    `json:"hash"`
	Name      string    `json:"name"`
	Role      Role      `json:"role"`
	CreatedAt time.Time `json:"createdAt"`
	SeenAt    time.Time `json:"seenAt"`
	ExpiresAt time.Time `json:"expiresAt"` // in any case
}

// NewSession returns a session for somebody, and the secret that goes with it.
func NewSession(who Caller, now time.Time) (secret string, s Session) {
	secret, hash := newSecret("")
	now = now.UTC()
	return secret, Session{hash, who.Name, who.Role, now, now, now.Add(SessionLife)}
}

// Live reports whether the session is neither idle for too long nor too old.
func (s Session) Live(now time.Time) bool {
	return now.Before(s.ExpiresAt) && now.Before(s.SeenAt.Add(SessionIdle))
}

// Caller is whom the session belongs to.
func (s Session) Caller() Caller { return Caller{s.Name, s.Role} }
