package importers

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"linchpin/graph"
)

// tell passes the outcome of a row on.
func (c *check) tell(n int, r record) error {
	at := c.about[n]
	row := Row{Line: r.line}
	switch {
	case at == blankRow:
		row.Outcome, row.Reason = Skipped, "no value in a mapped column"
		c.notices["skipped_blank"]++
	case at == totalsRow:
		row.Outcome, row.Reason = Skipped, "a total of other rows"
		c.notices["skipped_totals"]++
	case at == headerAgain:
		row.Outcome, row.Reason = Skipped, "the header row again"
		c.notices["skipped_headers"]++
	case at == openRow:
		row.Outcome, row.Errors = Undecided, []RowError{c.doubtError(r)}
	case c.states[n] != good:
		c.tellBad(&row, r, at, c.states[n])
	case c.subjects[at].fault != nil:
		row.Outcome, row.Errors = Rejected, []RowError{c.faultOf(c.subjects[at], r)}
	default:
		c.tellGood(&row, c.subjects[at])
	}
	if row.Outcome != Skipped {
		row.Name = c.titleOf(r)
	}
	if row.Outcome == Rejected || row.Outcome == Undecided {
		row.Cells = slices.Clone(r.cells)
		for i, cell := range row.Cells {
			row.Cells[i] = strings.Clone(cell)
		}
	}
	c.count(row.Outcome)
	return c.out.Row(row)
}

func (c *check) tellBad(row *Row, r record, at int32, state uint8) {
	row.Outcome = Rejected
	if state == undecided {
		row.Outcome = Undecided
	}
	p := c.parse(r, at)
	if len(p.errors) == 0 && at >= 0 {
		s := c.subjects[at]
		if c.judge(s, &p); len(p.errors) == 0 {
			_, p.errors = c.wishes(s, &p)
		}
	}
	if len(p.errors) == 0 {
		p.fail(&RowError{Code: codeRequired, Expected: "enough to tell what the row is about: " + c.keyFields()})
	}
	row.Errors = p.errors
}

// keyFields names the columns that tell what a row is about.
func (c *check) keyFields() string {
	switch c.in.Mapping.As {
	case Offerings:
		return "component and maker or seller"
	case Contracts:
		return "reference and partner"
	case Certificates:
		return "partner and standard"
	case People:
		return "email"
	case Roadmap:
		return "key or url"
	default:
		return "name or external_id"
	}
}

func (c *check) faultOf(s *subject, r record) RowError {
	e := *s.fault
	e.Line = r.line
	if e.Code == codeDuplicate && e.Column != "" {
		if col := c.columnOf(e.Column); col != nil {
			e.Got = cut(c.text(r, col), 100)
		}
	}
	return e
}

func (c *check) tellGood(row *Row, s *subject) {
	row.Entity = s.id
	switch {
	case s.told:
		row.Outcome, row.Reason = Unchanged, fmt.Sprintf("says the same as line %d, or adds to it", s.line)
		c.notices["merged_rows"]++
	case s.isNew() && s.line > 0:
		row.Outcome, row.Reason = Create, s.like
	case s.changed || len(s.linkChanges) > 0:
		row.Outcome, row.Changes = Update, slices.Concat(s.changes, s.linkChanges)
	default:
		row.Outcome = Unchanged
	}
	s.told = true
}

func (c *check) titleOf(r record) string {
	if c.kind == "" {
		return cut(strings.TrimSpace(c.textOf(r, "from")+" "+c.textOf(r, "kind")+" "+c.textOf(r, "to")), 200)
	}
	for _, field := range []string{"name", "title", "reference", "standard", "component", "external_id"} {
		if t := c.textOf(r, field); t != "" {
			return cut(t, 200)
		}
	}
	return ""
}

func (c *check) count(o Outcome) {
	switch o {
	case Create:
		c.counts.Create++
	case Update:
		c.counts.Update++
	case Unchanged:
		c.counts.Unchanged++
	case Undecided:
		c.counts.Undecided++
	case Rejected:
		c.counts.Rejected++
	case Skipped:
		c.counts.Skipped++
	}
}

// plan passes the edits on: entities before the links between them, and of
// entities those first that others name.
func (c *check) plan() error {
	done := map[*subject]bool{}
	for _, p := range c.people {
		if c.wanted(p) {
			c.notices["people_created"]++
			if err := c.edit(c.lineOf(p), graph.Edit{ID: p.id, Body: p.body, IfVersion: graph.MustBeNew}); err != nil {
				return err
			}
		}
	}
	for _, s := range c.subjects {
		if err := c.planSubject(s, done); err != nil {
			return err
		}
	}
	for _, s := range c.subjects {
		if !s.planned() {
			continue
		}
		for _, l := range s.drops {
			if err := c.edit(s.line, graph.Edit{ID: l.ID, Delete: true, IfVersion: l.Version}); err != nil {
				return err
			}
		}
		for _, w := range s.links {
			if w.stored {
				continue
			}
			body := w.body
			if err := c.edit(w.line, graph.Edit{ID: graph.NewID(c.in.Now), Link: &body, IfVersion: graph.MustBeNew}); err != nil {
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
	if done[s] || !s.planned() || !s.changed || s.person {
		return nil
	}
	done[s] = true
	e := graph.Edit{ID: s.id, Body: s.body, IfVersion: cmp.Or(s.version, graph.MustBeNew)}
	if s.linkBody != nil {
		e.Body, e.Link = nil, s.linkBody
	}
	return c.edit(s.line, e)
}

// wanted reports whether a row that is to be applied names a person that was
// made for it.
func (c *check) wanted(p *subject) bool { return c.lineOf(p) > 0 }

func (c *check) lineOf(p *subject) int64 {
	if c.namedBy == nil {
		c.namedBy = map[string]int64{}
		for _, s := range c.subjects {
			for _, w := range s.links {
				if _, ok := c.namedBy[w.body.From]; !ok && s.planned() {
					c.namedBy[w.body.From] = w.line
				}
			}
		}
	}
	return c.namedBy[p.id]
}

func (c *check) edit(line int64, e graph.Edit) error {
	c.edits++
	return c.out.Edit(line, e)
}
