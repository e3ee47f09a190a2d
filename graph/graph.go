// Package graph defines the partner ecosystem as one exact graph, from the
// roadmap item over its components and their offerings to partners, their
// sub-tiers and owners: the kinds of entities and links, the rules each record
// keeps, the changes that lead from one state to the next, and an immutable
// Snapshot for whoever computes on it.
//
// An entity is a Body, what a person or a file states about it, under a Meta,
// what the store adds. The owner of a partner, the component, maker and seller
// of an offering, and the partner of a contract or certificate are fields of
// the body and links of the graph at once: see BodyLinks. All other links are
// records of their own.
package graph

import (
	"encoding/json"
	"time"
)

// Body is what is stated about one entity: a pointer to Partner, Component,
// Offering, Product, RoadmapItem, Contract, Certificate or Person.
type Body interface {
	// Kind says which of them it is.
	Kind() Kind
	// Title is what the entity is called: its name, the title of an item, the
	// reference of a contract, the standard of a certificate, the part number
	// of an offering (see OfferingName for its full name).
	Title() string
	// Base is the part all kinds have in common.
	Base() *Common
	// BodyLinks lists the links that are fields of the body.
	BodyLinks() []BodyLink
	// normalize brings what is stated into its one stored form.
	normalize()
	// faults reports what the tags of single fields cannot.
	faults() []Field
}

// BodyLink is a link that is stated as a field of a body.
type BodyLink struct {
	Kind  LinkKind
	Field string // JSON name of the field
	Other string // id of the entity it names; empty when absent
	Owner bool   // the entity with the field is the start of the link
}

// Common is what every kind of entity may state.
type Common struct {
	Source      string   `json:"source,omitempty" validate:"omitempty,max=64,line"`      // short name of the system the external id comes from
	ExternalID  string   `json:"externalId,omitempty" validate:"omitempty,max=200,line"` // unique by kind and source; case-sensitive
	Aliases     []string `json:"aliases,omitempty" validate:"omitempty,max=1000,unique,dive,required,max=300,line"`
	Tags        []string `json:"tags,omitempty" validate:"omitempty,max=100,unique,dive,required,max=64,line"`
	Description string   `json:"description,omitempty" validate:"omitempty,max=4000,text"`
	AsOf        Date     `json:"asOf,omitempty" validate:"omitempty,date"` // the day the facts were true
	Confidence  string   `json:"confidence,omitempty" validate:"omitempty,oneof=confirmed reported inferred"`
}

// Base returns c itself.
func (c *Common) Base() *Common { return c }

// DefaultSource names where external ids come from when nobody says it.
const DefaultSource = "file"

// Meta is what the store adds to a body.
type Meta struct {
	ID        string    `json:"id"`
	Version   int64     `json:"version"` // 1 for a new entity, one more with each change
	CreatedAt time.Time `json:"createdAt"`
	UpdatedAt time.Time `json:"updatedAt"`
}

// Record is a stored entity.
type Record struct {
	Meta
	Body Body
}

// MarshalJSON writes meta and body as one object.
func (r Record) MarshalJSON() ([]byte, error) {
	if r.Body == nil {
		return json.Marshal(r.Meta)
	}
	body, err := json.Marshal(r.Body)
	if err != nil {
		return nil, err
	}
	return r.Image(body)
}

// Image is the JSON of a record, of whose body it is known already.
func (m Meta) Image(body []byte) ([]byte, error) {
	meta, err := json.Marshal(m)
	if err == nil && len(body) > 2 {
		meta[len(meta)-1] = ','
		meta = append(meta, body[1:]...)
	}
	return meta, err
}

// DecodeRecord reads a record of the given kind from the JSON of MarshalJSON.
func DecodeRecord(kind Kind, image []byte) (Record, error) {
	r := Record{Body: New(kind)}
	if r.Body == nil {
		return r, Errorf(Internal, "unknown kind %q", kind)
	}
	if err := json.Unmarshal(image, &r.Meta); err != nil {
		return r, err
	}
	return r, json.Unmarshal(image, r.Body)
}

// Same reports whether two bodies state the same.
func Same(a, b Body) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return a.Kind() == b.Kind() && errX == nil && errY == nil && string(x) == string(y)
}

// Ref is how an answer names an entity.
type Ref struct {
	ID         string `json:"id"`
	Kind       Kind   `json:"kind"`
	Name       string `json:"name"`
	ExternalID string `json:"externalId,omitempty"`
}

// OfferingName is the name of an offering in answers: component, maker (the
// seller where there is none) and part number, as far as they are known, and
// the seller where only that tells it from another.
func OfferingName(component, maker, part, seller string) string {
	if seller != "" {
		seller = "via " + seller
	}
	name := component
	for _, s := range []string{maker, part, seller} {
		if s != "" && name != "" {
			name += " · "
		}
		name += s
	}
	return name
}
