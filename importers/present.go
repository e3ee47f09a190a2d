package importers

import "slices"

// present tells, by part, whether a row is about such a thing. A part without
// a cell of its own is there when what it names is: the offering of a row that
// has a component and a maker. Of alternatives, one that fills nothing more
// than another is none.
func (c *check) present(r record) []bool {
	said := c.said[:len(c.parts)]
	clear(said)
	if c.states[r.n] >= blankRow {
		return said
	}
	sets := c.alternatives(r)
	for i, p := range c.parts {
		if p.set > 0 && !slices.Contains(sets, p.set) {
			continue
		}
		said[i] = len(c.parts) == 1 || p.filledBy(r) || !p.own && !p.implied()
	}
	for i, p := range c.parts {
		switch {
		case !p.implied():
		case p.name == "offering":
			source := p.names(r, "maker", said) || p.names(r, "seller", said)
			whole := p.names(r, "component", said) && source
			if said[i] && !source && c.reads == 0 {
				c.notices["no_source"]++
			}
			said[i] = whole || said[i] && source
		default:
			said[i] = said[i] || p.names(r, "from", said) && p.names(r, "to", said)
		}
	}
	return said
}

// filledBy reports whether a row fills a column of a part.
func (c *part) filledBy(r record) bool {
	return slices.ContainsFunc(c.columns, func(col *column) bool {
		return col.at >= 0 && c.says(r, col.at) || col.when >= 0 && c.says(r, col.when) ||
			slices.ContainsFunc(col.also, func(at int) bool { return c.says(r, at) })
	})
}

// names reports whether a row names something in a field.
func (c *part) names(r record, field string, said []bool) bool {
	col := c.column(field)
	switch {
	case col == nil:
		return false
	case col.of != nil:
		return said[slices.Index(c.parts, col.of)]
	default:
		return c.textOf(r, field) != ""
	}
}

// alternatives lists those sets of columns of which a row fills more than of
// any other, or as much as only a later one.
func (c *check) alternatives(r record) []int {
	if len(c.sets) == 0 {
		return nil
	}
	filled := make([][]int, len(c.sets))
	for i, set := range c.sets {
		for _, at := range set.columns {
			if c.says(r, at) {
				filled[i] = append(filled[i], at)
			}
		}
	}
	var out []int
	for i := range filled {
		more := len(filled[i]) > 0
		for j := range filled {
			if i != j && more && contains(filled[j], filled[i]) && (len(filled[j]) > len(filled[i]) || j < i) {
				more = false
			}
		}
		if more {
			out = append(out, c.sets[i].number)
		}
	}
	return out
}

// contains reports whether a sorted list has all of another.
func contains(all, some []int) bool {
	for _, s := range some {
		if _, ok := slices.BinarySearch(all, s); !ok {
			return false
		}
	}
	return true
}

// alternative is a set of columns that speak of one way to get something.
type alternative struct {
	number  int
	columns []int // of the file, sorted
}

// findSets gathers the columns of each alternative: its own, and those of
// maker, seller and offering that belong to all.
func (c *check) findSets() {
	for _, set := range setsOf(c.in.Mapping.Columns) {
		a := alternative{number: set}
		for i, m := range c.in.Mapping.Columns {
			view, _ := viewOf(m.Field)
			shared := len(m.Sets) == 0 && (view == "maker" || view == "seller" || view == "offering")
			if shared || slices.Contains(m.Sets, set) {
				a.columns = append(a.columns, i)
			}
		}
		c.sets = append(c.sets, a)
	}
}
