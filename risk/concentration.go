package risk

import (
	"cmp"
	"math/big"
	"slices"

	"linchpin/graph"
)

// By is what concentration is measured over.
type By string

// What sources are put together by: their maker (the seller where none is
// given), its ultimate parent, the country of provision (the maker's where
// none is given), the layer of the component.
const (
	ByPartner By = "partner"
	ByParent  By = "parent"
	ByCountry By = "country"
	ByLayer   By = "layer"
)

func bys() []By { return []By{ByPartner, ByParent, ByCountry, ByLayer} }

// ConcentrationFilter says what sources are put together by; empty means by
// partner. Offset and Limit take a part of the rows; Limit 0 all of the rest.
type ConcentrationFilter struct {
	By            By
	Offset, Limit int
}

// Concentration tells how much rests on few. It is measured over the counting
// offerings: by their number, by their annual spend, and by the value of the
// items that each row stops, where an item counts at every row that stops it.
// Money is measured by currency and never converted. Missing lists the first
// 20 facts that keep an offering or item out of a measure.
type Concentration struct {
	By           By          `json:"by"`
	Sources      Measure     `json:"sources"` // their number
	Spend        []Measure   `json:"spend"`
	Value        []Measure   `json:"value"`
	Missing      []Missing   `json:"missing"`
	MissingCount int         `json:"missingCount"`
	Items        []ShareItem `json:"items"`
	Count        int         `json:"-"` // of all items
}

// Measure is the concentration of one quantity: the Herfindahl-Hirschman index
// on the scale to 10,000, which is 10,000 times the sum of the squared shares,
// and the effective number, which is one over that sum; nil where there is
// nothing to share. Hidden, of sources and spend by partner and by parent, is
// the index by ultimate parent less the index by partner.
type Measure struct {
	Currency  string      `json:"currency,omitempty"`
	Total     graph.Money `json:"total"`
	HHI       *float64    `json:"hhi"`
	Effective *float64    `json:"effective"`
	Hidden    *float64    `json:"hidden,omitempty"`
}

// Portion is an amount with its share of the total of its currency, 0..1.
type Portion struct {
	Amount
	Share float64 `json:"share"`
}

// ShareItem is a partner, parent, country or layer with what it holds. Members
// are, by parent, the makers put together. Members, Offerings and Tops list
// the first 20.
type ShareItem struct {
	Party     *graph.Ref  `json:"party,omitempty"`
	Layer     graph.Layer `json:"layer,omitempty"`
	Sources   int64       `json:"sources"` // counting offerings
	Share     float64     `json:"share"`   // of all of them
	Spend     []Portion   `json:"spend"`
	Value     []Portion   `json:"value"`
	Stops     Stops       `json:"stops"`
	Members   []graph.Ref `json:"members,omitempty"`
	Offerings []graph.Ref `json:"offerings"`
	Tops      []Top       `json:"tops"`
	Sentence  string      `json:"sentence"`
}

// holding is what one row has, in numbers. The party of a layer is its place.
type holding struct {
	party        int32
	count        int64
	spend, value purse
	most         float64 // the largest of its shares
}

// holdings is a concentration in numbers.
type holdings struct {
	rows         []holding // the largest share first
	count        *big.Int
	spend, value purse // totals
	missing      []Missing
	missingCount int
}

// Concentration answers how much rests on few; the row with the largest share
// of anything comes first.
func (g *Graph) Concentration(f ConcentrationFilter) (Concentration, error) {
	by := cmp.Or(f.By, ByPartner)
	if !slices.Contains(bys(), by) {
		return Concentration{}, graph.FieldError("/by", "oneof", "is not one of partner, parent, country, layer")
	}
	h := g.holdings(by)
	c := Concentration{By: by, Sources: measure("", h.count, h.counts()), Missing: h.missing, MissingCount: h.missingCount, Items: []ShareItem{}}
	c.Spend = measures(h.spend, h, func(r *holding) purse { return r.spend })
	c.Value = measures(h.value, h, func(r *holding) purse { return r.value })
	if by == ByPartner || by == ByParent {
		g.hide(&c)
	}
	c.Count = len(h.rows)
	rows := page(h.rows, f.Offset, f.Limit)
	offerings := g.held(by, rows)
	r := g.borrow()
	defer g.giveBack(r)
	for i := range rows {
		c.Items = append(c.Items, g.shareItem(r, by, h, &rows[i], offerings[rows[i].party]))
	}
	return c, nil
}

// hide tells what lies between the indices by partner and by ultimate parent.
func (g *Graph) hide(c *Concentration) {
	partner, parent := g.holdings(ByPartner), g.holdings(ByParent)
	c.Sources.Hidden = hidden(measure("", partner.count, partner.counts()), measure("", parent.count, parent.counts()))
	spend := func(h *holding) purse { return h.spend }
	for i := range c.Spend {
		m := &c.Spend[i]
		m.Hidden = hidden(
			measure(m.Currency, partner.spend.of(m.Currency), partner.of(m.Currency, spend)),
			measure(m.Currency, parent.spend.of(m.Currency), parent.of(m.Currency, spend)))
	}
}
