package importers

import "strings"

// What a number format of a workbook makes of a number.
type shown int

const (
	asNumber shown = iota // its value, in full
	asDate
	asDateTime
	asPercent
	asCode // with leading zeros, as the user sees it
	asTime
	asDuration
)

// numberFormat is a number format of a workbook.
type numberFormat struct {
	how  shown
	code string // as the workbook spells it out
}

// builtInFormat says what the formats are that workbooks do not spell out:
// ECMA-376, part 1, 18.8.30; 27 to 36 and 50 to 58 are the dates of East Asia.
func builtInFormat(id int) shown {
	switch {
	case id == 22:
		return asDateTime
	case id >= 14 && id <= 17, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return asDate
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id == 55, id == 56:
		return asTime
	case id >= 45 && id <= 47:
		return asDuration
	case id == 9, id == 10:
		return asPercent
	default:
		return asNumber
	}
}

// customFormat says what a format is that a workbook spells out.
func customFormat(code string) shown {
	plain, elapsed := plainFormat(code)
	has := func(letters string) bool { return strings.ContainsAny(plain, letters) }
	switch {
	case elapsed:
		return asDuration
	case has("yd") && has("hs"):
		return asDateTime
	case has("yd"), plain == "m":
		return asDate
	case has("h"):
		return asTime
	case has("s"):
		return asDuration
	case strings.Contains(plain, "%"):
		return asPercent
	case paddedCode(plain):
		return asCode
	default:
		return asNumber
	}
}

// formatMark is a part of a number format: a letter or sign with a meaning, or
// text that is shown as it stands.
type formatMark struct {
	text    string
	literal bool
}

// formatMarks reads the part of a format for positive numbers, without colours
// and conditions. elapsed reports durations like [h]:mm.
func formatMarks(code string) (marks []formatMark, elapsed bool) {
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case ';':
			return marks, elapsed
		case '"':
			end := min(skipTo(code, i+1, '"'), len(code))
			marks = append(marks, formatMark{code[i+1 : end], true})
			i = end
		case '\\':
			marks = append(marks, formatMark{code[min(i+1, len(code)):min(i+2, len(code))], true})
			i++
		case '_', '*': // room, or what fills it
			i++
		case '[':
			end := skipTo(code, i+1, ']')
			inside := strings.ToLower(code[i+1 : min(end, len(code))])
			elapsed = elapsed || inside != "" && strings.Trim(inside, "hms") == ""
			i = end
		default:
			marks = append(marks, formatMark{code[i : i+1], false})
		}
	}
	return marks, elapsed
}

// plainFormat is what has a meaning in a format, in small letters. The word
// general is dropped.
func plainFormat(code string) (plain string, elapsed bool) {
	marks, elapsed := formatMarks(code)
	var b strings.Builder
	for _, m := range marks {
		if !m.literal {
			b.WriteString(m.text)
		}
	}
	return strings.ReplaceAll(strings.ToLower(b.String()), "general", ""), elapsed
}

func skipTo(s string, from int, end byte) int {
	if i := strings.IndexByte(s[min(from, len(s)):], end); i >= 0 {
		return from + i
	}
	return len(s)
}

// paddedCode reports a format like 00000 or 000-000: that of a code, not of an
// amount.
func paddedCode(plain string) bool {
	return strings.Count(plain, "0") > 1 && strings.Trim(plain, "0- /.()") == "" && !strings.Contains(plain, "0.0") && strings.HasPrefix(plain, "0")
}
