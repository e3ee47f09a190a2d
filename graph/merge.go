package graph

import (
	"cmp"
	"fmt"
	"slices"

	"linchpin/graph/names"
)

// Merge says what it means that one partner takes the place of another: which
// of the two was recorded twice. What Into states stays; From fills its blanks
// and is deleted, with its names and ids as aliases of Into.
type Merge struct {
	Into Ref `json:"into"`
	From Ref `json:"from"`

	Filled  []MergedField `json:"filled"`  // blank fields that take what From states
	Kept    []MergedField `json:"kept"`    // fields in which both differ: what From states is dropped
	Aliases []string      `json:"aliases"` // what Into is known by from now on

	Rewritten      []Ref           `json:"rewritten"`      // entities whose field names Into instead, at most 20
	RewrittenTotal int             `json:"rewrittenTotal"` // all of them
	Moved          []LinkCount     `json:"moved"`          // links that end at Into instead, by kind
	Folded         []LinkCount     `json:"folded"`         // links that Into has already
	Dropped        []LinkCount     `json:"dropped"`        // links between the two
	Renamed        []RenamedGroup  `json:"renamed"`        // groups of From whose name Into uses otherwise
	Twins          []Twin          `json:"twins"`          // entities that say the same afterwards; they stay two, at most 20
	Refused        []MergeConflict `json:"refused"`        // why it cannot be done; empty when it can
}

// MergedField is a field of the partner that stays.
type MergedField struct {
	Field   string `json:"field"`
	Value   any    `json:"value"`             // as stated afterwards
	Dropped any    `json:"dropped,omitempty"` // what From states instead
}

// RenamedGroup is a group of alternates that gets another name: its members
// replace each other, but not those of the other group.
type RenamedGroup struct {
	Kind  LinkKind `json:"kind"`
	Group string   `json:"group"`
	To    string   `json:"to"`
}

// Twin is two entities that one partner's merge makes alike.
type Twin struct {
	One   Ref `json:"one"`
	Other Ref `json:"other"`
}

// MergeConflict is a reason why two partners cannot be merged as they are.
type MergeConflict struct {
	Code   string `json:"code"` // group, or that of the rule which would be broken
	Detail string `json:"detail"`
	Refs   []Ref  `json:"refs"`
}

// Merging is what is stored around two partners.
type Merging struct {
	Into, From Record
	Naming     []Record       // entities that name either in a field
	Links      []Link         // of their own, at either end
	Refs       map[string]Ref // of all of these
}

// Mentioned lists the ids of all entities that a Merge may name.
func (m Merging) Mentioned() []string {
	ids := []string{m.Into.ID, m.From.ID}
	for _, r := range m.Naming {
		ids = append(ids, r.ID)
	}
	for i := range m.Links {
		ids = append(ids, m.Links[i].From, m.Links[i].To)
	}
	for _, r := range []Record{m.Into, m.From} {
		for _, l := range r.Body.BodyLinks() {
			ids = append(ids, l.Other)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Plan works out what to change so that From becomes Into. The edits are those
// of one call of a store, each of the version read.
func (m Merging) Plan() (Merge, []Edit, error) {
	out := Merge{Into: m.ref(m.Into), From: m.ref(m.From)}
	into, err := m.body(&out)
	if err != nil {
		return out, nil, err
	}
	edits := []Edit{{ID: m.From.ID, Delete: true, IfVersion: m.From.Version}}
	if !Same(into, m.Into.Body) {
		edits = append(edits, Edit{ID: m.Into.ID, Body: into, IfVersion: m.Into.Version})
	}
	named, err := m.rename(&out)
	if err != nil {
		return out, nil, err
	}
	edits = append(edits, named...)
	return out, append(edits, m.join(&out)...), nil
}

func (m Merging) ref(r Record) Ref {
	if ref, ok := m.Refs[r.ID]; ok {
		return ref
	}
	return Ref{ID: r.ID, Kind: r.Body.Kind(), Name: r.Body.Title(), ExternalID: r.Body.Base().ExternalID}
}

// rename lets whatever names From name Into, and finds what is then said twice.
func (m Merging) rename(out *Merge) (edits []Edit, err error) {
	said := map[string]Ref{}
	for _, r := range m.Naming {
		if r.ID == m.Into.ID || r.ID == m.From.ID {
			continue
		}
		body, err := Clone(r.Body)
		if err != nil {
			return nil, err
		}
		if replace(body, m.From.ID, m.Into.ID) {
			edits = append(edits, Edit{ID: r.ID, Body: body, IfVersion: r.Version})
			out.RewrittenTotal++
			if len(out.Rewritten) < maxListed {
				out.Rewritten = append(out.Rewritten, m.ref(r))
			}
		}
		what := saying(body)
		one, twice := said[what]
		if said[what] = m.ref(r); twice && what != "" && len(out.Twins) < maxListed {
			out.Twins = append(out.Twins, Twin{one, m.ref(r)})
		}
	}
	return edits, nil
}

// maxListed is how many entities of a kind an answer lists.
const maxListed = 20

// replace puts one partner in the place of another in every field of b, and
// reports whether there was one.
func replace(b Body, from, to string) (done bool) {
	fields := []*string{}
	switch b := b.(type) {
	case *Partner:
		fields = append(fields, &b.Parent)
	case *Offering:
		fields = append(fields, &b.Maker, &b.Seller)
	case *Contract:
		fields = append(fields, &b.Partner)
	case *Certificate:
		fields = append(fields, &b.Partner)
	}
	for _, f := range fields {
		if *f == from {
			*f, done = to, true
		}
	}
	return done
}

// saying is what identifies an entity by the partner it names: the key by which
// rows of files find it. It is empty for what has a name of its own.
func saying(b Body) string {
	switch b := b.(type) {
	case *Offering:
		return fmt.Sprintf("%q", []string{"offering", b.Component, b.Maker, b.Seller, cmp.Or(b.MPN, b.SKU)})
	case *Contract:
		return fmt.Sprintf("%q", []string{"contract", names.Fold(b.Reference), b.Partner})
	case *Certificate:
		return fmt.Sprintf("%q", []string{"certificate", names.Fold(b.Standard), names.Fold(b.Scope), b.Partner})
	}
	return ""
}

// counted adds one to the number of links of a kind.
func counted(list []LinkCount, kind LinkKind) []LinkCount {
	i := slices.IndexFunc(list, func(c LinkCount) bool { return c.Kind == kind })
	if i < 0 {
		return append(list, LinkCount{kind, 1})
	}
	list[i].Count++
	return list
}
