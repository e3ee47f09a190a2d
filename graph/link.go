package graph

import (
	"slices"
	"strings"
	"time"
)

// LinkKind says what a link means. It is the name used in JSON; the database
// has it in upper case.
type LinkKind string

// The kinds of links.
const (
	Fulfils     LinkKind = "fulfils"
	MadeBy      LinkKind = "made_by"
	SoldBy      LinkKind = "sold_by"
	ReliesOn    LinkKind = "relies_on"
	SourcesFrom LinkKind = "sources_from"
	OwnedBy     LinkKind = "owned_by"
	Requires    LinkKind = "requires"
	Uses        LinkKind = "uses"
	Needs       LinkKind = "needs"
	DependsOn   LinkKind = "depends_on"
	Delivers    LinkKind = "delivers"
	Involves    LinkKind = "involves"
	Sells       LinkKind = "sells"
	Services    LinkKind = "services"
	Binds       LinkKind = "binds"
	Covers      LinkKind = "covers"
	Holds       LinkKind = "holds"
	Owns        LinkKind = "owns"
)

// Type is the link's name in the database.
func (k LinkKind) Type() string { return strings.ToUpper(string(k)) }

// LinkRule says what a kind of link may join and carry.
type LinkRule struct {
	Kind     LinkKind
	From, To []Kind
	Body     string   // the body field that states it; empty for links of their own
	BodyKind Kind     // the kind of entity that has that field
	Grouped  bool     // takes group and minimum: alternates
	Props    []string // further properties, by JSON name
	Key      string   // the property that is part of its key, besides both ends
}

// LinkRules lists all kinds of links.
func LinkRules() []LinkRule {
	partner, component, offering, product, item := []Kind{KindPartner}, []Kind{KindComponent}, []Kind{KindOffering}, []Kind{KindProduct}, []Kind{KindRoadmapItem}
	return []LinkRule{
		{Kind: Fulfils, From: offering, To: component, Body: "component", BodyKind: KindOffering},
		{Kind: MadeBy, From: offering, To: partner, Body: "maker", BodyKind: KindOffering},
		{Kind: SoldBy, From: offering, To: partner, Body: "seller", BodyKind: KindOffering},
		{Kind: ReliesOn, From: offering, To: partner, Grouped: true},
		{Kind: SourcesFrom, From: partner, To: partner, Grouped: true, Props: []string{"service"}, Key: "service"},
		{Kind: OwnedBy, From: partner, To: partner, Body: "parent", BodyKind: KindPartner, Props: []string{"percent"}},
		{Kind: Requires, From: component, To: component, Grouped: true, Props: []string{"quantity"}},
		{Kind: Uses, From: product, To: component, Grouped: true, Props: []string{"quantity"}},
		{Kind: Needs, From: item, To: component, Grouped: true, Props: []string{"quantity"}},
		{Kind: DependsOn, From: item, To: item, Grouped: true, Props: []string{"lagDays"}},
		{Kind: Delivers, From: item, To: product, Props: []string{"lagDays"}},
		{Kind: Involves, From: item, To: partner, Grouped: true, Props: []string{"role", "required"}},
		{Kind: Sells, From: partner, To: product, Props: []string{"region"}, Key: "region"},
		{Kind: Services, From: partner, To: []Kind{KindProduct, KindComponent}, Props: []string{"service", "region", "critical"}, Key: "service"},
		{Kind: Binds, From: []Kind{KindContract}, To: partner, Body: "partner", BodyKind: KindContract},
		{Kind: Covers, From: []Kind{KindContract}, To: []Kind{KindOffering, KindProduct}},
		{Kind: Holds, From: partner, To: []Kind{KindCertificate}, Body: "partner", BodyKind: KindCertificate},
		{Kind: Owns, From: []Kind{KindPerson}, To: Kinds(), Props: []string{"role"}, Key: "role"},
	}
}

// RuleOf returns the rule of a kind of link; ok is false for an unknown one.
func RuleOf(k LinkKind) (r LinkRule, ok bool) {
	for _, r := range LinkRules() {
		if r.Kind == k {
			return r, true
		}
	}
	return r, false
}

// Link is a stored link. From and To are ids of entities.
type Link struct {
	ID string `json:"id"`
	LinkBody
	Version   int64     `json:"version"`
	CreatedAt time.Time `json:"createdAt"`
	UpdatedAt time.Time `json:"updatedAt"`
}

