package identity

import (
	"strings"
	"testing"
	"time"

	"linchpin/graph"
)

func TestRolesAreOneWithinTheNext(t *testing.T) {
	roles := append([]Role{Nobody}, Roles()...)
	for have, r := range roles {
		for need, n := range roles {
			if got := r.Allows(n); got != (have >= need) {
				t.Errorf("%q allows %q: %v", r, n, got)
			}
		}
	}
	if Role("root").Allows(Nobody) || Admin.Allows("root") {
		t.Error("an unknown role is allowed or allows something")
	}
}

func TestOnlySomebodyWithARoleGetsIn(t *testing.T) {
	for _, c := range []Caller{{"", Admin}, {"Ann", Nobody}, {"Ann", "root"}, {strings.Repeat("x", 101), Viewer}} {
		if graph.CodeOf(c.Check()) != graph.Invalid {
			t.Errorf("%+v is let in", c)
		}
	}
	if err := (Caller{"Ann", Viewer}).Check(); err != nil {
		t.Error(err)
	}
}

func TestSecretsAreLongAndNotKept(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.FixedZone("CET", 3600))
	who := Caller{"Ann", Editor}
	one, session := NewSession(who, now)
	other, link := NewLink(who, LinkLife, now)
	token, record := NewToken(who, TokenLife, now)
	if one == other || len(one) != 43 { // 256 bits in base64 without padding
		t.Errorf("%q, %q", one, other)
	}
	if !IsToken(token) || IsToken(one) || !strings.HasPrefix(token, "lp_") {
		t.Errorf("%q", token)
	}
	for secret, hash := range map[string]string{one: session.Hash, other: link.Hash, token: record.Hash} {
		if hash != HashOf(secret) || len(hash) != 64 || strings.Contains(hash, secret) {
			t.Errorf("%q is kept as %q", secret, hash)
		}
	}
	if session.CreatedAt.Location() != time.UTC || link.ExpiresAt.Location() != time.UTC || record.ExpiresAt.Location() != time.UTC {
		t.Error("times are not in UTC")
	}
}

func TestASessionEndsIdleOrOld(t *testing.T) {
	start := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	_, s := NewSession(Caller{"Ann", Viewer}, start)
	for _, tc := range []struct {
		seen, at time.Duration
		live     bool
	}{
		{0, 12*time.Hour - time.Second, true},
		{0, 12 * time.Hour, false}, // idle
		{160 * time.Hour, 168*time.Hour - time.Second, true},
		{160 * time.Hour, 168 * time.Hour, false}, // a week old, though in use
	} {
		s.SeenAt = start.Add(tc.seen)
		if got := s.Live(start.Add(tc.at)); got != tc.live {
			t.Errorf("seen after %v, asked after %v: %v", tc.seen, tc.at, got)
		}
	}
}
