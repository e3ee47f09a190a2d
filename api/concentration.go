package api

import (
	"context"
	"net/url"

	"linchpin/risk"
)

type by struct {
	listed
	By risk.By `form:"by" validate:"omitempty,oneof=partner parent country layer"`
}

// concentration is how much rests on few as an answer. Its list of rows may go
// on; what is measured is measured over all of them.
type concentration struct {
	rows[risk.ShareItem]
	By           risk.By        `json:"by"`
	Sources      risk.Measure   `json:"sources"`
	Spend        []risk.Measure `json:"spend"`
	Value        []risk.Measure `json:"value"`
	Missing      []risk.Missing `json:"missing"`
	MissingCount int            `json:"missingCount"`
}

func (q *current) concentration(ctx context.Context, in by) (any, error) {
	var all risk.Concentration
	answer, err := replyCounted(ctx, q, in.listed, "concentration", url.Values{"by": {string(in.By)}}, func(g *risk.Graph, offset, limit int) ([]risk.ShareItem, int, error) {
		var err error
		all, err = g.Concentration(risk.ConcentrationFilter{By: in.By, Offset: offset, Limit: limit})
		return all.Items, all.Count, err
	})
	found, ok := answer.(rows[risk.ShareItem])
	if err != nil || !ok {
		return answer, err
	}
	return concentration{found, all.By, all.Sources, all.Spend, all.Value, all.Missing, all.MissingCount}, nil
}
