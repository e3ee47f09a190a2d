package importers

import (
	"context"
	"fmt"
	"slices"

	"linchpin/graph"
)

// linkEnds is what a row of a links file joins.
type linkEnds struct {
	rule     graph.LinkRule
	from, to *listed
	errors   []RowError
}

// ends reads kind and ends of a link. Which kinds of entities an end may name
// follows from the link's kind, and from from_kind and to_kind.
func (c *part) ends(r record) linkEnds {
	var out linkEnds
	kind := c.column("kind")
	text := c.textOf(r, "kind")
	if text == "" {
		return out
	}
	name, e := oneOf(kind.spec, text)
	if e != nil {
		return out // parse says it
	}
	out.rule, _ = graph.RuleOf(graph.LinkKind(name))
	out.from = c.end(r, &out, "from", out.rule.From)
	out.to = c.end(r, &out, "to", out.rule.To)
	return out
}

func (c *part) end(r record, out *linkEnds, field string, kinds []graph.Kind) *listed {
	col, text := c.column(field), c.textOf(r, field)
	if e := col.entryOf(r); e != nil {
		return e
	}
	if text == "" {
		return nil
	}
	if k := c.column(field + "_kind"); k != nil {
		if said := c.text(r, k); said != "" {
			name, e := oneOf(k.spec, said)
			if e != nil {
				return nil // parse says it
			}
			if !slices.Contains(kinds, graph.Kind(name)) {
				out.errors = append(out.errors, RowError{
					Line: r.line, Column: c.headerOf(k), Code: codeBadValue, Got: said,
					Expected: "a " + kindList(kinds) + ": no other may be there in a link " + string(out.rule.Kind),
				})
				return nil
			}
			kinds = []graph.Kind{graph.Kind(name)}
		}
	}
	key := refKey{c.name, field + sep + kindList(kinds), text}
	ref, ok := c.refs[key]
	if !ok {
		ref = c.lookUp(c.headerOf(col), text, kinds)
		c.refs[key] = ref
	}
	if e := ref.err(); e != nil {
		e.Line, e.Column = r.line, c.headerOf(col)
		out.errors = append(out.errors, *e)
	}
	return ref.entry
}

// linkSubject finds the link a row is about: its key is its ends and kind, and
// the region, service or role that tells it from others between them.
func (c *part) linkSubject(r record) int32 {
	e := c.ends(r)
	if e.from == nil || e.to == nil {
		return nothing
	}
	if e.rule.Body != "" {
		return c.bodySubject(e)
	}
	body := graph.LinkBody{From: e.from.id, Kind: e.rule.Kind, To: e.to.id}
	switch e.rule.Key {
	case "region":
		body.Region = c.textOf(r, "region")
	case "service":
		body.Service = c.textOf(r, "service")
	case "role":
		body.Role = c.textOf(r, "role")
	}
	s := c.linkKeys[body.Key()]
	if s == nil {
		s = &subject{id: graph.NewID(c.in.Now), part: c, linkBody: &body, filled: make([]int64, len(c.slots[c.kind]))}
		c.addSubject(s)
		c.linkKeys[body.Key()] = s
	}
	return s.number
}

// bodySubject is the entity a field of which a row states: the owner of a
// partner, the component of an offering.
func (c *part) bodySubject(e linkEnds) int32 {
	of, _, _ := e.field()
	s := of.subject
	if s == nil {
		kind := e.rule.BodyKind
		s = &subject{entry: of, id: of.id, kind: kind, version: of.version, part: c, filled: make([]int64, len(c.slots[kind]))}
		of.subject = s
		c.addSubject(s)
	}
	return s.number
}

// field returns the end that has the field, the one that is its value, and the
// column that names that.
func (e linkEnds) field() (of, value *listed, column string) {
	if slices.Contains(e.rule.From, e.rule.BodyKind) {
		return e.from, e.to, "to"
	}
	return e.to, e.from, "from"
}

func (c *check) addSubject(s *subject) {
	c.subjects = append(c.subjects, s)
	s.number = int32(len(c.subjects) - 1) //nolint:gosec // a file has fewer rows
}

// loadLinks fetches the stored links that rows of a links file are about.
func (c *check) loadLinks(ctx context.Context) error {
	var from []string
	for _, s := range c.subjects {
		if s.linkBody != nil {
			from = append(from, s.linkBody.From)
		}
	}
	stored, err := c.storedLinks(ctx, from)
	if err != nil {
		return err
	}
	c.stored = stored
	for _, s := range c.subjects {
		if s.linkBody == nil {
			continue
		}
		if l, ok := stored[s.linkBody.Key()]; ok {
			before := l.LinkBody
			s.id, s.version, s.linkBefore = l.ID, l.Version, &before
			s.linkBody = cloneOf(&before)
		}
	}
	return nil
}

// linkStart is what is stated of a link before its rows say more.
func (s *subject) linkStart() *graph.LinkBody {
	if s.linkBefore != nil {
		return s.linkBefore
	}
	b := s.linkBody
	return &graph.LinkBody{From: b.From, Kind: b.Kind, To: b.To}
}

// applyPercent puts how much a row of owned_by says is owned to the partner
// that is.
func (c *part) applyPercent(out any, col *column, v value) {
	p, ok := out.(*graph.Partner)
	if !ok || col.spec.prop != "percent" {
		return
	}
	p.ParentPercent = nil
	if f, ok := v.v.(float64); ok {
		p.ParentPercent = &f
	}
}

// targetOf is the field that a column fills in the record of a subject.
func (s *subject) targetOf(col *column, p *parsed) string {
	if s.linkBody != nil || p.ends.rule.Body == "" {
		return col.target()
	}
	if _, _, value := p.ends.field(); col.spec.prop == value {
		return p.ends.rule.Body
	}
	if col.spec.prop == "percent" {
		return "parentPercent"
	}
	return col.target()
}

// refuseStray rejects a row that states a field of an entity and fills what
// that does not take.
func (c *part) refuseStray(p *parsed) {
	for i, col := range c.columns {
		switch col.spec.Name {
		case "from", "from_kind", "kind", "to", "to_kind":
		default:
			if p.values[i].set && !slices.Contains(p.ends.rule.Props, col.spec.prop) {
				p.fail(&RowError{Column: c.headerOf(col), Code: codeBadValue, Got: cut(fmt.Sprint(p.values[i].v), 100), Expected: "nothing: a link " + string(p.ends.rule.Kind) + " does not take it"})
			}
		}
	}
}
