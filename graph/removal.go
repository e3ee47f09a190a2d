package graph

import "encoding/json"

// Removal is what deleting an entity would take along.
type Removal struct {
	Entity       Ref         `json:"entity"`
	Links        []LinkCount `json:"links"`        // links that go, by kind
	Cleared      []Ref       `json:"cleared"`      // entities that lose the field which names it, at most 20
	ClearedTotal int         `json:"clearedTotal"` // all of them
	BlockedBy    []Ref       `json:"blockedBy"`    // entities that cannot be without it: no delete, at most 20
	BlockedTotal int         `json:"blockedTotal"` // all of them
}

// LinkCount is a number of links of one kind.
type LinkCount struct {
	Kind  LinkKind `json:"kind"`
	Count int      `json:"count"`
}

// Clone returns a body that states the same and shares nothing with b.
func Clone(b Body) (Body, error) {
	image, err := json.Marshal(b)
	if err != nil {
		return nil, err
	}
	c := New(b.Kind())
	return c, json.Unmarshal(image, c)
}

// Forget takes an entity out of every field of b that names it.
func Forget(b Body, id string) {
	forget := func(fields ...*string) {
		for _, f := range fields {
			if *f == id {
				*f = ""
			}
		}
	}
	switch b := b.(type) {
	case *Partner:
		forget(&b.Parent)
		if b.Parent == "" {
			b.ParentPercent = nil
		}
	case *Offering:
		forget(&b.Component, &b.Maker, &b.Seller)
	case *Contract:
		forget(&b.Partner)
	case *Certificate:
		forget(&b.Partner)
	}
}
