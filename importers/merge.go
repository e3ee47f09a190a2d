package importers

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"linchpin/graph"
)

// stated is what a row states about one thing.
type stated struct {
	part   *part
	s      *subject
	p      parsed
	base   any // the record it was put to
	wanted any // the record with it
	links  []wish
	clears []graph.LinkKind
}

// struckRow says which thing a row is about is at fault.
type struckRow struct {
	part  *part
	fault RowError
}

// maxRounds bounds how often the rows are gathered anew because some of them
// contradict each other.
const maxRounds = 20

// gatherAll puts together what the rows state. A row counts as a whole: where
// one thing it is about is at fault, it says nothing about the others either,
// and what is left is gathered again.
func (c *check) gatherAll(ctx context.Context) error {
	notices := maps.Clone(c.notices)
	for range maxRounds {
		if err := c.read(ctx, c.gather); err != nil {
			return err
		}
		if err := c.settle(ctx); err != nil {
			return err
		}
		if len(c.parts) == 1 || !c.strike() {
			return nil
		}
		c.notices = maps.Clone(notices)
		c.decisions, c.asked, c.optional = map[string]*Decision{}, nil, 0
		for _, s := range c.subjects {
			s.reset()
		}
	}
	return graph.FieldError("/file", codeConflict, "has rows that contradict each other in too many ways: check its kinds one after the other")
}

// strike takes out the rows of which only some things are at fault; it reports
// whether there are any.
func (c *check) strike() (any bool) {
	for n, state := range c.states {
		if state != good {
			continue
		}
		var bad *part
		fine := false
		for _, p := range c.parts {
			switch at := p.about[n]; {
			case at < 0:
			case c.subjects[at].fault != nil && bad == nil:
				bad = p
			case c.subjects[at].fault == nil:
				fine = true
			}
		}
		if bad != nil && fine {
			any = true
			c.states[n], c.struck[n] = faulted, struckRow{bad, *c.subjects[bad.about[n]].fault}
		}
	}
	return any
}

// gather puts what a row states to what the rows before it and the store
// state about the same things.
func (c *check) gather(r record) error {
	if c.states[r.n] >= faulted {
		return nil
	}
	sum, known := c.sum(r)
	if at := c.parts[0].about[r.n]; known && at >= 0 && sum == c.subjects[at].last {
		c.subjects[at].rows++
		return nil
	}
	all, state := c.read1(r)
	if c.states[r.n] = state; state != good {
		return nil
	}
	for i := range all {
		if all[i].part.weigh(&all[i]); len(all[i].p.errors) > 0 {
			c.states[r.n] = rejected
			return nil
		}
	}
	alternate := c.in.Mapping.As == Bom && !r.carried && brings(all, "component", false) && brings(all, "offering", true) && !numbered(all)
	for i := range all {
		all[i].part.merge(&all[i])
	}
	if alternate {
		c.notices["alternates_by_name"]++
	}
	if known && len(all) == 1 && all[0].p.words+all[0].p.weeks == 0 && all[0].wanted != nil {
		all[0].s.last = sum
	}
	return nil
}

// brings reports whether a row is the first of the file about a thing of a view,
// or, where fresh is false, whether it is not.
func brings(all []stated, view string, fresh bool) bool {
	return slices.ContainsFunc(all, func(st stated) bool { return st.part.name == view && (st.s.rows == 0) == fresh })
}

// numbered reports whether a row says our own number of its part, which is the
// same on all rows about it.
func numbered(all []stated) bool {
	return slices.ContainsFunc(all, func(st stated) bool { return st.part.name == "component" && st.part.fills(&st.p, "external_id") })
}

// read1 reads the cells of a row for all its parts, and asks what only a
// person can tell.
func (c *check) read1(r record) (all []stated, state uint8) {
	var asking []func()
	for _, part := range c.parts {
		at := part.about[r.n]
		switch at {
		case absent:
			continue
		case openRow:
			asking = append(asking, func() { part.askDoubt(r) })
			continue
		default:
		}
		p := part.parse(r, at)
		c.notices["blank_words"] += p.words
		c.notices["weeks_as_days"] += p.weeks
		switch {
		case len(p.errors) > 0 && p.open:
			asking = append(asking, func() { part.askFor(p.errors, false) })
		case len(p.errors) > 0 || at == nothing:
			state = rejected
		default:
			all = append(all, stated{part: part, s: c.subjects[at], p: p})
		}
	}
	if state == rejected || len(asking) == 0 {
		return all, state
	}
	for _, ask := range asking {
		ask()
	}
	return nil, undecided
}

// weigh looks what a row would make of its subject. Errors of the row are added
// to it; a fault that it has only with the rows before it is its subject's.
func (c *part) weigh(st *stated) {
	s, p := st.s, &st.p
	st.base = s.record()
	st.wanted = c.apply(s, st.base, p)
	if s.rows > 0 && reflect.DeepEqual(st.wanted, st.base) {
		st.wanted = st.base // says nothing new: checked before
	} else if err := prepare(st.wanted); err != nil {
		if c.judge(s, p); len(p.errors) == 0 { // fine alone, not with the rows before it
			s.fault = &RowError{
				Code: codeDuplicate, Expected: "rows of one key that agree",
				Hint: fmt.Sprintf("lines %d and %d together: %s", s.line, p.line, detail(err)),
			}
		}
		st.wanted = nil
		return
	}
	var errs []RowError
	if st.links, st.clears, errs = c.wishes(s, p); len(errs) > 0 {
		p.errors, p.open = append(p.errors, errs...), false
	}
}

// merge puts a row to its subject.
func (c *part) merge(st *stated) {
	s, p := st.s, &st.p
	if st.base != s.record() { // another part of the row was about it too
		c.weigh(st)
	}
	if st.wanted == nil || len(p.errors) > 0 {
		return
	}
	c.compare(s, st.wanted, p)
	switch w := st.wanted.(type) {
	case *graph.LinkBody:
		s.linkBody = w
	case graph.Body:
		s.body = w
	}
	if s.rows++; s.line == 0 {
		s.line, s.row = p.line, p.row
	}
	if !s.named && (c.fills(p, "name") || c.fills(p, "title")) {
		s.named = true
		if s.isNew() && s.entry != nil && s.body.Title() != "" {
			s.entry.name = s.body.Title()
		}
	}
	for _, e := range p.named() {
		s.need(e)
	}
	for _, k := range st.clears {
		if !slices.Contains(s.clears, k) {
			s.clears = append(s.clears, k)
		}
	}
	s.addLinks(st.links)
	c.countNames(s, p)
}

// named lists all that a row names.
func (p *parsed) named() (out []*listed) {
	for _, e := range []*listed{p.ends.from, p.ends.to} {
		if e != nil {
			out = append(out, e)
		}
	}
	for _, v := range p.values {
		switch of := v.v.(type) {
		case *listed:
			out = append(out, of)
		case []*listed:
			out = append(out, of...)
		}
	}
	return out
}
