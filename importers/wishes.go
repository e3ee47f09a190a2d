package importers

import (
	"context"
	"slices"
	"strings"

	"linchpin/graph"
)

// wishes returns the links that a row's columns state, those kinds of links it
// clears, and what is wrong with them.
func (c *part) wishes(s *subject, p *parsed) (out []wish, clears []graph.LinkKind, errs []RowError) {
	if s.entry == nil {
		return nil, nil, nil
	}
	for i, col := range c.columns {
		v := p.values[i]
		switch {
		case col.spec.link == "" || !v.set:
			continue
		case v.clear:
			clears = append(clears, col.spec.link)
			continue
		}
		named, _ := v.v.([]*listed)
		for _, other := range named {
			w := wish{row: p.row, line: p.line, column: c.headerOf(col), label: other.name, field: col.spec.Name}
			w.body = graph.LinkBody{From: s.id, Kind: col.spec.link, To: other.id}
			from, to := s.kind, other.kind
			if col.spec.back {
				w.body.From, w.body.To, from, to = other.id, s.id, other.kind, s.kind
			}
			err := graph.PrepareLink(&w.body)
			if err == nil {
				err = w.body.CheckEnds(from, to)
			}
			if err != nil {
				errs = append(errs, RowError{Line: p.line, Column: w.column, Code: codeBadValue, Got: other.name, Expected: detail(err)})
				continue
			}
			out = append(out, w)
		}
	}
	return out, clears, errs
}

// need notes a new thing of this file that has to be there before.
func (s *subject) need(e *listed) {
	if e.subject != nil && e.subject.isNew() && e.subject != s && !slices.Contains(s.needs, e.subject) {
		s.needs = append(s.needs, e.subject)
	}
}

func (s *subject) addLinks(links []wish) {
	for _, w := range links {
		if !slices.ContainsFunc(s.links, func(k wish) bool { return k.body.Key() == w.body.Key() }) {
			s.links = append(s.links, w)
		}
	}
}

// storedLinks fetches the own links that start from the given entities.
func (c *check) storedLinks(ctx context.Context, from []string) (map[string]graph.Link, error) {
	out := map[string]graph.Link{}
	slices.Sort(from)
	for part := range slices.Chunk(slices.Compact(from), 500) {
		links, err := c.in.Stored.LinksFrom(ctx, part)
		if err != nil {
			return nil, err
		}
		for _, l := range links {
			out[l.Key()] = l
		}
	}
	return out, nil
}

// settleLinks tells the wishes that are stored already from new ones, and finds
// the links that are to go.
func (c *check) settleLinks(ctx context.Context) error {
	var from []string
	for _, s := range c.subjects {
		for _, w := range s.links {
			from = append(from, w.body.From)
		}
		if len(s.clears) > 0 && !s.isNew() {
			from = append(from, s.id)
		}
	}
	stored, err := c.storedLinks(ctx, from)
	if err != nil {
		return err
	}
	for _, s := range c.subjects {
		for i := range s.links {
			_, s.links[i].stored = stored[s.links[i].body.Key()]
		}
	}
	cleared := map[string][]graph.Link{}
	for _, l := range stored {
		cleared[l.From] = append(cleared[l.From], l)
	}
	for _, s := range c.subjects {
		for _, l := range cleared[s.id] {
			wanted := slices.ContainsFunc(s.links, func(w wish) bool { return w.body.Key() == l.Key() })
			if slices.Contains(s.clears, l.Kind) && !wanted {
				s.drops = append(s.drops, l)
			}
		}
		slices.SortFunc(s.drops, func(a, b graph.Link) int { return strings.Compare(a.ID, b.ID) })
	}
	return nil
}
