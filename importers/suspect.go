package importers

import (
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// maxSuspects bounds the places that are listed; all are counted.
const maxSuspects = 100

// garbled lists, by its first character, what common characters become when
// UTF-8 is read in an old encoding, once or on a longer way. An apostrophe
// read as windows-1252 is "â€™"; written as Mac Roman and read as
// windows-1252 again it is "‰Ûª"; after one more such turn, "äó»".
var garbled = sync.OnceValue(func() map[rune][]string {
	out := map[rune][]string{utf8.RuneError: {string(utf8.RuneError)}}
	add := func(s string) {
		if utf8.RuneCountInString(s) > 1 && !strings.ContainsRune(s, utf8.RuneError) {
			first, _ := utf8.DecodeRuneInString(s)
			out[first] = append(out[first], s)
		}
	}
	for _, r := range "‘’‚“”„–—…•€™†" {
		s := charmapText(charmap.Windows1252, []byte(string(r)))
		for range 3 {
			add(s)
			s = turn(s)
		}
		add(charmapText(charmap.Macintosh, []byte(string(r))))
	}
	for r := '\u00a0'; r <= '\u00ff'; r++ {
		s := charmapText(charmap.Windows1252, []byte(string(r)))
		add(s)
		if r >= 'À' { // "Ì©" for é; the signs below would be found in Italian
			add(turn(s))
		}
	}
	return out
})

func charmapText(c *charmap.Charmap, b []byte) string {
	s, _ := c.NewDecoder().Bytes(b) // cannot fail: each byte has a meaning
	return string(s)
}

// turn writes a text as Mac Roman and reads it as windows-1252.
func turn(s string) string {
	var bytes []byte
	for _, r := range s {
		b, ok := charmap.Macintosh.EncodeRune(r)
		if !ok {
			return ""
		}
		bytes = append(bytes, b)
	}
	return charmapText(charmap.Windows1252, bytes)
}

// suspects calls found with each place of a cell that looks garbled, and a
// little of the text around it.
func suspects(cell string, found func(around string)) {
	for i := 0; i < len(cell); {
		if cell[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(cell[i:])
		n := size
		for _, s := range garbled()[r] {
			if strings.HasPrefix(cell[i:], s) {
				found(around(cell, i, i+len(s)))
				n = len(s)
				break
			}
		}
		i += n
	}
}

func around(s string, from, to int) string {
	for range 20 {
		_, before := utf8.DecodeLastRuneInString(s[:from])
		_, after := utf8.DecodeRuneInString(s[to:])
		from, to = from-before, to+after
	}
	return tidy(s[from:to])
}
