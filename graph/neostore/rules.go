package neostore

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"linchpin/graph"
)

// references checks that what is named exists and is of the right kind.
func (d *draft) references(ctx context.Context) error {
	if err := d.lookUp(ctx); err != nil {
		return err
	}
	for _, p := range d.puts {
		for _, l := range p.now.Body.BodyLinks() {
			if l.Other == "" {
				continue
			}
			want := refKind(p.now.Body.Kind(), l.Field)
			if err := d.checkRef(l, want); err != nil {
				return d.about(p.edit, err)
			}
		}
	}
	for _, p := range d.linkPuts {
		if err := d.checkEnds(&p.now.LinkBody); err != nil {
			return d.about(p.edit, err)
		}
	}
	return nil
}

func (d *draft) about(e *graph.Edit, err error) error {
	if e == nil {
		return err
	}
	return about(e, len(d.edits), err)
}

// refKind is the kind that a field names.
func refKind(of graph.Kind, field string) graph.Kind {
	if of == graph.KindOffering && field == "component" {
		return graph.KindComponent
	}
	return graph.KindPartner
}

func (d *draft) checkRef(l graph.BodyLink, want graph.Kind) error {
	switch kind, ok := d.kinds[l.Other]; {
	case !ok:
		return graph.FieldError("/"+l.Field, "unknown_ref", "no %s has the id %q", want, l.Other)
	case kind != want:
		return graph.FieldError("/"+l.Field, "wrong_kind", "%q is a %s, not a %s", l.Other, kind, want)
	}
	return nil
}

func (d *draft) checkEnds(l *graph.LinkBody) error {
	from, ok := d.kinds[l.From]
	if !ok {
		return graph.FieldError("/from", "unknown_ref", "nothing has the id %q", l.From)
	}
	to, ok := d.kinds[l.To]
	if !ok {
		return graph.FieldError("/to", "unknown_ref", "nothing has the id %q", l.To)
	}
	return l.CheckEnds(from, to)
}

// lookUp finds the kinds of all that is referred to and will still be there.
func (d *draft) lookUp(ctx context.Context) error {
	var ids []string
	seen := map[string]bool{}
	want := func(id string) {
		_, gone := d.gone[id]
		if _, known := d.kinds[id]; known || gone || seen[id] || id == "" {
			return
		}
		seen[id] = true
		if r, ok := d.records[id]; ok {
			d.kinds[id] = r.Body.Kind()
			return
		}
		ids = append(ids, id)
	}
	for _, p := range d.puts {
		for _, l := range p.now.Body.BodyLinks() {
			want(l.Other)
		}
	}
	for _, p := range d.linkPuts {
		want(p.now.From)
		want(p.now.To)
	}
	if len(ids) == 0 {
		return nil
	}
	rs, err := d.run(ctx, kindsQuery, map[string]any{"ids": ids})
	if err != nil {
		return err
	}
	for _, r := range rs {
		if d.kinds[value[string](r, "id")], err = kindOf(value[[]any](r, "labels")); err != nil {
			return err
		}
	}
	return nil
}

// ownership checks that nobody comes to own itself, over however many steps.
func (d *draft) ownership(ctx context.Context) error {
	owner := map[string]string{} // as it will be
	var changed []*put
	for _, p := range d.puts {
		b, ok := p.now.Body.(*graph.Partner)
		if !ok {
			continue
		}
		owner[p.now.ID] = b.Parent
		if b.Parent != "" && (p.old == nil || p.old.Body.(*graph.Partner).Parent != b.Parent) {
			changed = append(changed, p)
		}
	}
	if len(changed) == 0 {
		return nil
	}
	if err := d.owners(ctx, changed, owner); err != nil {
		return err
	}
	for _, p := range changed {
		if loop := loopFrom(p.now.ID, owner); loop != nil {
			return d.about(p.edit, d.loopError(ctx, loop))
		}
	}
	return nil
}

// owners adds the stored owners of all that the changed partners lead up to.
func (d *draft) owners(ctx context.Context, changed []*put, owner map[string]string) error {
	var ask []string
	for _, p := range changed {
		ask = append(ask, owner[p.now.ID])
	}
	for asked := map[string]bool{}; len(ask) > 0; {
		rs, err := d.run(ctx, ownersQuery, map[string]any{"ids": ask})
		if err != nil {
			return err
		}
		for _, id := range ask {
			asked[id] = true
		}
		for _, r := range rs {
			if id := value[string](r, "id"); !has(owner, id) {
				owner[id] = value[string](r, "owner")
			}
		}
		ask = ask[:0]
		for _, o := range owner { // what was reached, or is stated by an edit, and leads on
			if o != "" && !asked[o] && !has(owner, o) {
				ask = append(ask, o)
				asked[o] = true
			}
		}
	}
	return nil
}

func has[V any](m map[string]V, key string) bool { _, ok := m[key]; return ok }

