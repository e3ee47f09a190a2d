package neostore

import (
	"context"
	"fmt"
	"reflect"

	"linchpin/graph"
)

// draft is a call of Apply, worked out while the gate is held: what is stored
// of all it touches, and what shall be stored afterwards.
type draft struct {
	tx
	edits []graph.Edit
	ready map[string]encoded // by edit: its body, where that was encoded before the gate
	state

	puts      []*put // entities made or changed, in the order of the edits
	putOf     map[string]*put
	gone      map[string]graph.Record // entities to delete
	goneOrder []string
	alone     bool // nothing may go with these but what the edits name

	linkPuts      []*linkPut
	linkPutOf     map[string]*linkPut
	goneLinks     map[string]graph.Link
	goneLinkOrder []string

	kinds map[string]graph.Kind // what exists afterwards, as far as it was looked up

	back    []string           // what is made again
	numbers map[string][]int64 // by id, the numbers of the changes that are known here, with that of this write
}

// put is an entity before and after; old is nil for a new one.
type put struct {
	edit *graph.Edit // nil when it only loses a field that named what goes
	old  *graph.Record
	now  graph.Record

	code encoded // of now
}

type linkPut struct {
	edit *graph.Edit
	old  *graph.Link
	now  graph.Link
}

// moves reports whether a link that was there leads elsewhere now.
func (p *linkPut) moves() bool {
	return p.old != nil && (p.old.From != p.now.From || p.old.To != p.now.To)
}

func newDraft(t tx, edits []graph.Edit) *draft {
	if t.past == nil {
		t.past = map[string][]int64{}
	}
	return &draft{
		tx: t, edits: edits,
		putOf: map[string]*put{}, gone: map[string]graph.Record{},
		linkPutOf: map[string]*linkPut{}, goneLinks: map[string]graph.Link{},
		kinds: map[string]graph.Kind{}, numbers: map[string][]int64{},
	}
}

