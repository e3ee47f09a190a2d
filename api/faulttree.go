package api

import (
	"context"
	"fmt"
	"net/url"
	"strconv"

	"linchpin/risk"
)

// odds is what questions about probabilities take.
type odds struct {
	Top         string   `form:"top" validate:"required,max=400"`
	HorizonDays *int64   `form:"horizonDays" validate:"omitempty,min=1,max=36500"`
	Assume      *float64 `form:"assume" validate:"omitempty,min=0,max=1"`
}

func (o odds) odds() risk.Odds {
	out := risk.Odds{Assume: o.Assume}
	if o.HorizonDays != nil {
		out.HorizonDays = *o.HorizonDays
	}
	return out
}

// filter is what of the input decides the answer.
func (o odds) filter(more ...string) url.Values {
	v := url.Values{"top": {o.Top}}
	if o.HorizonDays != nil {
		v.Set("horizonDays", strconv.FormatInt(*o.HorizonDays, 10))
	}
	if o.Assume != nil {
		v.Set("assume", fmt.Sprint(*o.Assume))
	}
	for i := 0; i+1 < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return v
}

type cutSets struct {
	odds
	paging
	Order *int       `form:"order" validate:"omitempty,min=1,max=10000"`
	Cause risk.Cause `form:"cause" validate:"omitempty,oneof=partner country person"`
}

type cutSetsAnswer struct {
	tagged
	*risk.CutSets
	treePage[risk.CutSet]
}

// treePage is a part of the rows of an answer whose count stands elsewhere.
type treePage[T any] struct {
	Items     []T     `json:"items"`
	Next      *string `json:"next"`
	Importing string  `json:"importing,omitempty"`
}

func (p treePage[T]) nextCursor() string { return page[T]{Next: p.Next}.nextCursor() }

func (q *current) cutSets(ctx context.Context, in cutSets) (any, error) {
	order := 0
	if in.Order != nil {
		order = *in.Order
	}
	name := scope("cut-sets", in.filter("order", strconv.Itoa(order), "cause", string(in.Cause)))
	g, at, err := q.at(ctx, in.Cursor, name)
	if err != nil {
		return nil, err
	}
	all, err := worked(ctx, q.trees, key(g, name), func(l risk.Limits) (*risk.CutSets, error) {
		return g.CutSets(risk.CutSetQuestion{Top: in.Top, Order: order, Cause: in.Cause, Odds: in.odds.odds()}, l)
	})
	if err != nil {
		return nil, err
	}
	found, err := all.Page(at, in.Limit+1, timed(treeTime/2, pageBytes))
	if err != nil {
		return nil, err
	}
	return cutSetsAnswer{q.tag(g.Change(), ""), all, treeRows(q, g, name, at, in.Limit, found)}, nil
}

type probability struct {
	odds
	Cause risk.Cause `form:"cause" validate:"omitempty,oneof=partner country person"`
	Seed  int64      `form:"seed" validate:"min=0"`
}

type probabilityAnswer struct {
	tagged
	*risk.Probability
	Importing string `json:"importing,omitempty"`
}

func (q *current) probability(ctx context.Context, in probability) (any, error) {
	g, err := q.graph(ctx)
	if err != nil {
		return nil, err
	}
	name := scope("probability", in.filter("cause", string(in.Cause), "seed", strconv.FormatInt(in.Seed, 10)))
	p, err := worked(ctx, q.trees, key(g, name), func(l risk.Limits) (*risk.Probability, error) {
		return g.Probability(risk.ProbabilityQuestion{Top: in.Top, Cause: in.Cause, Seed: uint64(in.Seed), Odds: in.odds.odds()}, l) //nolint:gosec // not negative
	})
	return probabilityAnswer{q.tag(g.Change(), ""), p, q.importing()}, err
}

type secondSources struct {
	odds
	paging
}

type secondSourcesAnswer struct {
	tagged
	*risk.SecondSources
	treePage[risk.SecondSource]
}

func (q *current) secondSources(ctx context.Context, in secondSources) (any, error) {
	name := scope("second-sources", in.filter())
	g, at, err := q.at(ctx, in.Cursor, name)
	if err != nil {
		return nil, err
	}
	all, err := worked(ctx, q.trees, key(g, name), func(l risk.Limits) (*risk.SecondSources, error) {
		return g.SecondSources(risk.SecondSourceQuestion{Top: in.Top, Odds: in.odds.odds()}, l)
	})
	if err != nil {
		return nil, err
	}
	return secondSourcesAnswer{q.tag(g.Change(), ""), all, treeRows(q, g, name, at, in.Limit, all.Page(at, in.Limit+1))}, nil
}

func key(g *risk.Graph, name string) string { return fmt.Sprint(g.Change(), " ", name) }

// at returns the newest graph and the row at which a cursor of it stands.
func (q *current) at(ctx context.Context, text, within string) (*risk.Graph, int, error) {
	at, err := parseCursor(text, within)
	if err != nil {
		return nil, 0, err
	}
	g, err := q.graph(ctx)
	if err == nil && text != "" && at.Change != g.Change() {
		err = oldCursor()
	}
	return g, int(at.At), err
}

// treeRows makes a page of rows, of which one more than asked for was found
// where there are more.
func treeRows[T any](q *current, g *risk.Graph, name string, at, size int, found []T) treePage[T] {
	p := treePage[T]{Items: found, Importing: q.importing()}
	if len(found) > size {
		p.Items = found[:size]
		p.Next = cursor{At: int64(at + size), Change: g.Change()}.text(name)
	}
	return p
}
