package graph

import (
	"maps"
	"slices"
)

// Delta is what the changes after a snapshot come to.
type Delta struct {
	Change int64             // the number of the last of them
	Nodes  map[string]*Node  // the changed ones, by id; nil for one that is gone
	Stated map[string][]Edge // by changed node, the links that its body states now
	Links  map[string]*Edge  // the changed links of their own, by id; nil for one that is gone
}

// With returns the snapshot that follows s, which stays as it is. The links of
// their own of a node that is gone must be gone as well: else it returns
// DanglingError.
func (s *Snapshot) With(d Delta) (Snapshot, error) {
	if len(d.Nodes) == 0 && len(d.Links) == 0 {
		next := *s
		next.Change = d.Change
		return next, nil
	}
	m := merging{old: s, d: d, fresh: map[string]int32{}}
	if m.shares = len(s.text.later) <= len(s.text.first)/aged; m.shares {
		m.before = len(s.text.first)
		m.text.WriteString(s.text.later)
	} else {
		m.text.Grow(len(s.text.first) + len(s.text.later))
	}
	m.number()
	if err := m.bind(); err != nil {
		return Snapshot{}, err
	}
	return m.merge()
}

// aged says when a snapshot is packed anew instead of sharing the records of
// the one before: where more than one part of so many has come since.
const aged = 8

// merging is a snapshot that follows another while it is made.
type merging struct {
	old     *Snapshot
	d       Delta
	shares  bool             // the records that stay, where they stand
	changed []bool           // of an old node
	place   []int32          // of an old node, its new number; -1 where it is gone
	source  []int32          // of a new node, its old number; -1 where it is new
	fresh   map[string]int32 // numbers of the nodes that are new
	Packer                   // of what is fresh, and of all where nothing is shared
}

// number numbers the nodes anew.
func (m *merging) number() {
	m.changed, m.place = make([]bool, m.old.Len()), make([]int32, m.old.Len())
	var added []string
	for _, id := range slices.Sorted(maps.Keys(m.d.Nodes)) {
		if i, ok := m.old.Number(id); ok {
			m.changed[i] = true
			if m.d.Nodes[id] == nil {
				m.place[i] = -1
			}
		} else if m.d.Nodes[id] != nil {
			added = append(added, id)
		}
	}
	m.source = make([]int32, 0, m.old.Len()+len(added))
	add := func() {
		m.fresh[added[0]] = num(len(m.source))
		m.source, added = append(m.source, -1), added[1:]
	}
	next := len(m.place) // the old node before which the next new one belongs
	seek := func() {
		if len(added) > 0 {
			next, _ = m.old.Number(added[0])
		}
	}
	seek()
	for i := range m.place {
		for len(added) > 0 && next == i {
			add()
			seek()
		}
		if m.place[i] == 0 {
			m.place[i] = num(len(m.source))
			m.source = append(m.source, num(i))
		}
	}
	for len(added) > 0 {
		add()
	}
}

// find returns the new number of the node with an id, -1 for none.
func (m *merging) find(id string) int32 {
	if i, ok := m.fresh[id]; ok {
		return i
	}
	if i, ok := m.old.Number(id); ok {
		return m.place[i]
	}
	return -1
}

// bind packs the links that are new or changed.
func (m *merging) bind() error {
	add := func(e Edge) error {
		from, to := m.find(e.From), m.find(e.To)
		if from < 0 || to < 0 {
			return DanglingError{e}
		}
		return m.Packer.bind(e, from, to)
	}
	for _, list := range m.d.Stated {
		for _, e := range list {
			if err := add(e); err != nil {
				return err
			}
		}
	}
	for _, e := range m.d.Links {
		if e == nil {
			continue
		}
		if err := add(*e); err != nil {
			return err
		}
	}
	slices.SortFunc(m.arcs, func(a, b bound) int { return int(a.from) - int(b.from) })
	return nil
}

// merge keeps what stays, and puts what is fresh beside it.
func (m *merging) merge() (Snapshot, error) {
	s := Snapshot{
		Change: m.d.Change, nodes: make([]int, 0, len(m.source)),
		arcs: make([]Arc, 0, len(m.old.arcs)+len(m.arcs)), arcAt: make([]int32, 1, len(m.source)+1),
	}
	added := slices.Sorted(maps.Keys(m.fresh))
	fresh := m.arcs
	for v, i := range m.source {
		switch {
		case i < 0:
			s.nodes = append(s.nodes, m.node(added[0]))
			added = added[1:]
		case m.changed[i]:
			s.nodes = append(s.nodes, m.node(m.old.ID(int(i))))
		default:
			s.nodes = append(s.nodes, m.keep(m.old.nodes[i]))
		}
		if i >= 0 {
			var err error
			if s.arcs, err = m.stay(s.arcs, int(i)); err != nil {
				return Snapshot{}, err
			}
		}
		for len(fresh) > 0 && int(fresh[0].from) == v {
			s.arcs, fresh = append(s.arcs, fresh[0].Arc), fresh[1:]
		}
		s.arcAt = append(s.arcAt, num(len(s.arcs)))
	}
	for i, at := range m.place {
		if at < 0 { // its arcs must be gone
			if _, err := m.stay(nil, i); err != nil {
				return Snapshot{}, err
			}
		}
	}
	if m.shares {
		s.text = records{m.old.text.first, m.text.String()}
	} else {
		s.text.first = m.text.String()
	}
	for _, a := range m.arcs {
		slices.SortFunc(s.Arcs(int(a.from)), s.compareArcs)
	}
	return s, nil
}

func (m *merging) node(id string) int { return m.put(id, true, m.d.Nodes[id].pack) }

// keep returns where the record of what stays is.
func (m *merging) keep(at int) int {
	if m.shares {
		return at
	}
	to := m.text.Len()
	m.text.WriteString(m.old.text.record(at))
	return to
}

// stay appends the arcs of an old node that are still true.
func (m *merging) stay(arcs []Arc, i int) ([]Arc, error) {
	for _, a := range m.old.Arcs(i) {
		switch a.by {
		case start:
			if m.changed[i] {
				continue
			}
		case end:
			if m.changed[a.To] {
				continue
			}
		case itself:
			if len(m.d.Links) > 0 {
				r := m.old.text.reader(a.at)
				if _, changed := m.d.Links[r.string()]; changed {
					continue
				}
			}
		}
		to := m.place[a.To]
		if to < 0 || m.place[i] < 0 {
			return nil, DanglingError{m.old.Edge(i, a)}
		}
		a.at, a.To = m.keep(a.at), to
		arcs = append(arcs, a)
	}
	return arcs, nil
}
