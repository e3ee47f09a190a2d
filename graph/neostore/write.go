package neostore

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"linchpin/graph"
)

// write stores the draft and its changes, which it returns. What goes, goes
// first, so that what is made can take its place and its keys. New entities of
// one kind and their log are written by one statement, which is the whole of
// most batches of an import.
func (d *draft) write(ctx context.Context) ([]graph.Change, error) {
	changes, err := d.changes()
	if err != nil || len(changes) == 0 {
		return nil, err
	}
	d.number(changes)
	for i := range changes {
		id, seq := changes[i].EntityID, changes[i].Seq
		d.numbers[id] = slices.Concat(d.past[id], []int64{seq})
	}
	links, err := d.linkRows()
	if err != nil {
		return nil, err
	}
	if err := d.end(ctx, links); err != nil {
		return nil, err
	}
	logged, err := d.writeEntities(ctx, changes)
	if err != nil {
		return nil, err
	}
	if err := execEach(ctx, d.tx, linkCreate, links.makes); err != nil {
		return nil, err
	}
	if err := execEach(ctx, d.tx, linkUpdate, links.updates); err != nil || logged {
		return changes, err
	}
	return changes, d.log(ctx, changes)
}

// writeEntities stores what is made and changed. Where the changes are nothing
// but new entities of one kind, the operation is logged with them.
func (d *draft) writeEntities(ctx context.Context, changes []graph.Change) (logged bool, err error) {
	makes, updates := d.entityRows()
	for kind, rows := range makes {
		if len(rows) == len(changes) {
			return true, execWith(ctx, d.tx, entityCreateAll[kind], rows, d.logged(changes))
		}
	}
	if err := execEach(ctx, d.tx, entityUpdate, updates); err != nil {
		return false, err
	}
	return false, execEach(ctx, d.tx, entityCreate, makes)
}

// end takes away what goes. The numbers of the changes of each entity and link
// stay, until it is made again.
func (d *draft) end(ctx context.Context, links linkRows) error {
	if err := execEach(ctx, d.tx, linkEnd, links.ends); err != nil {
		return err
	}
	if err := execEach(ctx, d.tx, linkDelete, links.drops); err != nil {
		return err
	}
	var gone []map[string]any
	for _, id := range d.goneOrder {
		gone = append(gone, d.row(id))
	}
	if err := exec(ctx, d.tx, entityDelete, gone); err != nil {
		return err
	}
	if err := exec(ctx, d.tx, goneBack, d.back); err != nil {
		return err
	}
	return exec(ctx, d.tx, keysRelease, d.released())
}

// row names what goes, and the number of its last change.
func (d *draft) row(id string) map[string]any {
	return map[string]any{"id": id, "changes": d.numbers[id]}
}

// entityRows lists what is made and changed, by kind.
func (d *draft) entityRows() (makes, updates map[graph.Kind][]map[string]any) {
	makes, updates = map[graph.Kind][]map[string]any{}, map[graph.Kind][]map[string]any{}
	for _, p := range d.puts {
		props, kind := p.code.of(p.now.Meta), p.now.Body.Kind()
		props["changes"] = d.numbers[p.now.ID]
		if p.old != nil {
			updates[kind] = append(updates[kind], props)
		} else {
			makes[kind] = append(makes[kind], props)
		}
	}
	return makes, updates
}

// linkRows is what becomes of links, by kind: those of their own that end,
// those that bodies state no more or that lead elsewhere, those that are made
// and changed.
type linkRows struct {
	ends, makes, updates map[graph.LinkKind][]map[string]any
	drops                map[graph.LinkKind][]string
}

func (d *draft) linkRows() (linkRows, error) {
	out := linkRows{
		map[graph.LinkKind][]map[string]any{},
		map[graph.LinkKind][]map[string]any{},
		map[graph.LinkKind][]map[string]any{},
		map[graph.LinkKind][]string{},
	}
	for _, id := range d.goneLinkOrder {
		kind := d.goneLinks[id].Kind
		out.ends[kind] = append(out.ends[kind], d.row(id))
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
				out.drops[l.Kind] = append(out.drops[l.Kind], id)
			}
			if after != nil {
				out.makes[l.Kind] = append(out.makes[l.Kind], after)
			}
		}
	}
	for _, p := range d.linkPuts {
		props, err := linkProps(p.now)
		if err != nil {
			return out, err
		}
		kind := p.now.Kind
		props["changes"] = d.numbers[p.now.ID]
		if p.old != nil && !p.moves() {
			out.updates[kind] = append(out.updates[kind], props)
			continue
		}
		if p.moves() {
			out.drops[kind] = append(out.drops[kind], p.now.ID)
		}
		out.makes[kind] = append(out.makes[kind], map[string]any{"from": p.now.From, "to": p.now.To, "props": props})
	}
	return out, nil
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
