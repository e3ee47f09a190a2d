package graph

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
)

// Packer makes a snapshot of nodes and then links, in any order of either.
type Packer struct {
	text   strings.Builder
	before int     // records that stand before the text
	record packing // kept for its space
	number map[string]int32
	ids    []string
	nodes  []int
	arcs   []bound
}

// bound is an arc with its start.
type bound struct {
	Arc
	from int32
}

// NewSnapshot packs a graph. It is an error if two nodes have one id, one is
// of no stored kind, or a link ends nowhere.
func NewSnapshot(change int64, nodes []Node, edges []Edge) (Snapshot, error) {
	var p Packer
	for _, n := range nodes {
		if err := p.Add(n); err != nil {
			return Snapshot{}, err
		}
	}
	for _, e := range edges {
		if err := p.Link(e); err != nil {
			return Snapshot{}, err
		}
	}
	return p.Snapshot(change), nil
}

// Add packs a node.
func (p *Packer) Add(n Node) error {
	if p.number == nil {
		p.number = map[string]int32{}
	}
	if _, ok := p.number[n.ID]; ok {
		return fmt.Errorf("two nodes have the id %s", n.ID)
	}
	if !slices.Contains(Kinds(), n.Kind) {
		return fmt.Errorf("%s is of no kind: %q", n.ID, n.Kind)
	}
	p.number[n.ID] = num(len(p.nodes))
	p.ids, p.nodes = append(p.ids, n.ID), append(p.nodes, p.put(n.ID, true, n.pack))
	return nil
}

// DanglingError is the error of a link that ends nowhere.
type DanglingError struct{ Edge Edge }

func (d DanglingError) Error() string {
	return fmt.Sprintf("the link %s of %s to %s ends nowhere", d.Edge.ID, d.Edge.From, d.Edge.To)
}

// Link packs a link of nodes that were added: else it returns DanglingError.
func (p *Packer) Link(e Edge) error {
	from, ok := p.number[e.From]
	to, there := p.number[e.To]
	if !ok || !there {
		return DanglingError{e}
	}
	return p.bind(e, from, to)
}

func (p *Packer) bind(e Edge, from, to int32) error {
	kind, known := slices.BinarySearch(linkKinds, e.Kind)
	if !known {
		return fmt.Errorf("the link %s is of no kind: %q", e.ID, e.Kind)
	}
	a := Arc{To: to, kind: uint8(kind)} //nolint:gosec // there are few kinds
	switch {
	case states(e.From, e):
		a.by = start
	case states(e.To, e):
		a.by = end
	}
	a.at = p.put(e.ID, a.by == itself, e.pack)
	a.more = p.record.mask > 1 // the version is the first fact
	p.arcs = append(p.arcs, bound{a, from})
	return nil
}

// states reports whether e has the id of a link that an entity's body states:
// see BodyLinkID.
func states(entity string, e Edge) bool {
	return len(e.ID) == len(entity)+1+len(e.Kind) && e.ID[len(entity)] == '.' &&
		strings.HasPrefix(e.ID, entity) && strings.HasSuffix(e.ID, string(e.Kind))
}

// num makes a number of a node or link; a snapshot has fewer than 2^31 of either.
func num(i int) int32 { return int32(i) } //nolint:gosec // see above

// put writes a record and returns where it begins.
func (p *Packer) put(id string, own bool, pack func(*packing)) int {
	r := &p.record
	*r = packing{writes: true, next: 1, out: r.out[:0]}
	pack(r)
	var mask, head [binary.MaxVarintLen64]byte
	masked := mask[:binary.PutUvarint(mask[:], r.mask)]
	var length [binary.MaxVarintLen64]byte
	idHead := head[:0]
	if own {
		idHead = head[:binary.PutUvarint(head[:], uint64(len(id)))]
	} else {
		id = ""
	}
	size := len(idHead) + len(id) + len(masked) + len(r.out)
	at := p.before + p.text.Len()
	p.text.Write(length[:binary.PutUvarint(length[:], uint64(size))])
	p.text.Write(idHead)
	p.text.WriteString(id)
	p.text.Write(masked)
	p.text.Write(r.out)
	return at
}

// Snapshot returns what was packed, true of a change number. The packer must
// not be used again.
func (p *Packer) Snapshot(change int64) Snapshot {
	order := make([]int32, len(p.nodes))
	for i := range order {
		order[i] = num(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return strings.Compare(p.ids[a], p.ids[b]) })
	s := Snapshot{Change: change, nodes: make([]int, len(order)), arcAt: make([]int32, len(order)+1)}
	place := make([]int32, len(order))
	for i, v := range order {
		s.nodes[i], place[v] = p.nodes[v], num(i)
	}
	s.text.first = strings.Clone(p.text.String()) // without the space it had to grow
	for i := range p.arcs {
		a := &p.arcs[i]
		a.from, a.To = place[a.from], place[a.To]
		s.arcAt[a.from+1]++
	}
	for i := range order {
		s.arcAt[i+1] += s.arcAt[i]
	}
	s.arcs = make([]Arc, len(p.arcs))
	next := slices.Clone(s.arcAt)
	for _, a := range p.arcs {
		s.arcs[next[a.from]] = a.Arc
		next[a.from]++
	}
	for i := range order {
		slices.SortFunc(s.Arcs(i), s.compareArcs)
	}
	*p = Packer{}
	return s
}

// compareArcs is the order of the arcs of one node.
func (s *Snapshot) compareArcs(a, b Arc) int {
	if c := cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.To, b.To), cmp.Compare(a.by, b.by)); c != 0 || a.by != itself {
		return c
	}
	x, y := s.text.reader(a.at), s.text.reader(b.at)
	return strings.Compare(x.string(), y.string())
}
