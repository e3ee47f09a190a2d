package graph

import (
	"cmp"
	"iter"
	"slices"
	"sort"
	"strings"
)

// Snapshot is the whole graph at one change number. It is never modified. It
// is packed: a node or link takes the bytes of what it states and holds no
// pointer, so that millions of them fit and cost the garbage collector nothing.
// The zero value is an empty graph.
//
// Nodes have numbers, from 0 in the order of their ids; the links that start
// from one are its arcs, in the order of kind, end and id.
type Snapshot struct {
	Change int64 // the number of the last change it holds

	nodes []int   // where the record of a node begins in text
	arcs  []Arc   // by start
	arcAt []int32 // arcs of node i: arcs[arcAt[i]:arcAt[i+1]]
	text  records
}

// Arc is a link as its start holds it.
type Arc struct {
	at   int   // where its record begins; its own id comes first
	To   int32 // number of the node at its end
	kind uint8 // place in the kinds of links by name
	by   stater
	more bool // it states more than its id and version
}

// stater says whose body states a link.
type stater uint8

const (
	itself stater = iota // a link of its own
	start
	end
)

// Kind returns the kind of link.
func (a Arc) Kind() LinkKind { return linkKinds[a.kind] }

// HasTerms reports whether a link states more than its id, ends and version.
func (a Arc) HasTerms() bool { return a.more }

// linkKinds are the kinds of links by name.
var linkKinds = func() (out []LinkKind) {
	for _, r := range LinkRules() {
		out = append(out, r.Kind)
	}
	slices.Sort(out)
	return out
}()

// Len is the number of nodes.
func (s *Snapshot) Len() int { return len(s.nodes) }

// Links is the number of links.
func (s *Snapshot) Links() int { return len(s.arcs) }

// ID returns the id of the node with a number.
func (s *Snapshot) ID(i int) string {
	r := s.text.reader(s.nodes[i])
	return r.string()
}

// Name returns the name of the node with a number.
func (s *Snapshot) Name(i int) string {
	r := s.text.reader(s.nodes[i])
	r.string()
	r.mask = r.uvarint()
	var name string
	word(&r, &name) // the first fact
	return name
}

// Node returns the node with a number.
func (s *Snapshot) Node(i int) (n Node) {
	var r packing
	s.read(&r, i, &n)
	return n
}

// Each calls f for each node by id. The node is f's until it returns.
func (s *Snapshot) Each(f func(i int, n *Node)) {
	var n Node
	r := packing{many: true}
	for i := range s.nodes {
		n = Node{}
		s.read(&r, i, &n)
		f(i, &n)
	}
}

func (s *Snapshot) read(r *packing, i int, n *Node) {
	r.open(s.text.at(s.nodes[i]))
	n.ID = r.string()
	r.mask = r.uvarint()
	n.pack(r)
}

// Nodes lists the nodes by id.
func (s *Snapshot) Nodes() iter.Seq[Node] {
	return func(yield func(Node) bool) {
		for i := range s.nodes {
			if !yield(s.Node(i)) {
				return
			}
		}
	}
}

// Arcs returns the links that start from the node with a number. They are the
// snapshot's own and must not be modified.
func (s *Snapshot) Arcs(i int) []Arc { return s.arcs[s.arcAt[i]:s.arcAt[i+1]] }

// Terms returns what a link states, but for its id and ends.
func (s *Snapshot) Terms(a Arc) (e Edge) {
	e.Kind = a.Kind()
	if a.more {
		s.unpack(a, &e)
	}
	return e
}

// unpack reads what a link states, and returns the id of one of its own.
func (s *Snapshot) unpack(a Arc, e *Edge) (id string) {
	r := s.text.reader(a.at)
	if a.by == itself {
		id = r.string()
	}
	e.Kind = a.Kind()
	r.mask = r.uvarint()
	e.pack(&r)
	return id
}

// Edge returns a link that starts from the node with a number.
func (s *Snapshot) Edge(from int, a Arc) (e Edge) {
	e.ID = s.unpack(a, &e)
	e.From, e.To = s.ID(from), s.ID(int(a.To))
	switch a.by {
	case start:
		e.ID = BodyLinkID(e.From, e.Kind)
	case end:
		e.ID = BodyLinkID(e.To, e.Kind)
	case itself:
	}
	return e
}

// Edges lists the links by start, kind, end and id.
func (s *Snapshot) Edges() iter.Seq[Edge] {
	return func(yield func(Edge) bool) {
		for i := range s.nodes {
			for _, a := range s.Arcs(i) {
				if !yield(s.Edge(i, a)) {
					return
				}
			}
		}
	}
}

// Number returns the number of the node with an id.
func (s *Snapshot) Number(id string) (i int, ok bool) {
	return sort.Find(len(s.nodes), func(i int) int { return cmp.Compare(id, s.ID(i)) })
}

// Find returns the node with an id.
func (s *Snapshot) Find(id string) (Node, bool) {
	i, ok := s.Number(id)
	if !ok {
		return Node{}, false
	}
	return s.Node(i), true
}

// FindEdge returns the link with the id, start, kind and end of e.
func (s *Snapshot) FindEdge(e Edge) (Edge, bool) {
	from, ok := s.Number(e.From)
	to, there := s.Number(e.To)
	if !ok || !there {
		return Edge{}, false
	}
	arcs := s.Arcs(from)
	i, _ := slices.BinarySearchFunc(arcs, e.Kind, func(a Arc, k LinkKind) int {
		return cmp.Or(strings.Compare(string(a.Kind()), string(k)), cmp.Compare(int(a.To), to))
	})
	for ; i < len(arcs) && arcs[i].Kind() == e.Kind && int(arcs[i].To) == to; i++ {
		if found := s.Edge(from, arcs[i]); found.ID == e.ID {
			return found, true
		}
	}
	return Edge{}, false
}

// Equal reports whether both hold the same at the same change number.
func (s Snapshot) Equal(t Snapshot) bool {
	if s.Change != t.Change || s.Len() != t.Len() || s.Links() != t.Links() {
		return false
	}
	for i := range s.nodes {
		if s.text.record(s.nodes[i]) != t.text.record(t.nodes[i]) || len(s.Arcs(i)) != len(t.Arcs(i)) {
			return false
		}
		for k, a := range s.Arcs(i) {
			b := t.Arcs(i)[k]
			if a.To != b.To || a.kind != b.kind || a.by != b.by || s.text.record(a.at) != t.text.record(b.at) {
				return false
			}
		}
	}
	return true
}
