package risk

import (
	"linchpin/graph"
)

// check reports what no single addition breaks: an ownership that leads back,
// links of one group that state different minimums.
func (o *overlay) check(add []Addition) error {
	parent := map[string]string{}
	for _, e := range o.edges {
		if e.Kind == graph.OwnedBy {
			parent[e.From] = e.To
		}
	}
	for i, a := range add {
		id, field := o.ids[i], "/parent"
		if a.Link != nil && a.Link.Kind == graph.OwnedBy {
			id, field = a.Link.From, "/to"
		}
		if o.loops(id, parent) {
			return about(graph.FieldError(field, "loop", "would make it own itself"), pointer(i))
		}
		if a.Link == nil || a.Link.Group == "" || a.Link.Minimum == nil {
			continue
		}
		if n := o.minimum(*a.Link); n != 0 && n != *a.Link.Minimum {
			return about(graph.FieldError("/minimum", "group_minimum", "another link of the group states %d", n), pointer(i))
		}
	}
	return nil
}

// loops reports whether ownership leads from a partner back to it.
func (o *overlay) loops(id string, parent map[string]string) bool {
	at, seen := parent[id], map[string]bool{}
	for ; at != "" && at != id && !seen[at]; at = o.parent(at, parent) {
		seen[at] = true
	}
	return at != "" && at == id
}

func (o *overlay) parent(id string, added map[string]string) string {
	if p, ok := added[id]; ok {
		return p
	}
	for _, e := range o.g.from(id, graph.OwnedBy) {
		return e.To
	}
	return ""
}

// minimum is what another link of the same group states, 0 for nothing.
func (o *overlay) minimum(l graph.LinkBody) int64 {
	for _, e := range append(o.g.from(l.From, l.Kind), o.edges...) {
		if e.From == l.From && e.Kind == l.Kind && e.Group == l.Group && e.Minimum != 0 && e.Minimum != *l.Minimum {
			return e.Minimum
		}
	}
	return 0
}
