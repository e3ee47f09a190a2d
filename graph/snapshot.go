package graph

import "slices"

// Node is an entity in a Snapshot: only what analytics read. Amounts are whole
// numbers of the currency's minor units; a nil pointer is a fact nobody recorded.
// A Snapshot keeps what Node.pack lists.
type Node struct {
	ID         string
	Kind       Kind
	Name       string // as Body.Title
	ExternalID string
	Version    int64
	Layer      Layer  // of a component or roadmap item
	Country    string // of a partner or offering
	Status     string // of a partner, offering or roadmap item
	Currency   string

	FailureProbability *float64 // of a partner, within 365 days
	TimeToRecoverDays  *int64   // of a partner
	SubTiersKnown      string   // of a partner
	InHouse            bool     // of a partner

	MinSources           int64    // of a component; 0 means 1
	RequiredSharePercent *float64 // of a component
	StockCoverDays       *int64   // of a component
	SourcesKnown         string   // of a component
	Alternatives         string   // of a component: marketAlternatives

	Counts            bool     // of an offering: it is a source
	SharePercent      *float64 // of an offering
	AnnualSpend       *int64   // of an offering
	LeadTimeDays      *int64   // of an offering
	QualificationDays *int64   // of an offering
	Approval          string   // of an offering
	ValidTo           Date     // of an offering

	Key             string // of a roadmap item
	TargetDate      Date   // of a roadmap item
	DurationDays    *int64 // of a roadmap item
	DurationP90Days *int64 // of a roadmap item
	Value           *int64 // of a roadmap item
	AnnualRevenue   *int64 // of a product

	EndsOn     Date    // of a contract, or expiry of a certificate
	NoticeDays *int64  // of a contract
	LayerDepth []int64 // of a person
	Email      string  // of a person
}

// pack names every fact of a node but its id, its name first.
func (n *Node) pack(p *packing) {
	word(p, &n.Name)
	word(p, &n.Kind)
	word(p, &n.ExternalID)
	p.integer(&n.Version)
	word(p, &n.Layer)
	word(p, &n.Country)
	word(p, &n.Status)
	word(p, &n.Currency)

	p.number(&n.FailureProbability)
	p.count(&n.TimeToRecoverDays)
	word(p, &n.SubTiersKnown)
	p.yes(&n.InHouse)
	if !p.ahead() {
		return
	}

	p.integer(&n.MinSources)
	p.number(&n.RequiredSharePercent)
	p.count(&n.StockCoverDays)
	word(p, &n.SourcesKnown)
	word(p, &n.Alternatives)

	p.yes(&n.Counts)
	p.number(&n.SharePercent)
	p.count(&n.AnnualSpend)
	p.count(&n.LeadTimeDays)
	p.count(&n.QualificationDays)
	word(p, &n.Approval)
	word(p, &n.ValidTo)
	if !p.ahead() {
		return
	}

	word(p, &n.Key)
	word(p, &n.TargetDate)
	p.count(&n.DurationDays)
	p.count(&n.DurationP90Days)
	p.count(&n.Value)
	p.count(&n.AnnualRevenue)

	word(p, &n.EndsOn)
	p.count(&n.NoticeDays)
	p.counts(&n.LayerDepth)
	word(p, &n.Email)
}

// Edge is a link in a Snapshot. Links that are body fields are among them. A
// Snapshot keeps what Edge.pack lists.
type Edge struct {
	ID       string
	From, To string
	Kind     LinkKind
	Version  int64
	Group    string
	Minimum  int64 // 0 where none is stated
	LagDays  int64
	Region   string
	Service  string
	Role     string
	Critical bool
	Required bool
}

// pack names every fact of an edge but its id, ends and kind, the version first.
func (e *Edge) pack(p *packing) {
	p.integer(&e.Version)
	word(p, &e.Group)
	p.integer(&e.Minimum)
	p.integer(&e.LagDays)
	if !p.ahead() {
		return
	}
	word(p, &e.Region)
	word(p, &e.Service)
	word(p, &e.Role)
	p.yes(&e.Critical)
	p.yes(&e.Required)
}

// NodeOf returns the snapshot's view of a stored entity.
func NodeOf(r Record) Node {
	c := r.Body.Base()
	n := Node{ID: r.ID, Kind: r.Body.Kind(), Name: r.Body.Title(), ExternalID: c.ExternalID, Version: r.Version}
	switch b := r.Body.(type) {
	case *Partner:
		n.Country, n.Status, n.FailureProbability = b.Country, b.Status, b.FailureProbability
		n.TimeToRecoverDays, n.SubTiersKnown, n.InHouse = b.TimeToRecoverDays, b.SubTiersKnown, slices.Contains(b.Roles, "in_house")
	case *Component:
		n.Layer, n.RequiredSharePercent, n.StockCoverDays = b.Layer, b.RequiredSharePercent, b.StockCoverDays
		n.SourcesKnown, n.Alternatives = b.SourcesKnown, b.MarketAlternatives
		if b.MinSources != nil {
			n.MinSources = *b.MinSources
		}
	case *Offering:
		n.Country, n.Status, n.Approval, n.Counts = b.Country, b.Status, b.Approval, b.Counts()
		n.SharePercent, n.LeadTimeDays, n.QualificationDays = b.SharePercent, b.LeadTimeDays, b.QualificationDays
		n.AnnualSpend, n.Currency, n.ValidTo = minor(b.AnnualSpend, b.Currency), b.Currency, b.ValidTo
	case *Product:
		n.AnnualRevenue, n.Currency = minor(b.AnnualRevenue, b.Currency), b.Currency
	case *RoadmapItem:
		n.Key, n.Layer, n.Status, n.TargetDate = b.Key, b.Layer, b.Status, b.TargetDate
		n.DurationDays, n.DurationP90Days = b.DurationDays, b.DurationP90Days
		n.Value, n.Currency = minor(b.Value, b.Currency), b.Currency
	case *Contract:
		n.EndsOn, n.NoticeDays = b.EndsOn, b.NoticeDays
	case *Certificate:
		n.EndsOn = b.ExpiresOn
	case *Person:
		n.LayerDepth, n.Email = b.LayerDepth, b.Email
	}
	return n
}

func minor(m Money, currency string) *int64 {
	if m == "" {
		return nil
	}
	n, err := m.Int(MinorUnits(currency))
	if err != nil {
		return nil // refused when it came in
	}
	return &n
}

// EdgesOf returns the links that the body of a stored entity states.
func EdgesOf(r Record) (out []Edge) {
	for _, l := range r.Body.BodyLinks() {
		if l.Other == "" {
			continue
		}
		e := Edge{ID: BodyLinkID(r.ID, l.Kind), From: r.ID, To: l.Other, Kind: l.Kind, Version: r.Version}
		if !l.Owner {
			e.From, e.To = l.Other, r.ID
		}
		out = append(out, e)
	}
	return out
}

// EdgeOf returns the snapshot's view of a stored link.
func EdgeOf(l Link) Edge {
	e := Edge{
		ID: l.ID, From: l.From, To: l.To, Kind: l.Kind, Version: l.Version, Group: l.Group,
		Region: l.Region, Service: l.Service, Role: l.Role,
		Critical: l.Critical != nil && *l.Critical, Required: l.Required != nil && *l.Required,
	}
	if l.Minimum != nil {
		e.Minimum = *l.Minimum
	}
	if l.LagDays != nil {
		e.LagDays = *l.LagDays
	}
	return e
}