// LinkBody is what a person or a file states about a link.
type LinkBody struct {
	From string   `json:"from" validate:"required,max=64,line"`
	Kind LinkKind `json:"kind" validate:"required,oneof=fulfils made_by sold_by relies_on sources_from owned_by requires uses needs depends_on delivers involves sells services binds covers holds owns"`
	To   string   `json:"to" validate:"required,max=64,line"`

	Group      string   `json:"group,omitempty" validate:"omitempty,max=100,line"`     // alternates of one owner and kind
	Minimum    *int64   `json:"minimum,omitempty" validate:"omitempty,gte=1,lte=1000"` // how many of the group must work; absent means 1
	Quantity   *float64 `json:"quantity,omitempty" validate:"omitempty,gte=0,lte=1000000000"`
	Percent    *float64 `json:"percent,omitempty" validate:"omitempty,gt=50,lte=100"` // of an owner
	Region     string   `json:"region,omitempty" validate:"omitempty,max=100,line"`
	Service    string   `json:"service,omitempty" validate:"omitempty,max=200,line"`
	Critical   *bool    `json:"critical,omitempty"`
	Role       string   `json:"role,omitempty" validate:"omitempty,max=100,line"`
	Required   *bool    `json:"required,omitempty"`
	LagDays    *int64   `json:"lagDays,omitempty" validate:"omitempty,gte=0,lte=36500"`
	AsOf       Date     `json:"asOf,omitempty" validate:"omitempty,date"`
	Confidence string   `json:"confidence,omitempty" validate:"omitempty,oneof=confirmed reported inferred"`
	Note       string   `json:"note,omitempty" validate:"omitempty,max=1000,line"`
}

// PrepareLink brings a link into its stored form and checks all of it that can
// be known without its ends: see CheckEnds for the rest.
func PrepareLink(l *LinkBody) error {
	squeeze(&l.Group, &l.Region, &l.Service, &l.Role, &l.Note)
	trim(&l.From, &l.To)
	if err := Check(l); err != nil {
		return err
	}
	r, _ := RuleOf(l.Kind)
	if r.Body != "" {
		return FieldError("/kind", "body_field", "is stated by the field %s of the %s", r.Body, r.BodyKind)
	}
	if l.From == l.To {
		return FieldError("/to", "self", "is the entity the link starts from")
	}
	for name, stated := range map[string]bool{
		"quantity": l.Quantity != nil, "percent": l.Percent != nil, "region": l.Region != "", "service": l.Service != "",
		"critical": l.Critical != nil, "role": l.Role != "", "required": l.Required != nil, "lagDays": l.LagDays != nil,
	} {
		if stated && !slices.Contains(r.Props, name) {
			return FieldError("/"+name, "not_allowed", "is no property of a link %s", l.Kind)
		}
	}
	switch {
	case l.Group != "" && !r.Grouped:
		return FieldError("/group", "not_allowed", "is no property of a link %s", l.Kind)
	case l.Minimum != nil && l.Group == "":
		return FieldError("/minimum", "required_with", "needs a group")
	}
	return nil
}

// CheckEnds reports an end that this kind of link may not have.
func (l *LinkBody) CheckEnds(from, to Kind) error {
	r, ok := RuleOf(l.Kind)
	if !ok {
		return FieldError("/kind", "oneof", "is no kind of link")
	}
	if !slices.Contains(r.From, from) {
		return FieldError("/from", "wrong_kind", "is %s; a link %s starts from %s", from.Named(), l.Kind, kinds(r.From))
	}
	if !slices.Contains(r.To, to) {
		return FieldError("/to", "wrong_kind", "is %s; a link %s leads to %s", to.Named(), l.Kind, kinds(r.To))
	}
	return nil
}

func kinds(ks []Kind) string {
	var s []string
	for _, k := range ks {
		s = append(s, k.Named())
	}
	return strings.Join(s, " or ")
}

// KeyValue is the value of the property that is part of the link's key.
func (l *LinkBody) KeyValue() string {
	r, _ := RuleOf(l.Kind)
	switch r.Key {
	case "region":
		return l.Region
	case "service":
		return l.Service
	case "role":
		return l.Role
	default:
		return ""
	}
}

// Key identifies a link: at most one is stored for each.
func (l *LinkBody) Key() string {
	return strings.Join([]string{l.From, string(l.Kind), l.To, l.KeyValue()}, "\x1f")
}

// BodyLinkID is the id under which a link that is a body field is readable.
func BodyLinkID(entity string, k LinkKind) string { return entity + "." + string(k) }
