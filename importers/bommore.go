package importers

import "slices"

// bomMore are the fields of parts and of their sources that lists of parts state
// beside what such lists are known by, with further headers for them.
var bomMore = []struct {
	view    string
	as      As
	field   string
	headers []string
}{
	{"component", Components, "layer", nil},
	{"component", Components, "lifecycle", []string{"lifecycle phase", "part lifecycle", "part status"}},
	{"component", Components, "last_time_buy", nil},
	{"component", Components, "purl", nil},
	{"component", Components, "min_sources", nil},
	{"component", Components, "required_share_percent", nil},
	{"component", Components, "stock_cover_days", nil},
	{"component", Components, "sources_known", nil},
	{"offering", Offerings, "approval", []string{"approved", "part status", "status"}},
	{"offering", Offerings, "share_percent", nil},
	{"offering", Offerings, "qualification_days", nil},
	{"offering", Offerings, "currency", nil},
	{"offering", Offerings, "unit_price", nil},
}

// more maps the columns that are left where their headers and values are those of
// a field. A status may be one of the part or of its source: what it says decides.
func (b bom) more(m *Mapping) {
	for _, f := range bomMore {
		name := f.view + "." + f.field
		fields := Fields(f.as)
		spec := fields[slices.IndexFunc(fields, func(s FieldSpec) bool { return s.Name == f.field })]
		if m.maps(name) || f.field == "unit_price" && !m.maps("offering.currency") {
			continue // a price is one in a currency
		}
		for i, c := range b.sniff.Columns {
			own := headerFit(c.Header, spec) < similarFit && headerKey(c.Header) != "status"
			if m.Columns[i].Field != "" || c.Filled == 0 || !own && !slices.Contains(f.headers, headerKey(c.Header)) || fitOf(&spec, &c) < leastFit {
				continue
			}
			m.Columns[i].Field, m.Columns[i].By = name, bySynonym
			break
		}
	}
}

// dropLoneCurrency leaves out the currency of a list of parts without amounts.
func (m *Mapping) dropLoneCurrency() {
	for i, c := range m.Columns {
		if c.Field == "offering.currency" && !m.maps("offering.unit_price") {
			m.Columns[i].Field, m.Columns[i].By = "", ""
		}
	}
}
