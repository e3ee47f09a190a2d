package importers

import (
	"fmt"
	"slices"
	"strconv"

	"linchpin/graph"
)

// The rules between records, so that a plan that was checked can be applied:
// what must be unique is, nobody owns itself, and alternates agree.

// uniques are the keys that only one entity may have.
func uniques(b graph.Body) (out []string) {
	add := func(kind, value string) {
		if value != "" {
			out = append(out, kind+":"+value)
		}
	}
	switch b := b.(type) {
	case *graph.Partner:
		add("lei", b.LEI)
		add("duns", b.DUNS)
	case *graph.RoadmapItem:
		add("key", b.Key)
	case *graph.Person:
		add("email", b.Email)
	}
	return out
}

// refuseTaken rejects rows that give an entity an identifier of another.
func (c *check) refuseTaken() {
	for _, s := range c.subjects {
		if !s.planned() || s.body == nil {
			continue
		}
		d := c.dirs[s.kind]
		for _, key := range uniques(s.body) {
			for _, e := range d.keys[key] {
				if e.id != s.id && e.holds(key) {
					field, value := splitKey(key)
					s.fault = &RowError{
						Column: s.part.headerFor(field), Code: codeConflict, Got: value, Expected: "an identifier of its own",
						Hint: "it is that of " + e.label(),
					}
				}
			}
		}
	}
}

func splitKey(key string) (field, value string) {
	for i := range len(key) {
		if key[i] == ':' {
			return key[:i], key[i+1:]
		}
	}
	return key, ""
}

// holds reports whether an entity will have a key.
func (e *listed) holds(key string) bool {
	if e.subject != nil && e.subject.planned() {
		return slices.Contains(uniques(e.subject.body), key)
	}
	return e.version > 0 && slices.Contains(e.natural, key)
}

// refuseLoops rejects rows by which a partner would come to own itself.
func (c *check) refuseLoops() {
	d := c.dirs[graph.KindPartner]
	if d == nil {
		return
	}
	parents, byID := map[string]string{}, map[string]*subject{}
	for _, e := range d.entries {
		if e.parent != "" {
			parents[e.id] = e.parent
		}
	}
	for _, s := range c.subjects {
		if p, ok := s.body.(*graph.Partner); ok && s.planned() {
			parents[s.id], byID[s.id] = p.Parent, s
		}
	}
	done := map[string]bool{}
	for _, s := range c.subjects {
		var path []string
		place := map[string]int{}
		for at := s.id; at != "" && !done[at]; at = parents[at] {
			if from, seen := place[at]; seen {
				c.refuseLoop(path[from:], parents, byID)
				break
			}
			place[at] = len(path)
			path = append(path, at)
		}
		for _, id := range path {
			done[id] = true
		}
	}
}

// refuseLoop rejects the first of a loop that the file is about.
func (c *check) refuseLoop(loop []string, parents map[string]string, byID map[string]*subject) {
	for _, id := range loop {
		s := byID[id]
		if s == nil || s.fault != nil {
			continue
		}
		owner := ""
		if o := byID[parents[id]]; o != nil {
			owner = o.body.Title()
		}
		for _, e := range c.dirs[graph.KindPartner].keys["id:"+parents[id]] {
			owner = e.name
		}
		column := s.part.headerFor("parent")
		if s.part.kind == "" {
			column = s.part.headerFor("to")
		}
		s.fault = &RowError{
			Column: column, Code: codeConflict, Got: owner, Expected: "owners that form no loop",
			Hint: s.body.Title() + " would own itself",
		}
		parents[id] = ""
		return
	}
}

// refuseGroups rejects links of a links file whose group has another minimum.
func (c *check) refuseGroups() {
	type group struct {
		from string
		kind graph.LinkKind
		name string
	}
	first := map[group]int64{}
	said := map[group]string{}
	note := func(l *graph.LinkBody, where string) (int64, string) {
		if l.Group == "" || l.Minimum == nil {
			return 0, ""
		}
		g := group{l.From, l.Kind, l.Group}
		if first[g] == 0 {
			first[g], said[g] = *l.Minimum, where
		}
		return first[g], said[g]
	}
	for _, l := range c.stored {
		if s := c.linkKeys[l.Key()]; s == nil || !s.planned() {
			note(&l.LinkBody, "a stored link")
		}
	}
	for _, s := range c.subjects {
		if s.linkBody == nil || !s.planned() {
			continue
		}
		if n, where := note(s.linkBody, fmt.Sprintf("line %d", s.line)); n != 0 && n != *s.linkBody.Minimum {
			s.fault = &RowError{
				Column: s.part.headerFor("minimum"), Code: codeConflict, Got: strconv.FormatInt(*s.linkBody.Minimum, 10),
				Expected: fmt.Sprintf("%d, as in %s", n, where), Hint: "the links of one group have one minimum",
			}
		}
	}
}
