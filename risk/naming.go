package risk

import (
	"fmt"
	"strings"

	"linchpin/graph"
)

// list joins labels as a sentence does, naming at most six.
func (g *Graph) list(vs []int32) string {
	const most = 6
	names := make([]string, 0, most)
	for i, v := range vs {
		if i == most-1 && len(vs) > most {
			names = append(names, fmt.Sprintf("%d more", len(vs)-i))
			break
		}
		names = append(names, g.label(v))
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// label is what a clause calls v: the key of an item, an offering by what it
// is a source of.
func (g *Graph) label(v int32) string {
	n := g.node(v)
	switch {
	case n.Kind == graph.KindOffering:
		return g.offeringLabel(v, n.Name)
	case n.Key != "":
		return n.Key
	case n.Name != "":
		return n.Name
	default:
		return n.ID
	}
}

func (g *Graph) offeringLabel(v int32, part string) string {
	of := g.name(g.componentOf(v))
	if m := g.name(g.makerOf(v)); part == "" && m != "" {
		part = "from " + m
	}
	if g.target(v, MadeBy) >= 0 { // the same part may come from its maker and by way of others
		if seller := g.name(g.target(v, SoldBy)); seller != "" {
			part = strings.TrimSpace(part + " via " + seller)
		}
	}
	switch {
	case of == "":
		return part
	case part == "":
		return of
	default:
		return of + " (" + part + ")"
	}
}

// title is what a claim calls v: an item by key and title.
func (g *Graph) title(v int32) string {
	if n := g.node(v); n.Key != "" && n.Name != "" {
		return n.Key + " " + n.Name
	}
	return g.label(v)
}

// ref names v as answers do.
func (g *Graph) ref(v int32) graph.Ref {
	n := g.node(v)
	r := graph.Ref{ID: n.ID, Kind: n.Kind, Name: n.Name, ExternalID: n.ExternalID}
	if n.Kind == graph.KindOffering {
		r.Name = graph.OfferingName(g.name(g.componentOf(v)), g.name(g.makerOf(v)), n.Name, g.name(g.twinSeller(v)))
	}
	return r
}

func (g *Graph) refs(vs []int32) []graph.Ref {
	out := make([]graph.Ref, len(vs))
	for i, v := range vs {
		out[i] = g.ref(v)
	}
	return out
}

// name returns what v is called, empty for none.
func (g *Graph) name(v int32) string {
	if v < 0 {
		return ""
	}
	if i := int(v) - g.facts.Len(); i >= 0 {
		return g.derived[i].name
	}
	return g.facts.Name(int(v))
}
