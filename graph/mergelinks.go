package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// groupOf names a group of alternates.
type groupOf struct {
	owner string
	kind  LinkKind
	name  string
}

func (l *LinkBody) groupOf() groupOf { return groupOf{l.From, l.Kind, l.Group} }

// join leads the links of From to Into. One that Into has already is folded
// into it, one between the two goes; both go with From.
func (m Merging) join(out *Merge) (edits []Edit) {
	kept := map[string]*Link{} // by key
	for i := range m.Links {
		if l := &m.Links[i]; l.From != m.From.ID && l.To != m.From.ID {
			kept[l.Key()] = l
		}
	}
	names := m.renames(out, kept)
	for i := range m.Links {
		old := &m.Links[i]
		if old.From != m.From.ID && old.To != m.From.ID {
			continue
		}
		l := *old
		l.LinkBody = m.moved(old.LinkBody)
		if l.From == l.To {
			out.Dropped = counted(out.Dropped, l.Kind)
			continue
		}
		if same := kept[l.Key()]; same != nil {
			out.Folded = counted(out.Folded, l.Kind)
			edits = append(edits, m.fold(out, same, &l.LinkBody)...)
			continue
		}
		if to, ok := names[old.groupOf()]; ok {
			l.Group = to
		} else if l.Group != "" && l.From == m.Into.ID {
			l.Minimum = agreed(kept, &l.LinkBody)
		}
		out.Moved = counted(out.Moved, l.Kind)
		edits = append(edits, Edit{ID: l.ID, Link: &l.LinkBody, IfVersion: l.Version})
	}
	for _, list := range []*[]LinkCount{&out.Moved, &out.Folded, &out.Dropped} {
		slices.SortFunc(*list, func(a, b LinkCount) int { return cmp.Compare(a.Kind, b.Kind) })
	}
	return edits
}

// moved is a link with Into in the place of From.
func (m Merging) moved(l LinkBody) LinkBody {
	for _, end := range []*string{&l.From, &l.To} {
		if *end == m.From.ID {
			*end = m.Into.ID
		}
	}
	return l
}

// renames finds the groups of From whose name Into uses for others: without a
// member in common, nobody said that one replaces the other.
func (m Merging) renames(out *Merge, kept map[string]*Link) map[groupOf]string {
	taken := map[groupOf]bool{}
	for _, l := range kept {
		taken[l.groupOf()] = true
	}
	shared, of := map[groupOf]bool{}, []groupOf{}
	for i := range m.Links {
		old := &m.Links[i]
		if old.From != m.From.ID || old.Group == "" {
			continue
		}
		g, l := old.groupOf(), m.moved(old.LinkBody)
		if taken[l.groupOf()] && !slices.Contains(of, g) {
			of = append(of, g)
		}
		shared[g] = shared[g] || kept[l.Key()] != nil
	}
	names := map[groupOf]string{}
	for _, g := range of {
		if shared[g] {
			continue
		}
		to := groupOf{m.Into.ID, g.kind, ""}
		for n := 2; to.name == "" || taken[to]; n++ {
			to.name = fmt.Sprintf("%s %d", clip(g.name, 90), n)
		}
		taken[to], names[g] = true, to.name
		out.Renamed = append(out.Renamed, RenamedGroup{g.kind, g.name, to.name})
	}
	return names
}

func clip(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most])
	}
	return s
}

// agreed is the minimum of the group that a link comes into, as its members
// state it, or its own where there is none.
func agreed(kept map[string]*Link, l *LinkBody) *int64 {
	for _, k := range kept {
		if k.groupOf() == l.groupOf() && k.Minimum != nil {
			return k.Minimum
		}
	}
	return l.Minimum
}

// fold fills the blanks of a link with what another of its key states. Whether
// it has alternates must be the same in both: else dropping one would change
// what rests on what.
func (m Merging) fold(out *Merge, into *Link, from *LinkBody) []Edit {
	if into.Group != from.Group {
		one, other := m.Refs[into.From], m.Refs[into.To]
		out.Refused = append(out.Refused, MergeConflict{
			Code: "group", Refs: []Ref{one, other},
			Detail: fmt.Sprintf("%q %s %q is %s in one and %s in the other: let both links say the same first",
				one.Name, strings.ReplaceAll(string(into.Kind), "_", " "), other.Name, grouped(into.Group), grouped(from.Group)),
		})
		return nil
	}
	filled := into.LinkBody
	fill(&filled.Quantity, from.Quantity)
	fill(&filled.Percent, from.Percent)
	fill(&filled.Critical, from.Critical)
	fill(&filled.Required, from.Required)
	fill(&filled.LagDays, from.LagDays)
	filled.Region = cmp.Or(filled.Region, from.Region)
	filled.Service = cmp.Or(filled.Service, from.Service)
	filled.Role = cmp.Or(filled.Role, from.Role)
	filled.Note = cmp.Or(filled.Note, from.Note)
	if filled == into.LinkBody {
		return nil
	}
	return []Edit{{ID: into.ID, Link: &filled, IfVersion: into.Version}}
}

func fill[T any](blank **T, with *T) {
	if *blank == nil {
		*blank = with
	}
}

func grouped(name string) string {
	if name == "" {
		return "needed by itself"
	}
	return fmt.Sprintf("one of the alternates %q", name)
}
