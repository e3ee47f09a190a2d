package graph

import (
	"cmp"
	"slices"
)

// Node is an entity in a Snapshot: only what analytics read. Amounts are whole
// numbers of the currency's minor units; a nil pointer is a fact nobody recorded.
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

// Edge is a link in a Snapshot. Links that are body fields are among them.
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

// Snapshot is the whole graph at one change number. It is never modified.
type Snapshot struct {
	Change int64  // the number of the last change it holds
	Nodes  []Node // by id
	Edges  []Edge // by From, Kind, To, ID
}

// Find returns the node with an id.
func (s *Snapshot) Find(id string) (Node, bool) {
	i, ok := slices.BinarySearchFunc(s.Nodes, id, func(n Node, id string) int { return cmp.Compare(n.ID, id) })
	if !ok {
		return Node{}, false
	}
	return s.Nodes[i], true
}

// SortSnapshot puts nodes and edges in the order a Snapshot has.
func SortSnapshot(s *Snapshot) {
	slices.SortFunc(s.Nodes, CompareNodes)
	slices.SortFunc(s.Edges, CompareEdges)
}

// CompareNodes is the order of the nodes of a Snapshot.
func CompareNodes(a, b Node) int { return cmp.Compare(a.ID, b.ID) }

// CompareEdges is the order of the edges of a Snapshot.
func CompareEdges(a, b Edge) int {
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.To, b.To), cmp.Compare(a.ID, b.ID))
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
