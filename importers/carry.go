package importers

import "slices"

// carry completes a row that says nothing of what it is about, only another
// source of it: it is about what the row above is. A blank row ends that, and one
// with a quantity or a place on the board is about a part of its own.
func (c *check) carry(r *record) {
	if len(c.down) == 0 {
		return
	}
	says := func(at int) bool { return c.says(*r, at) }
	switch {
	case slices.ContainsFunc(c.down, says), slices.ContainsFunc(c.heads, says):
		c.above = c.above[:0]
		for _, at := range c.down {
			c.above = append(c.above, c.cell(*r, at))
		}
	case !slices.ContainsFunc(c.mapped, says):
		c.above = nil
	case c.above != nil && slices.ContainsFunc(c.sources, says):
		cells := slices.Clone(r.cells)
		for i, at := range c.down {
			for len(cells) <= at {
				cells = append(cells, "")
			}
			cells[at] = c.above[i]
		}
		r.cells, r.carried = cells, true
	}
}

// remark reports whether a row of a list of parts has no part on it: neither a
// name nor a quantity nor a source, but something else, like the date below.
func (c *check) remark(r record) bool {
	if c.in.Mapping.As != Bom || c.overflows(r) {
		return false
	}
	for i, m := range c.in.Mapping.Columns {
		view, name := viewOf(m.Field)
		if (view == "component" && name != "notes" && name != "external_id" || m.Field == "uses.quantity") && c.says(r, i) {
			return false
		}
	}
	return !slices.ContainsFunc(c.sources, func(at int) bool { return c.says(r, at) })
}

// findColumns notes what columns of the file are of use for all rows alike.
func (c *check) findColumns() {
	c.nobodies, c.ids = make([]bool, len(c.in.Mapping.Columns)), make([]bool, len(c.in.Mapping.Columns))
	for i, m := range c.in.Mapping.Columns {
		view, field := viewOf(m.Field)
		if m.Field != "" {
			c.mapped = append(c.mapped, i)
		}
		if m.Down && m.Field != "" {
			c.down = append(c.down, i)
		}
		if m.Field == "uses.quantity" || m.Field == "uses.note" {
			c.heads = append(c.heads, i)
		}
		if view == "maker" || view == "seller" || view == "offering" {
			c.sources = append(c.sources, i)
		}
		if m.Field == "uses.quantity" && c.partNamed("uses", 0) == nil {
			c.notices["no_product"] = c.in.Sniff.Columns[i].Filled
		}
		c.ids[i] = slices.Contains(idFields, field)
		c.nobodies[i] = m.Field == "maker.name" || m.Field == "seller.name"
	}
}

// noValue reports whether the text of a column says that there is no value. Where
// makers and sellers are named, there are more words for none in particular.
func (c *check) noValue(at int, text string) bool {
	return text == "" || saysNothing(text) || at >= 0 && c.nobodies[at] && isNobody(text)
}
