package importers

import (
	"slices"
	"strings"
	"unicode"

	"linchpin/graph/names"
)

// otherNames are names of countries beside those that the tables of languages
// have: of ISO 3166, formal ones, former ones, and those of lists of suppliers.
var otherNames = map[string]string{
	"AE": "uae|emirates", "AG": "antigua", "AS": "samoa (us)", "BA": "bosnia|bosnia hercegovina|bosnia & herz.", "BL": "saint barts|st barth",
	"BN": "brunei darussalam|nation of brunei, abode of peace", "BO": "plurinational state of bolivia",
	"BQ": "bonaire, sint eustatius and saba|bonaire|caribbean nl", "BS": "commonwealth of the bahamas", "BY": "belorussia|byelorussia",
	"CC": "cocos islands|keeling islands", "CD": "democratic republic of the congo|dr congo|drc|congo dr|congo kinshasa|zaire|congo (the democratic republic of the)",
	"CF": "car|central african rep", "CG": "congo|republic of the congo|congo republic|congo brazzaville", "CH": "swiss confederation",
	"CI": "ivory coast|cote d ivoire", "CN": "people's republic of china|prc|pr china|china mainland|mainland china|china pr",
	"CV": "cabo verde|cape verde islands|republic of cabo verde", "CZ": "czech republic|czech rep", "DM": "commonwealth of dominica",
	"DO": "dominican rep|dom rep", "DZ": "people's democratic republic of algeria", "EG": "arab republic of egypt",
	"ET": "federal democratic republic of ethiopia", "FK": "falkland islands (malvinas)|malvinas|falklands", "FM": "federated states of micronesia",
	"FO": "faeroe islands|faroes", "GB": "uk|great britain|britain|england|scotland|wales|northern ireland|united kingdom of great britain and northern ireland|gb & northern ireland|gb and ni",
	"GF": "guyana (french)", "GM": "the gambia", "GR": "hellenic republic|hellas", "GS": "south georgia & the south sandwich islands|south georgia",
	"GW": "guinea bissau", "GY": "co-operative republic of guyana", "HK": "hong kong|hong kong sar|hong kong, china|hong kong special administrative region of china",
	"HM": "heard island and mcdonald islands", "IM": "isle of man|im", "IO": "british indian ocean terr", "IR": "islamic republic of iran",
	"JO": "hashemite kingdom of jordan", "KN": "saint kitts|st kitts", "KP": "democratic people's republic of korea|dprk|korea north|korea dpr|korea dem. people's rep.",
	"KR": "korea|republic of korea|korea south|rok", "KG": "kyrgyz republic|kirghizia", "KY": "caymans",
	"LA": "lao people's democratic republic|lao pdr|lao", "LK": "democratic socialist republic of sri lanka|ceylon", "LU": "grand duchy of luxembourg",
	"LY": "libyan arab jamahiriya|state of libya", "MC": "principality of monaco", "AD": "principality of andorra", "LI": "principality of liechtenstein",
	"MD": "republic of moldova|moldavia", "MF": "saint martin (french part)|saint martin french part", "MK": "north macedonia|former yugoslav republic of macedonia|fyrom|fyr macedonia|macedonia (fyrom)|republic of north macedonia",
	"MM": "myanmar|burma|union of myanmar|republic of myanmar|republic of the union of myanmar", "MO": "macau|macao|macao sar|macau sar|macao, china|macao special administrative region of china",
	"MP": "northern marianas|north mariana islands|commonwealth of the northern mariana islands|saipan", "NL": "holland", "NZ": "aotearoa", "OM": "sultanate of oman",
	"PG": "png|papua new g|independent state of papua new guinea", "PM": "saint pierre", "PN": "pitcairn", "PS": "palestine|state of palestine|palestinian territory, occupied|occupied palestinian territory|west bank and gaza",
	"RU": "russian federation|russian fed", "SA": "kingdom of saudi arabia|ksa|saudi", "SH": "saint helena, ascension and tristan da cunha|saint helena, ascension",
	"SJ": "svalbard", "SK": "slovak republic|slovak rep", "ST": "sao tome|democratic republic of sao tome and principe", "SX": "sint maarten (dutch part)|saint maarten|st maarten|st martin (dutch part)",
	"SY": "syrian arab republic", "SZ": "eswatini|kingdom of eswatini", "TC": "turks & caicos", "TF": "french southern and antarctic territories|french southern terr.",
	"TL": "timor leste|east timor|democratic republic of timor-leste", "TR": "turkiye|republic of turkiye", "TT": "trinidad", "TW": "taiwan, province of china|taiwan, china|chinese taipei|taiwan (r.o.c.)|taiwan roc",
	"TZ": "united republic of tanzania", "UM": "united states minor outlying islands|us minor outlying islands", "US": "usa|us|united states of america|america|us of america",
	"UY": "eastern republic of uruguay", "VA": "vatican|holy see|holy see (vatican city state)|vatican city state", "VC": "saint vincent",
	"VE": "bolivarian republic of venezuela", "VG": "virgin islands (british)|bvi|tortola", "VI": "virgin islands (us)|united states virgin islands|usvi|virgin islands of the united states",
	"VN": "viet nam|socialist republic of viet nam|socialist republic of vietnam", "WF": "wallis & futuna islands", "WS": "western samoa|independent state of samoa", "XK": "republic of kosovo",
	"AR": "argentine republic", "ER": "state of eritrea", "FR": "french republic", "GA": "gabonese republic", "IT": "italian republic",
	"LB": "lebanese republic", "PT": "portuguese republic", "RW": "rwandese republic", "TG": "togolese republic",
	"AX": "aaland islands|aland", "MX": "united mexican states", "DE": "federal republic of germany|frg", "BR": "federative republic of brazil",
	"ES": "kingdom of spain", "NG": "federal republic of nigeria", "NP": "federal democratic republic of nepal", "NR": "republic of nauru",
	"BD": "people's republic of bangladesh", "SO": "federal republic of somalia", "KM": "union of the comoros", "PK": "islamic republic of pakistan",
	"AF": "islamic republic of afghanistan", "MR": "islamic republic of mauritania", "IL": "state of israel", "KW": "state of kuwait", "QA": "state of qatar", "AU": "commonwealth of australia",
}

