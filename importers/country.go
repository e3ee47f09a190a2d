package importers

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"linchpin/graph"
	"linchpin/graph/names"
)

// countries holds the codes of countries by their folded names in English and in
// other languages that lists of suppliers are kept in. A name that means one
// country in English means that one; one of two countries means none.
var countries = sync.OnceValue(func() map[string]string {
	out := map[string]string{
		"uk": "GB", "usa": "US", "u.s.a.": "US", "u.s.": "US", "united states of america": "US", "great britain": "GB",
		"england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB", "holland": "NL", "the netherlands": "NL",
		"czech republic": "CZ", "turkey": "TR", "korea": "KR", "republic of korea": "KR", "viet nam": "VN", "hong kong": "HK",
		"macau": "MO", "russian federation": "RU", "slovak republic": "SK", "antigua": "AG",
	}
	for _, name := range countryNames(display.English) {
		out[name.folded] = name.code
	}
	foreign := map[string]string{}
	for _, d := range []*display.Dictionary{display.German, display.French, display.Spanish, display.Italian, display.Dutch} {
		for _, name := range countryNames(d) {
			if was, ok := foreign[name.folded]; ok && was != name.code {
				name.code = ""
			}
			foreign[name.folded] = name.code
		}
	}
	for name, code := range foreign {
		if _, ok := out[name]; !ok && code != "" {
			out[name] = code
		}
	}
	return out
})

type countryName struct{ folded, code string }

// countryNames lists the countries of today by their names in a language.
func countryNames(in *display.Dictionary) (out []countryName) {
	regions := in.Regions()
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string([]rune{a, b})
			r, err := language.ParseRegion(code)
			if err != nil || !r.IsCountry() || r.String() != code {
				continue
			}
			// former codes bear the names of today's: FX was France, too
			today := graph.Check(&graph.Partner{Name: "x", Country: code}) == nil
			if name := names.Fold(regions.Name(r)); name != "" && today {
				out = append(out, countryName{name, code})
			}
		}
	}
	return out
}

// country reads an ISO 3166-1 code of two letters, or a name.
func country(text string) (string, *RowError) {
	if code, ok := countries()[names.Fold(text)]; ok {
		return code, nil
	}
	if len(text) == 2 {
		return strings.ToUpper(text), nil // whether there is such a country is a rule of the graph
	}
	return "", &RowError{Code: codeBadValue, Got: text, Expected: "a country code of two letters (ISO 3166-1) or its name in English, German, French, Spanish, Italian or Dutch"}
}
