package importers

import (
	"regexp"
	"strconv"
	"strings"

	"linchpin/graph"
)

// unitDays are the words, shortened or whole, for units of time that last a
// number of days. A month or a year has no number of days of its own: 0.
var unitDays = map[string]int64{
	"d": 1, "day": 1, "days": 1, "tag": 1, "tage": 1, "tagen": 1, "jour": 1, "jours": 1, "dia": 1, "dias": 1, "giorni": 1, "dagen": 1,
	"w": 7, "wk": 7, "wks": 7, "week": 7, "weeks": 7, "woche": 7, "wochen": 7, "semaine": 7, "semaines": 7, "semana": 7, "semanas": 7,
	"settimane": 7, "weken": 7,
	"mo": 0, "mos": 0, "mth": 0, "mths": 0, "month": 0, "months": 0, "monat": 0, "monate": 0, "mois": 0, "meses": 0, "mesi": 0, "maanden": 0,
	"y": 0, "yr": 0, "yrs": 0, "year": 0, "years": 0, "jahr": 0, "jahre": 0, "an": 0, "ans": 0,
}

// spanForm is a number and the word for a unit.
var spanForm = regexp.MustCompile(`^([0-9][0-9.,'\s]*?)\s*(\pL+)\.?$`)

// inDays reports whether a field is a number of days.
func (f *FieldSpec) inDays() bool {
	return f.Type == graph.Integer && strings.HasSuffix(f.prop, "Days")
}

// unitOf is the unit of time that the header of a column of days names beside
// other words: weeks in Lead time (weeks). Days need no saying.
func unitOf(f *FieldSpec, header string) string {
	if !f.inDays() {
		return ""
	}
	found := ""
	for word := range strings.FieldsSeq(headerKey(header)) {
		if n, ok := unitDays[word]; ok && len(word) > 1 {
			if n == 1 {
				return ""
			}
			found = word
		}
	}
	return found
}

// withUnit adds the unit that the header names to a value that names none.
func (col *column) withUnit(text string) string {
	if n := len(text); col.unit != "" && n > 0 && text[n-1] >= '0' && text[n-1] <= '9' {
		return text + " " + col.unit
	}
	return text
}

// inWeeks reports whether a value is a number of weeks.
func inWeeks(text string) bool {
	m := spanForm.FindStringSubmatch(text)
	return m != nil && unitDays[strings.ToLower(m[2])] == 7
}

// parseDays reads a number of days that states its unit; ok is false for
// anything else.
func parseDays(text, style string) (days int64, fault *RowError, ok bool) {
	m := spanForm.FindStringSubmatch(text)
	if m == nil {
		return 0, nil, false
	}
	unit, known := unitDays[strings.ToLower(m[2])]
	n, isNumber := readNumber(m[1])
	if !known || !isNumber {
		return 0, nil, false
	}
	if unit == 0 {
		return 0, &RowError{Code: codeBadNumber, Got: text, Expected: "a whole number of days or weeks", Hint: "a month or a year has no fixed number of days: write how many days are meant"}, true
	}
	plain, fits := n.integers().in(style)
	count, err := strconv.ParseInt(plain, 10, 64)
	if !fits || err != nil || count > 1_000_000 { // far beyond what any field takes
		return 0, nil, false
	}
	return count * unit, nil, true
}
