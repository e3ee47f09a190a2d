package importers

import (
	"maps"
	"slices"
	"strings"

	"linchpin/graph/names"
)

// layout is the export of a well-known system, whose headers mean something
// that no name or synonym would say. Columns it does not know are left out.
type layout struct {
	as     As
	marks  []string // headers by which it is known
	fields []layoutField
}

// layoutField says which headers fill a field: all of them a list, else the
// first that has any value. A header that ends in # stands with any number.
type layoutField struct {
	name    string
	headers []string
	values  map[string]string // as in ColumnMap
	over    bool              // as in ColumnMap
}

// layouts are those we know: issues of Jira, and level 1 of GLEIF's golden copy.
var layouts = []layout{
	{
		as: Roadmap, marks: []string{"issue key", "summary"},
		fields: []layoutField{
			{name: "key", headers: []string{"issue key"}},
			{name: "title", headers: []string{"summary"}},
			{name: "status", headers: []string{"status", "status category"}, values: issueStates},
			{name: "status", headers: []string{"resolution"}, values: resolutions, over: true},
			{name: "target_date", headers: []string{"due date", "custom field target end", "target end"}},
			{name: "url", headers: []string{"issue url", "url"}},
			{name: "notes", headers: []string{"description"}},
			{name: "tags", headers: []string{"labels"}},
			{name: "depends_on", headers: []string{"inward issue link blocks"}},
			{name: "blocks", headers: []string{"outward issue link blocks"}},
		},
	},
	{
		as: Partners, marks: []string{"lei", "entity legal name"},
		fields: []layoutField{
			{name: "lei", headers: []string{"lei"}},
			{name: "name", headers: []string{"entity legal name"}},
			{name: "aliases", headers: []string{"entity other entity names other entity name #", "entity transliterated other entity names transliterated other entity name #"}},
			{name: "country", headers: []string{"entity legal address country"}},
			{name: "registration_no", headers: []string{"entity registration authority registration authority entity id"}},
			{name: "status", headers: []string{"entity entity status"}, values: map[string]string{"active": "", "inactive": "former"}}, // see package document
		},
	},
}

// issueStates are the states of the workflows that Jira comes with, and others
// that are common.
var issueStates = map[string]string{
	"to do": "proposed", "open": "proposed", "new": "proposed", "backlog": "proposed", "reopened": "proposed", "draft": "proposed", "idea": "proposed", "proposed": "proposed",
	"selected for development": "committed", "ready": "committed", "ready for development": "committed", "planned": "committed", "committed": "committed", "approved": "committed",
	"in progress": "in_progress", "in development": "in_progress", "in review": "in_progress", "review": "in_progress", "testing": "in_progress", "in testing": "in_progress", "blocked": "in_progress", "on hold": "in_progress",
	"done": "shipped", "closed": "shipped", "resolved": "shipped", "released": "shipped", "shipped": "shipped", "complete": "shipped", "completed": "shipped",
	"won't do": "dropped", "wont do": "dropped", "won't fix": "dropped", "rejected": "dropped", "declined": "dropped", "cancelled": "dropped", "canceled": "dropped", "duplicate": "dropped", "dropped": "dropped",
}

// resolutions say how an issue ended. One that was finished, or is not yet,
// stands as its status says.
var resolutions = map[string]string{
	"done": "", "fixed": "", "complete": "", "completed": "", "resolved": "", "implemented": "", "delivered": "", "released": "", "shipped": "", "approved": "", "unresolved": "",
	"won't do": "dropped", "wont do": "dropped", "won't fix": "dropped", "wont fix": "dropped", "duplicate": "dropped", "cannot reproduce": "dropped", "incomplete": "dropped",
	"declined": "dropped", "rejected": "dropped", "cancelled": "dropped", "canceled": "dropped", "abandoned": "dropped", "obsolete": "dropped", "invalid": "dropped",
	"known error": "dropped", "not a bug": "dropped", "works as designed": "dropped", "out of scope": "dropped",
}

// layoutOf finds the layout of a file by its headers; an as that is given has
// to be that of the layout.
func layoutOf(s Sniff, as As) *layout {
	for i := range layouts {
		l := &layouts[i]
		missing := slices.ContainsFunc(l.marks, func(mark string) bool {
			return !slices.ContainsFunc(s.Columns, func(c Column) bool { return headerKey(c.Header) == mark })
		})
		if !missing && (as == "" || as == l.as) {
			return l
		}
	}
	return nil
}

// assign says what the columns of a file in this layout mean.
func (l *layout) assign(columns []ColumnMap, s Sniff) {
	specs := Fields(l.as)
	for _, f := range l.fields {
		spec := specs[slices.IndexFunc(specs, func(s FieldSpec) bool { return s.Name == f.name })]
		var found []int
		for _, h := range f.headers {
			for i, c := range s.Columns {
				if f.is(c.Header, h) {
					found = append(found, i)
				}
			}
		}
		if !spec.isList() && len(found) > 1 {
			found = []int{f.best(found, &spec, s)}
		}
		for _, i := range found {
			columns[i].Over = f.over && slices.ContainsFunc(columns, func(c ColumnMap) bool { return c.Field == f.name })
			columns[i].Field, columns[i].By, columns[i].Values = f.name, bySynonym, maps.Clone(f.values)
		}
	}
}

// best is the first of several columns whose sample values all mean something,
// else the first that has any.
func (f layoutField) best(found []int, spec *FieldSpec, s Sniff) int {
	means := func(text string) bool {
		_, known := f.values[names.Fold(text)]
		return known || fits(spec, text)
	}
	filled := slices.DeleteFunc(slices.Clone(found), func(i int) bool { return s.Columns[i].Filled == 0 })
	for _, i := range filled {
		if !slices.ContainsFunc(s.Columns[i].Samples, func(t string) bool { return !means(t) }) {
			return i
		}
	}
	return append(filled, found...)[0]
}

func (f layoutField) is(header, known string) bool {
	key := headerKey(header)
	if stem, ok := strings.CutSuffix(known, "#"); ok {
		return strings.HasPrefix(key, stem) && strings.Trim(key[len(stem):], "0123456789") == "" && key != stem
	}
	return key == known
}
