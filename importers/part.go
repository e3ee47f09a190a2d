package importers

import (
	"slices"

	"linchpin/graph"
	"linchpin/graph/names"
)

// part is what the rows of a file say about one sort of thing: all of it for a
// file of one kind, one of several for a mixed one.
type part struct {
	*check
	view
	kind    graph.Kind // of the entities; empty for links
	set     int        // the alternative of a row that it is about; 0: all of them
	columns []*column
	own     bool    // a column of the file is its own
	about   []int32 // by row: its subject, or why it has none
}

// column is a field of a part and where its value stands.
type column struct {
	spec     *FieldSpec
	slot     int               // its place in subject.filled
	at       int               // number of the file's column; -1 for none
	also     []int             // further columns that fill the list
	values   map[string]string // by folded word of the file: what it stands for
	join     []int             // of those whose values go behind
	over     *column           // what it says goes before
	of       *part             // the part of the same row that it names where no column does
	header   string
	constant string
	when     int  // the constant is for rows that fill this column of the file; -1: for all
	parsed   any  // the constant's value, once it was read
	weak     bool // the constant is for what has no value only
	dates    string
	numbers  string
	order    dateVotes
	style    numberVotes
	sample   string // an ambiguous value
	unit     string // of time, that the header names for its numbers
}

// addParts makes the parts of a file, one a view that its mapping speaks of,
// and of those that alternatives of a row fill, one an alternative.
func (c *check) addParts() {
	sets := setsOf(c.in.Mapping.Columns)
	for _, v := range views(c.in.Mapping.As) {
		made := 0
		for _, set := range sets {
			if p := c.newPart(v, set); p != nil {
				c.parts = append(c.parts, p)
				made++
			}
		}
		if p := c.newPart(v, 0); p != nil && (made == 0 || v.as == Partners) {
			c.parts = append(c.parts, p)
		}
	}
	for _, p := range c.parts {
		if p.as == Links {
			for _, r := range graph.LinkRules() {
				c.slot(r.BodyKind, r.Body)
			}
			c.slot(graph.KindPartner, "parent_percent")
		}
		for _, col := range p.columns {
			col.slot = c.slot(p.kind, col.spec.Name)
		}
	}
}

// setsOf lists the alternatives that columns belong to.
func setsOf(columns []ColumnMap) (out []int) {
	for _, m := range columns {
		out = append(out, m.Sets...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// newPart makes the part of a view, nil when the mapping has nothing of it.
func (c *check) newPart(v view, set int) *part {
	p := &part{check: c, view: v, kind: v.as.KindOf(), set: set}
	mine := false // an alternative has something of its own
	fields := Fields(v.as)
	for i := range fields {
		col := c.newColumn(v, &fields[i], set)
		if name := v.beside[fields[i].Name]; col.at < 0 && col.constant == "" && name != "" {
			col.of = c.partNamed(name, set)
			if col.of != nil {
				mine = mine || col.of.set > 0
				col.header = col.of.headerFor("name")
			}
		}
		if col.at < 0 && col.constant == "" && col.of == nil {
			continue
		}
		p.own = p.own || col.at >= 0 || col.when >= 0
		mine = mine || col.at >= 0 && len(c.in.Mapping.Columns[col.at].Sets) > 0 || col.when >= 0
		p.columns = append(p.columns, col)
	}
	stated := p.own || slices.ContainsFunc(p.columns, func(col *column) bool { // else a constant says which it is
		return col.constant != "" && (col.spec.Required || col.spec.Name == "external_id") && v.fixed[col.spec.Name] == ""
	})
	if !stated && !p.implied() || set > 0 && !mine {
		return nil
	}
	if from := p.column("from"); v.name == "uses" && from == nil { // no product is named
		return nil
	}
	return p
}

// implied reports whether what a part names says enough to make it: a
// component and who makes or sells it, a product and what it uses.
func (c *part) implied() bool {
	of := func(field string) bool { col := c.column(field); return col != nil && col.of != nil }
	switch c.name {
	case "offering":
		return of("component") && (of("maker") || of("seller"))
	case "uses":
		return of("from") && of("to")
	default:
		return false
	}
}

func (c *check) newColumn(v view, f *FieldSpec, set int) *column {
	name := v.field(f.Name)
	col := &column{spec: f, at: -1, when: -1, constant: v.fixed[f.Name], weak: f.Name == "roles"}
	if name == "component.layer" { // of lists of parts: what is stored, or said in another row, is known better
		col.weak = !c.proposesLayers()
	}
	if text := c.in.Mapping.Constants[name]; text != "" {
		col.constant = text
	}
	chosen := f.Name == "layer" && col.constant != "" && c.proposesLayers()
	for i, m := range c.in.Mapping.Columns {
		if chosen && m.Field == name || len(m.Sets) > 0 && !slices.Contains(m.Sets, set) {
			continue
		}
		if text := m.With[name]; text != "" && set > 0 {
			col.constant, col.when = text, i
		}
		switch {
		case m.Field != name:
			continue
		case m.Over:
			col.over = &column{spec: f, at: i}
			col.over.stand(m.Values)
			continue
		case col.at < 0:
			col.at, col.header = i, columnName(m.Header, i)
			for _, header := range m.Join {
				col.join = append(col.join, slices.IndexFunc(c.in.Mapping.Columns, func(o ColumnMap) bool { return o.Header == header }))
			}
			col.dates, col.numbers, col.unit = m.Dates, m.Numbers, unitOf(f, m.Header)
		case f.isList():
			col.also = append(col.also, i)
		}
		col.stand(m.Values)
	}
	return col
}

// proposesLayers reports whether the layers in the rows are ours: a bill of
// materials states a type, from which they follow. What a user says comes first.
func (c *check) proposesLayers() bool {
	return c.in.Sniff.Format == "cyclonedx" || c.in.Sniff.Format == "spdx"
}

// stand notes which words of the file stand for others.
func (col *column) stand(values map[string]string) {
	for word, value := range values {
		if col.values == nil {
			col.values = map[string]string{}
		}
		col.values[names.Fold(word)] = value
	}
}

// partNamed finds the part of a view that belongs to an alternative, else the
// one that belongs to all.
func (c *check) partNamed(name string, set int) *part {
	var found *part
	for _, p := range c.parts {
		if p.name == name && (p.set == set || p.set == 0 && found == nil) {
			found = p
		}
	}
	return found
}

// slot returns the place in subject.filled of a field of a kind.
func (c *check) slot(kind graph.Kind, field string) int {
	names := c.slots[kind]
	i := slices.Index(names, field)
	if i < 0 {
		i = len(names)
		c.slots[kind] = append(names, field)
	}
	return i
}

func (c *part) column(name string) *column {
	for _, col := range c.columns {
		if col.spec.Name == name {
			return col
		}
	}
	return nil
}

// entryOf is the thing of the same row that a column names without a cell.
func (col *column) entryOf(r record) *listed {
	if col.of == nil || col.of.about[r.n] < 0 {
		return nil
	}
	return col.of.subjects[col.of.about[r.n]].entry
}
