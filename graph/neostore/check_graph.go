package neostore

import (
	"context"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
)

// entities checks every entity by itself, and notes what links are checked by.
func (c *checker) entities(ctx context.Context, t tx) error {
	for _, kind := range graph.Kinds() {
		fields := map[string]bool{"id": true, "version": true, "createdAt": true, "updatedAt": true, "nameKey": true, "changes": true}
		for _, col := range bodyCodecs[kind] {
			fields[col.name] = true
		}
		err := t.stream(ctx, checkEntities[kind], nil, func(r *neo4j.Record) error {
			c.entity(kind, fields, r)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) entity(kind graph.Kind, fields map[string]bool, r *neo4j.Record) {
	props := value[map[string]any](r, "props")
	rec, err := recordOf(r)
	labels := value[[]any](r, "labels")
	known := c.kinds[rec.ID] != ""
	if len(labels) != 2 || !slices.Contains(labels, any("Entity")) {
		if !known {
			c.find("labels", rec.ID, "has the labels %v", labels)
		}
		c.seen[rec.ID], c.kinds[rec.ID] = true, kind
		return // as what should the rest be judged?
	}
	c.kinds[rec.ID] = kind
	if err != nil {
		c.find("types", rec.ID, "%v", err)
		c.seen[rec.ID] = true
		return
	}
	if rec.ID == "" || rec.Version < 1 || rec.CreatedAt.IsZero() || rec.UpdatedAt.IsZero() {
		c.find("fields", rec.ID, "lacks id, version or a time")
	}
	if known {
		c.find("unique", rec.ID, "the id is borne twice")
	}
	for name := range props {
		if !fields[name] {
			c.find("fields", rec.ID, "has a property %q that no %s has", name, kind)
		}
	}
	c.body(kind, rec, props)
	c.stored(string(kind), rec.ID, rec.Version, rec, props)
}

func (c *checker) body(kind graph.Kind, rec graph.Record, props map[string]any) {
	body, err := graph.Clone(rec.Body)
	if err == nil {
		err = graph.Prepare(body)
	}
	switch {
	case err != nil:
		c.find("rules", rec.ID, "%v", err)
	case !graph.Same(body, rec.Body):
		c.find("form", rec.ID, "is not in the form it is stored in")
	}
	if props["nameKey"] != graph.NameKey(rec.Body) {
		c.find("name key", rec.ID, "is %q and should be %q", props["nameKey"], graph.NameKey(rec.Body))
	}
	for field, v := range naturalKeys(rec.Body) {
		key := string(kind) + "\x1f" + field + "\x1f" + v
		if other := c.keys[key]; other != "" {
			c.find("unique", rec.ID, "shares its %s with %s", field, other)
		}
		c.keys[key] = rec.ID
	}
	if p, ok := rec.Body.(*graph.Partner); ok {
		c.owner[rec.ID] = p.Parent
	}
}

// links checks every link there is.
func (c *checker) links(ctx context.Context, t tx) error {
	kinds := linkKinds()
	return t.stream(ctx, checkLinks, nil, func(r *neo4j.Record) error {
		props := value[map[string]any](r, "props")
		id, _ := props["id"].(string)
		if kinds[value[string](r, "type")] == "" {
			c.find("kind", id, "a link of the unknown type %s", value[string](r, "type"))
			return nil
		}
		l, err := linkOf(r)
		if err != nil {
			c.find("types", id, "%v", err)
			c.seen[id] = true
			return nil
		}
		from, to := c.kinds[l.From], c.kinds[l.To]
		if err := l.CheckEnds(from, to); err != nil {
			c.find("link ends", id, "%v", err)
		}
		rule, _ := graph.RuleOf(l.Kind)
		if rule.Body != "" {
			c.bodyLink(l, rule, props)
		} else {
			c.ownLink(l, props)
		}
		return nil
	})
}

// bodyLink checks a link that a body states. That the body has it follows from
// its end: bodies are read from these links.
func (c *checker) bodyLink(l graph.Link, rule graph.LinkRule, props map[string]any) {
	owner := l.From
	if c.kinds[owner] != rule.BodyKind {
		owner = l.To
	}
	if l.ID != graph.BodyLinkID(owner, l.Kind) {
		c.find("link id", l.ID, "is not that of the link %s of %s", l.Kind, owner)
	}
	for name := range props {
		if name != "id" && (name != "percent" || l.Kind != graph.OwnedBy) {
			c.find("link fields", l.ID, "has a property %q that no link %s has", name, l.Kind)
		}
	}
}

func (c *checker) ownLink(l graph.Link, props map[string]any) {
	stated := l.LinkBody
	switch err := graph.PrepareLink(&stated); {
	case err != nil:
		c.find("link rules", l.ID, "%v", err)
	case !sameLink(stated, l.LinkBody):
		c.find("form", l.ID, "is not in the form it is stored in")
	}
	if l.ID == "" || l.Version < 1 || l.CreatedAt.IsZero() || l.UpdatedAt.IsZero() {
		c.find("link fields", l.ID, "lacks id, version or a time")
	}
	known := map[string]bool{"id": true, "version": true, "createdAt": true, "updatedAt": true, "changes": true}
	for _, col := range linkCodec {
		known[col.name] = true
	}
	for name := range props {
		if !known[name] {
			c.find("link fields", l.ID, "has a property %q that no link has", name)
		}
	}
	if other := c.keys[l.Key()]; other != "" {
		c.find("unique", l.ID, "states the same as %s", other)
	}
	c.keys[l.Key()] = l.ID
	if l.Minimum != nil {
		g := [3]string{l.From, string(l.Kind), l.Group}
		if n, ok := c.groups[g]; ok && n != *l.Minimum {
			c.find("group", l.ID, "needs %d of the group %q, others %d", *l.Minimum, l.Group, n)
		}
		c.groups[g] = *l.Minimum
	}
	c.stored(string(l.Kind), l.ID, l.Version, l, props)
}
