package importers

import (
	"cmp"
	"slices"
	"strings"

	"linchpin/graph"
)

// bom is a list of parts as its headers have it.
type bom struct {
	columns []bomColumn
	sniff   *Sniff
}

func readBom(s *Sniff) bom {
	b := bom{sniff: s}
	for i, c := range s.Columns {
		header := c.Header
		if c.Group != "" {
			header = strings.TrimSpace(strings.TrimPrefix(header, c.Group))
		}
		col := bomColumnOf(i, header)
		linked := slices.ContainsFunc(c.Samples, func(s string) bool { return strings.Contains(s, "://") })
		if col.role != bomNone && c.Filled > 0 && !linked {
			b.columns = append(b.columns, col)
		}
	}
	if slices.ContainsFunc(b.columns, func(c bomColumn) bool { return c.role == bomPart && !c.bare && !c.similar }) {
		for i := range b.columns {
			if b.columns[i].bare {
				b.columns[i].role = bomOwn
			}
		}
	}
	return b
}

// is reports whether a file is a list of parts: it says how many of each, and
// where they sit or what their makers or sellers call them.
func (b bom) is() bool {
	has := func(roles ...bomRole) bool {
		return slices.ContainsFunc(b.columns, func(c bomColumn) bool { return !c.similar && slices.Contains(roles, c.role) })
	}
	named := has(bomName, bomValue, bomPart)
	return named && has(bomQuantity) && has(bomDesignator, bomPart, bomShop, bomSeller, bomSKU) || named && has(bomDesignator) && has(bomPart, bomShop, bomSKU)
}

// lists reports whether a file tells what parts are, who makes them and by which
// number, be it that of an offer: without how many of each are needed.
func (b bom) lists() bool {
	has := func(roles ...bomRole) bool {
		return slices.ContainsFunc(b.columns, func(c bomColumn) bool { return !c.similar && slices.Contains(roles, c.role) })
	}
	return has(bomName, bomValue) && has(bomMaker) && has(bomPart)
}

// describes reports whether such a list says of the parts more than what they are
// called by: it makes those that nobody knows.
func (b bom) describes() bool {
	return b.lists() && slices.ContainsFunc(b.columns, func(c bomColumn) bool { return c.role == bomOwn && !c.similar })
}

