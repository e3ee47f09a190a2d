package importers

import (
	"context"
	"slices"

	"linchpin/graph"
)

// settle brings what the rows state together with what is stored: what needs
// something that is rejected is rejected too, and each subject gets its
// difference to the store.
func (c *check) settle(ctx context.Context) error {
	c.suggest()
	c.refuseNameless()
	c.refuseTaken()
	c.refuseLoops()
	if err := c.settleLinks(ctx); err != nil {
		return err
	}
	c.refuseGroups()
	c.cascade()
	c.teach()
	for _, s := range c.subjects {
		if !s.planned() {
			continue
		}
		if err := c.settleSubject(s); err != nil {
			return err
		}
	}
	c.countDefaults()
	c.likeOthers()
	return nil
}

// refuseNameless refuses new things whose name stands in rejected rows only.
func (c *check) refuseNameless() {
	for _, s := range c.subjects {
		if s.entry == nil || !s.isNew() || s.made || s.named || !s.planned() || s.part.column("name") == nil {
			continue
		}
		s.fault = &RowError{Column: s.part.headerFor("name"), Code: codeRequired, Expected: "a value", Hint: "the row that says it is rejected itself"}
	}
}

func (c *check) settleSubject(s *subject) error {
	var err error
	switch {
	case s.isNew():
		s.changed = true
	case s.linkBody != nil:
		s.changes, err = diff(s.linkBefore, s.linkBody)
	case !graph.Same(s.before, s.body):
		s.changes, err = diff(s.before, s.body)
	}
	s.changed = s.changed || len(s.changes) > 0
	byField := map[string][]string{}
	var order []string
	for _, w := range s.links {
		if w.stored {
			continue
		}
		if byField[w.field] == nil {
			order = append(order, w.field)
		}
		byField[w.field] = append(byField[w.field], w.label)
	}
	for _, f := range order {
		s.linkChanges = append(s.linkChanges, FieldDiff{Field: f, New: byField[f]})
	}
	for _, l := range s.drops {
		s.linkChanges = append(s.linkChanges, FieldDiff{Field: string(l.Kind), Old: l.To})
	}
	return err
}

// cascade rejects what needs a new thing that no row brings.
func (c *check) cascade() {
	users := map[*subject][]*subject{}
	var dead []*subject
	for _, s := range c.subjects {
		for _, n := range s.needs {
			users[n] = append(users[n], s)
		}
		if !s.alive() {
			dead = append(dead, s)
		}
	}
	for len(dead) > 0 {
		d := dead[len(dead)-1]
		dead = dead[:len(dead)-1]
		for _, s := range users[d] {
			if s.fault != nil {
				continue
			}
			name := d.id
			if d.entry != nil && d.entry.name != "" {
				name = d.entry.name
			}
			was := s.alive()
			s.fault = &RowError{
				Code: codeUnknownRef, Got: name, Expected: "a reference to what is stored or comes with the file",
				Hint: "the row that would make it is rejected itself",
			}
			if was && !s.alive() {
				dead = append(dead, s)
			}
		}
	}
}

func (c *part) headerFor(field string) string {
	if col := c.column(field); col != nil {
		return c.headerOf(col)
	}
	return ""
}

// countDefaults counts what was taken as given because no row says it.
func (c *check) countDefaults() {
	says := func(s *subject, field string) bool {
		return slices.ContainsFunc(c.parts, func(p *part) bool {
			col := p.column(field)
			return p.kind == s.kind && col != nil && col.at >= 0 && s.filled[col.slot] > 0
		})
	}
	for _, s := range c.subjects {
		if !s.isNew() || !s.planned() || s.entry == nil {
			continue
		}
		switch b := s.body.(type) {
		case *graph.Partner:
			if col := s.part.column("roles"); col != nil && col.constant != "" && !says(s, "roles") && len(b.Roles) > 0 {
				c.notices["default_roles"]++
			}
		case *graph.Component:
			if col := s.part.column("layer"); col != nil && col.weak && col.constant != "" && !says(s, "layer") {
				c.notices["default_layer"]++
			}
		case *graph.Offering:
			switch status, approval := says(s, "status"), says(s, "approval"); {
			case !status && !approval:
				c.notices["default_status"]++
			case !status:
				c.notices["default_active"]++
			case !approval:
				c.notices["default_approval"]++
			}
		default:
		}
	}
}
