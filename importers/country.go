package importers

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"linchpin/graph"
	"linchpin/graph/names"
)

// countries holds the codes of countries by their folded English names.
var countries = sync.OnceValue(func() map[string]string {
	out := map[string]string{
		"uk": "GB", "usa": "US", "u.s.a.": "US", "u.s.": "US", "united states of america": "US", "great britain": "GB",
		"england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB", "holland": "NL", "the netherlands": "NL",
		"czech republic": "CZ", "turkey": "TR", "korea": "KR", "republic of korea": "KR", "viet nam": "VN", "hong kong": "HK",
		"macau": "MO", "russian federation": "RU", "slovak republic": "SK", "antigua": "AG",
	}
	english := display.English.Regions()
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string([]rune{a, b})
			r, err := language.ParseRegion(code)
			if err != nil || !r.IsCountry() || r.String() != code {
				continue
			}
			// former codes bear the names of today's: FX was France, too
			today := graph.Check(&graph.Partner{Name: "x", Country: code}) == nil
			if name := names.Fold(english.Name(r)); name != "" && today {
				out[name] = code
			}
		}
	}
	return out
})

// country reads an ISO 3166-1 code of two letters, or an English name.
func country(text string) (string, *RowError) {
	if code, ok := countries()[names.Fold(text)]; ok {
		return code, nil
	}
	if len(text) == 2 {
		return strings.ToUpper(text), nil // whether there is such a country is a rule of the graph
	}
	return "", &RowError{Code: codeBadValue, Got: text, Expected: "a country code of two letters (ISO 3166-1) or an English name"}
}
