package importers

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"linchpin/graph"
	"linchpin/graph/names"
)

func (c *part) fills(p *parsed, field string) bool {
	i := slices.IndexFunc(c.columns, func(col *column) bool { return col.spec.Name == field })
	return i >= 0 && p.values[i].set
}

// compare finds a field that two rows of one subject fill differently.
func (c *part) compare(s *subject, wanted any, p *parsed) {
	for i, col := range c.columns {
		if !p.values[i].set || col.spec.link != "" || c.isName(col) || col.weak && p.values[i].constant {
			continue
		}
		at := c.slotFor(s, col, p)
		if at < 0 {
			continue
		}
		if s.filled[at] == 0 {
			s.filled[at] = p.line
			continue
		}
		if c.adds(col) {
			c.notices["quantities_added"]++
			continue
		}
		if s.fault == nil && wanted != s.record() && !c.props.same(s.record(), wanted, s.targetOf(col, p)) {
			s.fault = &RowError{
				Column: c.headerOf(col), Code: codeDuplicate, Expected: "one value for one key",
				Hint: fmt.Sprintf("line %d and line %d differ here", s.filled[at], p.line),
			}
		}
	}
}

// slotFor is the place in what a subject keeps of a column; -1 for what
// nothing is kept of: of a row that states a field of an entity only that field
// and the percent of an owner are.
func (c *part) slotFor(s *subject, col *column, p *parsed) int {
	if c.kind != "" || s.entry == nil {
		return col.slot
	}
	_, _, value := p.ends.field()
	switch {
	case col.spec.Name == value:
		return c.slot(s.kind, p.ends.rule.Body)
	case col.spec.Name == "percent" && p.ends.rule.Kind == graph.OwnedBy:
		return c.slot(s.kind, "parent_percent")
	default:
		return -1
	}
}

// isName reports whether later values of a column are other names of a thing.
func (c *part) isName(col *column) bool {
	switch col.spec.Name {
	case "external_id", "source", "aliases":
		return true
	case "name":
		return c.kind == graph.KindPartner
	default:
		return false
	}
}

func (col *column) target() string {
	if col.spec.Type == depth {
		return "layerDepth"
	}
	return col.spec.prop
}

// apply returns a copy of a record with what a row states.
func (c *part) apply(s *subject, base any, p *parsed) any {
	var out any
	switch b := base.(type) {
	case *graph.LinkBody:
		out = cloneOf(b)
	case graph.Body:
		out = cloneOf(b)
	}
	if c.kind == "" && s.entry != nil {
		_, value, _ := p.ends.field()
		c.props.set(out, p.ends.rule.Body, value.id)
	}
	for i, col := range c.columns {
		v := p.values[i]
		switch {
		case !v.set || col.spec.link != "" || col.spec.prop == "" && col.spec.Type != depth:
		case col.spec.Type == quarter && c.fills(p, "target_date"): // the day itself is more exact
		case col.weak && v.constant && !c.props.empty(out, col.spec.prop):
		case c.kind == "" && (col.spec.prop == "from" || col.spec.prop == "to"): // part of its key
		case c.kind == "" && s.entry != nil:
			c.applyPercent(out, col, v)
		default:
			c.applyValue(s, out, col, v, p)
		}
	}
	return out
}

func (c *part) applyValue(s *subject, out any, col *column, v value, p *parsed) {
	body, _ := out.(graph.Body)
	switch {
	case v.clear && col.spec.Type == depth:
		c.setDepth(out, col.spec.part, 0)
	case v.clear:
		c.props.set(out, col.spec.prop, nil)
		if col.spec.prop == "externalId" {
			body.Base().Source = ""
		}
	case col.spec.Type == depth:
		n, _ := v.v.(int64)
		c.setDepth(out, col.spec.part, n)
	case col.spec.Type == graph.EndID:
		e, _ := v.v.(*listed)
		c.props.set(out, col.spec.prop, e.id)
	case col.spec.prop == "externalId":
		c.applyExternalID(body.Base(), text(v), p)
	case col.spec.prop == "source": // goes with the external id
	case col.spec.prop == "aliases":
		more, _ := v.v.([]string)
		for _, a := range more {
			c.addAlias(body, a)
		}
	case col.spec.Name == "name" && c.kind == graph.KindPartner:
		c.applyName(s, body, text(v))
	case col.spec.Name == "name" && s.spelled(body, text(v)):
	case c.adds(col) && s.filled[col.slot] > 0:
		link, _ := out.(*graph.LinkBody)
		n, _ := v.v.(float64)
		sum := n + *link.Quantity
		link.Quantity = &sum
	default:
		c.props.set(out, col.spec.prop, v.v)
	}
}

// adds reports whether the values of rows about one thing are added up: how
// often a list of parts has a part on several lines.
func (c *part) adds(col *column) bool { return c.name == "uses" && col.spec.prop == "quantity" }

func text(v value) string {
	s, _ := v.v.(string)
	return s
}

// spelled reports whether a name is but another spelling of the one stated, by
// which the entity was found.
func (s *subject) spelled(body graph.Body, name string) bool {
	if body.Title() == "" || names.Fold(body.Title()) != names.Fold(name) {
		return false
	}
	return s.named || !s.isNew() && !s.byID
}

// applyExternalID sets the id of a thing that has none from anywhere; any
// other id becomes an alias.
func (c *part) applyExternalID(b *graph.Common, id string, p *parsed) {
	source := c.in.Mapping.Source
	if i := slices.IndexFunc(c.columns, func(col *column) bool { return col.spec.Name == "source" }); i >= 0 && p.values[i].set {
		source = cmp.Or(text(p.values[i]), source)
	}
	switch {
	case b.ExternalID == "":
		b.ExternalID, b.Source = id, source
	case b.ExternalID == id && b.Source == source:
	default:
		c.alias(b, id)
	}
}

