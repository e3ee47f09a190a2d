package risk

import (
	"cmp"
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

// Concentration answers how much rests on few; the row with the largest share
// of anything comes first.
func (g *Graph) Concentration(f ConcentrationFilter) (Concentration, error) {
	by := cmp.Or(f.By, ByPartner)
	if !slices.Contains(bys(), by) {
		return Concentration{}, graph.FieldError("/by", "oneof", "is not one of partner, parent, country, layer")
	}
	h := g.ranking(by)
	c := Concentration{
		By: by, Sources: h.sources, Spend: slices.Clone(h.spends), Value: h.values,
		Missing: h.missing, MissingCount: h.missingCount, Items: []ShareItem{}, Count: len(h.rows),
	}
	if by == ByPartner || by == ByParent {
		g.hide(&c)
	}
	r := g.borrow()
	defer g.giveBack(r)
	rows := page(h.rows, f.Offset, f.Limit)
	for i := range rows {
		c.Items = append(c.Items, g.shareItem(r, by, h, &rows[i]))
	}
	return c, nil
}

// hide tells what lies between the indices by partner and by ultimate parent.
func (g *Graph) hide(c *Concentration) {
	partner, parent := g.holdings(ByPartner), g.holdings(ByParent)
	c.Sources.Hidden = hidden(partner.sources, parent.sources)
	for i := range c.Spend { // both are of the same offerings
		c.Spend[i].Hidden = hidden(partner.spends[i], parent.spends[i])
	}
}
