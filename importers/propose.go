package importers

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"linchpin/graph"
	"linchpin/graph/names"
	"linchpin/importers/match"
)

// How a column came to its field: values of ColumnMap.By, beside ByMemory and "chosen".
const (
	byName    = "name"
	bySynonym = "synonym"
	bySimilar = "similar"
)

// LineColumn and ErrorColumn are the columns a reject file has beside those of
// the file it comes from. They are left out when it is imported.
const (
	LineColumn  = "_line"
	ErrorColumn = "_error"
)

// Propose says what the columns of a file mean, by their headers. An empty as
// is guessed; where nothing fits it stays empty. The mapping of a known kind
// has one entry a column of the file.
func Propose(s Sniff, as As, source string) (Mapping, error) {
	if as != "" && Fields(as) == nil {
		return Mapping{}, graph.FieldError("/as", "oneof", "is no kind of file")
	}
	known := layoutOf(s, as)
	switch {
	case as != "":
	case known != nil:
		as = known.as
	default:
		as = guess(s)
	}
	if s.isDocument() && as != Mixed {
		return Mapping{}, graph.FieldError("/as", "oneof", "is for tables; a document (%s) says itself what its parts are: leave it out", s.Format)
	}
	m := Mapping{As: as, Source: cmp.Or(source, graph.DefaultSource), Columns: []ColumnMap{}}
	for _, c := range s.Columns {
		m.Columns = append(m.Columns, ColumnMap{Header: c.Header})
	}
	if known != nil {
		known.assign(m.Columns, s)
		return m, nil
	}
	assign(m.Columns, s, Fields(as))
	m.repeatLists()
	switch {
	case as == Bom:
		readBom(&s).propose(&m)
	case as == Partners && s.headless():
		m.proposeCompanies(&s)
	}
	m.leavePricesOut(&s)
	if as == Bom {
		m.dropLoneCurrency()
	}
	m.addRoles()
	return m, nil
}

// repeatLists gives columns with the header of one that fills a list its field.
func (m *Mapping) repeatLists() {
	for i, c := range m.Columns {
		if c.Field == "" || !c.fillsList(m.As) {
			continue
		}
		for j, d := range m.Columns {
			if i != j && d.Field == "" && headerKey(d.Header) == headerKey(c.Header) {
				m.Columns[j].Field, m.Columns[j].By = c.Field, c.By
			}
		}
	}
}

// fillsList reports whether a column's field is a list.
func (c *ColumnMap) fillsList(as As) bool {
	fields := Fields(as)
	i := slices.IndexFunc(fields, func(f FieldSpec) bool { return f.Name == c.Field })
	return i >= 0 && fields[i].isList()
}

// addRoles makes vendors of the partners of a file that does not say what they
// are.
func (m *Mapping) addRoles() {
	for _, v := range views(m.As) {
		if v.as != Partners || m.As.mixed() && !m.speaksOf(v.name) || m.maps(v.field("roles")) {
			continue
		}
		if m.Constants == nil {
			m.Constants = map[string]string{}
		}
		m.Constants[v.field("roles")] = "vendor"
	}
}

// maps reports whether a column has a field.
func (m *Mapping) maps(field string) bool {
	return slices.ContainsFunc(m.Columns, func(c ColumnMap) bool { return c.Field == field })
}

// speaksOf reports whether a mixed mapping has something of a view.
func (m *Mapping) speaksOf(view string) bool {
	of := func(field string) bool { v, _ := viewOf(field); return v == view }
	for field := range m.Constants {
		if of(field) {
			return true
		}
	}
	return slices.ContainsFunc(m.Columns, func(c ColumnMap) bool {
		for field := range c.With {
			if of(field) {
				return true
			}
		}
		return of(c.Field)
	})
}

// assign gives each field to at most one column: the best match first, the
// fuller column among equals.
func assign(columns []ColumnMap, s Sniff, fields []FieldSpec) {
	type fit struct {
		column, field, rank int
	}
	var fits []fit
	for i, c := range s.Columns {
		for j, f := range fields {
			rank, share := headerFit(c.Header, f), 1.0
			if rank > nameFit && rank < noFit {
				share = fitOf(&fields[j], &s.Columns[i])
			}
			switch {
			case rank >= noFit || share < leastFit: // its values are of another sort
			case f.Name == "external_id" && slices.Contains(codeHeaders, headerKey(c.Header)) && !mostAre(c.Samples, isCode):
			case rank < similarFit:
				fits = append(fits, fit{i, j, rank})
			default:
				fits = append(fits, fit{i, j, rank + int((1-share)*1000)})
			}
		}
	}
	slices.SortStableFunc(fits, func(a, b fit) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(s.Columns[b.column].Filled, s.Columns[a.column].Filled), cmp.Compare(a.field, b.field), cmp.Compare(a.column, b.column))
	})
	taken := map[string]bool{}
	for _, f := range fits {
		name := fields[f.field].Name
		if taken[name] || columns[f.column].Field != "" || f.rank >= similarFit && s.Columns[f.column].Filled == 0 {
			continue
		}
		taken[name] = true
		columns[f.column].Field, columns[f.column].By = name, rankName(f.rank)
	}
}

