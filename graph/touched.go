package graph

import (
	"encoding/json"
	"errors"
)

// Traces gathers from the log what some changes did to each entity and link,
// in the order of the first change of each.
type Traces struct {
	All  []*Touched
	byID map[string]*Touched
}

// Touched is an entity or link that somebody changed: what it was before the
// first change, and where the last one left it.
type Touched struct {
	ID      string
	Kind    string // a Kind or a LinkKind
	Before  []byte // the record as JSON; nil: it is new
	After   []byte // nil: it is gone; of what is new not the record, only whether it is there
	Version int64  // after the last change
}

// Add notes a change. Changes come in the order of the log.
func (t *Traces) Add(c *Change) {
	at := t.byID[c.EntityID]
	if at == nil {
		if t.byID == nil {
			t.byID = map[string]*Touched{}
		}
		at = &Touched{ID: c.EntityID, Kind: c.Kind, Before: image(c.Before)}
		t.byID[c.EntityID], t.All = at, append(t.All, at)
	}
	at.Version, at.After = c.Version, []byte{}
	if at.Before != nil || image(c.After) == nil {
		at.After = image(c.After)
	}
}

func image(b []byte) []byte {
	if len(b) == 0 || string(b) == "null" {
		return nil
	}
	return b
}

func (t *Touched) isLink() bool {
	_, ok := RuleOf(LinkKind(t.Kind))
	return ok
}

func (t *Touched) link() (l Link, err error) { return l, json.Unmarshal(t.Before, &l) }

func (t *Touched) record() (Record, error) { return DecodeRecord(Kind(t.Kind), t.Before) }

// restored reports whether nothing is left of what was done to t.
func (t *Touched) restored() (bool, error) {
	if t.Before == nil || t.After == nil {
		return t.Before == nil && t.After == nil, nil
	}
	if t.isLink() {
		var a, b Link
		err := errors.Join(json.Unmarshal(t.Before, &a), json.Unmarshal(t.After, &b))
		return err == nil && sameLinkBody(a.LinkBody, b.LinkBody), err
	}
	a, errA := t.record()
	b, errB := DecodeRecord(Kind(t.Kind), t.After)
	if err := errors.Join(errA, errB); err != nil {
		return false, err
	}
	return Same(a.Body, b.Body), nil
}

func sameLinkBody(a, b LinkBody) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}
