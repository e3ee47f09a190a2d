package importers

import (
	"fmt"
	"slices"

	"linchpin/graph"
)

// Validate checks that a file can be read with a mapping: it fits, and nothing
// that every row needs is missing. It is an Invalid error that names every fault
// by its JSON pointer.
func Validate(m Mapping, s Sniff) error {
	return validate(m, s, true)
}

// Fits checks that a mapping may stand with a file, though something that every
// row needs may still be missing: columns are chosen one after the other.
func Fits(m Mapping, s Sniff) error {
	return validate(m, s, false)
}

func validate(m Mapping, s Sniff, whole bool) error {
	fields := Fields(m.As)
	if fields == nil {
		return graph.FieldError("/as", "required", "is none of partners, products, components, offerings, contracts, certificates, roadmap, people, links, bom, mixed")
	}
	v := &mappingFaults{fields: fields, as: m.As, mapped: map[string][]int{}, overs: map[string]bool{}}
	if err := graph.Check(&graph.Common{Source: m.Source}); err != nil {
		v.add("/source", "line", "is longer than 64 characters or has control characters")
	}
	if len(m.Columns) != len(s.Columns) {
		v.add("/columns", "len", "has %d entries; the file has %d columns", len(m.Columns), len(s.Columns))
	}
	for i, c := range m.Columns[:min(len(m.Columns), len(s.Columns))] {
		v.column(i, c, s.Columns[i])
		v.alternatives(i, c, s.Columns)
	}
	for field := range v.overs {
		if v.mapped[field] == nil {
			v.add("/columns", "required_with", "has a column that goes before others of %s, but none of these", field)
		}
	}
	for name, text := range m.Constants {
		v.constant("/constants/"+name, name, text)
	}
	for _, of := range views(m.As) {
		if whole && (of.name == "" || m.speaksOf(of.name)) {
			if of.name != "uses" || m.speaksOf("product") || v.mapped["uses.from"] != nil {
				v.required(m, of)
			}
		}
	}
	return v.err()
}

// required looks that what every row needs has a column or a constant.
func (v *mappingFaults) required(m Mapping, of view) {
	stated := func(name string) bool {
		beside := of.beside[name]
		with := slices.ContainsFunc(m.Columns, func(c ColumnMap) bool { return c.With[of.field(name)] != "" })
		return v.mapped[of.field(name)] != nil || with || m.Constants[of.field(name)] != "" || beside != "" && m.speaksOf(beside)
	}
	known := v.as.mixed() && (stated("external_id") || stated("lei") || stated("purl") || stated("sku")) // another row may say the name
	for _, f := range Fields(of.as) {
		if f.Name == "name" && known {
			continue
		}
		if f.Required && !stated(f.Name) && of.fixed[f.Name] == "" {
			v.add("/columns", "required", "have none for %s: choose its column; where the first row is data, say that there are no headers", of.field(f.Name))
		}
	}
	if of.as == Offerings && !stated("maker") && !stated("seller") {
		v.add("/columns", "required", "has neither a column for maker nor one for seller")
	}
}

// maxSets bounds the alternatives of a row.
const maxSets = 64

// alternatives checks which alternatives of a row a column is about, and which
// columns it is read with.
func (v *mappingFaults) alternatives(i int, c ColumnMap, all []Column) {
	at := fmt.Sprintf("/columns/%d", i)
	for _, header := range c.Join {
		if !slices.ContainsFunc(all, func(o Column) bool { return o.Header == header }) {
			v.add(at+"/join", "header", "has %q, which is no header of the file", header)
		}
	}
	if !v.as.mixed() && (len(c.Sets)+len(c.With) > 0 || c.Down || len(c.Join) > 0) {
		v.add(at+"/sets", "unexpected", "is for mixed files only")
	}
	for _, set := range c.Sets {
		if set < 1 || set > maxSets {
			v.add(at+"/sets", "range", "has a number that is not from 1 to %d", maxSets)
		}
	}
	for name, text := range c.With {
		if len(c.Sets) == 0 {
			v.add(at+"/with", "required_with", "needs a number in sets")
		}
		v.constant(at+"/with/"+name, name, text)
	}
}

