// Package names makes the key of a company's name: two spellings of one name
// have one key. Keys are equal for names that differ in case, accents,
// punctuation, blanks and legal form only; whatever is merely similar has a
// key of its own (see package match for those).
package names

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold brings a text into the form in which texts are compared: compatibility
// characters and accents resolved, lower case, & as and, one blank between
// words. Punctuation stays: "C" and "C++" differ.
func Fold(s string) string {
	if plainASCII(s) {
		return strings.Join(strings.Fields(strings.ToLower(strings.ReplaceAll(s, "&", " and "))), " ")
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(letters(s), "&", " and ")), " ")
}

// Key is the key of a company's name: folded, without punctuation, legal forms
// at its end, and blanks. A name is never all legal form: its first word
// stays. The key of a key is itself. A name of nothing but punctuation is its
// own key.
func Key(s string) string {
	words := strings.FieldsFunc(Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	if len(words) == 0 {
		return strings.Join(strings.Fields(Fold(s)), "")
	}
	for n := stripped(words); n < len(words); n = stripped(words) {
		words = words[:n]
	}
	return strings.Join(words, "")
}

func plainASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// letters resolves accents and case until nothing changes: lower case can
// bring forth what has to be resolved again.
func letters(s string) string {
	for range 4 {
		var b strings.Builder
		for _, r := range norm.NFKD.String(s) {
			switch {
			case unicode.Is(unicode.Mn, r):
			case r == unicode.ReplacementChar || unicode.Is(unicode.Cf, r): // invisible, or not decoded
				b.WriteByte(' ')
			default:
				writeLetter(&b, unicode.ToLower(r))
			}
		}
		if b.String() == s {
			break
		}
		s = b.String()
	}
	return s
}

// writeLetter spells out the letters that no decomposition resolves.
func writeLetter(b *strings.Builder, r rune) {
	switch r {
	case 'ß':
		b.WriteString("ss")
	case 'æ':
		b.WriteString("ae")
	case 'œ':
		b.WriteString("oe")
	case 'þ':
		b.WriteString("th")
	case 'ø':
		b.WriteByte('o')
	case 'đ', 'ð':
		b.WriteByte('d')
	case 'ł':
		b.WriteByte('l')
	case 'ı':
		b.WriteByte('i')
	default:
		b.WriteRune(r)
	}
}
