package document

import (
	"slices"
	"strings"

	"linchpin/graph/names"
)

// maxNotes is how many bytes of a description are kept; the graph allows a
// little more.
const maxNotes = 3900

// The columns of a bill of materials.
var (
	componentColumns = []string{"component.external_id", "component.name", "component.layer", "component.kind", "component.purl", "component.cpe", "component.notes"}
	makerColumns     = []string{"maker.name", "maker.roles", "maker.website", "maker.tags", "offering.confidence", "offering.notes"}
	productColumns   = []string{"product.external_id", "product.name", "product.notes"}
	linkColumns      = []string{"link.from", "link.from_kind", "link.kind", "link.to", "link.to_kind", "link.confidence"}
)

// sheet makes rows of a bill of materials: one a part, with who makes it and
// that the thing described needs it, and one a further link between parts.
type sheet struct {
	*bom
	how       Choices
	columns   []string
	roles     map[string][]string // by key of a maker's name
	told      map[string]bool     // makers of which all was said
	inferred  map[*part]bool
	shortened int64
}

// write passes the rows on, the one that names the columns first.
func (b *bom) write(how Choices, put Put) error {
	b.merge()
	links, inferred, err := b.needs(how)
	if err != nil {
		return err
	}
	s := &sheet{bom: b, how: how, columns: slices.Clone(componentColumns), roles: map[string][]string{}, told: map[string]bool{}, inferred: inferred}
	s.meetMakers()
	if len(s.roles) > 0 {
		s.columns = append(s.columns, makerColumns...)
	}
	if how.Root == Product && b.root != nil {
		s.columns = append(s.columns, productColumns...)
	}
	if len(links) > 0 {
		s.columns = append(s.columns, linkColumns...)
	}
	if err := put(0, s.columns); err != nil {
		return err
	}
	if err := s.rows(links, put); err != nil {
		return err
	}
	b.notice(s.shortened, "shortened_notes", "one description is longer than is kept, and cut", "descriptions are longer than is kept, and cut")
	return nil
}

func (s *sheet) rows(links [][2]*part, put Put) error {
	direct, seen := map[*part]bool{}, map[[2]*part]bool{}
	var more [][2]*part
	for _, l := range links {
		switch {
		case seen[l] || l[1] == s.root && s.how.Root == Product: // a product is no part of its parts
		case l[0] == s.root:
			direct[l[1]] = true
		default:
			more = append(more, l)
		}
		seen[l] = true
	}
	if s.root != nil {
		if err := put(s.root.line, s.cells(s.whole())); err != nil {
			return err
		}
	}
	for _, p := range s.parts {
		row := s.part(p)
		if direct[p] {
			s.link(row, s.root, p)
		}
		if err := put(p.line, s.cells(row)); err != nil {
			return err
		}
	}
	for _, l := range more {
		row := map[string]string{}
		s.link(row, l[0], l[1])
		if err := put(l[0].line, s.cells(row)); err != nil {
			return err
		}
	}
	return nil
}

// cells puts values by column in the order of the columns.
func (s *sheet) cells(row map[string]string) []string {
	out := make([]string, len(s.columns))
	for i, c := range s.columns {
		out[i] = row[c]
	}
	return out
}

// whole is what is said of the thing described.
func (s *sheet) whole() map[string]string {
	if s.how.Root != Product {
		return s.part(s.root)
	}
	return map[string]string{"product.external_id": s.root.id, "product.name": s.root.title, "product.notes": s.notes(s.root)}
}

func (s *sheet) part(p *part) map[string]string {
	row := map[string]string{
		"component.external_id": p.id, "component.name": p.title, "component.layer": string(s.layer(p)), "component.kind": p.kind,
		"component.purl": p.purl, "component.cpe": p.cpe, "component.notes": s.notes(p),
	}
	m := p.maker
	if m.name == "" {
		return row
	}
	key := names.Key(m.name)
	row["maker.name"], row["maker.roles"] = m.name, strings.Join(s.roles[key], ";")
	row["offering.confidence"], row["offering.notes"] = m.confidence(), "The document names the maker as "+m.as+"."
	if !s.told[key] { // what documents say of one maker differs from part to part
		s.told[key] = true
		row["maker.website"], row["maker.tags"] = m.website, m.tag()
	}
	return row
}

// link says that a part needs another.
func (s *sheet) link(row map[string]string, from, to *part) {
	row["link.from"], row["link.from_kind"], row["link.kind"] = from.id, "component", "requires"
	row["link.to"], row["link.to_kind"], row["link.confidence"] = to.id, "component", "reported"
	if from != s.root {
		return
	}
	if s.how.Root == Product {
		row["link.from_kind"], row["link.kind"] = "product", "uses"
	}
	if s.inferred[to] {
		row["link.confidence"] = "inferred"
	}
}

// notes is the description of a part. The version of a package is in its name
// and package URL; that of other parts stands here.
func (s *sheet) notes(p *part) string {
	text := p.description
	if p.version != "" && p.purl == "" {
		text = strings.TrimSpace("Version " + p.version + ". " + text)
	}
	if short := cutBytes(text, maxNotes); short != text {
		s.shortened++
		return short
	}
	return text
}

// meetMakers finds the roles of each maker: who makes parts and provides
// services is both in every row.
func (s *sheet) meetMakers() {
	for _, p := range append(slices.Clone(s.parts), s.root) {
		if p == nil || p.maker.name == "" || p == s.root && s.how.Root == Product {
			continue
		}
		key := names.Key(p.maker.name)
		if !slices.Contains(s.roles[key], p.maker.role()) {
			s.roles[key] = append(s.roles[key], p.maker.role())
			slices.Sort(s.roles[key])
		}
	}
}
