package api

import (
	"context"
	"net/url"

	"linchpin/graph"
	"linchpin/risk"
)

// dated is what every question about dates takes.
type dated struct {
	AsOf graph.Date `form:"asOf" validate:"omitempty,date"`
}

// day is the day from which dates are counted: today where none is asked for.
func (q *current) day(in dated) graph.Date {
	if in.AsOf != "" {
		return in.AsOf
	}
	return graph.DateOf(q.now().UTC())
}

type slips struct {
	listed
	dated
}

func (q *current) slips(ctx context.Context, in slips) (any, error) {
	asOf := q.day(in.dated)
	return replyCounted(ctx, q, in.listed, "slip", url.Values{"asOf": {string(asOf)}}, func(g *risk.Graph, offset, limit int) ([]risk.Slip, int, error) {
		return g.SlipPage(risk.SlipFilter{AsOf: asOf, Offset: offset, Limit: limit})
	})
}

type slipOf struct {
	oneID
	dated
}

// itemSlip is the slip of one item as an answer.
type itemSlip struct {
	told
	risk.ItemSlip
	Importing string `json:"importing,omitempty"`
}

func (q *current) slip(ctx context.Context, in slipOf) (itemSlip, error) {
	g, err := q.graph(ctx)
	if err != nil {
		return itemSlip{}, err
	}
	asOf := q.day(in.dated)
	found, err := g.Slip(in.ID, risk.SlipFilter{AsOf: asOf})
	return itemSlip{told{q.tag(g.Change(), asOf), g.Change(), asOf}, found, q.importing()}, err
}