// loopFrom returns the loop that passes through id, from id up to the last
// before it comes round.
func loopFrom(id string, owner map[string]string) (loop []string) {
	loop = []string{id}
	seen := map[string]bool{id: true}
	for at := owner[id]; at != ""; at = owner[at] {
		if at == id {
			return loop
		}
		if seen[at] {
			return nil // a loop further up: whoever closed it is told
		}
		seen[at] = true
		loop = append(loop, at)
	}
	return nil
}

func (d *draft) loopError(ctx context.Context, loop []string) error {
	found, err := refs(ctx, d, loop)
	if err != nil {
		return err
	}
	names := make([]string, 0, len(loop)+1)
	var members []graph.Ref
	for _, id := range append(slices.Clip(loop), loop[0]) {
		ref, ok := found[id]
		if p := d.putOf[id]; p != nil {
			ref, ok = graph.Ref{ID: id, Kind: graph.KindPartner, Name: p.now.Body.Title(), ExternalID: p.now.Body.Base().ExternalID}, true
		}
		if !ok {
			ref = graph.Ref{ID: id, Kind: graph.KindPartner, Name: id}
		}
		names, members = append(names, ref.Name), append(members, ref)
	}
	detail := "would make a partner own itself: " + strings.Join(names, ", owned by ")
	return &graph.Error{
		Code: graph.Invalid, Detail: "parent: " + detail, Refs: members[:min(len(loop), maxRefs)],
		Fields: []graph.Field{{Pointer: "/parent", Detail: detail, Code: "ownership_loop"}},
	}
}

// maxRefs is how many entities an error lists.
const maxRefs = 20

// sameLinks checks that no two links have one key.
func (d *draft) sameLinks(ctx context.Context) error {
	byKey := map[string]*linkPut{}
	rows := map[graph.LinkKind][]map[string]any{}
	for _, p := range d.linkPuts {
		key := p.now.Key()
		if byKey[key] != nil {
			return d.about(p.edit, twice(&p.now, byKey[key].now.ID))
		}
		byKey[key] = p
		if p.old == nil || p.old.Key() != key {
			rows[p.now.Kind] = append(rows[p.now.Kind], map[string]any{"from": p.now.From, "to": p.now.To})
		}
	}
	for kind, rows := range rows {
		r, _ := graph.RuleOf(kind)
		rs, err := d.run(ctx, linkSame[kind], map[string]any{"rows": rows, "key": r.Key})
		if err != nil {
			return err
		}
		for _, rec := range rs {
			id := value[string](rec, "id")
			key := strings.Join([]string{value[string](rec, "from"), string(kind), value[string](rec, "to"), value[string](rec, "key")}, "\x1f")
			if p := byKey[key]; p != nil && p.now.ID != id && !has(d.goneLinks, id) && !has(d.linkPutOf, id) {
				return d.about(p.edit, twice(&p.now, id))
			}
		}
	}
	return nil
}

func twice(l *graph.Link, other string) error {
	detail := fmt.Sprintf("a link %s between these two exists already: %s", l.Kind, other)
	pointer := "/to"
	if r, _ := graph.RuleOf(l.Kind); r.Key != "" {
		detail = fmt.Sprintf("a link %s between these two with this %s exists already: %s", l.Kind, r.Key, other)
		pointer = "/" + r.Key
	}
	return &graph.Error{Code: graph.Conflict, Detail: detail, Fields: []graph.Field{{Pointer: pointer, Detail: "is stated already by the link " + other, Code: "unique"}}}
}

// groups checks that the links of a group that state a minimum agree.
func (d *draft) groups(ctx context.Context) error {
	type group struct{ from, name string }
	asked := map[graph.LinkKind]map[group]bool{}
	rows := map[graph.LinkKind][]map[string]any{}
	for _, p := range d.linkPuts {
		g := group{p.now.From, p.now.Group}
		if p.now.Minimum == nil || asked[p.now.Kind][g] {
			continue
		}
		if asked[p.now.Kind] == nil {
			asked[p.now.Kind] = map[group]bool{}
		}
		asked[p.now.Kind][g] = true
		rows[p.now.Kind] = append(rows[p.now.Kind], map[string]any{"from": g.from, "group": g.name})
	}
	for kind, rows := range rows {
		rs, err := d.run(ctx, linkGroup[kind], map[string]any{"rows": rows})
		if err != nil {
			return err
		}
		stated := map[group]int64{}
		for _, r := range rs {
			if id := value[string](r, "id"); !has(d.goneLinks, id) && !has(d.linkPutOf, id) {
				stated[group{value[string](r, "from"), value[string](r, "group")}] = value[int64](r, "minimum")
			}
		}
		for _, p := range d.linkPuts {
			if p.now.Kind != kind || p.now.Minimum == nil {
				continue
			}
			g := group{p.now.From, p.now.Group}
			if n, ok := stated[g]; ok && n != *p.now.Minimum {
				return d.about(p.edit, graph.FieldError("/minimum", "group_minimum", "is %d, but %d elsewhere in the group %q", *p.now.Minimum, n, g.name))
			}
			stated[g] = *p.now.Minimum
		}
	}
	return nil
}
