package names

import (
	_ "embed" // forms.txt
	"strings"
	"sync"
)

//go:embed forms.txt
var formsText string

// legalForms holds the compact key of every legal form.
var legalForms = sync.OnceValue(func() map[string]bool {
	forms := map[string]bool{}
	for line := range strings.Lines(formsText) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			forms[line] = true
		}
	}
	return forms
})

// longestForm is the number of words the longest common legal form has:
// "sociedad anonima promotora de inversion de capital variable".
const longestForm = 12

// stripped returns the number of words that are left without the longest legal
// form at the end. Forms are compared without blanks, so that "N V", "N.V."
// and "NV" are one.
func stripped(words []string) int {
	forms := legalForms()
	for i := max(1, len(words)-longestForm); i < len(words); i++ {
		if forms[strings.Join(words[i:], "")] {
			return i
		}
	}
	return len(words)
}
