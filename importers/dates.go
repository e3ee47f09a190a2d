package importers

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"linchpin/graph"
)

// The orders of day and month: values of Column.Dates and ColumnMap.Dates.
const (
	isoDates  = "iso" // or any form that can be read in one way only
	dmyDates  = "dmy"
	mdyDates  = "mdy"
	ambiguous = "ambiguous"
)

// dateReadings is what a text means as a date: certain where there is one
// meaning, else by the order of day and month.
type dateReadings struct {
	certain  graph.Date
	dmy, mdy graph.Date // empty where it is no such date
}

var (
	clock    = regexp.MustCompile(`(?i)[ T]+[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)? *([ap]\.?m\.?)?( *(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}))?$`)
	isoDay   = regexp.MustCompile(`^([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})$`)
	compact  = regexp.MustCompile(`^((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})$`)
	numeric  = regexp.MustCompile(`^([0-9]{1,2})([-/.])([0-9]{1,2})([-/.])([0-9]{4}|[0-9]{2})$`)
	dayMonth = regexp.MustCompile(`(?i)^(?:[a-z]+,? +)?([0-9]{1,2})(?:st|nd|rd|th)?[ /.-]*([a-z]{3,9})\.?,?[ /.-]*([0-9]{4}|[0-9]{2})$`)
	monthDay = regexp.MustCompile(`(?i)^(?:[a-z]+,? +)?([a-z]{3,9})\.? +([0-9]{1,2})(?:st|nd|rd|th)?,? +([0-9]{4})$`)
)

// readDate reads a date in any of the forms that files have.
func readDate(s string) (d dateReadings, ok bool) {
	if len(s) < 6 || len(s) > 60 {
		return d, false
	}
	if strings.IndexByte(s, ':') > 0 {
		s = clock.ReplaceAllString(s, "")
	}
	if m := isoDay.FindStringSubmatch(s); m != nil {
		d.certain = day(m[1], m[2], m[3])
		return d, d.certain != ""
	}
	if m := compact.FindStringSubmatch(s); m != nil {
		d.certain = day(m[1], m[2], m[3])
		return d, d.certain != ""
	}
	if m := numeric.FindStringSubmatch(s); m != nil {
		return numericDate(m)
	}
	for _, form := range []struct {
		re         *regexp.Regexp
		day, month int
	}{{dayMonth, 1, 2}, {monthDay, 2, 1}} {
		if m := form.re.FindStringSubmatch(s); m != nil {
			if month := monthNumber(m[form.month]); month != "" {
				d.certain = day(m[3], month, m[form.day])
				return d, d.certain != ""
			}
		}
	}
	return d, false
}

func numericDate(m []string) (d dateReadings, ok bool) {
	if m[2] != m[4] {
		return d, false
	}
	d.dmy = day(m[5], m[3], m[1])
	if m[2] != "." { // nobody puts the month first before a point
		d.mdy = day(m[5], m[1], m[3])
	}
	if d.dmy == d.mdy || m[2] == "." {
		d = dateReadings{certain: d.dmy}
		return d, d.certain != ""
	}
	return d, d.dmy != "" || d.mdy != ""
}

func day(year, month, dayOfMonth string) graph.Date {
	if len(year) == 2 {
		century := "20"
		if year >= "70" {
			century = "19"
		}
		year = century + year
	}
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(dayOfMonth)
	y, _ := strconv.Atoi(year)
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	out := graph.DateOf(t)
	if t.Day() != d || int(t.Month()) != m || !out.Valid() {
		return ""
	}
	return out
}

// monthNumber reads an English month, whole or its first three or four letters.
func monthNumber(s string) string {
	s = strings.ToLower(s)
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if s == name || s == name[:3] || m == time.September && s == "sept" {
			return strconv.Itoa(int(m))
		}
	}
	return ""
}

// dateVotes decides the order of day and month of a whole column.
type dateVotes struct{ certain, dmy, mdy, both int64 }

func (v *dateVotes) add(d dateReadings) { *v.of(d)++ }

// of is the vote of a date.
func (v *dateVotes) of(d dateReadings) *int64 {
	switch {
	case d.certain != "":
		return &v.certain
	case d.mdy == "":
		return &v.dmy
	case d.dmy == "":
		return &v.mdy
	default:
		return &v.both
	}
}

// order is the column's order: that of the values which can only be read in
// one way, the more frequent one where they disagree.
func (v *dateVotes) order() string {
	switch {
	case v.dmy > v.mdy:
		return dmyDates
	case v.mdy > v.dmy:
		return mdyDates
	case v.both > 0 || v.dmy > 0:
		return ambiguous
	case v.certain > 0:
		return isoDates
	default:
		return ""
	}
}

// in returns the date in a column's order; ok is false where it does not fit.
func (d dateReadings) in(order string) (date graph.Date, ok bool) {
	switch {
	case d.certain != "":
		return d.certain, true
	case order == dmyDates:
		return d.dmy, d.dmy != ""
	case order == mdyDates:
		return d.mdy, d.mdy != ""
	default:
		return "", false
	}
}

var quarterForm = regexp.MustCompile(`(?i)^(?:q([1-4])[ /-]*(?:fy)?([0-9]{4}|[0-9]{2})|([0-9]{4})[ /-]*q([1-4]))$`)

// readQuarter returns the last day of a calendar quarter like "Q3 2027" or
// "2027-Q3".
func readQuarter(s string) (graph.Date, bool) {
	m := quarterForm.FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	q, year := m[1]+m[4], m[2]+m[3]
	if len(year) == 2 {
		year = "20" + year
	}
	last := map[string][2]string{"1": {"3", "31"}, "2": {"6", "30"}, "3": {"9", "30"}, "4": {"12", "31"}}[q]
	d := day(year, last[0], last[1])
	return d, d != ""
}
