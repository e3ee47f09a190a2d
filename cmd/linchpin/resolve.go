package main

import (
	"context"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"linchpin/graph"
	"linchpin/risk"
)

// derivedID is the form of the ids of what is stored nowhere but can be asked
// for: countries, and the routes and services of an entity.
var derivedID = regexp.MustCompile(`^([A-Z]{2}|[0-9a-f-]{36}\.(route|service)\..*)$`)

// resolve returns the id of what a name names.
func (c *client) resolve(ctx context.Context, name string, kinds []graph.Kind) (string, error) {
	query := url.Values{"q": {name}, "exact": {"true"}, "limit": {"20"}}
	if len(kinds) > 0 {
		texts := make([]string, len(kinds))
		for n, k := range kinds {
			texts[n] = string(k)
		}
		query.Set("kinds", strings.Join(texts, ","))
	}
	var page struct{ Items []graph.Hit }
	if _, err := c.get(ctx, "/search", query, &page); err != nil {
		return "", err
	}
	switch len(page.Items) {
	case 1:
		return page.Items[0].ID, nil
	case 0:
		if derivedID.MatchString(name) {
			return name, nil
		}
		if product, region, ok := risk.RouteNamed(name); ok && ofRoutes(kinds) {
			id, err := c.resolve(ctx, product, []graph.Kind{graph.KindProduct})
			return risk.RouteID(id, region), err
		}
		return "", fmt.Errorf("%s is called %q", none(kinds), name)
	}
	lines := []string{}
	for _, h := range page.Items {
		lines = append(lines, fmt.Sprintf("  %s  %s  %s  %s", h.ID, h.Kind, h.Name, h.ExternalID))
	}
	return "", fmt.Errorf("%w: %q names %d things; say one of their ids:\n%s", errUsage, name, len(page.Items), strings.Join(lines, "\n"))
}

// ofRoutes reports whether what may be named is anything, or a top.
func ofRoutes(kinds []graph.Kind) bool {
	return len(kinds) == 0 || slices.Equal(kinds, topKinds())
}

// none says that there is nothing of some kinds.
func none(kinds []graph.Kind) string {
	if len(kinds) == 0 {
		return "nothing"
	}
	texts := make([]string, len(kinds))
	for n, k := range kinds {
		texts[n] = strings.ReplaceAll(string(k), "_", " ")
	}
	return "no " + strings.Join(texts, " or ")
}
