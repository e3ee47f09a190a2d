package graph

import (
	"slices"
	"strings"
	"unicode"
)

// squeeze trims a line and makes one blank of each run of them.
func squeeze(lines ...*string) {
	for _, s := range lines {
		*s = strings.Join(strings.FieldsFunc(*s, func(r rune) bool { return unicode.Is(unicode.Zs, r) }), " ")
	}
}

// trim takes blanks off both ends of what is compared byte by byte.
func trim(values ...*string) {
	for _, s := range values {
		*s = strings.TrimFunc(*s, func(r rune) bool { return unicode.Is(unicode.Zs, r) })
	}
}

func (c *Common) normalize() {
	trim(&c.Source, &c.ExternalID, &c.Description)
	if c.Source == "" && c.ExternalID != "" {
		c.Source = DefaultSource
	}
	for _, list := range []*[]string{&c.Aliases, &c.Tags} {
		for i := range *list {
			squeeze(&(*list)[i])
		}
		if len(*list) == 0 {
			*list = nil
		}
	}
}

func (p *Partner) normalize() {
	p.Common.normalize()
	squeeze(&p.Name)
	trim(&p.Website, &p.VATNo, &p.RegistrationNo, &p.Parent)
	p.LEI = strings.ToUpper(strings.TrimSpace(p.LEI))
	p.DUNS = strings.ReplaceAll(strings.TrimSpace(p.DUNS), "-", "")
	p.Country = strings.ToUpper(p.Country)
	roles := []string{"vendor", "service_provider", "channel_partner", "in_house"}
	if !slices.ContainsFunc(p.Roles, func(r string) bool { return !slices.Contains(roles, r) }) { // else a fault would move
		slices.SortStableFunc(p.Roles, func(a, b string) int { return slices.Index(roles, a) - slices.Index(roles, b) })
	}
	if len(p.Roles) == 0 {
		p.Roles = nil
	}
}

func (p *Person) normalize() {
	p.Common.normalize()
	squeeze(&p.Name, &p.Function)
	p.Email = strings.ToLower(strings.TrimSpace(p.Email))
	if len(p.LayerDepth) == 0 {
		p.LayerDepth = nil
	}
}

func (c *Component) normalize() {
	c.Common.normalize()
	squeeze(&c.Name, &c.PartKind)
	trim(&c.PURL, &c.CPE)
}

func (p *Product) normalize() {
	p.Common.normalize()
	squeeze(&p.Name)
	trim(&p.SKU)
	p.Currency = strings.ToUpper(p.Currency)
	p.AnnualRevenue = canonical(p.AnnualRevenue, p.Currency, MinorUnits(p.Currency))
}

func (o *Offering) normalize() {
	o.Common.normalize()
	trim(&o.Component, &o.Maker, &o.Seller, &o.MPN, &o.SKU)
	o.Country, o.Currency = strings.ToUpper(o.Country), strings.ToUpper(o.Currency)
	o.UnitPrice = canonical(o.UnitPrice, o.Currency, PriceScale)
	o.AnnualSpend = canonical(o.AnnualSpend, o.Currency, MinorUnits(o.Currency))
}

func (r *RoadmapItem) normalize() {
	r.Common.normalize()
	squeeze(&r.Key, &r.TitleText)
	trim(&r.URL)
	r.Currency = strings.ToUpper(r.Currency)
	r.Value = canonical(r.Value, r.Currency, MinorUnits(r.Currency))
}

func (c *Contract) normalize() {
	c.Common.normalize()
	squeeze(&c.Reference, &c.TitleText, &c.GoverningLaw)
	trim(&c.Partner)
	c.Currency = strings.ToUpper(c.Currency)
	c.AnnualExpense = canonical(c.AnnualExpense, c.Currency, MinorUnits(c.Currency))
}

func (c *Certificate) normalize() {
	c.Common.normalize()
	squeeze(&c.Standard, &c.Scope)
	trim(&c.Partner)
}
