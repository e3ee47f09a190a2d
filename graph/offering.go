package graph

// Offering is one way to obtain a component: a row of the approved vendor list
// (AVL) or approved manufacturer list (AML).
type Offering struct {
	Component         string   `json:"component" ref:"component" validate:"required,max=64,line"`                    // id
	Maker             string   `json:"maker,omitempty" ref:"partner" validate:"required_without=Seller,max=64,line"` // id
	Seller            string   `json:"seller,omitempty" ref:"partner" validate:"omitempty,max=64,line"`              // id
	MPN               string   `json:"mpn,omitempty" validate:"omitempty,max=200,line"`                              // the maker's part number
	SKU               string   `json:"sku,omitempty" validate:"omitempty,max=200,line"`                              // the seller's
	Approval          string   `json:"approval" validate:"required,oneof=approved conditional candidate restricted suspended disqualified"`
	Status            string   `json:"status" validate:"required,oneof=planned active ended"`
	SharePercent      *float64 `json:"sharePercent,omitempty" validate:"omitempty,gte=0,lte=100"`
	UnitPrice         Money    `json:"unitPrice,omitempty" validate:"omitempty,money,required_currency"`
	AnnualSpend       Money    `json:"annualSpend,omitempty" validate:"omitempty,money,required_currency"`
	Currency          string   `json:"currency,omitempty" validate:"omitempty,iso4217"`
	LeadTimeDays      *int64   `json:"leadTimeDays,omitempty" validate:"omitempty,gte=0,lte=36500"`
	QualificationDays *int64   `json:"qualificationDays,omitempty" validate:"omitempty,gte=0,lte=36500"`
	MinimumOrder      *int64   `json:"minimumOrder,omitempty" validate:"omitempty,gte=0,lte=1000000000000"`
	Substitutability  string   `json:"substitutability,omitempty" validate:"omitempty,oneof=not_substitutable highly_complex medium easy not_assessed"` // DORA
	ExitPlan          string   `json:"exitPlan,omitempty" validate:"omitempty,oneof=yes no not_assessed"`
	Access            string   `json:"access,omitempty" validate:"omitempty,oneof=none data code update_channel not_assessed"`
	Country           string   `json:"country,omitempty" validate:"omitempty,iso3166_1_alpha2"` // where it is provided from
	ValidFrom         Date     `json:"validFrom,omitempty" validate:"omitempty,date"`
	ValidTo           Date     `json:"validTo,omitempty" validate:"omitempty,date"`
	Common
}

// Kind returns KindOffering.
func (*Offering) Kind() Kind { return KindOffering }

// Title returns the part number.
func (o *Offering) Title() string {
	if o.MPN != "" {
		return o.MPN
	}
	return o.SKU
}

// Counts reports whether the offering is a source one can buy from: active,
// and approved at least conditionally. Dates and lifecycles change nothing.
func (o *Offering) Counts() bool { return Counts(o.Status, o.Approval) }

// Counts is the rule of Offering.Counts on the two fields it reads.
func Counts(status, approval string) bool {
	return status == "active" && (approval == "approved" || approval == "conditional")
}

// BodyLinks returns component, maker and seller.
func (o *Offering) BodyLinks() []BodyLink {
	return []BodyLink{
		{Fulfils, "component", o.Component, true},
		{MadeBy, "maker", o.Maker, true},
		{SoldBy, "seller", o.Seller, true},
	}
}

func (o *Offering) faults() []Field {
	out := decimals("/annualSpend", o.AnnualSpend, o.Currency)
	return append(out, order("/validTo", o.ValidFrom, o.ValidTo, "is before validFrom")...)
}
