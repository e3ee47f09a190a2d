package importers

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The decimal signs: values of Column.Numbers and ColumnMap.Numbers.
const (
	pointNumbers = "point"
	commaNumbers = "comma"
)

// numberReadings is what a text means as a number, by the decimal sign, in
// plain form: an optional minus, digits, and a fraction behind a point.
type numberReadings struct {
	point, comma string  // empty where it is no such number
	percent      bool    // it had a percent sign
	split        [2]bool // the reading by point, by comma, has a fraction, if only of zeros
}

var (
	money   = regexp.MustCompile(`(?i)^(?:[$€£¥₹]|us\$|a\$|[a-z]{3}) *|(?: *[$€£¥₹]| +[a-z]{3})$`)
	grouped = map[string]*regexp.Regexp{
		pointNumbers: regexp.MustCompile(`^(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+|[1-9][0-9]{0,2}(?:'[0-9]{3})+|[0-9]+)?(?:\.[0-9]+)?$`),
		commaNumbers: regexp.MustCompile(`^(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+|[1-9][0-9]{0,2}(?:'[0-9]{3})+|[0-9]+)?(?:,[0-9]+)?$`),
	}
	// What programs write of the very small and the very large: 1.5e-07.
	scientific = map[string]*regexp.Regexp{
		pointNumbers: regexp.MustCompile(`^([0-9]+)(?:\.([0-9]+))?[eE]([+-]?[0-9]{1,2})$`),
		commaNumbers: regexp.MustCompile(`^([0-9]+)(?:,([0-9]+))?[eE]([+-]?[0-9]{1,2})$`),
	}
	marks = strings.NewReplacer(",", "", ".", "", " ", "", "'", "")
	thin  = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "’", "'", "−", "-")
)

// longestNumber is how long a number may be, as it stands and in plain form.
const longestNumber = 60

// readNumber reads a number as files have it: with groups of thousands, a
// currency, a percent sign, a power of ten, parentheses or a minus behind it for
// negatives.
func readNumber(s string) (n numberReadings, ok bool) {
	if len(s) > longestNumber || !strings.ContainsAny(s, "0123456789") {
		return n, false
	}
	if whole, part, _ := strings.Cut(s, "."); digits(whole) && (part == "" && len(whole) == len(s) || digits(part) && (len(part) != 3 || len(whole) > 3)) {
		n.point = tidyDecimal(whole, part) // most numbers are such
		if len(whole) == len(s) {
			n.comma = n.point
		}
		n.split[0] = part != ""
		return n, true
	}
	if lettered(s) { // most ids are, and the rest is slow
		return n, false
	}
	s = strings.TrimSpace(thin.Replace(s))
	negative := false
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		s, negative = s[1:len(s)-1], true
	}
	s, minus := sign(s)
	s = strings.TrimSpace(money.ReplaceAllString(s, ""))
	if !minus {
		s, minus = sign(s)
	}
	if negative && minus {
		return n, false
	}
	if t, cut := strings.CutSuffix(s, "%"); cut {
		s, n.percent = strings.TrimSpace(t), true
	}
	n.split = [2]bool{strings.Contains(s, "."), strings.Contains(s, ",")}
	n.point = decimal(s, pointNumbers, negative || minus)
	n.comma = decimal(s, commaNumbers, negative || minus)
	return n, n.point != "" || n.comma != ""
}

// lettered reports whether a text has letters that no number has: those of one are
// a currency, of three letters or the two of us$ or the one of a$, or an e before
// a power of ten. Other scripts are not looked at.
func lettered(s string) bool {
	const longest = 3
	run := 0
	for i := range len(s) {
		c := s[i] | ('a' ^ 'A')
		switch {
		case c >= 'a' && c <= 'z':
			if run++; run > longest {
				return true
			}
			continue
		case s[i] >= utf8.RuneSelf:
			return false
		case run == 1 && s[i] != '$' && s[i-1] != 'e' && s[i-1] != 'E', run == 2 && s[i] != '$':
			return true
		}
		run = 0
	}
	return run == 1 || run == 2
}

func sign(s string) (rest string, minus bool) {
	if t, ok := strings.CutPrefix(s, "-"); ok {
		return strings.TrimSpace(t), true
	}
	if t, ok := strings.CutSuffix(s, "-"); ok {
		return strings.TrimSpace(t), true
	}
	return strings.TrimPrefix(s, "+"), false
}

// decimal returns s in plain form, empty when it is no number with that sign.
func decimal(s, style string, negative bool) string {
	var plain string
	if m := scientific[style].FindStringSubmatch(s); m != nil {
		plain = shifted(m[1], m[2], m[3])
	} else if s == "" || !grouped[style].MatchString(s) {
		return ""
	} else {
		mark := "."
		if style == commaNumbers {
			mark = ","
		}
		whole, part, _ := strings.Cut(s, mark)
		plain = tidyDecimal(marks.Replace(whole), part)
	}
	if negative && plain != "0" {
		plain = "-" + plain
	}
	if len(plain) > longestNumber {
		return ""
	}
	return plain
}

// shifted writes a number with a power of ten behind it in plain form.
func shifted(whole, part, power string) string {
	all := whole + part
	by, _ := strconv.Atoi(power) // two digits
	at := len(whole) + by
	if at < 0 {
		all, at = strings.Repeat("0", -at)+all, 0
	}
	if at > len(all) {
		all += strings.Repeat("0", at-len(all))
	}
	return tidyDecimal(all[:at], all[at:])
}

// tidyDecimal writes digits before and behind the point without zeros that say
// nothing.
func tidyDecimal(whole, part string) string {
	whole, part = strings.TrimLeft(whole, "0"), strings.TrimRight(part, "0")
	if whole == "" {
		whole = "0"
	}
	if part == "" {
		return whole
	}
	return whole + "." + part
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// integers drops the readings that are no whole numbers: where only such make
// sense, "1,250" means one thing, and so does "1,000".
func (n numberReadings) integers() numberReadings {
	switch {
	case n.point == "" || n.comma == "" || n.split[0] == n.split[1]:
	case n.split[0]:
		n.point = ""
	default:
		n.comma = ""
	}
	if strings.Contains(n.point, ".") {
		n.point = ""
	}
	if strings.Contains(n.comma, ".") {
		n.comma = ""
	}
	return n
}

// numberVotes decides the decimal sign of a whole column.
type numberVotes struct{ same, point, comma, both int64 }

func (v *numberVotes) add(n numberReadings) { *v.of(n)++ }

// of is the vote of a number.
func (v *numberVotes) of(n numberReadings) *int64 {
	switch {
	case n.point == n.comma:
		return &v.same
	case n.comma == "":
		return &v.point
	case n.point == "":
		return &v.comma
	default:
		return &v.both
	}
}

func (v *numberVotes) style() string {
	switch {
	case v.point > v.comma:
		return pointNumbers
	case v.comma > v.point:
		return commaNumbers
	case v.both > 0 || v.point > 0:
		return ambiguous
	case v.same > 0:
		return pointNumbers
	default:
		return ""
	}
}

// in returns the number in a column's style; ok is false where it does not fit.
func (n numberReadings) in(style string) (plain string, ok bool) {
	switch {
	case n.point == n.comma:
		return n.point, n.point != ""
	case style == pointNumbers:
		return n.point, n.point != ""
	case style == commaNumbers:
		return n.comma, n.comma != ""
	case n.comma == "": // in a column of both styles what can be read in one way only is sure
		return n.point, true
	default:
		return n.comma, n.point == ""
	}
}