// shortened are words that lists of countries shorten, each with what it is
// compared as. One island is as many: the names differ in the other words.
var shortened = map[string]string{
	"st": "saint", "ste": "sainte", "is": "islands", "isl": "islands", "isls": "islands", "island": "islands", "rep": "republic", "dem": "democratic",
	"brit": "british", "fed": "federal", "federated": "federal", "federation": "federal", "dom": "dominican", "eq": "equatorial", "utd": "united", "fr": "french", "terr": "territories", "ter": "territories",
	"territory": "territories", "afr": "african", "am": "american", "n": "north", "s": "south", "pdr": "peoples democratic republic",
}

// countryKey is what a name of a country is compared by: its words in any
// order, whether shortened or not: "Virgin Isl., Brit." is as "British Virgin
// Islands", "Korea, Republic of" as "Rep. of Korea". What states call
// themselves (Republic of Peru) counts where it tells two apart only.
func countryKey(name string) string {
	name = strings.NewReplacer("'", "", "’", "", "`", "").Replace(names.Fold(name))
	var words []string
	initials := 0 // letters in a row that stand alone: U.S.
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
		switch {
		case w == "the" || w == "of" || w == "and":
			continue
		case len(w) == 1 && initials > 0:
			words[len(words)-1] += w
			initials++
			continue
		case len(w) == 1:
			initials = 1
		default:
			initials = 0
		}
		words = append(words, w)
	}
	for i, w := range words {
		if full, ok := shortened[w]; ok && len(words) > 1 { // Island alone is Iceland in German
			words[i] = full
		}
	}
	words = strings.Fields(strings.Join(words, " "))
	slices.Sort(words)
	return strings.Join(words, " ")
}