// applyName gives a partner its name. Another spelling becomes an alias; the
// first row that names a partner found by an identifier renames it. A new one has
// the name of its first good row: that of a row that is rejected is nobody's.
func (c *part) applyName(s *subject, body graph.Body, name string) {
	p, _ := body.(*graph.Partner)
	switch {
	case p.Name == "", s.isNew() && !s.named:
		p.Name = name
	case p.Name == name || slices.Contains(p.Aliases, name):
	case !s.isNew() && s.byID && !s.named:
		c.alias(&p.Common, p.Name)
		p.Name = name
	default:
		c.alias(&p.Common, name)
	}
}

func (c *part) addAlias(body graph.Body, name string) {
	if name != body.Title() {
		c.alias(body.Base(), name)
	}
}

// maxAliases is what the rules of the graph allow.
const maxAliases = 1000

func (c *part) alias(b *graph.Common, name string) {
	if len(b.Aliases) < maxAliases && !slices.Contains(b.Aliases, name) {
		b.Aliases = append(slices.Clip(b.Aliases), name)
	}
}

func (c *part) setDepth(out any, part int, n int64) {
	p, ok := out.(*graph.Person)
	if !ok {
		return
	}
	depths := make([]int64, len(graph.Layers()))
	copy(depths, p.LayerDepth)
	depths[part-1] = n
	p.LayerDepth = depths
}

// countNames counts the ids and spellings of a row that became aliases.
func (c *part) countNames(s *subject, p *parsed) {
	if c.kind != graph.KindPartner {
		return
	}
	b := s.body.Base()
	for i, col := range c.columns {
		t := text(p.values[i])
		switch {
		case t == "" || !slices.Contains(b.Aliases, t) || s.before != nil && slices.Contains(s.before.Base().Aliases, t):
		case col.spec.prop == "externalId" && s.note("id"+sep+t):
			c.notices["ids_as_aliases"]++
		case col.spec.Name == "name" && s.note("name"+sep+t):
			c.notices["spellings_as_aliases"]++
		}
	}
}

// note reports whether something is noted for the first time.
func (s *subject) note(what string) bool {
	if s.noted[what] {
		return false
	}
	if s.noted == nil {
		s.noted = map[string]bool{}
	}
	s.noted[what] = true
	return true
}

// judge checks a row by itself, on top of what is stored: its errors do not
// depend on the rows before it.
func (c *part) judge(s *subject, p *parsed) {
	var base any = s.before
	switch {
	case s.linkBody != nil:
		base = s.linkStart()
	case s.before == nil:
		base = s.start
	}
	err := prepare(c.apply(s, base, p))
	if err == nil {
		return
	}
	e, ok := errors.AsType[*graph.Error](err)
	if !ok || len(e.Fields) == 0 {
		p.fail(&RowError{Code: codeBadValue, Expected: detail(err)})
		return
	}
	for _, f := range e.Fields {
		p.fail(c.fieldError(f, p))
	}
}

func detail(err error) string {
	if e, ok := errors.AsType[*graph.Error](err); ok {
		return e.Detail
	}
	return err.Error()
}

// expected turns what a rule finds wrong with a field into what would be right.
func expected(name, detail string) string {
	for _, form := range [][2]string{
		{"is required", "a value"},
		{"is not one of ", "one of "},
		{"is not ", ""},
		{"is no property of ", "nothing: it is no property of "},
		{"is no ", "a "},
		{"is the entity the link starts from", "another entity than the one the link starts from"},
		{"needs ", "beside it "},
		{"is more than ", "at most "},
		{"is less than ", "at least "},
		{"is before ", "not before "},
		{"has not ", ""},
		{"has an entry twice", "each entry once"},
		{"has ", "no "},
	} {
		if rest, ok := strings.CutPrefix(detail, form[0]); ok {
			return form[1] + rest
		}
	}
	return name + " " + detail
}

// inHeaders puts the header of the file for the field that a text ends with.
func (c *part) inHeaders(expected string) string {
	at := strings.LastIndexByte(expected, ' ') + 1
	for _, col := range c.columns {
		if col.at >= 0 && col.target() == expected[at:] && at > 0 {
			return expected[:at] + col.header
		}
	}
	return expected
}

// fieldError tells what a rule of the graph finds in terms of the file.
func (c *part) fieldError(f graph.Field, p *parsed) *RowError {
	name, _, _ := strings.Cut(strings.TrimPrefix(f.Pointer, "/"), "/")
	e := &RowError{Code: codeBadValue, Expected: c.inHeaders(expected(name, f.Detail))}
	if c.kind == "" && name == "parentPercent" { // of a row about the owner of a partner
		name = "percent"
	}
	for i, col := range c.columns {
		if col.target() != name {
			continue
		}
		e.Column = c.headerOf(col)
		if p.values[i].set {
			e.Got = cut(fmt.Sprint(p.values[i].v), 100)
			if entry, ok := p.values[i].v.(*listed); ok {
				e.Got = entry.name
			}
		}
		break
	}
	switch f.Code {
	case "required", "required_without":
		e.Code = codeRequired
	case "required_currency":
		e.Code, e.Hint = codeRequired, "map a column to currency, or state one currency for all rows"
	case "max":
		e.Code = codeTooLong
	case "date":
		e.Code = codeBadDate
	case "money":
		e.Code = codeBadNumber
	}
	return e
}
