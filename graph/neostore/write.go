package neostore

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"linchpin/graph"
)

// write stores the draft and its changes, which it returns. What goes, goes
// first, so that what is made can take its place and its keys. A new entity and
// its change are written by one statement, which is the whole of most batches
// of an import.
func (d *draft) write(ctx context.Context) ([]graph.Change, error) {
	changes, err := d.changes()
	if err != nil || len(changes) == 0 {
		return nil, err
	}
	d.number(changes)
	drops, makes, updates, err := d.linkRows()
	if err != nil {
		return nil, err
	}
	for _, kind := range slices.Sorted(maps.Keys(drops)) {
		if err := exec(ctx, d.tx, linkDelete[kind], drops[kind]); err != nil {
			return nil, err
		}
	}
	if err := exec(ctx, d.tx, entityDelete, d.goneOrder); err != nil {
		return nil, err
	}
	if err := exec(ctx, d.tx, keysRelease, d.released()); err != nil {
		return nil, err
	}
	logged, err := d.writeEntities(ctx, changes)
	if err != nil {
		return nil, err
	}
	for _, kind := range slices.Sorted(maps.Keys(makes)) {
		if err := exec(ctx, d.tx, linkCreate[kind], makes[kind]); err != nil {
			return nil, err
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(updates)) {
		if err := exec(ctx, d.tx, linkUpdate[kind], updates[kind]); err != nil {
			return nil, err
		}
	}
	if logged {
		return changes, nil
	}
	return changes, d.log(ctx, changes)
}

// writeEntities stores what is made and changed. Where the changes are nothing
// but new entities of one kind, the operation is logged with them.
func (d *draft) writeEntities(ctx context.Context, changes []graph.Change) (logged bool, err error) {
	makes, updates := map[graph.Kind][]map[string]any{}, map[graph.Kind][]map[string]any{}
	for _, p := range d.puts {
		props, kind := p.code.of(p.now.Meta), p.now.Body.Kind()
		if p.old != nil {
			updates[kind] = append(updates[kind], props)
			continue
		}
		c := changes[p.change]
		makes[kind] = append(makes[kind], map[string]any{"props": props, "seq": c.Seq, "after": string(c.After)})
	}
	for _, kind := range graph.Kinds() {
		if len(makes[kind]) == len(changes) {
			return true, exec(ctx, d.tx, entityCreateAll[kind], makes[kind])
		}
		if err := exec(ctx, d.tx, entityUpdate[kind], updates[kind]); err != nil {
			return false, err
		}
		if err := exec(ctx, d.tx, entityCreate[kind], makes[kind]); err != nil {
			return false, err
		}
	}
	return false, nil
}

// linkRows lists which links go, come and change, by kind.
func (d *draft) linkRows() (drops map[graph.LinkKind][]string, makes, updates map[graph.LinkKind][]map[string]any, err error) {
	drops = map[graph.LinkKind][]string{}
	makes, updates = map[graph.LinkKind][]map[string]any{}, map[graph.LinkKind][]map[string]any{}
	for _, id := range d.goneLinkOrder {
		kind := d.goneLinks[id].Kind
		drops[kind] = append(drops[kind], id)
	}
	for _, p := range d.puts {
		was := map[string]map[string]any{}
		if p.old != nil {
			was = bodyLinkRows(*p.old)
		}
		now := bodyLinkRows(p.now)
		for _, l := range p.now.Body.BodyLinks() {
			id := graph.BodyLinkID(p.now.ID, l.Kind)
			before, after := was[id], now[id]
			if before != nil && after != nil && sameRow(before, after) {
				continue
			}
			if before != nil {
				drops[l.Kind] = append(drops[l.Kind], id)
			}
			if after != nil {
				makes[l.Kind] = append(makes[l.Kind], after)
			}
		}
	}
	for _, p := range d.linkPuts {
		props, err := linkProps(p.now)
		if err != nil {
			return nil, nil, nil, err
		}
		kind, stays := p.now.Kind, p.old != nil && p.old.From == p.now.From && p.old.To == p.now.To
		switch {
		case stays:
			updates[kind] = append(updates[kind], props)
			continue
		case p.old != nil: // it leads elsewhere now
			drops[kind] = append(drops[kind], p.now.ID)
		}
		makes[kind] = append(makes[kind], map[string]any{"from": p.now.From, "to": p.now.To, "props": props})
	}
	return drops, makes, updates, nil
}

// bodyLinkRows are the links that a body states, by id.
func bodyLinkRows(r graph.Record) map[string]map[string]any {
	out := map[string]map[string]any{}
	for _, e := range graph.EdgesOf(r) {
		props := map[string]any{"id": e.ID}
		if p, ok := r.Body.(*graph.Partner); ok && p.ParentPercent != nil {
			props["percent"] = *p.ParentPercent
		}
		out[e.ID] = map[string]any{"from": e.From, "to": e.To, "props": props}
	}
	return out
}

func sameRow(a, b map[string]any) bool {
	return a["from"] == b["from"] && a["to"] == b["to"] && maps.Equal(a["props"].(map[string]any), b["props"].(map[string]any))
}

// changes lists what becomes of every entity and link.
func (d *draft) changes() (out []graph.Change, err error) {
	image := func(x any) (b []byte) {
		if err != nil {
			return nil
		}
		if r, ok := x.(graph.Record); ok {
			b, err = r.MarshalJSON() // json.Marshal would read what it gets once more
		} else {
			b, err = json.Marshal(x)
		}
		return b
	}
	add := func(op, kind, id string, version int64, before, after []byte) {
		out = append(out, graph.Change{Op: op, Kind: kind, EntityID: id, Version: version, Before: before, After: after})
	}
	for _, id := range d.goneLinkOrder {
		l := d.goneLinks[id]
		add(graph.OpDelete, string(l.Kind), id, l.Version+1, image(l), nil)
	}
	for _, p := range d.puts {
		if err := d.encode(p); err != nil {
			return nil, err
		}
		after, err := p.now.Image(p.code.image)
		if err != nil {
			return nil, err
		}
		p.change = len(out)
		if kind := string(p.now.Body.Kind()); p.old != nil {
			add(graph.OpUpdate, kind, p.now.ID, p.now.Version, image(*p.old), after)
		} else {
			add(graph.OpCreate, kind, p.now.ID, p.now.Version, nil, after)
		}
	}
	for _, id := range d.goneOrder {
		r := d.gone[id]
		add(graph.OpDelete, string(r.Body.Kind()), id, r.Version+1, image(r), nil)
	}
	for _, p := range d.linkPuts {
		if p.old != nil {
			add(graph.OpUpdate, string(p.now.Kind), p.now.ID, p.now.Version, image(*p.old), image(p.now))
		} else {
			add(graph.OpCreate, string(p.now.Kind), p.now.ID, p.now.Version, nil, image(p.now))
		}
	}
	return out, err
}
