package importers

import (
	"cmp"

	"linchpin/graph"
)

// plan passes the edits on: entities before the links between them, and of
// entities those first that others name.
func (c *check) plan() error {
	done := map[*subject]bool{}
	for _, e := range c.taughtEdits {
		c.notices["answers_as_aliases"]++
		if err := c.edit(0, e); err != nil {
			return err
		}
	}
	if err := c.planMade(); err != nil {
		return err
	}
	for _, s := range c.subjects {
		if err := c.planSubject(s, done); err != nil {
			return err
		}
	}
	made := map[string]bool{} // links that both their ends state
	for _, s := range c.subjects {
		if !s.planned() {
			continue
		}
		for _, l := range s.drops {
			if err := c.edit(s.row, graph.Edit{ID: l.ID, Delete: true, IfVersion: l.Version}); err != nil {
				return err
			}
		}
		for _, w := range s.links {
			body := w.body
			if w.stored || made[body.Key()] {
				continue
			}
			made[body.Key()] = true
			if err := c.edit(w.row, graph.Edit{ID: graph.NewID(c.in.Now), Link: &body, IfVersion: graph.MustBeNew}); err != nil {
				return err
			}
		}
	}
	return nil
}

// planSubject passes a subject on, after the new ones it names. The way up is
// walked without recursion: chains of owners may be long.
func (c *check) planSubject(s *subject, done map[*subject]bool) error {
	if len(s.needs) == 0 {
		return c.planOne(s, done)
	}
	stack := []*subject{s}
	open := map[*subject]bool{}
	for len(stack) > 0 {
		top := stack[len(stack)-1]
		if done[top] {
			stack = stack[:len(stack)-1]
			continue
		}
		if !open[top] {
			open[top] = true
			for _, n := range top.needs {
				if !done[n] && !open[n] { // links may lead in circles: they come after all entities
					stack = append(stack, n)
				}
			}
			continue
		}
		stack = stack[:len(stack)-1]
		if err := c.planOne(top, done); err != nil {
			return err
		}
	}
	return nil
}

func (c *check) planOne(s *subject, done map[*subject]bool) error {
	if done[s] || !s.planned() || !s.changed || s.made {
		return nil
	}
	done[s] = true
	e := graph.Edit{ID: s.id, Body: s.body, IfVersion: cmp.Or(s.version, graph.MustBeNew)}
	if s.linkBody != nil {
		e.Body, e.Link = nil, s.linkBody
	}
	return c.edit(s.row, e)
}

func (c *check) edit(row int64, e graph.Edit) error {
	c.edits++
	kind := "link"
	if e.Body != nil {
		kind = string(e.Body.Kind())
	}
	n := c.kindCount(kind)
	switch {
	case e.Delete:
		n.Delete++
	case e.IfVersion == graph.MustBeNew:
		n.Create++
	default:
		n.Update++
	}
	return c.out.Edit(row, e)
}

func (c *check) kindCount(kind string) *KindCount {
	if c.kinds[kind] == nil {
		c.kinds[kind] = &KindCount{Kind: kind}
	}
	return c.kinds[kind]
}

// countKinds lists what becomes of the things of each kind, once they are planned.
func (c *check) countKinds() []KindCount {
	for _, s := range c.subjects {
		if s.planned() && !s.changed {
			c.kindCount(cmp.Or(string(s.kind), "link")).Unchanged++
		}
	}
	out := []KindCount{}
	for _, k := range append(graph.Kinds(), "link") {
		if n := c.kinds[string(k)]; n != nil {
			out = append(out, *n)
		}
	}
	return out
}
