package api

import (
	"context"
	"net/url"

	"linchpin/risk"
)

type exposure struct {
	listed
	Partner string `form:"partner" validate:"max=64"`
}

func (q *current) exposure(ctx context.Context, in exposure) (any, error) {
	return replyCounted(ctx, q, in.listed, "exposure", url.Values{"partner": {in.Partner}}, func(g *risk.Graph, offset, limit int) ([]risk.Exposure, int, error) {
		return g.ExposurePage(risk.ExposureFilter{Partner: in.Partner, Offset: offset, Limit: limit})
	})
}
