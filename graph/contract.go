package graph

// Contract is an agreement with one partner.
type Contract struct {
	Reference     string `json:"reference" validate:"required,max=200,line"`
	TitleText     string `json:"title,omitempty" validate:"omitempty,max=300,line"`
	ContractKind  string `json:"kind,omitempty" validate:"omitempty,oneof=standalone overarching subsequent"`
	StartsOn      Date   `json:"startsOn,omitempty" validate:"omitempty,date"`
	EndsOn        Date   `json:"endsOn,omitempty" validate:"omitempty,date"` // absent means open-ended
	AutoRenew     *bool  `json:"autoRenew,omitempty"`
	NoticeDays    *int64 `json:"noticeDays,omitempty" validate:"omitempty,gte=0,lte=36500"`
	AnnualExpense Money  `json:"annualExpense,omitempty" validate:"omitempty,money,required_currency"`
	Currency      string `json:"currency,omitempty" validate:"omitempty,iso4217"`
	GoverningLaw  string `json:"governingLaw,omitempty" validate:"omitempty,max=100,line"`
	ExitPlan      string `json:"exitPlan,omitempty" validate:"omitempty,oneof=yes no not_assessed"`
	Partner       string `json:"partner" ref:"partner" validate:"required,max=64,line"` // id of the partner it binds
	Common
}

// Kind returns KindContract.
func (*Contract) Kind() Kind { return KindContract }

// Title returns the reference.
func (c *Contract) Title() string { return c.Reference }

// BodyLinks returns the partner.
func (c *Contract) BodyLinks() []BodyLink {
	return []BodyLink{{Binds, "partner", c.Partner, true}}
}

func (c *Contract) faults() []Field {
	out := decimals("/annualExpense", c.AnnualExpense, c.Currency)
	return append(out, order("/endsOn", c.StartsOn, c.EndsOn, "is before startsOn")...)
}

// Certificate is evidence a partner holds.
type Certificate struct {
	Standard  string `json:"standard" validate:"required,max=200,line"` // ISO 27001, SOC 2, PSA, ...
	Scope     string `json:"scope,omitempty" validate:"omitempty,max=1000,line"`
	IssuedOn  Date   `json:"issuedOn,omitempty" validate:"omitempty,date"`
	ExpiresOn Date   `json:"expiresOn,omitempty" validate:"omitempty,date"`
	Partner   string `json:"partner" ref:"partner" validate:"required,max=64,line"` // id of the partner that holds it
	Common
}

// Kind returns KindCertificate.
func (*Certificate) Kind() Kind { return KindCertificate }

// Title returns the standard.
func (c *Certificate) Title() string { return c.Standard }

// BodyLinks returns the holder, from which the link starts.
func (c *Certificate) BodyLinks() []BodyLink {
	return []BodyLink{{Holds, "partner", c.Partner, false}}
}

func (c *Certificate) faults() []Field {
	return order("/expiresOn", c.IssuedOn, c.ExpiresOn, "is before issuedOn")
}
