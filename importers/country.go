package importers

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"linchpin/graph"
)

// countries holds the codes of countries by the keys of their names in English and in
// other languages that lists of suppliers are kept in. A name that means one
// country in English means that one; one of two countries means none.
var countries = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, name := range countryNames(display.English) {
		out[name.key] = name.code
		for _, form := range []string{"Republic of ", "Kingdom of "} { // as most call themselves
			out[countryKey(form+name.key)] = name.code
		}
	}
	delete(out, countryKey("Republic of China")) // not the People's: whoever writes it should say which
	for code, more := range otherNames {
		for name := range strings.SplitSeq(more, "|") {
			out[countryKey(name)] = code
		}
	}
	foreign := map[string]string{}
	for _, d := range []*display.Dictionary{display.German, display.French, display.Spanish, display.Italian, display.Dutch} {
		for _, name := range countryNames(d) {
			if was, ok := foreign[name.key]; ok && was != name.code {
				name.code = ""
			}
			foreign[name.key] = name.code
		}
	}
	for name, code := range foreign {
		if _, ok := out[name]; !ok && code != "" {
			out[name] = code
		}
	}
	return out
})

type countryName struct{ key, code string }

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
			if name := countryKey(regions.Name(r)); name != "" && today {
				out = append(out, countryName{name, code})
			}
		}
	}
	return out
}

// country reads an ISO 3166-1 code of two or three letters, or a name.
func country(text string) (string, *RowError) {
	if len(text) == 2 {
		if code := strings.ToUpper(text); code != "UK" {
			return code, nil // whether there is such a country is a rule of the graph
		}
	}
	if len(text) == 3 && text == strings.ToUpper(text) {
		if r, err := language.ParseRegion(text); err == nil && r.ISO3() == text && r.IsCountry() {
			return r.String(), nil
		}
	}
	if code, ok := countries()[countryKey(text)]; ok {
		return code, nil
	}
	return "", &RowError{Code: codeBadValue, Got: text, Expected: "a country code of two or three letters (ISO 3166-1) or its name in English, German, French, Spanish, Italian or Dutch"}
}

// CountryName is what a country is called in English by its ISO code, empty for none.
func CountryName(code string) string {
	r, err := language.ParseRegion(code)
	if err != nil {
		return ""
	}
	return display.English.Regions().Name(r)
}
