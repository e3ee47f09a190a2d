package importers

import (
	"regexp"
	"strings"

	"linchpin/graph"
)

// formOf are the fields whose values have a form of their own.
var formOf = map[string]*regexp.Regexp{
	"lei":     regexp.MustCompile(`^[A-Za-z0-9]{18}[0-9]{2}$`),
	"duns":    regexp.MustCompile(`^[0-9]{2}-?[0-9]{3}-?[0-9]{4}$`),
	"email":   regexp.MustCompile(`^[^@\s]+@[^@\s]+$`),
	"purl":    regexp.MustCompile(`^pkg:[a-z]`),
	"website": regexp.MustCompile(`^(https?://)?[^\s/@]+\.[^\s/@]+(/\S*)?$`),
	"url":     regexp.MustCompile(`^https?://\S+$`),
}

// fitOf is the share of the sample values of a column that a field could take,
// from 0 to 1; 1 where there are no samples to say otherwise.
func fitOf(f *FieldSpec, c *Column) float64 {
	seen, good := 0, 0
	for _, s := range c.Samples {
		if s = tidy(s); s == "" || saysNothing(s) || s == clearMark {
			continue
		}
		if seen++; fits(f, s) {
			good++
		}
	}
	if seen == 0 {
		return 1
	}
	return float64(good) / float64(seen)
}

// fits reports whether a field could take a value, in some way of writing
// dates and numbers.
func fits(f *FieldSpec, text string) bool {
	text, _ = unwrap(text)
	if form := formOf[f.prop]; form != nil && !form.MatchString(text) {
		return false
	}
	for _, order := range []string{dmyDates, mdyDates} {
		for _, style := range []string{pointNumbers, commaNumbers} {
			if _, e := parse(f, text, order, style); e == nil {
				return !strings.Contains(text, "\n") || f.prop == "description"
			}
		}
	}
	return f.Type == graph.EndID
}
