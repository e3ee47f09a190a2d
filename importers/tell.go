package importers

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// tellAll passes the outcomes of all rows on.
func (c *check) tellAll(ctx context.Context) error {
	return c.read(ctx, func(r record) error {
		row := c.tell(r)
		c.count(row.Outcome)
		return c.out.Row(row)
	})
}

// tell says what becomes of a row.
func (c *check) tell(r record) Row {
	row := Row{Row: r.place(), Line: r.line, Outcome: Skipped}
	if c.in.Sniff.Format == registerFormat && len(r.cells) > 0 {
		row.Sheet = strings.Clone(r.cells[0])
	}
	switch c.states[r.n] {
	case blankRow:
		row.Reason = "no value in a mapped column"
		c.notices["skipped_blank"]++
		return row
	case totalsRow:
		row.Reason = "a total of other rows"
		c.notices["skipped_totals"]++
		return row
	case noteRow:
		row.Reason = "a note about the file"
		c.notices["skipped_notes"]++
		return row
	case headerAgain:
		row.Reason = "the header row again"
		c.notices["skipped_headers"]++
		return row
	case remarkRow:
		row.Reason = "no part on it"
		c.notices["skipped_remarks"]++
		return row
	case rejected, undecided:
		c.tellBad(&row, r)
	case faulted:
		f := c.struck[r.n]
		row.Outcome, row.Errors = Rejected, []RowError{f.part.faultAt(f.fault, r)}
	default:
		c.tellParts(&row, r)
	}
	row.Name = c.titleOf(r)
	if row.Outcome == Rejected || row.Outcome == Undecided {
		row.Cells = slices.Clone(r.cells)
		for i, cell := range row.Cells {
			row.Cells[i] = strings.Clone(cell)
		}
	}
	return row
}

// tellBad says what is wrong with a row.
func (c *check) tellBad(row *Row, r record) {
	row.Outcome = Rejected
	if c.states[r.n] == undecided {
		row.Outcome = Undecided
	}
	for _, p := range c.parts {
		switch at := p.about[r.n]; at {
		case absent:
		case openRow:
			row.Errors = append(row.Errors, p.doubtError(r))
		default:
			wrong := p.wrong(r, at)
			row.Errors = append(row.Errors, wrong...)
			p.tellMeant(row)
			if row.Outcome == Rejected {
				p.askFor(wrong, true)
			}
		}
	}
}

// wrong lists what is wrong with what a row says about one thing.
func (c *part) wrong(r record, at int32) []RowError {
	p := c.parse(r, at)
	if len(p.errors) == 0 && at >= 0 {
		s := c.subjects[at]
		if c.judge(s, &p); len(p.errors) == 0 {
			_, _, p.errors = c.wishes(s, &p)
		}
	}
	if len(p.errors) == 0 && at == nothing {
		p.fail(&RowError{Code: codeRequired, Expected: "enough to tell what the row is about: " + c.keyFields()})
	}
	return p.errors
}

// tellMeant shows what a reference that names nothing may mean, and asks.
func (c *part) tellMeant(row *Row) {
	for _, e := range row.Errors {
		col := c.columnOf(e.Column)
		if e.Code == codeBadValue && col != nil && col.spec.words() != nil {
			c.askWord(col, e.Got)
		}
		if e.Code != codeUnknownRef || col == nil {
			continue
		}
		ref, ok := c.refs[refKey{c.name, col.spec.Name, e.Got}]
		row.Suggestions = append(row.Suggestions, ref.alike...)
		var or []Option
		if ok && ref.canCreate() {
			or = append(or, Option{CreateReference, "a new partner, made of this name"})
		}
		if ok && col.dispensable() {
			or = append(or, Option{noReference, "nothing: leave the cell blank"})
		}
		if len(ref.alike)+len(or) > 0 {
			c.askSame(Decision{Column: e.Column, Value: e.Got, Rejects: true}, kindList(ref.kinds), ref.alike, or...)
		}
	}
}

// keyFields names the columns that tell what a row is about.
func (c *part) keyFields() string {
	switch c.as {
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

// tellParts puts what becomes of the things a row is about together: it makes
// something, else it changes something, else it leaves all as it is.
func (c *check) tellParts(row *Row, r record) {
	row.Outcome = Unchanged
	lead, same, first := -1, int64(0), false
	for i, p := range c.parts {
		at := p.about[r.n]
		if at < 0 {
			continue
		}
		s := c.subjects[at]
		if s.fault != nil {
			row.Outcome, row.Errors = Rejected, []RowError{p.faultAt(*s.fault, r)}
			row.Entity, row.Changes, row.Reason = "", nil, ""
			return
		}
		if s.told {
			same = max(same, s.line)
		} else {
			first = true
		}
		p.tellGood(row, s)
		if lead < 0 || leads(p.view) > leads(c.parts[lead].view) {
			lead, row.Entity = i, s.id
		}
	}
	if row.Outcome == Unchanged && same > 0 && !first {
		row.Reason = fmt.Sprintf("says the same as line %d, or adds to it", same)
		c.notices["merged_rows"]++
	}
}

// leads ranks what a row of a mixed file is mainly about.
func leads(v view) int {
	switch v.name {
	case "component", "item", "contract", "certificate", "person":
		return 2
	case "partner", "product", "maker", "seller":
		return 1
	default:
		return 0
	}
}

// tellGood adds what becomes of one thing a row is about.
func (c *part) tellGood(row *Row, s *subject) {
	switch {
	case s.told: // by an earlier row
	case s.isNew() && s.line > 0:
		row.Outcome = Create
		c.tellAlike(row, s)
	case s.changed || len(s.linkChanges) > 0:
		if row.Outcome == Unchanged {
			row.Outcome = Update
		}
		for _, d := range slices.Concat(s.changes, s.linkChanges) {
			d.Field = c.field(d.Field)
			row.Changes = append(row.Changes, d)
		}
	}
	s.told = true
}

// tellAlike shows what the name of a new thing is like, and asks about it.
func (c *part) tellAlike(row *Row, s *subject) {
	if len(s.alike) == 0 {
		return
	}
	row.Suggestions = append(row.Suggestions, s.alike...)
	row.Reason = fmt.Sprintf("like %s (%s)", s.alike[0].Name, s.alike[0].Reason)
	c.askSame(Decision{Column: c.headerFor("name"), Value: sameValue(s.entry.name, s.entry.country)}, "partner", s.alike, Option{newEntity, "no: it is another one"})
}

// faultAt is the fault of a thing as an error of one of its rows.
func (c *part) faultAt(e RowError, r record) RowError {
	e.Line = r.line
	if e.Code == codeDuplicate && e.Column != "" {
		if col := c.columnOf(e.Column); col != nil {
			e.Got = cut(c.text(r, col), 100)
		}
	}
	return e
}

// titleOf is what a row is mainly about, as far as it says so.
func (c *check) titleOf(r record) string {
	best, rank := "", -1
	for _, p := range c.parts {
		if n := leads(p.view); n > rank && p.about[r.n] != absent {
			if t := p.titleOf(r); t != "" {
				best, rank = t, n
			}
		}
	}
	return best
}

func (c *part) titleOf(r record) string {
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
