package neostore

import (
	"strings"
	"unicode"

	"linchpin/graph/names"
)

const (
	maxWords = 16  // of a search
	maxWord  = 100 // characters of one
)

// lucene is what a user typed as a query of the full-text index: every word
// that it knows must be there, as it is or as the beginning of one. It is empty when nothing
// typed can be searched for.
func lucene(typed string) string {
	var out []string
	for _, word := range telling(words(typed)) {
		parts := telling(strings.FieldsFunc(word, notInWord))
		if len(parts) == 0 {
			continue
		}
		term := `"` + escape(word) + `"^2 ` + escape(word) + "*"
		if len(parts) > 1 {
			term += " (+" + strings.Join(parts, "* +") + "*)"
		}
		out = append(out, "+("+term+")")
	}
	return strings.Join(out, " ")
}

// lucenePhrase looks for the words side by side, as they are.
func lucenePhrase(typed string) string {
	all := words(typed)
	if len(all) == 0 || strings.IndexFunc(typed, func(r rune) bool { return !notInWord(r) }) < 0 {
		return ""
	}
	return `"` + escape(strings.Join(all, " ")) + `"`
}

func words(typed string) []string {
	all := strings.FieldsFunc(names.Fold(strings.ToValidUTF8(typed, " ")), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
	for i, w := range all {
		if runes := []rune(w); len(runes) > maxWord {
			all[i] = string(runes[:maxWord])
		}
	}
	return all[:min(len(all), maxWords)]
}

// unknown are the words that the index leaves out: those of Lucene's English
// list, which its analyzer takes.
var unknown = func() map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(`a an and are as at be but by for if in into is it no not of on or such
		that the their then there these they this to was will with`) {
		out[w] = true
	}
	return out
}()

// telling leaves out the words that the index does, unless there are no others:
// those may be the beginnings of some.
func telling(all []string) []string {
	var out []string
	for _, w := range all {
		if !unknown[w] {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		return all
	}
	return out
}

func notInWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
}

// escape takes the meaning off every character the query syntax knows.
func escape(word string) string {
	var b strings.Builder
	for _, r := range word {
		if strings.ContainsRune(`+-&|!(){}[]^"~*?:\/<>=`, r) || notInWord(r) && r < 0x80 && r != ' ' {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
