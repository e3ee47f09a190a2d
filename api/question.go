package api

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"linchpin/graph"
	"linchpin/importers"
	"linchpin/risk"
)

// tagged is an answer that holds as long as the graph stands at one change.
type tagged struct{ tag string }

func (t tagged) headers(h http.Header) {
	if t.tag != "" {
		h.Set("ETag", t.tag)
	}
}

// told is an answer with the change number it is true of and, where there are
// dates, the day from which they are counted.
type told struct {
	tagged
	Change int64      `json:"change"`
	AsOf   graph.Date `json:"asOf,omitempty"`
}

// rows is a part of the rows of an answer.
type rows[T any] struct {
	told
	page[T]
}

// listed is what every question that answers rows takes.
type listed struct {
	paging
	Count  bool   `form:"count"`
	Format string `form:"format" validate:"omitempty,oneof=json csv"`
}

// tag is the ETag of an answer that is true of a change number and, where dates
// are counted, of a day, given by this version of the program.
func (q *current) tag(change int64, day graph.Date) tagged {
	return tagged{fmt.Sprintf(`"c%d/%s/%s%s"`, change, strings.ReplaceAll(q.version, `"`, ""), q.importing(), day)}
}

// reply answers one page of rows. Where the filter has an asOf, dates are
// counted from it. Cursors count the rows of one change number:
// when the graph has moved on they are gone. take returns the rows from an
// offset on, as many as asked for; 0 stands for all of the rest.
func reply[T any](ctx context.Context, q *current, in listed, name string, filter url.Values, take func(g *risk.Graph, offset, limit int) ([]T, error)) (any, error) {
	return replyCounted(ctx, q, in, name, filter, func(g *risk.Graph, offset, limit int) ([]T, int, error) {
		found, err := take(g, offset, limit)
		return found, uncounted, err
	})
}

const uncounted = -1

// replyCounted is reply where take counts all rows as well, without making
// them; else they are made to be counted.
func replyCounted[T any](ctx context.Context, q *current, in listed, name string, filter url.Values, take func(g *risk.Graph, offset, limit int) ([]T, int, error)) (any, error) {
	within, asOf := scope(name, filter), graph.Date(filter.Get("asOf"))
	at, err := parseCursor(in.Cursor, within)
	if err != nil {
		return nil, err
	}
	g, err := q.graph(ctx)
	if err != nil {
		return nil, err
	}
	if in.Format == "csv" {
		all, _, err := take(g, 0, 0)
		table := rowsCSV(name, all)
		table.tagged = q.tag(g.Change(), asOf)
		return table, err
	}
	if in.Cursor != "" && at.Change != g.Change() {
		return nil, oldCursor()
	}
	found, total, err := take(g, int(at.At), in.Limit+1)
	if err != nil {
		return nil, err
	}
	out := rows[T]{told: told{q.tag(g.Change(), asOf), g.Change(), asOf}, page: page[T]{Items: found, Importing: q.importing()}}
	if len(found) > in.Limit {
		out.Items = found[:in.Limit]
		out.Next = cursor{At: at.At + int64(in.Limit), Change: g.Change()}.text(within)
	}
	if in.Count {
		if total == uncounted {
			all, _, err := take(g, 0, 0)
			if err != nil {
				return nil, err
			}
			total = len(all)
		}
		n := int64(total)
		out.Count = &n
	}
	return out, nil
}

// part returns a part of rows that are all computed at once.
func part[T any](all []T, offset, limit int) []T {
	all = all[min(offset, len(all)):]
	if limit > 0 {
		all = all[:min(limit, len(all))]
	}
	return all
}

type sourcing struct {
	listed
	Layer   graph.Layer  `form:"layer" validate:"omitempty,oneof=device_hardware device_software communications cloud_platform applications"`
	Verdict risk.Verdict `form:"verdict" validate:"omitempty,oneof=exposed unknown safe"`
	Product string       `form:"product" validate:"max=64"`
	Partner string       `form:"partner" validate:"max=64"`

	Unsourced bool `form:"unsourced"`
}

