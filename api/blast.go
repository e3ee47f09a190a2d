package api

import (
	"context"
	"net/url"

	"linchpin/risk"
)

// summary is the state of the whole graph as an answer.
type summary struct {
	tagged
	risk.Summary
	Importing string `json:"importing,omitempty"`
}

func (q *current) summary(ctx context.Context, _ struct{}) (summary, error) {
	g, err := q.graph(ctx)
	if err != nil {
		return summary{}, err
	}
	return summary{q.tag(g.Change(), ""), g.Summary(), q.importing()}, nil
}

type seeds struct {
	paging
	Seeds []string `form:"seed" validate:"required,max=100,dive,required,max=400"`
}

// blast is what some failures lead to as an answer. Its lists of what stops and
// of what is degraded go on together.
type blast struct {
	tagged
	risk.Blast
	Next      *string `json:"next"`
	Importing string  `json:"importing,omitempty"`
}

func (q *current) blast(ctx context.Context, in seeds) (blast, error) {
	within := scope("blast", url.Values{"seed": in.Seeds})
	at, err := parseCursor(in.Cursor, within)
	if err != nil {
		return blast{}, err
	}
	g, err := q.graph(ctx)
	if err != nil {
		return blast{}, err
	}
	if in.Cursor != "" && at.Change != g.Change() {
		return blast{}, oldCursor()
	}
	found, err := g.BlastPage(int(at.At), in.Limit+1, in.Seeds...)
	if err != nil {
		return blast{}, err
	}
	out := blast{tagged: q.tag(g.Change(), ""), Blast: found, Importing: q.importing()}
	if n := in.Limit; max(len(found.Stopped), len(found.Degraded)) > n {
		out.Stopped, out.Degraded = found.Stopped[:min(n, len(found.Stopped))], found.Degraded[:min(n, len(found.Degraded))]
		out.Next = cursor{At: at.At + int64(in.Limit), Change: g.Change()}.text(within)
	}
	return out, nil
}