// plan works out what the edits come to, and checks it against every rule
// that involves more than one record.
func (d *draft) plan(ctx context.Context) (err error) {
	if err := d.read(ctx); err != nil {
		return err
	}
	for i := range d.edits {
		e := &d.edits[i]
		if err := d.take(e); err != nil {
			return about(e, len(d.edits), err)
		}
	}
	for _, step := range []func(context.Context) error{
		d.sweep, d.references, d.ownership, d.sameLinks, d.groups, d.goOn,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return d.keysTwice()
}

// read reads what is stored of what the edits name. What shall be new is left
// to the schema, which knows no id twice.
func (d *draft) read(ctx context.Context) (err error) {
	var old []graph.Edit
	for _, e := range d.edits {
		if e.IfVersion != graph.MustBeNew {
			old = append(old, e)
		}
	}
	d.state, err = load(ctx, d, old)
	return err
}

// take notes what one edit changes.
func (d *draft) take(e *graph.Edit) error {
	r, isRecord := d.records[e.ID]
	l, isLink := d.links[e.ID]
	if err := versionFault(e, isRecord || isLink, r.Version+l.Version); err != nil || d.holds(*e) {
		return err
	}
	switch {
	case e.Delete && isRecord:
		d.drop(r)
		d.alone = d.alone || e.Alone
	case e.Delete:
		d.dropLink(l)
	case e.Body != nil:
		return d.takeBody(e)
	default:
		return d.takeLink(e)
	}
	return nil
}

func versionFault(e *graph.Edit, exists bool, version int64) error {
	switch {
	case e.IfVersion == graph.MustBeNew && exists:
		return &graph.Error{Code: graph.Conflict, Detail: fmt.Sprintf("%q exists already", e.ID), Version: version}
	case e.IfVersion > 0 && !exists:
		return graph.Errorf(graph.NotFound, "nothing has the id %q", e.ID)
	case e.IfVersion > 0 && e.IfVersion != version:
		return &graph.Error{
			Code: graph.Stale, Version: version,
			Detail: fmt.Sprintf("%q is at version %d, not %d", e.ID, version, e.IfVersion),
		}
	}
	return nil
}

func (d *draft) takeBody(e *graph.Edit) error {
	p := &put{edit: e, now: graph.Record{Meta: d.meta(e.ID), Body: e.Body}}
	if old, ok := d.records[e.ID]; ok {
		if was := old.Body.Kind(); was != e.Body.Kind() {
			return graph.Errorf(graph.Conflict, "%q is a %s and cannot become a %s", e.ID, was, e.Body.Kind())
		}
		p.old, p.now.Version, p.now.CreatedAt = &old, old.Version+1, old.CreatedAt
	}
	d.put(p)
	return nil
}

func (d *draft) takeLink(e *graph.Edit) error {
	m := d.meta(e.ID)
	p := &linkPut{edit: e, now: graph.Link{ID: m.ID, LinkBody: *e.Link, Version: m.Version, CreatedAt: m.CreatedAt, UpdatedAt: m.UpdatedAt}}
	if old, ok := d.links[e.ID]; ok {
		if old.Kind != e.Link.Kind {
			return graph.FieldError("/kind", "immutable", "cannot change: delete the link and make another")
		}
		p.old, p.now.Version, p.now.CreatedAt = &old, old.Version+1, old.CreatedAt
	}
	d.linkPuts, d.linkPutOf[e.ID] = append(d.linkPuts, p), p
	return nil
}

func (d *draft) meta(id string) graph.Meta {
	return graph.Meta{ID: id, Version: 1, CreatedAt: d.now, UpdatedAt: d.now}
}

func (d *draft) put(p *put) {
	d.puts, d.putOf[p.now.ID] = append(d.puts, p), p
	d.kinds[p.now.ID] = p.now.Body.Kind()
}

func (d *draft) drop(r graph.Record) {
	d.gone[r.ID], d.goneOrder = r, append(d.goneOrder, r.ID)
}

func (d *draft) dropLink(l graph.Link) {
	if _, ok := d.goneLinks[l.ID]; !ok {
		d.goneLinks[l.ID], d.goneLinkOrder = l, append(d.goneLinkOrder, l.ID)
	}
}

func sameLink(a, b graph.LinkBody) bool { return reflect.DeepEqual(a, b) }

// goOn lets the version of what is made again, and the list of its changes, go
// on where they ended; the list also of links that lead elsewhere, which are
// made anew.
func (d *draft) goOn(ctx context.Context) error {
	var made, moved []string
	for _, p := range d.puts {
		if p.old == nil {
			made = append(made, p.now.ID)
		}
	}
	for _, p := range d.linkPuts {
		switch {
		case p.old == nil:
			made = append(made, p.now.ID)
		case p.moves():
			moved = append(moved, p.now.ID)
		}
	}
	if err := d.lookBack(ctx, goneQuery, made); err != nil {
		return err
	}
	for _, id := range made {
		version := int64(len(d.past[id])) + 1
		if version > 1 {
			d.back = append(d.back, id)
		}
		if p, ok := d.putOf[id]; ok {
			p.now.Version = version
		}
		if p, ok := d.linkPutOf[id]; ok {
			p.now.Version = version
		}
	}
	return d.lookBack(ctx, linkChanges, moved)
}

// lookBack finds the numbers of the past changes of ids, unless they are known.
func (d *draft) lookBack(ctx context.Context, q query, ids []string) error {
	var ask []string
	for _, id := range ids {
		if !has(d.past, id) {
			ask = append(ask, id)
		}
	}
	if len(ask) == 0 {
		return nil
	}
	rs, err := d.run(ctx, q, map[string]any{"ids": ask})
	if err != nil {
		return err
	}
	for _, r := range rs {
		d.past[value[string](r, "id")] = numbersOf(value[[]any](r, "changes"))
	}
	return nil
}

func numbersOf(list []any) []int64 {
	out := make([]int64, len(list))
	for i := range list {
		out[i] = at[int64](list, i)
	}
	return out
}