func (q *current) sourcing(ctx context.Context, in sourcing) (any, error) {
	filter := url.Values{"layer": {string(in.Layer)}, "verdict": {string(in.Verdict)}, "product": {in.Product}, "partner": {in.Partner}}
	if in.Unsourced {
		filter.Set("unsourced", "true")
	}
	return replyCounted(ctx, q, in.listed, "sourcing", filter, func(g *risk.Graph, offset, limit int) ([]risk.SourcingRow, int, error) {
		return g.SourcingPage(risk.SourcingFilter{
			Layer: in.Layer, Verdict: in.Verdict, Product: in.Product, Partner: in.Partner, Unsourced: in.Unsourced, Offset: offset, Limit: limit,
		})
	})
}

type singlePoints struct {
	listed
	Top    string      `form:"top" validate:"max=400"` // a route has the region in its id
	Layer  graph.Layer `form:"layer" validate:"omitempty,oneof=device_hardware device_software communications cloud_platform applications"`
	Cause  risk.Cause  `form:"cause" validate:"omitempty,oneof=partner country person"`
	Hidden bool        `form:"hidden"`
	Text   string      `form:"q" validate:"max=200"`
}

func (q *current) singlePoints(ctx context.Context, in singlePoints) (any, error) {
	filter := url.Values{"top": {in.Top}, "layer": {string(in.Layer)}, "cause": {string(in.Cause)}, "q": {in.Text}}
	if in.Hidden {
		filter.Set("hidden", "true")
	}
	return replyCounted(ctx, q, in.listed, "single-points", filter, func(g *risk.Graph, offset, limit int) ([]risk.SinglePoint, int, error) {
		return g.SinglePointPage(risk.SinglePointFilter{
			Top: in.Top, Layer: in.Layer, Cause: in.Cause, Text: in.Text, CountryName: importers.CountryName,
			HiddenOnly: in.Hidden, Offset: offset, Limit: limit,
		})
	})
}

type falseDiversity struct {
	listed
	Cause risk.Cause `form:"cause" validate:"omitempty,oneof=partner country person"`
}

func (q *current) falseDiversity(ctx context.Context, in falseDiversity) (any, error) {
	return reply(ctx, q, in.listed, "false-diversity", url.Values{"cause": {string(in.Cause)}}, func(g *risk.Graph, offset, limit int) ([]risk.FalseDiversity, error) {
		all, err := g.FalseDiversity(in.Cause)
		return part(all, offset, limit), err
	})
}

type about struct {
	oneID
	listed
	dated
	Effect risk.Effect `form:"effect" validate:"omitempty,oneof=stops delays one_of_k involved"`
}

// filter binds the cursors of an answer to what was asked.
func (a about) filter(asOf graph.Date) url.Values {
	return url.Values{"id": {a.ID}, "asOf": {string(asOf)}, "effect": {string(a.Effect)}}
}

func (q *current) partnersOf(ctx context.Context, in about) (any, error) {
	asOf := q.day(in.dated)
	return reply(ctx, q, in.listed, "partners-of", in.filter(asOf), func(g *risk.Graph, offset, limit int) ([]risk.ItemPartner, error) {
		return g.PartnersOf(in.ID, risk.TieFilter{AsOf: asOf, Effect: in.Effect, Offset: offset, Limit: limit})
	})
}

func (q *current) itemsOf(ctx context.Context, in about) (any, error) {
	asOf := q.day(in.dated)
	return reply(ctx, q, in.listed, "items-of", in.filter(asOf), func(g *risk.Graph, offset, limit int) ([]risk.PartnerItem, error) {
		return g.ItemsOf(in.ID, risk.TieFilter{AsOf: asOf, Effect: in.Effect, Offset: offset, Limit: limit})
	})
}
