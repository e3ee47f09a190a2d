package graph

import (
	"encoding/json"
	"reflect"
	"slices"
)

// mergedApart are the fields that are not simply filled: what partners are
// called and tagged adds up, and when facts were true says nothing of others.
var mergedApart = []string{"name", "aliases", "tags", "roles", "source", "externalId", "parent", "parentPercent", "asOf", "confidence"}

// body is what the partner that stays will state.
func (m Merging) body(out *Merge) (Body, error) {
	clone, err := Clone(m.Into.Body)
	if err != nil {
		return nil, err
	}
	into, from := clone.(*Partner), m.From.Body.(*Partner)
	was, given, err := stated(into, from)
	if err != nil {
		return nil, err
	}
	filled := map[string]any{}
	for _, f := range Fields(KindPartner) {
		have, has := was[f.Name]
		gets, given := given[f.Name]
		switch {
		case slices.Contains(mergedApart, f.Name) || !given || has && reflect.DeepEqual(have, gets):
		case has:
			out.Kept = append(out.Kept, MergedField{Field: f.Name, Value: have, Dropped: gets})
		default:
			filled[f.Name] = gets
			out.Filled = append(out.Filled, MergedField{Field: f.Name, Value: gets})
		}
	}
	if err := overlay(into, filled); err != nil {
		return nil, err
	}
	m.owner(out, into, from)
	if into.ExternalID == "" && from.ExternalID != "" {
		into.Source, into.ExternalID = from.Source, from.ExternalID
		out.Filled = append(out.Filled, MergedField{Field: "externalId", Value: from.ExternalID})
	}
	m.known(out, into, from)
	into.Roles, into.Tags = united(into.Roles, from.Roles), united(into.Tags, from.Tags)
	return into, nil
}

// stated are the fields of two partners by name, as JSON has them.
func stated(a, b *Partner) (x, y map[string]any, err error) {
	for _, p := range []struct {
		of *Partner
		to *map[string]any
	}{{a, &x}, {b, &y}} {
		image, err := json.Marshal(p.of)
		if err != nil {
			return nil, nil, err
		}
		if err := json.Unmarshal(image, p.to); err != nil {
			return nil, nil, err
		}
	}
	return x, y, nil
}

func overlay(p *Partner, fields map[string]any) error {
	image, err := json.Marshal(fields)
	if err != nil {
		return err
	}
	return json.Unmarshal(image, p)
}

// owner settles who owns the partner that stays: its own owner, else that of
// the other, but never one of the two.
func (m Merging) owner(out *Merge, into, from *Partner) {
	if into.Parent == m.From.ID {
		into.Parent, into.ParentPercent = "", nil
	}
	switch parent := from.Parent; {
	case parent == "" || parent == m.Into.ID || parent == into.Parent:
	case into.Parent == "":
		into.Parent, into.ParentPercent = parent, from.ParentPercent
		out.Filled = append(out.Filled, MergedField{Field: "parent", Value: m.Refs[parent]})
	default:
		out.Kept = append(out.Kept, MergedField{Field: "parent", Value: m.Refs[into.Parent], Dropped: m.Refs[parent]})
	}
}

// known gives the partner that stays the names and ids of the other.
func (m Merging) known(out *Merge, into, from *Partner) {
	list := append([]string{from.Name}, from.Aliases...)
	if from.Country != "" && from.Country != into.Country {
		list = append(list, AliasIn(from.Name, from.Country))
	}
	for _, id := range []struct{ kept, other string }{
		{into.ExternalID, from.ExternalID}, {into.LEI, from.LEI}, {into.DUNS, from.DUNS},
	} {
		if id.other != id.kept {
			list = append(list, id.other)
		}
	}
	for _, alias := range list {
		if alias != "" && alias != into.Name && !slices.Contains(into.Aliases, alias) {
			into.Aliases = append(into.Aliases, alias)
			out.Aliases = append(out.Aliases, alias)
		}
	}
}

// AliasIn is the alias of a partner that holds for one country only, where the
// same name means somebody else in another: "Acme (DE)".
func AliasIn(name, country string) string { return name + " (" + country + ")" }

func united(a, b []string) []string {
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(a, s)
		}
	}
	return a
}
