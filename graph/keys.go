package graph

// KeysOf returns by what files name an entity.
func KeysOf(r Record) Keys {
	base := r.Body.Base()
	k := Keys{
		ID: r.ID, Version: r.Version, Source: base.Source, ExternalID: base.ExternalID, Aliases: base.Aliases,
		Name: r.Body.Title(), NameKey: NameKey(r.Body),
	}
	natural := func(field, v string) {
		if v != "" {
			k.Natural = append(k.Natural, field+":"+v)
		}
	}
	switch b := r.Body.(type) {
	case *Partner:
		k.Country, k.LEI, k.DUNS, k.Website = b.Country, b.LEI, b.DUNS, b.Website
		natural("lei", b.LEI)
		natural("duns", b.DUNS)
	case *Component:
		k.Layer = b.Layer
		natural("purl", b.PURL)
	case *Product:
		natural("sku", b.SKU)
	case *Offering:
		k.Country, k.Parts = b.Country, [2]string{b.MPN, b.SKU}
	case *RoadmapItem:
		k.Layer = b.Layer
		natural("key", b.Key)
		natural("url", b.URL)
	case *Contract:
		k.Parts = [2]string{b.Reference}
	case *Certificate:
		k.Parts = [2]string{b.Standard, b.Scope}
	case *Person:
		natural("email", b.Email)
	}
	for _, l := range r.Body.BodyLinks() {
		if l.Other == "" {
			continue
		}
		if k.Refs == nil {
			k.Refs = map[string]string{}
		}
		k.Refs[l.Field] = l.Other
	}
	return k
}
