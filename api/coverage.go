package api

import (
	"context"
	"net/url"
	"strconv"

	"linchpin/graph"
	"linchpin/risk"
)

func (q *current) nextQuestions(ctx context.Context, in listed) (any, error) {
	return replyCounted(ctx, q, in, "next-questions", nil, func(g *risk.Graph, offset, limit int) ([]risk.Question, int, error) {
		return g.NextQuestions(offset, limit), g.CountQuestions(), nil
	})
}

type waitingAsked struct {
	oneID
	listed
	Kind    graph.Kind `form:"kind" validate:"omitempty,oneof=roadmap_item product component"`
	Settles bool       `form:"settles"`
}

func (q *current) waiting(ctx context.Context, in waitingAsked) (any, error) {
	within := url.Values{"id": {in.ID}, "kind": {string(in.Kind)}, "settles": {strconv.FormatBool(in.Settles)}}
	return replyCounted(ctx, q, in.listed, "next-questions-verdicts", within, func(g *risk.Graph, offset, limit int) ([]risk.Waiting, int, error) {
		return g.Waiting(risk.WaitingFilter{Entity: in.ID, Kind: in.Kind, Settles: in.Settles, Offset: offset, Limit: limit})
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

type skillsAsked struct {
	listed
	Layer graph.Layer `form:"layer"`
	Depth int64       `form:"depth" validate:"min=0,max=3"`
}

func (q *current) skills(ctx context.Context, in skillsAsked) (any, error) {
	var s risk.Skills
	within := url.Values{"layer": {string(in.Layer)}, "depth": {strconv.FormatInt(in.Depth, 10)}}
	out, err := replyCounted(ctx, q, in.listed, "skills", within, func(g *risk.Graph, offset, limit int) ([]risk.PersonSkill, int, error) {
		s = g.Skills()
		return g.People(risk.PeopleFilter{Layer: in.Layer, Depth: in.Depth, Offset: offset, Limit: limit})
	})
	if list, ok := out.(rows[risk.PersonSkill]); ok {
		return skilled{list, s}, err
	}
	return out, err
}
