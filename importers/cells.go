package importers

import (
	"slices"
	"strings"
	"unicode/utf8"

	"linchpin/graph"
	"linchpin/graph/names"
)

// raw returns the text of a row's cell, of all its cells where several fill a
// list.
func (c *check) raw(r record, col *column) (text string, formula bool) {
	if text, formula = c.overruled(r, col); text != "" {
		return text, formula
	}
	if text, formula = c.one(r, col, col.at); len(col.also) == 0 {
		return text, formula
	}
	var all []string
	for _, at := range append([]int{col.at}, col.also...) {
		one, wrong := c.one(r, col, at)
		if formula = formula || wrong; one != "" {
			all = append(all, one)
		}
	}
	return strings.Join(all, ";"), formula
}

// one returns the text of one cell of a row.
func (c *check) one(r record, col *column, at int) (text string, formula bool) {
	if at < 0 {
		return "", false
	}
	text = c.cell(r, at)
	if at == col.at {
		for _, more := range col.join {
			if behind := c.cell(r, more); behind != "" {
				text = strings.Join([]string{text, behind}, " ")
			}
		}
	}
	switch col.spec.prop {
	case "description":
		text = strings.TrimSpace(text)
	case "externalId", "mpn", "sku":
		text = strings.Trim(unseen.Replace(text), " \t\n\u00a0\u202f\ufeff")
	default:
		text = tidy(text)
	}
	text, formula = unwrap(text)
	if len(col.values) > 0 {
		if value, ok := col.values[names.Fold(text)]; ok {
			return value, false
		}
	}
	return text, formula
}

// text returns what a row says in a column, empty for nothing: words like N/A
// say nothing, and where a cell does the constant of the column speaks.
func (c *check) text(r record, col *column) string {
	text, _ := c.raw(r, col)
	if c.noValue(col.at, text) {
		return c.constantOf(r, col)
	}
	return text
}

// constantOf is what a column says where no cell does.
func (c *check) constantOf(r record, col *column) string {
	if col.when >= 0 && !c.says(r, col.when) {
		return ""
	}
	return col.constant
}

// cell is what stands in a column of the file, or in another one under the same
// header.
func (c *check) cell(r record, at int) string {
	if at < len(r.cells) && r.cells[at] != "" {
		return r.cells[at]
	}
	for _, i := range c.in.Sniff.Columns[at].Also {
		if i < len(r.cells) && r.cells[i] != "" {
			return r.cells[i]
		}
	}
	return ""
}

// says reports whether a column of the file has a value.
func (c *check) says(r record, at int) bool {
	text, _ := unwrap(tidy(c.cell(r, at)))
	return !c.noValue(at, text)
}

// textOf is the text of the column of a field; the mark that clears says
// nothing to those who look things up.
func (c *part) textOf(r record, field string) string {
	col := c.column(field)
	if col == nil {
		return ""
	}
	if t := c.text(r, col); t != clearMark {
		return t
	}
	return ""
}

// skip tells whether a row is to be left out, and why.
func (c *check) skip(r record) uint8 {
	switch {
	case !slices.ContainsFunc(c.mapped, func(at int) bool { return c.says(r, at) }) && r.cut == 0 && !c.overflows(r):
		return blankRow
	case c.remark(r):
		return remarkRow
	case c.speaksOfFile(r):
		return noteRow
	case c.sumsUp(r):
		return totalsRow
	case c.repeats(r):
		return headerAgain
	default:
		return good
	}
}

// overflows reports whether a row of text has values beyond the columns of the
// file: its delimiters are not where they should be. In a sheet anything may
// stand beside the table.
func (c *check) overflows(r record) bool {
	if c.in.Sniff.EncodingFrom == fromFormat {
		return false
	}
	for _, cell := range r.cells[min(len(r.cells), len(c.in.Sniff.Columns)):] {
		if tidy(cell) != "" {
			return true
		}
	}
	return false
}

// parsed is what a row states: by column a value, and what is wrong with it.
type parsed struct {
	line   int64
	row    int64 // its place, from 1
	values []value
	errors []RowError
	open   bool     // the only errors are questions
	ends   linkEnds // of a link
	words  int64    // cells that say in words that there is no value
	weeks  int64    // cells of days that say weeks
}

// value is what a cell states.
type value struct {
	set      bool
	clear    bool
	constant bool // no cell states it
	v        any  // as of parse; of references the entities
}

// parse reads all cells of a row. Counting notices and questions is for the
// one pass that gathers.
func (c *part) parse(r record, subject int32) parsed {
	p := parsed{line: r.line, row: r.place(), values: make([]value, len(c.columns)), open: true}
	if r.cut > 0 {
		header := ""
		if r.cut <= len(c.in.Sniff.Columns) {
			header = columnName(c.in.Sniff.Columns[r.cut-1].Header, r.cut-1)
		}
		p.fail(&RowError{Column: header, Code: codeTooLong, Expected: "at most 131072 bytes a cell, 1048576 a row and 16384 columns"})
		return p
	}
	if c.overflows(r) {
		p.fail(&RowError{
			Code: codeBadValue, Got: cut(strings.Join(r.cells[len(c.in.Sniff.Columns):], c.in.Sniff.Delimiter), 100),
			Expected: "no more cells than the header row has", Hint: "a value that has the delimiter in it needs quotes around it",
		})
	}
	for i, col := range c.columns {
		c.parseCell(&p, r, i, col, subject)
	}
	if c.kind == "" {
		p.ends = c.ends(r)
		for i := range p.ends.errors {
			p.fail(&p.ends.errors[i])
		}
		if p.ends.rule.Body != "" {
			c.refuseStray(&p)
		}
	}
	return p
}

