package importers

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"linchpin/graph"
)

func TestReadDate(t *testing.T) {
	for _, c := range []struct {
		text string
		want dateReadings
	}{
		{"2027-02-26", dateReadings{certain: "2027-02-26"}},
		{"2027/2/6", dateReadings{certain: "2027-02-06"}},
		{"20270226", dateReadings{certain: "2027-02-26"}},
		{"2027-02-26T15:04:05Z", dateReadings{certain: "2027-02-26"}},
		{"24/6/2013", dateReadings{dmy: "2013-06-24"}},
		{"6/24/2013", dateReadings{mdy: "2013-06-24"}},
		{"4/6/13", dateReadings{dmy: "2013-06-04", mdy: "2013-04-06"}},
		{"5/5/2016", dateReadings{certain: "2016-05-05"}},
		{"4.6.99", dateReadings{certain: "1999-06-04"}},
		{"21-Aug-13", dateReadings{certain: "2013-08-21"}},
		{"29th July 2013", dateReadings{certain: "2013-07-29"}},
		{"Monday 25 March 2013", dateReadings{certain: "2013-03-25"}},
		{"July 4, 2026", dateReadings{certain: "2026-07-04"}},
		{"2/Jan/06 3:04 PM", dateReadings{certain: "2006-01-02"}},
		{"29/2/2023", dateReadings{}}, // not a leap year
		{"11-Sep", dateReadings{}},    // no year
		{"45000", dateReadings{}},
		{"31/31/2020", dateReadings{}},
		{"1/2-2020", dateReadings{}},
	} {
		got, ok := readDate(c.text)
		if got != c.want || ok != (c.want != dateReadings{}) {
			t.Errorf("readDate(%q) = %+v, %v; want %+v", c.text, got, ok, c.want)
		}
	}
	for text, want := range map[string]graph.Date{"Q3 2027": "2027-09-30", "2028-Q1": "2028-03-31", "q4/27": "2027-12-31", "Q5 2027": "", "2027": ""} {
		if got, _ := readQuarter(text); got != want {
			t.Errorf("readQuarter(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestReadNumber(t *testing.T) {
	for _, c := range []struct{ text, point, comma string }{
		{"1234", "1234", "1234"},
		{"1,234.56", "1234.56", ""},
		{"1.234,56", "", "1234.56"},
		{"1 234,56", "", "1234.56"},
		{"1\u00a0234", "1234", "1234"},
		{"1'234.50", "1234.5", ""},
		{"1,234", "1234", "1.234"},
		{"1.234", "1.234", "1234"},
		{"12,34,567", "", ""}, // groups of other sizes are not guessed at
		{"(12.00)", "-12", ""},
		{"-12", "-12", "-12"},
		{"12-", "-12", "-12"},
		{"€ 1.234,50", "", "1234.5"},
		{"USD 99", "99", "99"},
		{"$1,438,110.00", "1438110", ""},
		{"0012", "12", "12"},
		{".5", "0.5", ""},
		{"1e5", "100000", "100000"}, // as programs write numbers
		{"1e-09", "0.000000001", "0.000000001"},
		{"2.50E-04", "0.00025", ""},
		{"-1,5E+3", "", "-1500"},
		{"1,500e2", "", "150"}, // no groups beside a power of ten
		{"1e400", "", ""},
		{"1e", "", ""},
		{"", "", ""},
		{"12 apples", "", ""},
		{"45 %", "45", "45"},
	} {
		got, ok := readNumber(c.text)
		if got.point != c.point || got.comma != c.comma || ok != (c.point+c.comma != "") {
			t.Errorf("readNumber(%q) = %+v, %v; want %q, %q", c.text, got, ok, c.point, c.comma)
		}
	}
	for text, want := range map[string]string{"1,250": "1250", "1.000": "1000", "1,000,000": "1000000", "12.0": "12", "1.5": "", "12": "12", "1.5E3": "1500", "1E-2": ""} {
		n, _ := readNumber(text)
		n = n.integers()
		if got := n.point + n.comma; got != want && (n.point != want || n.comma != want) {
			t.Errorf("%q as a whole number: %+v, want %q", text, n, want)
		}
	}
}

func TestVotes(t *testing.T) {
	dates := map[string][]string{
		dmyDates:  {"1/2/2020", "13/2/2020"},
		mdyDates:  {"1/2/2020", "2/13/2020", "2/14/2020", "14/2/2020"}, // two against one
		ambiguous: {"1/2/2020", "2020-01-01"},
		isoDates:  {"3/3/2020", "2020-01-01"},
	}
	for want, values := range dates {
		var v dateVotes
		for _, s := range values {
			d, _ := readDate(s)
			v.add(d)
		}
		if got := v.order(); got != want {
			t.Errorf("order of %q is %q, want %q", values, got, want)
		}
	}
	numbers := map[string][]string{pointNumbers: {"1,234", "1.5"}, commaNumbers: {"1.234", "1,5"}, ambiguous: {"1,234", "7"}}
	for want, values := range numbers {
		var v numberVotes
		for _, s := range values {
			n, _ := readNumber(s)
			v.add(n)
		}
		if got := v.style(); got != want {
			t.Errorf("style of %q is %q, want %q", values, got, want)
		}
	}
}

func TestTidy(t *testing.T) {
	for text, want := range map[string]string{"a b": "a b", "  a\u00a0\n b ": "a b", "": "", " ": "", "a ": "a", "a  b": "a b", "Zero\u200bWidth\u2060 Gmb\u00adH": "ZeroWidth GmbH", "\u200b": ""} {
		if got := tidy(text); got != want {
			t.Errorf("tidy(%q) = %q, want %q", text, got, want)
		}
	}
}

func FuzzEscape(f *testing.F) {
	for _, s := range []string{"=1+1", "'=x", "-5", "-x", "@a", "'", "''=", "\t", "+44 1865", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		e := Escape(s)
		if got := Unescape(e); got != s {
			t.Errorf("Unescape(Escape(%q)) = %q", s, got)
		}
		if e != "" && e[0] != '\'' && (e[0] == '=' || e[0] == '@') {
			t.Errorf("Escape(%q) = %q", s, e)
		}
	})
}

// FuzzValues holds that a value which is read is a value of the graph.
func FuzzValues(f *testing.F) {
	for _, s := range []string{"24/6/2013", "2/Jan/06 3:04 PM", "1.234,56", "(12.00)", "Q3 2027", "€ 5", "99999999999999999999", "0/0/00", "12-"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, ok := readDate(s); ok {
			for _, date := range []graph.Date{d.certain, d.dmy, d.mdy} {
				if date != "" && !date.Valid() {
					t.Errorf("readDate(%q) has %q", s, date)
				}
			}
		}
		if d, ok := readQuarter(s); ok && !d.Valid() {
			t.Errorf("readQuarter(%q) = %q", s, d)
		}
		n, _ := readNumber(s)
		for _, plain := range []string{n.point, n.comma} {
			if plain == "" {
				continue
			}
			if again, ok := readNumber(plain); !ok || again.point != plain {
				t.Errorf("readNumber(%q) has %q, which reads as %+v", s, plain, again)
			}
		}
	})
}

func TestARuleSaysWhatWouldBeRight(t *testing.T) {
	for _, tc := range []struct{ detail, want string }{
		{"is required", "a value"},
		{"is required where seller is absent", "a value where seller is absent"},
		{"is not a country code of two letters (ISO 3166-1)", "a country code of two letters (ISO 3166-1)"},
		{"is not one of yes, no", "one of yes, no"},
		{"is more than 300 characters", "at most 300 characters"},
		{"has control or direction characters", "no control or direction characters"},
		{"has an entry twice", "each entry once"},
		{"has not 20 characters", "20 characters"},
		{"needs a parent", "beside it a parent"},
		{"is no property of a link needs", "nothing: it is no property of a link needs"},
		{"is no layer", "a layer"},
		{"is the entity the link starts from", "another entity than the one the link starts from"},
	} {
		if got := expected("percent", tc.detail); got != tc.want {
			t.Errorf("%q: %q, want %q", tc.detail, got, tc.want)
		}
	}
}

// Countries are written in the language of the desk; what means one country in
// English means that one.
func TestCountryNamesInEnglish(t *testing.T) {
	for code, want := range map[string]string{"DE": "Germany", "TW": "Taiwan", "?": ""} {
		if got := CountryName(code); got != want {
			t.Errorf("%s is called %q, want %q", code, got, want)
		}
	}
}

func TestCountriesInTheLanguagesOfLists(t *testing.T) {
	for text, want := range map[string]string{
		"Deutschland": "DE", "Österreich": "AT", "SCHWEDEN": "SE", "États-Unis": "US", "Allemagne": "DE", "Alemania": "DE", "Germania": "DE",
		"Duitsland": "DE", "Niger": "NE", "Dominica": "DM", "Guinea": "GN", "Georgia": "GE", "uk": "GB", "de": "DE",
	} {
		if got, e := country(text); e != nil || got != want {
			t.Errorf("%s is %q, want %s: %v", text, got, want, e)
		}
	}
	for _, text := range []string{"Atlantis", "Islands", "Republic", "St.", "Virgin Islands", "Republic of China", "ABC", "Korea and Japan"} {
		if got, e := country(text); e == nil {
			t.Errorf("%s is %q", text, got)
		}
	}
}

// Lists shorten the names of countries, turn them round and write their codes in three letters.
func TestCountriesAsListsSpellThem(t *testing.T) {
	for want, spellings := range map[string]string{
		"VG": "British Virgin Isl.|British Virgin Is|Virgin Islands, British|Virgin Islands (British)|BVI|VGB",
		"VI": "U.S. Virgin Islands|US Virgin Isl|Virgin Islands (U.S.)|Virgin Islands, U. S.|United States Virgin Islands",
		"MH": "Marshall Isl|Marshall Is.|Marshall Island|Republic of the Marshall Islands",
		"KY": "Cayman Isl.|Cayman Island", "CK": "Cook Is.", "SB": "Solomon Isls.", "NF": "Norfolk Isl.", "MP": "N. Mariana Islands|Northern Mariana Isl.",
		"TC": "Turks & Caicos Isl.|Turks and Caicos", "FO": "Faeroe Islands|Faroe Isl", "FK": "Falkland Isl. (Malvinas)|Falkland Islands",
		"LC": "Saint Lucia|St Lucia|St. Lucia|Sainte-Lucie", "KN": "Saint Kitts & Nevis|St.Kitts and Nevis", "VC": "St. Vincent & the Grenadines|Saint Vincent and The Grenadines",
		"BL": "Saint Barthélemy|St. Barthelemy", "MF": "St Martin|Saint Martin (French part)", "SX": "Sint Maarten (Dutch part)", "SH": "St. Helena",
		"AG": "Antigua & Barbuda", "TT": "Trinidad & Tobago", "BA": "Bosnia & Herzegovina|Bosnia-Herzegovina", "ST": "Sao Tome & Principe|São Tomé and Príncipe",
		"KR": "Korea, Republic of|Rep. of Korea|Korea (Republic of)|Korea, South|S. Korea|South Korea|KOR",
		"KP": "Korea, Dem. People's Rep. of|Korea (Democratic People's Republic of)|N. Korea|DPRK",
		"CD": "Congo, Dem. Rep.|Congo, The Democratic Republic of the|DR Congo|D.R. Congo|Congo-Kinshasa", "CG": "Congo|Congo, Rep.|Republic of the Congo",
		"DO": "Dominican Rep.|Dom. Rep.", "CF": "Central African Rep.|Central Afr. Rep.", "CZ": "Czech Rep.|Czech Republic|Czechia", "LA": "Lao PDR|Lao P.D.R.|Laos",
		"IR": "Iran, Islamic Rep.|Iran (Islamic Republic of)", "TZ": "Tanzania, United Rep. of|Tanzania", "MD": "Moldova, Rep. of", "VE": "Venezuela (Bolivarian Republic of)",
		"BO": "Bolivia, Plurinational State of", "FM": "Micronesia, Fed. States of|Micronesia (Federated States of)", "MK": "North Macedonia|FYR Macedonia",
		"PF": "Fr. Polynesia", "AS": "Am. Samoa", "GQ": "Eq. Guinea", "AE": "U.A.E.|UAE|Utd. Arab Emirates", "GB": "U.K.|UK|Great Britain|GBR",
		"US": "U.S.A.|U. S. A.|USA|United States of America|US|U.S.", "CN": "P.R. China|PR China|People's Republic of China|China, P.R.", "TW": "Taiwan, Province of China|Taiwan R.O.C.",
		"HK": "Hong Kong|Hong Kong SAR|Hong-Kong|HKG", "MO": "Macao|Macau", "RU": "Russian Fed.|Russian Federation", "SZ": "Eswatini|Swaziland", "CI": "Côte d'Ivoire|Cote d Ivoire|Ivory Coast",
		"NL": "The Netherlands|Kingdom of the Netherlands|Holland", "GM": "Gambia, The|The Gambia", "BS": "Bahamas, The", "GW": "Guinea Bissau", "TL": "Timor Leste|East Timor",
		"PS": "Palestine, State of", "SY": "Syrian Arab Rep.", "VN": "Viet Nam|Socialist Republic of Vietnam", "MM": "Burma|Myanmar", "TR": "Türkiye|Turkey", "DE": "DEU|Fed. Rep. of Germany",
		"IM": "Isle of Man", "HM": "Heard & McDonald Isl.", "UM": "U.S. Minor Outlying Islands|US Outlying Isl.", "IO": "British Indian Ocean Terr.",
	} {
		for text := range strings.SplitSeq(spellings, "|") {
			if got, e := country(text); e != nil || got != want {
				t.Errorf("%s is %q, want %s", text, got, want)
			}
		}
	}
	for code, more := range otherNames {
		for name := range strings.SplitSeq(more, "|") {
			if got := countries()[countryKey(name)]; got != code {
				t.Errorf("%s is %q, want %s: it names two", name, got, code)
			}
		}
	}
}

// TestLettersOfNumbers holds what is turned down for its letters against the
// forms of numbers, in texts made of what these have and of what ids have.
func TestLettersOfNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pieces := []string{"EUR", "us$", "A$", "US", "e", "E", "B", "kr", "Maker", "ſ", "K", "\u00a0", " ", "-", "+", "(", ")", "%", "$", "€", ".", ",", "1", "12", "500"}
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 7).Draw(t, "pieces"), "")
		plain := strings.TrimSpace(strings.Trim(strings.TrimSpace(thin.Replace(s)), "()%-+"))
		plain = strings.Trim(strings.TrimSpace(money.ReplaceAllString(plain, "")), "()%-+ ")
		if lettered(s) && strings.ContainsAny(s, "0123456789") && (decimal(plain, pointNumbers, false)+decimal(plain, commaNumbers, false) != "") {
			t.Fatalf("%q has letters that no number has, and is the number %q", s, plain)
		}
	})
	for _, id := range []string{"P-1001", "B1-23", "4711A", "Maker 12"} {
		if !lettered(id) {
			t.Errorf("%q may be a number by its letters", id)
		}
	}
}