// of lists the columns of a role; those that are sure come first, then the best
// headers, then the fuller columns.
func (b bom) of(roles ...bomRole) (out []bomColumn) {
	for _, c := range b.columns {
		if slices.Contains(roles, c.role) {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(x, y bomColumn) int {
		return cmp.Or(cmp.Compare(boolInt(x.similar), boolInt(y.similar)), cmp.Compare(x.rank, y.rank), cmp.Compare(b.filled(y), b.filled(x)))
	})
	return out
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (b bom) filled(c bomColumn) int64 { return b.sniff.Columns[c.at].Filled }

// lines is how many rows have a part.
func (b bom) lines() (n int64) {
	for _, c := range b.of(bomQuantity, bomDesignator) {
		n = max(n, b.filled(c))
	}
	return n
}

// tells reports whether a column tells parts apart.
func (b bom) tells(c bomColumn) bool {
	col := b.sniff.Columns[c.at]
	also := int64(0)
	for _, i := range col.Also {
		also += b.sniff.Columns[i].Filled
	}
	return col.Filled+also >= b.lines() && (col.Distinct == col.Filled || also > 0) && !slices.ContainsFunc(col.Samples, isNumber)
}

// apart reports whether each value of a column stands for a part of its own; what
// is distinct across several columns, nobody counted.
func (b bom) apart(c bomColumn) bool { return b.tells(c) && len(b.sniff.Columns[c.at].Also) == 0 }

// names finds the columns that name the parts: the description where it tells
// them apart, else the value with the package or the maker's number, else that.
func (b bom) names() (out []bomColumn, apart bool) {
	lines := b.lines()
	for _, c := range b.of(bomName) {
		if b.tells(c) {
			return []bomColumn{c}, b.apart(c)
		}
	}
	if own := b.of(bomOwn); len(own) > 0 && b.numbers(own[0], nil) {
		for _, c := range b.of(bomName) {
			if b.filled(c) >= lines && b.sniff.Columns[own[0].at].Distinct == b.filled(c) {
				return []bomColumn{c}, len(b.sniff.Columns[c.at].Also) == 0
			}
		}
	}
	parts := slices.DeleteFunc(b.of(bomPart), func(c bomColumn) bool { return b.filled(c) > lines }) // else those of alternates stand below
	if values := b.of(bomValue); len(values) > 0 {
		more := b.of(bomPackage)
		if len(more) == 0 && !b.tells(values[0]) {
			more = parts
		}
		return append(values[:1], more[:min(1, len(more))]...), b.apart(values[0])
	}
	for _, c := range b.of(bomName) { // a few parts lack it, more have no maker
		more := !slices.ContainsFunc(parts, func(p bomColumn) bool { return b.filled(p) >= b.filled(c) })
		if of := b.sniff.Columns[c.at]; len(parts) > 0 && more && of.Distinct == of.Filled && !slices.ContainsFunc(of.Samples, isNumber) {
			return []bomColumn{c}, true
		}
	}
	for _, c := range slices.Concat(parts, b.of(bomName), b.of(bomPart)) {
		return []bomColumn{c}, b.apart(c)
	}
	return nil, false
}

// without leaves out the columns of tables that stand beside the list of parts on
// the same sheet: groups that name parts themselves, and not the named ones.
func (b bom) without(named []bomColumn) bom {
	if len(named) == 0 || b.group(named[0]) == "" {
		return b
	}
	others := map[string]bool{}
	for _, c := range b.of(bomName) {
		if g := b.group(c); g != b.group(named[0]) && g != "" {
			others[g] = true
		}
	}
	b.columns = slices.DeleteFunc(slices.Clone(b.columns), func(c bomColumn) bool { return others[b.group(c)] })
	return b
}

func (b bom) group(c bomColumn) string { return b.sniff.Columns[c.at].Group }

// propose maps a list of parts.
func (b bom) propose(m *Mapping) {
	named, apart := b.names()
	b = b.without(named)
	if m.maps("component.name") {
		named = nil
	}
	for i, c := range named {
		name := &m.Columns[named[0].at]
		if i == 0 {
			name.Field, name.By = "component.name", byOf(c)
		} else {
			name.Join = append(name.Join, m.Columns[c.at].Header)
		}
	}
	single := func(role bomRole, field string) {
		for _, c := range b.of(role) {
			if m.Columns[c.at].Field == "" {
				m.Columns[c.at].Field, m.Columns[c.at].By = field, byOf(c)
				return
			}
		}
	}
	single(bomQuantity, "uses.quantity")
	if apart { // else a part may stand on several lines, and have several of these
		single(bomDesignator, "uses.note")
		single(bomName, "component.notes")
	}
	single(bomLead, "offering.lead_time_days")
	single(bomOrder, "offering.minimum_order")
	single(bomOrigin, "offering.country")
	if own := b.of(bomOwn); len(own) > 0 && b.numbers(own[0], named) {
		single(bomOwn, "component.external_id")
	}
	b.proposeSources(m)
	m.Constants = map[string]string{"component.layer": string(graph.Layers()[0])}
	b.more(m)
	if len(named) == 0 {
		return
	}
	if name := b.sniff.Columns[named[0].at]; name.Filled < b.sniff.Rows && len(name.Also) == 0 && len(b.of(bomMaker, bomPart)) > 0 {
		for i, c := range m.Columns {
			m.Columns[i].Down = i == named[0].at || c.Field == "component.external_id"
		}
	}
}

// numbers reports whether a column has our own numbers of the parts: no fewer than
// there are names, and not the numbers of the lines.
func (b bom) numbers(own bomColumn, named []bomColumn) bool {
	of := b.sniff.Columns[own.at]
	return !inSequence(of.Samples) && !slices.ContainsFunc(named, func(c bomColumn) bool {
		name := b.sniff.Columns[c.at]
		return of.Distinct > 0 && (name.Distinct == 0 || of.Distinct < name.Distinct)
	})
}

// inSequence reports whether texts count from one, or by tens.
func inSequence(texts []string) bool {
	return slices.Equal(texts, []string{"1", "2", "3", "4", "5"}[:min(5, len(texts))]) ||
		slices.Equal(texts, []string{"10", "20", "30", "40", "50"}[:min(5, len(texts))])
}

func isNumber(s string) bool {
	_, ok := readNumber(s)
	return ok
}

func byOf(c bomColumn) string {
	if c.similar {
		return bySimilar
	}
	return bySynonym
}

// proposeSources maps makers and sellers. Those of one number belong together;
// a maker's part that several sell is an alternative for each.
func (b bom) proposeSources(m *Mapping) {
	take := func(c bomColumn, field string, sets []int) {
		if m.Columns[c.at].Field == "" && (len(sets) > 0 || !m.maps(field)) {
			m.Columns[c.at].Field, m.Columns[c.at].By, m.Columns[c.at].Sets = field, byOf(c), sets
		}
	}
	var groups []int
	for _, c := range b.of(bomMaker, bomPart) {
		if m.Columns[c.at].Field == "" {
			groups = append(groups, max(1, c.number))
		}
	}
	slices.Sort(groups)
	if groups = slices.Compact(groups); len(groups) == 0 {
		groups = []int{1}
	}
	sellers := map[int][][]bomColumn{} // by group: what belongs to one seller
	for _, c := range b.sellers() {
		g := max(1, c[0].number)
		if !slices.Contains(groups, g) {
			g = groups[0]
		}
		sellers[g] = append(sellers[g], c)
	}
	only := len(groups) == 1 && len(sellers[groups[0]]) <= 1 && len(b.of(bomShop)) == 0
	set := 0
	for _, g := range groups {
		var sets []int
		for _, s := range sellers[g] {
			if set == maxSets {
				break
			}
			if set++; only {
				set = 0
			} else {
				sets = append(sets, set)
			}
			b.takeSeller(m, s, sets, take)
		}
		if len(sets) == 0 && len(groups) > 1 && set < maxSets {
			set++
			sets = []int{set}
		}
		if len(groups) == 1 {
			sets = nil // of all sellers
		}
		for _, role := range []bomRole{bomMaker, bomPart} {
			for _, c := range b.of(role) {
				if max(1, c.number) == g && (len(groups) == 1 || sets != nil) {
					take(c, map[bomRole]string{bomMaker: "maker.name", bomPart: "offering.mpn"}[role], sets)
					break
				}
			}
		}
	}
	b.proposeSpareParts(m, set)
}

// proposeSpareParts maps further columns for the part of an alternative (MPN2
// and MP_N2): each is one of its own, of the same maker. A part that has no
// number may be anybody's.
func (b bom) proposeSpareParts(m *Mapping, set int) {
	for _, c := range b.of(bomPart) {
		if m.Columns[c.at].Field != "" || c.number < 2 || c.similar || set == maxSets {
			continue
		}
		for _, maker := range b.of(bomMaker) {
			if of := &m.Columns[maker.at]; maker.number == c.number && len(of.Sets) > 0 {
				set++
				of.Sets = append(slices.Clip(of.Sets), set)
				m.Columns[c.at].Field, m.Columns[c.at].By, m.Columns[c.at].Sets = "offering.mpn", byOf(c), []int{set}
				break
			}
		}
	}
}

// takeSeller maps the columns of one seller to the last of the sets.
func (b bom) takeSeller(m *Mapping, s []bomColumn, sets []int, take func(bomColumn, string, []int)) {
	own := sets[max(0, len(sets)-1):]
	for _, c := range s {
		switch c.role {
		case bomShop:
			if take(c, "offering.sku", own); len(own) > 0 {
				m.Columns[c.at].With = map[string]string{"seller.name": c.shop}
			}
		case bomSeller:
			take(c, "seller.name", own)
		default:
			take(c, "offering.sku", own)
		}
	}
}

// sellers lists the columns of each seller: one that is headed by its name, or
// a pair of name and number.
func (b bom) sellers() (out [][]bomColumn) {
	byNumber := map[int][]bomColumn{}
	var numbers []int
	for _, role := range []bomRole{bomSeller, bomSKU} {
		for _, c := range b.of(role) {
			have := byNumber[c.number]
			if slices.ContainsFunc(have, func(h bomColumn) bool { return h.role == c.role }) || role == bomSKU && len(have) == 0 {
				continue // a second one of the number, or nobody's
			}
			if len(have) == 0 {
				numbers = append(numbers, c.number)
			}
			byNumber[c.number] = append(have, c)
		}
	}
	slices.Sort(numbers)
	for _, n := range numbers {
		out = append(out, byNumber[n])
	}
	for _, c := range b.columns {
		if c.role == bomShop {
			out = append(out, []bomColumn{c})
		}
	}
	return out
}
