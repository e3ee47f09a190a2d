package api

import (
	"context"
	"net/url"

	"linchpin/risk"
)

func (q *current) nextQuestions(ctx context.Context, in listed) (any, error) {
	return replyCounted(ctx, q, in, "next-questions", nil, func(g *risk.Graph, offset, limit int) ([]risk.Question, int, error) {
		return g.NextQuestions(offset, limit), g.CountQuestions(), nil
	})
}

type routesAsked struct {
	listed
	Product string `form:"product" validate:"max=64"`
	Region  string `form:"region" validate:"max=100"`
}

// routed is a part of the routes, with what all of them count.
type routed struct {
	rows[risk.RouteRow]
	Totals risk.RouteTotals `json:"totals"`
}

func (q *current) routes(ctx context.Context, in routesAsked) (any, error) {
	f := risk.RouteFilter{Product: in.Product, Region: in.Region}
	var totals risk.RouteTotals
	out, err := replyCounted(ctx, q, in.listed, "routes", url.Values{"product": {in.Product}, "region": {in.Region}},
		func(g *risk.Graph, offset, limit int) (_ []risk.RouteRow, _ int, err error) {
			if totals, err = g.RouteTotals(f); err != nil {
				return nil, 0, err
			}
			f.Offset, f.Limit = offset, limit
			found, err := g.Routes(f)
			return found, totals.Routes, err
		})
	if list, ok := out.(rows[risk.RouteRow]); ok {
		return routed{list, totals}, err
	}
	return out, err
}

// skilled is a part of the people, with how the layers are covered.
type skilled struct {
	rows[risk.PersonSkill]
	risk.Skills
}

func (q *current) skills(ctx context.Context, in listed) (any, error) {
	var s risk.Skills
	out, err := replyCounted(ctx, q, in, "skills", nil, func(g *risk.Graph, offset, limit int) ([]risk.PersonSkill, int, error) {
		s = g.Skills()
		return g.People(offset, limit), g.CountPeople(), nil
	})
	if list, ok := out.(rows[risk.PersonSkill]); ok {
		return skilled{list, s}, err
	}
	return out, err
}