func (c *part) parseCell(p *parsed, r record, i int, col *column, subject int32) {
	text, formula := c.raw(r, col)
	said, stated := text, c.constantOf(r, col)
	if e := col.entryOf(r); e != nil && text == "" {
		p.values[i] = value{set: true, v: e}
		return
	}
	none := c.noValue(col.at, text) || col.spec.Type == graph.Day && isEndless(text)
	if text != "" && none {
		p.words++
	}
	switch {
	case formula:
		e := &RowError{Column: col.header, Code: codeFormula, Got: cut(text, 100), Expected: "a value", Hint: "the file has the formula, not what it comes to; copy and paste as values, or write ' before the ="}
		if isFailure(text) {
			e.Hint = "the spreadsheet could not calculate it: mend its formula, or clear the cell"
		}
		p.fail(e)
		return
	case none:
		text = stated
	}
	switch {
	case c.in.Sniff.EncodingFrom == fromChoice && strings.ContainsRune(text, utf8.RuneError):
		p.fail(&RowError{Column: col.header, Code: codeBadValue, Got: cut(text, 100), Expected: "text in " + c.in.Sniff.Encoding, Hint: "choose another encoding for the file"})
		return
	case text == "" && col.spec.Required && subject < 0:
		p.fail(&RowError{Column: c.headerOf(col), Code: codeRequired, Got: said, Expected: "a value"})
		return
	case text == "":
		return
	case text == clearMark && col.spec.Required:
		p.fail(&RowError{Column: col.header, Code: codeRequired, Got: text, Expected: "a value: this one cannot be cleared"})
		return
	case text == clearMark && col.spec.back:
		p.fail(&RowError{Column: col.header, Code: codeBadValue, Got: text, Expected: "a value: links that lead here are not cleared by a file"})
		return
	case text == clearMark:
		p.values[i] = value{set: true, clear: true}
		return
	}
	c.parseValue(p, i, col, text, said == "" && stated != "")
}

// parseValue parses the text of a cell, or what stands for all cells that are
// blank.
func (c *part) parseValue(p *parsed, i int, col *column, text string, constant bool) {
	if constant && col.parsed != nil {
		p.values[i] = value{set: true, constant: true, v: col.parsed}
		return
	}
	said := text
	if !constant {
		text = col.withUnit(text)
	}
	if col.spec.inDays() && inWeeks(text) {
		p.weeks++
	}
	v, e := c.parseWords(col, text)
	if e == nil {
		v, e = c.resolved(col, v)
	}
	if v == leftOut {
		return
	}
	if e != nil {
		if e.Got == text {
			e.Got = said
		}
		e.Column = c.headerOf(col)
		p.fail(e)
		return
	}
	p.values[i] = value{set: true, constant: constant, v: v}
	if constant {
		col.parsed = v
	}
}

// headerOf names a column in errors; a constant has no column of the file.
func (c *part) headerOf(col *column) string {
	if col.at < 0 && col.of == nil {
		return ""
	}
	return col.header
}

// whatToDo is the way out of a fault about which no more is known.
func whatToDo(code string) string {
	switch code {
	case codeRequired:
		return "fill the cell, or leave the row out"
	case codeTooLong:
		return "shorten it"
	case codeBadNumber:
		return "write it with digits, like 1250.50"
	default:
		return "correct the cell, or clear it"
	}
}

func (p *parsed) fail(e *RowError) {
	e.Line = p.line
	if e.Hint == "" {
		e.Hint = whatToDo(e.Code)
	}
	p.errors = append(p.errors, *e)
	switch e.Code {
	case codeAmbiguousDate, codeAmbiguousNumber, codeAmbiguousRef:
	default:
		p.open = false
	}
}

// resolved replaces the references of a value by the entities they name.
func (c *part) resolved(col *column, v any) (any, *RowError) {
	switch texts := v.(type) {
	case string:
		if col.spec.Type != graph.EndID {
			return v, nil
		}
		if c.kind == "" {
			return v, nil // the ends of links depend on its kind: see ends
		}
		ref := c.resolve(col, texts)
		e := ref.err()
		if e != nil && c.leaves(col, texts) {
			return leftOut, nil
		}
		return ref.entry, e
	case []string:
		if col.spec.Type != refs {
			return v, nil
		}
		var out []*listed
		for _, text := range texts {
			ref := c.resolve(col, text)
			if e := ref.err(); e != nil {
				if c.leaves(col, text) {
					continue
				}
				return nil, e
			}
			out = append(out, ref.entry)
		}
		if out == nil {
			return leftOut, nil
		}
		return out, nil
	default:
		return v, nil
	}
}
