package importers

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// clearMark in a cell clears the stored value; a blank cell leaves it.
const clearMark = `\N`

// unseen takes out what has no width and no meaning: who sees a name finds it by
// what is seen.
var unseen = strings.NewReplacer("\u200b", "", "\u2060", "", "\u00ad", "")

// tidy trims a cell and makes one blank of each run of them, no-break spaces
// and line ends included.
func tidy(s string) string {
	clean := true
	blank := true // the last character was one, or there was none
	for _, r := range s {
		if unicode.IsSpace(r) || r > unicode.MaxASCII && (r == '\ufeff' || r == '\u200b' || r == '\u2060' || r == '\u00ad') {
			if r != ' ' || blank {
				clean = false
				break
			}
			blank = true
		} else {
			blank = false
		}
	}
	if clean && (!blank || s == "") {
		return s
	}
	return strings.Join(strings.FieldsFunc(unseen.Replace(s), func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' }), " ")
}

// saysNothing reports whether a tidied cell holds a word for "no value".
func saysNothing(s string) bool {
	if len(s) > 5 {
		return false
	}
	switch strings.ToLower(s) {
	case "n/a", "#n/a", "n.a.", "-", "--", "–", "—", "tbd", "null":
		return true
	default:
		return false
	}
}

// isEndless reports whether what stands for a date says that there is none.
func isEndless(s string) bool {
	switch strings.ToLower(s) {
	case "unlimited", "indefinite", "indefinitely", "open ended", "open-ended", "evergreen", "no expiry", "never", "none",
		"unbefristet", "unbegrenzt", "unendlich", "illimité", "illimitée", "indéterminée", "onbepaald", "illimitato", "indefinido":
		return true
	default:
		return false
	}
}

// isFailure reports whether a cell holds what a spreadsheet writes for a formula
// that cannot be calculated. The one for "not available" is a word for no value.
func isFailure(s string) bool {
	if len(s) < 5 || s[0] != '#' {
		return false
	}
	switch strings.ToUpper(s) {
	case "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA":
		return true
	default:
		return false
	}
}

// isNobody reports whether what stands for a maker or seller names none in
// particular: a partner of that name would seem to be behind everything.
func isNobody(s string) bool {
	switch strings.ToLower(s) {
	case "various", "any", "generic", "multiple", "several", "none", "na", "unknown", "no name", "noname", "tba", "diverse":
		return true
	default:
		return false
	}
}

var plainNumber = regexp.MustCompile(`^[+-]?[0-9.,]*$`)

// Escape makes a cell safe to open in a spreadsheet, which takes what begins
// with =, +, -, @ or a control character for a formula. Numbers stay as they are.
func Escape(cell string) string {
	if !armed(cell) || plainNumber.MatchString(cell) {
		return cell
	}
	return "'" + cell
}

// Unescape takes back what Escape did.
func Unescape(cell string) string {
	if strings.HasPrefix(cell, "'") && armed(cell) {
		return cell[1:]
	}
	return cell
}

func armed(cell string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(cell, "'"))
	return strings.ContainsRune("=+-@＝＋－＠\t\r\n", first)
}

var quotedText = regexp.MustCompile(`^="([^"]*)"$`)

// unwrap reads a cell as a person meant it: an escape is taken off, and the
// text out of ="007", by which spreadsheets keep leading zeros. What is left
// with an equals sign is a formula, whose value the file does not have.
func unwrap(cell string) (value string, formula bool) {
	if strings.HasPrefix(cell, "'") {
		return Unescape(cell), false
	}
	if !strings.HasPrefix(cell, "=") {
		return cell, isFailure(cell)
	}
	if m := quotedText.FindStringSubmatch(cell); m != nil {
		return m[1], false
	}
	return cell, len(cell) > 1
}
