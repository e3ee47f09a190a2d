package graph

// Component is a piece of the stack: hardware, software or a service.
type Component struct {
	Name                 string   `json:"name" validate:"required,max=300,line"`
	Layer                Layer    `json:"layer" validate:"required,oneof=device_hardware device_software communications cloud_platform applications"`
	PartKind             string   `json:"kind,omitempty" validate:"omitempty,max=100,line"`
	Lifecycle            string   `json:"lifecycle,omitempty" validate:"omitempty,oneof=preview active nrnd last_time_buy obsolete unknown"`
	LastTimeBuyOn        Date     `json:"lastTimeBuyOn,omitempty" validate:"omitempty,date"`
	PURL                 string   `json:"purl,omitempty" validate:"omitempty,max=500,startswith=pkg:,line"`
	CPE                  string   `json:"cpe,omitempty" validate:"omitempty,max=500,startswith=cpe:,line"`
	MinSources           *int64   `json:"minSources,omitempty" validate:"omitempty,gte=1,lte=1000"` // offerings it needs; absent means 1
	RequiredSharePercent *float64 `json:"requiredSharePercent,omitempty" validate:"omitempty,gt=0,lte=100"`
	StockCoverDays       *int64   `json:"stockCoverDays,omitempty" validate:"omitempty,gte=0,lte=36500"`
	MarketAlternatives   string   `json:"marketAlternatives,omitempty" validate:"omitempty,oneof=none some not_assessed"`
	SourcesKnown         string   `json:"sourcesKnown,omitempty" validate:"omitempty,oneof=yes no not_assessed"`
	Exposure             string   `json:"exposure,omitempty" validate:"omitempty,oneof=internet local_network physical none not_assessed"`
	Common
}

// Kind returns KindComponent.
func (*Component) Kind() Kind { return KindComponent }

// Title returns the name.
func (c *Component) Title() string { return c.Name }

// BodyLinks returns none.
func (*Component) BodyLinks() []BodyLink { return nil }

func (*Component) faults() []Field { return nil }

// Product is what is sold.
type Product struct {
	Name          string `json:"name" validate:"required,max=300,line"`
	SKU           string `json:"sku,omitempty" validate:"omitempty,max=200,line"`
	Lifecycle     string `json:"lifecycle,omitempty" validate:"omitempty,oneof=preview active nrnd last_time_buy obsolete unknown"`
	AnnualRevenue Money  `json:"annualRevenue,omitempty" validate:"omitempty,money,required_currency"`
	Currency      string `json:"currency,omitempty" validate:"omitempty,iso4217"`
	Common
}

// Kind returns KindProduct.
func (*Product) Kind() Kind { return KindProduct }

// Title returns the name.
func (p *Product) Title() string { return p.Name }

// BodyLinks returns none.
func (*Product) BodyLinks() []BodyLink { return nil }

func (p *Product) faults() []Field { return decimals("/annualRevenue", p.AnnualRevenue, p.Currency) }
