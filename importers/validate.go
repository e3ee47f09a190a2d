package importers

import (
	"fmt"
	"slices"

	"linchpin/graph"
)

// Validate checks that a mapping can be used with a file. It is an Invalid
// error that names every fault by its JSON pointer.
func Validate(m Mapping, s Sniff) error {
	fields := Fields(m.As)
	if fields == nil {
		return graph.FieldError("/as", "required", "is none of partners, products, components, offerings, contracts, certificates, roadmap, people, links")
	}
	v := &mappingFaults{fields: fields, mapped: map[string]bool{}}
	if err := graph.Check(&graph.Common{Source: m.Source}); err != nil {
		v.add("/source", "line", "is longer than 64 characters or has control characters")
	}
	if len(m.Columns) != len(s.Columns) {
		v.add("/columns", "len", "has %d entries; the file has %d columns", len(m.Columns), len(s.Columns))
	}
	for i, c := range m.Columns[:min(len(m.Columns), len(s.Columns))] {
		v.column(i, c, s.Columns[i])
	}
	for name, text := range m.Constants {
		v.constant(name, text)
	}
	for _, f := range fields {
		if f.Required && !v.mapped[f.Name] && m.Constants[f.Name] == "" {
			v.add("/columns", "required", "has no column for %s", f.Name)
		}
	}
	if m.As == Offerings && !v.mapped["maker"] && !v.mapped["seller"] && m.Constants["maker"] == "" && m.Constants["seller"] == "" {
		v.add("/columns", "required", "has neither a column for maker nor one for seller")
	}
	return v.err()
}

type mappingFaults struct {
	fields []FieldSpec
	mapped map[string]bool
	faults []graph.Field
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
	case v.mapped[c.Field]:
		v.add(at+"/field", "unique", "is another column's too")
	default:
		v.mapped[c.Field] = true
	}
}

func (v *mappingFaults) constant(name, text string) {
	f := v.field(name)
	if f == nil {
		v.add("/constants/"+name, "oneof", "is no column of such a file")
		return
	}
	if text == "" || f.Type == refs || f.Type == graph.EndID {
		return
	}
	if _, e := parse(f, text, isoDates, pointNumbers); e != nil {
		v.add("/constants/"+name, e.Code, "is not %s", e.Expected)
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
