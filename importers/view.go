package importers

import "strings"

// view is one of the things that a row of a mixed file may be about. Its fields
// are written with its name before them: component.name, maker.country.
type view struct {
	name   string
	as     As
	beside map[string]string // by field: the view of the same row that it names where no column does
	fixed  map[string]string // by field: what it always is
}

// views are those of a file of a kind, in the order in which they depend on
// each other. A file of one kind has one, and its fields are written bare.
func views(as As) []view {
	if !as.mixed() {
		return []view{{as: as}}
	}
	return []view{
		{name: "partner", as: Partners},
		{name: "maker", as: Partners},
		{name: "seller", as: Partners},
		{name: "product", as: Products},
		{name: "component", as: Components},
		{name: "offering", as: Offerings, beside: map[string]string{"component": "component", "maker": "maker", "seller": "seller"}},
		{name: "contract", as: Contracts, beside: map[string]string{"partner": "partner"}},
		{name: "certificate", as: Certificates, beside: map[string]string{"partner": "partner"}},
		{name: "item", as: Roadmap},
		{name: "person", as: People},
		{name: "uses", as: Links, beside: map[string]string{"from": "product", "to": "component"}, fixed: map[string]string{"kind": "uses"}},
		{name: "link", as: Links},
	}
}

// mixed reports whether rows are about things of several kinds.
func (a As) mixed() bool { return a == Mixed || a == Bom }

// field is the name that a field of the view has in mappings.
func (v view) field(name string) string {
	if v.name == "" {
		return name
	}
	return v.name + "." + name
}

// level says in which reading of a file the rows of a view are identified:
// what others name comes before them.
func (v view) level() int {
	switch v.as {
	case Offerings, Contracts, Certificates:
		return 1
	case Links:
		return 2
	default:
		return 0
	}
}

// mixedFields lists the fields of all views, each with the view's name.
func mixedFields() (out []FieldSpec) {
	for _, v := range views(Mixed) {
		for _, f := range Fields(v.as) {
			if v.fixed[f.Name] != "" {
				continue
			}
			f.Required = f.Required && v.beside[f.Name] == ""
			f.Name, f.Synonyms = v.field(f.Name), nil
			out = append(out, f)
		}
	}
	return out
}

// viewOf splits the name of a field of a mapping.
func viewOf(field string) (view, name string) {
	if v, n, ok := strings.Cut(field, "."); ok {
		return v, n
	}
	return "", field
}
