package graph

// Partner is an organization; one node whatever parts it plays.
type Partner struct {
	Name               string   `json:"name" validate:"required,max=300,line"`
	Roles              []string `json:"roles,omitempty" validate:"omitempty,max=4,unique,dive,oneof=vendor service_provider channel_partner in_house"`
	Status             string   `json:"status,omitempty" validate:"omitempty,oneof=prospect active on_hold exiting former"`
	Segment            string   `json:"segment,omitempty" validate:"omitempty,oneof=strategic mission_critical sustaining standard"` // NIST SP 800-161
	Country            string   `json:"country,omitempty" validate:"omitempty,iso3166_1_alpha2"`
	Website            string   `json:"website,omitempty" validate:"omitempty,max=500,http_url,line"`
	LEI                string   `json:"lei,omitempty" validate:"omitempty,lei"`   // ISO 17442
	DUNS               string   `json:"duns,omitempty" validate:"omitempty,duns"` // nine digits
	VATNo              string   `json:"vatNo,omitempty" validate:"omitempty,max=32,line"`
	RegistrationNo     string   `json:"registrationNo,omitempty" validate:"omitempty,max=64,line"`
	TimeToRecoverDays  *int64   `json:"timeToRecoverDays,omitempty" validate:"omitempty,gte=0,lte=36500"`
	FailureProbability *float64 `json:"failureProbability,omitempty" validate:"omitempty,gte=0,lte=1"` // within 365 days
	SubTiersKnown      string   `json:"subTiersKnown,omitempty" validate:"omitempty,oneof=yes no not_assessed"`
	LastReviewOn       Date     `json:"lastReviewOn,omitempty" validate:"omitempty,date"`
	NextReviewOn       Date     `json:"nextReviewOn,omitempty" validate:"omitempty,date"`
	Parent             string   `json:"parent,omitempty" ref:"partner" validate:"omitempty,max=64,line"` // id of the partner that owns it
	ParentPercent      *float64 `json:"parentPercent,omitempty" validate:"omitempty,gt=50,lte=100"`
	Common
}

// Kind returns KindPartner.
func (*Partner) Kind() Kind { return KindPartner }

// Title returns the name.
func (p *Partner) Title() string { return p.Name }

// BodyLinks returns the owner.
func (p *Partner) BodyLinks() []BodyLink {
	return []BodyLink{{OwnedBy, "parent", p.Parent, true}}
}

func (p *Partner) faults() (out []Field) {
	if p.ParentPercent != nil && p.Parent == "" {
		out = append(out, Field{"/parentPercent", "needs a parent", "required_with"})
	}
	return append(out, order("/nextReviewOn", p.LastReviewOn, p.NextReviewOn, "is before lastReviewOn")...)
}

// Person is an owner or stakeholder.
type Person struct {
	Name       string  `json:"name" validate:"required,max=300,line"`
	Email      string  `json:"email,omitempty" validate:"omitempty,max=254,email,line"` // unique
	Function   string  `json:"function,omitempty" validate:"omitempty,max=200,line"`
	LayerDepth []int64 `json:"layerDepth,omitempty" validate:"omitempty,len=5,dive,gte=0,lte=3"` // skill 0..3 by layer, in layer order
	Common
}

// Kind returns KindPerson.
func (*Person) Kind() Kind { return KindPerson }

// Title returns the name.
func (p *Person) Title() string { return p.Name }

// BodyLinks returns none.
func (*Person) BodyLinks() []BodyLink { return nil }

func (*Person) faults() []Field { return nil }
