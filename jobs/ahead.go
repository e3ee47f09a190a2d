package jobs

import (
	"context"
	"iter"
	"maps"
	"slices"

	"linchpin/graph"
	"linchpin/importers"
)

// mostAhead is how many edits of other plans a check may assume.
const mostAhead = 200_000

// ahead is what is stored, with the plans of some imports in: a file that refers
// to another can be checked before that is applied.
type ahead struct {
	importers.Stored
	records map[string]graph.Record
	links   map[string]graph.Link
	gone    map[string]bool // entities and links
}

// assumed is what the file of an import is checked against.
func (d *Desk) assumed(ctx context.Context, i Import) (importers.Stored, error) {
	if len(i.After) == 0 {
		return d.Store, nil
	}
	out := &ahead{d.Store, map[string]graph.Record{}, map[string]graph.Link{}, map[string]bool{}}
	for p, err := range d.plansBefore(ctx, i) {
		if err != nil {
			return nil, err
		}
		out.put(p.Edit)
	}
	return out, nil
}

// plansBefore are the edits of the imports a check takes as applied.
func (d *Desk) plansBefore(ctx context.Context, i Import) iter.Seq2[planned, error] {
	return func(yield func(planned, error) bool) {
		var edits int64
		for _, id := range i.After {
			other, err := d.Store.Import(ctx, id)
			switch edits += other.Edits; {
			case err != nil:
			case other.State == Applied: // it is in anyway
				continue
			case other.State != Checked || !d.has(id):
				err = graph.Errorf(graph.Conflict, "%s is %s: only after a checked import can another be checked", other.File, other.State)
			case edits > mostAhead:
				err = graph.Errorf(graph.TooBig, "the files before it make more than %d changes: apply them first", mostAhead)
			}
			if err != nil {
				yield(planned{}, err)
				return
			}
			for p, err := range readPlan(d.path(id, planFile)) {
				if !yield(p, err) || err != nil {
					return
				}
			}
		}
	}
}

func (a *ahead) put(e graph.Edit) {
	switch {
	case e.Delete:
		a.gone[e.ID] = true
		delete(a.records, e.ID)
		delete(a.links, e.ID)
	case e.Link != nil:
		a.links[e.ID] = graph.Link{ID: e.ID, LinkBody: *e.Link}
	default:
		a.records[e.ID] = graph.Record{Meta: graph.Meta{ID: e.ID, Version: max(e.IfVersion, 0) + 1}, Body: e.Body}
	}
}

// Index returns the keys of all entities of a kind.
func (a *ahead) Index(ctx context.Context, kind graph.Kind) ([]graph.Keys, error) {
	stored, err := a.Stored.Index(ctx, kind)
	if err != nil {
		return nil, err
	}
	out := slices.DeleteFunc(stored, func(k graph.Keys) bool {
		_, again := a.records[k.ID]
		return again || a.gone[k.ID]
	})
	for _, id := range slices.Sorted(maps.Keys(a.records)) {
		if r := a.records[id]; r.Body.Kind() == kind {
			out = append(out, graph.KeysOf(r))
		}
	}
	return out, nil
}

// Records returns entities by id.
func (a *ahead) Records(ctx context.Context, ids []string) (map[string]graph.Record, error) {
	out, err := a.Stored.Records(ctx, ids)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if a.gone[id] {
			delete(out, id)
		}
		if r, ok := a.records[id]; ok {
			out[id] = r
		}
	}
	return out, nil
}

// LinksFrom returns the links of their own that start from entities.
func (a *ahead) LinksFrom(ctx context.Context, ids []string) ([]graph.Link, error) {
	stored, err := a.Stored.LinksFrom(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := slices.DeleteFunc(stored, func(l graph.Link) bool {
		_, again := a.links[l.ID]
		return again || a.gone[l.ID]
	})
	for _, id := range slices.Sorted(maps.Keys(a.links)) {
		if l := a.links[id]; slices.Contains(ids, l.From) {
			out = append(out, l)
		}
	}
	return out, nil
}
