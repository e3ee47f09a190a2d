package document

import (
	"strings"
	"unicode/utf8"

	"linchpin/graph/names"
)

// party is who makes a part, and as what the document names it: supplier,
// manufacturer, publisher, provider or originator.
type party struct {
	name, website string
	as            string
	person        bool
}

func (m party) role() string {
	if m.as == "provider" {
		return "service_provider"
	}
	return "vendor"
}

func (m party) tag() string {
	if m.person {
		return "person"
	}
	return ""
}

// confidence is how far the document can be taken at its word that somebody
// makes a part: who publishes it, or is where it came from, need not.
func (m party) confidence() string {
	if m.as == "publisher" || m.as == "originator" {
		return "inferred"
	}
	return "reported"
}

// partyOf reads who is meant by a text like "Ada <ada@example.org>"; words that
// say that nobody knows are nobody.
func partyOf(text, as string) party {
	name := text
	if open := strings.LastIndexAny(text, "<("); open > 0 && strings.Contains(text[open:], "@") {
		name = text[:open]
	}
	name = strings.TrimSpace(name)
	switch names.Fold(name) {
	case "", "noassertion", "none", "unknown", "n/a", "null", "-":
		return party{}
	}
	return party{name: name, as: as}
}

// first is the first party that has a name.
func first(parties ...party) party {
	for _, p := range parties {
		if p.name != "" {
			return p
		}
	}
	return party{}
}

// isWeb reports whether an address can be that of a website.
func isWeb(url string) bool {
	return strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://")
}

// cutBytes shortens a text to n bytes, whole characters only.
func cutBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return strings.TrimSpace(s[:n]) + "…"
}