// mostAre reports whether half of some texts or more are of a kind.
func mostAre(texts []string, is func(string) bool) bool {
	n := 0
	for _, t := range texts {
		if is(t) {
			n++
		}
	}
	return n > 0 && 2*n >= len(texts)
}

// isCode reports whether a text may be the number of something.
func isCode(text string) bool {
	return !strings.ContainsAny(text, " \n") && strings.ContainsAny(text, "0123456789")
}

// leastFit is the share of a column's sample values that a field must be able
// to take, unless its header is just the field's name.
const leastFit = .5

const (
	nameFit    = 0
	synonymFit = 1 // plus the synonym's place in its list, below similarFit
	similarFit = 1000
	noFit      = 2000
)

func rankName(rank int) string {
	switch {
	case rank == nameFit:
		return byName
	case rank < similarFit:
		return bySynonym
	default:
		return bySimilar
	}
}

// headerFit ranks how well a header names a field, noFit when it does not.
func headerFit(header string, f FieldSpec) int {
	h := headerKey(header)
	switch {
	case h == "" || header == LineColumn || header == ErrorColumn:
		return noFit
	case strings.Contains(f.Name, "."): // of mixed files nothing is guessed field by field
		if h == headerKey(f.Name) {
			return nameFit
		}
		return noFit
	case h == headerKey(f.Name) || f.prop != "" && h == headerKey(f.prop) && f.Type != quarter:
		return nameFit
	}
	if i := slices.Index(f.Synonyms, h); i >= 0 {
		return synonymFit + i
	}
	best := 0.0
	for _, s := range append([]string{strings.ReplaceAll(f.Name, "_", " ")}, f.Synonyms...) {
		if 3*min(len(s), len(h)) >= 2*max(len(s), len(h)) { // else they have too little in common
			best = max(best, match.Dice(h, s))
		}
	}
	if best >= match.Threshold {
		return similarFit + int((1-best)*1000)
	}
	return noFit
}

// headerKey is the form in which headers are compared: "timeToRecoverDays",
// "Time to recover (days)" and "time_to_recover_days" are one.
func headerKey(h string) string {
	var b strings.Builder
	var last rune
	for _, r := range h {
		if unicode.IsUpper(r) && unicode.IsLower(last) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last = r
	}
	words := strings.FieldsFunc(names.Fold(b.String()), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	return strings.Join(words, " ")
}

// knownHeaders holds the names of all columns of all kinds of files, and what
// else they are called.
var knownHeaders = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, as := range Kinds() {
		for _, f := range columnsOf(as) {
			out[headerKey(f.Name)] = true
			for _, s := range f.Synonyms {
				out[s] = true
			}
		}
	}
	for _, l := range layouts {
		for _, f := range l.fields {
			for _, h := range f.headers {
				out[h] = true
			}
		}
	}
	for _, h := range append(relationshipColumns, relationshipStatus) {
		out[headerKey(h)] = true
	}
	return out
})

func knownHeader(cell string) bool { return len(cell) < 200 && knownHeaders()[headerKey(cell)] }

// guess takes the kind of file whose required columns are there and of which
// most columns are known.
func guess(s Sniff) As {
	best, bestScore := As(""), 0
	switch {
	case isMixed(s):
		return Mixed
	case readBom(&s).is():
		return Bom
	case s.headless():
		if name, land := companies(&s); name >= 0 && land >= 0 {
			return Partners
		}
		return ""
	}
	for _, as := range Kinds() {
		if as.mixed() {
			continue
		}
		fields := Fields(as)
		columns := make([]ColumnMap, len(s.Columns))
		assign(columns, s, fields)
		score, missing := 0, false
		for _, f := range fields {
			i := slices.IndexFunc(columns, func(c ColumnMap) bool { return c.Field == f.Name && c.By != bySimilar })
			switch {
			case i < 0:
				missing = missing || f.Required
			case columns[i].By == byName:
				score += 3
			default:
				score += 2
			}
			if i >= 0 && f.Required {
				score++
			}
		}
		if !missing && score > bestScore {
			best, bestScore = as, score
		}
	}
	if b := readBom(&s); b.lists() && (best == Partners || best == "") || b.describes() && (best == Products || best == Components || best == Offerings) {
		return Bom // what is bought, not from whom; and of whom, not only what
	}
	return best
}

// isMixed reports whether the headers are fields of several views.
func isMixed(s Sniff) bool {
	known, seen := mixedFields(), map[string]bool{}
	for _, c := range s.Columns {
		if slices.ContainsFunc(known, func(f FieldSpec) bool { return f.Name == c.Header }) {
			view, _ := viewOf(c.Header)
			seen[view] = true
		}
	}
	return len(seen) > 0
}
