package importers

import (
	"slices"
	"strings"
	"unicode"

	"linchpin/graph/names"
)

// headless reports whether a table has no headers that could say what its
// columns mean.
func (s Sniff) headless() bool {
	return s.HeaderLine == 0 && len(s.Columns) > 0 && s.Columns[0].Header == "column 1"
}

// companies finds, by their values, the columns of a table without headers that
// hold companies and their countries; -1 for none.
func companies(s *Sniff) (name, land int) {
	name, land = -1, -1
	for i, c := range s.Columns {
		switch {
		case len(c.Samples) == 0:
		case land < 0 && all(c.Samples, isCountry):
			land = i
		case name < 0 && !slices.ContainsFunc(c.Samples, isNumber) && slices.ContainsFunc(c.Samples, hasForm):
			name = i
		}
	}
	return name, land
}

func all(texts []string, is func(string) bool) bool {
	return !slices.ContainsFunc(texts, func(t string) bool { return !is(t) })
}

// isCountry takes names of countries only: any two letters might be something
// else.
func isCountry(text string) bool {
	code, e := country(text)
	return e == nil && (len(text) > 2 || text == strings.ToUpper(text) && code != "")
}

// hasForm reports whether a name ends with a legal form.
func hasForm(text string) bool {
	words := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, names.Fold(text))
	return names.Key(text) != words
}

// proposeCompanies maps a table without headers that lists companies.
func (m *Mapping) proposeCompanies(s *Sniff) {
	name, land := companies(s)
	for at, field := range map[int]string{name: "name", land: "country"} {
		if at >= 0 && m.Columns[at].Field == "" {
			m.Columns[at].Field, m.Columns[at].By = field, bySimilar
		}
	}
}
