package api

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"linchpin/graph"
	"linchpin/risk"
)

type ends struct {
	paging
	From       string `form:"from" validate:"required,max=64"`
	To         string `form:"to" validate:"required,max=64"`
	Dependency bool   `form:"dependency"`
}

// mostPaths is how many paths are looked for at most.
const mostPaths = 100

// path is how two entities are connected. Dependent is the end to which the
// failure of the other may pass along all of it, nil where it passes along
// none; Stops: it does, and no alternative catches it.
type path struct {
	Sentence  string     `json:"sentence"`
	Steps     []hop      `json:"steps"`
	Dependent *graph.Ref `json:"dependent"`
	Stops     bool       `json:"stops"`
}

// hop is a link of a path and, where a failure passes along it, how many of
// how many have to fail.
type hop struct {
	graph.Hop
	Needed int64 `json:"needed,omitempty"`
	Of     int   `json:"of,omitempty"`
}

// paths tells the shortest chains of links or, where dependency is asked for,
// those along which a failure passes from one end to the other.
func (b browser) paths(ctx context.Context, in ends) (rows[path], error) {
	within := scope("paths", url.Values{"from": {in.From}, "to": {in.To}, "dependency": {strconv.FormatBool(in.Dependency)}})
	g, at, err := b.answer.at(ctx, in.Cursor, within)
	if err != nil {
		return rows[path]{}, err
	}
	limit := min(at+in.Limit+1, mostPaths)
	found := answerOf[[]path]{told: told{b.answer.tag(g.Change(), ""), g.Change(), ""}}
	if in.Dependency {
		found.value, err = dependencies(g, in.From, in.To, limit)
	} else {
		found, err = b.connections(ctx, g, in, limit)
	}
	if err != nil {
		return rows[path]{}, err
	}
	out := rows[path]{told: found.told, page: page[path]{Items: []path{}, Importing: b.answer.importing()}}
	out.Items = append(out.Items, part(found.value, at, in.Limit)...)
	if next := at + in.Limit; len(found.value) > next {
		out.Next = cursor{At: int64(next), Change: found.Change}.text(within)
	}
	return out, nil
}

// connections asks the store for chains of links, and of each whether it is a
// dependency.
func (b browser) connections(ctx context.Context, g *risk.Graph, in ends, limit int) (out answerOf[[]path], err error) {
	chains, err := steady(ctx, b, func() ([][]graph.Hop, error) { return b.store.Paths(ctx, in.From, in.To, limit) })
	if err != nil {
		return out, err
	}
	out.told = chains.told
	for _, hops := range chains.value {
		out.value = append(out.value, traced(g, hops))
	}
	return out, nil
}

// traced says whether a failure passes along the hops, all in one direction.
func traced(g *risk.Graph, hops []graph.Hop) path {
	p := path{Sentence: sentence(hops), Steps: make([]hop, len(hops))}
	onTo, onFrom := true, true // the start rests on the end, the end on the start
	for i, h := range hops {
		s, rests := g.RestsOn(h.From.ID, h.To.ID)
		back, carries := g.RestsOn(h.To.ID, h.From.ID)
		if !rests {
			s = back
		}
		onTo, onFrom = onTo && rests, onFrom && carries
		p.Steps[i] = hop{h, s.Needed, s.Of}
	}
	start, end := hops[0].From, hops[len(hops)-1].To
	if onTo {
		p.depends(g, start, end)
	} else if onFrom {
		p.depends(g, end, start)
	}
	return p
}

// depends notes that one end rests on the other; both are in the graph.
func (p *path) depends(g *risk.Graph, dependent, cause graph.Ref) {
	p.Dependent = &dependent
	p.Stops, _ = g.Stops(cause.ID, dependent.ID)
}

// dependencies tells how the start rests on the end or, where it does not, the
// end on the start.
func dependencies(g *risk.Graph, from, to string, limit int) ([]path, error) {
	for _, end := range []struct{ at, id string }{{"/from", from}, {"/to", to}} {
		if !g.Has(end.id) {
			said := fmt.Sprintf("nothing has the id %q", end.id)
			return nil, &graph.Error{Code: graph.NotFound, Detail: said, Fields: []graph.Field{{Pointer: end.at, Detail: said, Code: "unknown_ref"}}}
		}
	}
	dependent, cause := from, to
	ways, err := g.Ways(dependent, cause, limit)
	if err == nil && len(ways) == 0 {
		dependent, cause = to, from
		ways, err = g.Ways(dependent, cause, limit)
	}
	out := make([]path, 0, len(ways))
	for _, w := range ways {
		if dependent == to {
			slices.Reverse(w)
		}
		p := path{Steps: make([]hop, len(w))}
		hops := make([]graph.Hop, len(w))
		for i, s := range w {
			hops[i] = hopOf(s, dependent == to)
			p.Steps[i] = hop{hops[i], s.Needed, s.Of}
		}
		p.Sentence = sentence(hops)
		if dependent == from {
			p.depends(g, hops[0].From, hops[len(hops)-1].To)
		} else {
			p.depends(g, hops[len(hops)-1].To, hops[0].From)
		}
		out = append(out, p)
	}
	return out, err
}

// hopOf is the link behind a rule, walked from the owner to the member or back.
func hopOf(s risk.WayStep, back bool) graph.Hop {
	kind, toOwner := graph.LinkKind(s.Rule), false
	switch s.Rule {
	case risk.Sources, risk.Share:
		kind, toOwner = graph.Fulfils, true
	case risk.Person:
		kind, toOwner = graph.Owns, true
	case risk.Services, risk.Sells:
		toOwner = true
	default: // has the name of its link, which leads to the member
	}
	if back {
		return graph.Hop{From: s.Member, Kind: kind, To: s.Owner, Reverse: !toOwner}
	}
	return graph.Hop{From: s.Owner, Kind: kind, To: s.Member, Reverse: toOwner}
}
