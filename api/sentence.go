package api

import (
	"strings"

	"linchpin/graph"
)

// verbs say what a link means, read along its direction and against it.
func verbs(k graph.LinkKind) (along, against string) {
	switch k {
	case graph.Fulfils:
		return "supplies", "is supplied by"
	case graph.MadeBy:
		return "is made by", "makes"
	case graph.SoldBy:
		return "is sold by", "sells"
	case graph.ReliesOn:
		return "relies on", "is relied on by"
	case graph.SourcesFrom:
		return "sources from", "is a source of"
	case graph.OwnedBy:
		return "is owned by", "owns"
	case graph.Requires:
		return "requires", "is required by"
	case graph.Uses:
		return "uses", "is used by"
	case graph.Needs:
		return "needs", "is needed by"
	case graph.DependsOn:
		return "depends on", "comes before"
	case graph.Delivers:
		return "delivers", "is delivered by"
	case graph.Involves:
		return "involves", "takes part in"
	case graph.Sells:
		return "sells", "is sold by"
	case graph.Services:
		return "services", "is serviced by"
	case graph.Binds:
		return "binds", "is bound by"
	case graph.Covers:
		return "covers", "is covered by"
	case graph.Holds:
		return "holds", "is held by"
	case graph.Owns:
		return "is responsible for", "is looked after by"
	default:
		return string(k), "is " + string(k) + " of"
	}
}

// sentence reads a path, as in "Acme makes AX-1, which supplies Radio.".
func sentence(hops []graph.Hop) string {
	var b strings.Builder
	for i, h := range hops {
		verb, against := verbs(h.Kind)
		if h.Reverse {
			verb = against
		}
		if i == 0 {
			b.WriteString(h.From.Name)
		} else {
			b.WriteString(", which")
		}
		b.WriteString(" " + verb + " " + h.To.Name)
	}
	if b.Len() > 0 {
		b.WriteString(".")
	}
	return b.String()
}