type mappingFaults struct {
	fields []FieldSpec
	as     As
	mapped map[string][]int // by field: the alternatives that have it; 0: all
	overs  map[string]bool  // fields of which a column goes before another
	faults []graph.Field
}

// taken notes that a column has a field; it reports whether another has it for
// the same alternative.
func (v *mappingFaults) taken(c ColumnMap) bool {
	sets := c.Sets
	if len(sets) == 0 {
		sets = []int{0}
	}
	was := slices.ContainsFunc(sets, func(n int) bool { return slices.Contains(v.mapped[c.Field], n) })
	v.mapped[c.Field] = append(v.mapped[c.Field], sets...)
	return was
}

func (v *mappingFaults) add(pointer, code, format string, args ...any) {
	v.faults = append(v.faults, graph.Field{Pointer: pointer, Code: code, Detail: fmt.Sprintf(format, args...)})
}

func (v *mappingFaults) field(name string) *FieldSpec {
	i := slices.IndexFunc(v.fields, func(f FieldSpec) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return &v.fields[i]
}

func (v *mappingFaults) column(i int, c ColumnMap, of Column) {
	at := fmt.Sprintf("/columns/%d", i)
	if c.Header != of.Header {
		v.add(at+"/header", "header", "is %q; the file has %q there", c.Header, of.Header)
	}
	if c.Dates != "" && c.Dates != dmyDates && c.Dates != mdyDates {
		v.add(at+"/dates", "oneof", "is neither dmy nor mdy")
	}
	if c.Numbers != "" && c.Numbers != pointNumbers && c.Numbers != commaNumbers {
		v.add(at+"/numbers", "oneof", "is neither point nor comma")
	}
	switch {
	case c.Field == "":
	case v.field(c.Field) == nil:
		v.add(at+"/field", "oneof", "is no column of such a file")
	case c.Over:
		v.over(at, c)
	case v.taken(c) && !v.field(c.Field).isList():
		v.add(at+"/field", "unique", "is another column's too")
	}
	for word, value := range c.Values {
		if c.Field != "" {
			v.constant(at+"/values/"+word, c.Field, value)
		}
	}
	if len(c.Values) > maxValues {
		v.add(at+"/values", "max", "has more than %d words", maxValues)
	}
}

// over notes that a column goes before another one of its field.
func (v *mappingFaults) over(at string, c ColumnMap) {
	switch {
	case v.field(c.Field).isList() || len(c.Sets) > 0:
		v.add(at+"/over", "unexpected", "is for a field of one value that every row has once")
	case v.overs[c.Field]:
		v.add(at+"/over", "unique", "is said of another column of %s too", c.Field)
	}
	v.overs[c.Field] = true
}

// maxValues bounds the words of a column that stand for others.
const maxValues = 1000

func (v *mappingFaults) constant(at, name, text string) {
	f := v.field(name)
	if f == nil {
		v.add(at, "oneof", "is no column of such a file")
		return
	}
	if text == "" || f.Type == refs || f.Type == graph.EndID {
		return
	}
	if _, e := parse(f, text, isoDates, pointNumbers); e != nil {
		v.add(at, e.Code, "is not %s", e.Expected)
	}
}

func (v *mappingFaults) err() error {
	if len(v.faults) == 0 {
		return nil
	}
	e := &graph.Error{Code: graph.Invalid, Fields: v.faults, Detail: v.faults[0].Pointer[1:] + " " + v.faults[0].Detail}
	if n := len(v.faults) - 1; n > 0 {
		e.Detail += fmt.Sprintf("; %d more", n)
	}
	return e
}
