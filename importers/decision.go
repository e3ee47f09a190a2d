package importers

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// maxDecisions bounds the questions that are put at once.
const maxDecisions = 5000

// newEntity is the option of a decision that makes another entity of a name.
const newEntity = "new"

// decisionID is stable: the same question about the same value has one id.
func decisionID(code, column, value string) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{code, column, value}, sep)))
	return hex.EncodeToString(sum[:8])
}

// answer returns what was chosen for a question, empty when nothing was.
func (c *check) answer(code, column, value string) string {
	return c.in.Decisions[decisionID(code, column, value)]
}

// ask notes that a row waits for a decision.
func (c *check) ask(d Decision) {
	d.ID = decisionID(d.Code, d.Column, d.Value)
	known := c.decisions[d.ID]
	switch {
	case known != nil:
	case d.Optional && c.optional == maxSuggestions:
		c.notices["more_suggestions"]++
		return
	case d.Optional:
		c.optional++
	case len(c.asked)-c.optional == maxDecisions:
		c.notices["more_decisions"]++
		return
	}
	if known == nil {
		d.Chosen = c.in.Decisions[d.ID]
		known = &d
		c.decisions[d.ID] = known
		c.asked = append(c.asked, d.ID)
	}
	known.Rows++
}

// askFor notes the questions that errors of a row are. Where it has other errors
// too they can be answered, but it stays rejected for those.
func (c *part) askFor(errors []RowError, rejected bool) {
	seen := map[string]bool{}
	for _, e := range errors {
		if seen[e.Code+e.Column+e.Got] {
			continue
		}
		seen[e.Code+e.Column+e.Got] = true
		col := c.columnOf(e.Column)
		switch {
		case e.Code == codeAmbiguousDate && col != nil && !seen[e.Code+e.Column]:
			seen[e.Code+e.Column] = true
			d, _ := readDate(col.sample)
			c.ask(Decision{
				Optional: rejected, Rejects: rejected,
				Code: e.Code, Column: e.Column, Value: e.Column, Question: "In column " + e.Column + ", which comes first: the day or the month?",
				Options: []Option{{dmyDates, "the day: " + col.sample + " is " + string(d.dmy)}, {mdyDates, "the month: " + col.sample + " is " + string(d.mdy)}},
			})
		case e.Code == codeAmbiguousNumber && col != nil && !seen[e.Code+e.Column]:
			seen[e.Code+e.Column] = true
			n, _ := readNumber(col.sample)
			c.ask(Decision{
				Optional: rejected, Rejects: rejected,
				Code: e.Code, Column: e.Column, Value: e.Column, Question: "In column " + e.Column + ", which is the decimal sign?",
				Options: []Option{{pointNumbers, "the point: " + col.sample + " is " + n.point}, {commaNumbers, "the comma: " + col.sample + " is " + n.comma}},
			})
		case e.Code == codeAmbiguousRef:
			c.askWhich(e.Column, e.Got, rejected)
		}
	}
}

// askWhich asks which of several entities a text means.
func (c *part) askWhich(column, text string, rejected bool) {
	d := Decision{Code: codeAmbiguousRef, Column: column, Value: text, Question: "Which one is meant by " + text + "?", Optional: rejected, Rejects: rejected}
	for _, e := range c.open[decisionID(codeAmbiguousRef, column, text)] {
		d.Options = append(d.Options, Option{e.id, e.label()})
	}
	c.ask(d)
}

func (c *part) columnOf(header string) *column {
	if i := slices.IndexFunc(c.columns, func(col *column) bool { return col.at >= 0 && col.header == header }); i >= 0 {
		return c.columns[i]
	}
	return nil
}

// openSubject settles which of several stored entities of one name a row is
// about: the one that was chosen, or none yet.
func (c *part) openSubject(r record, id identity) int32 {
	column, text, found := c.doubt(r, &id)
	chosen := c.answer(codeAmbiguousRef, column, text)
	for _, e := range found {
		if e.id == chosen {
			c.learn(e, text)
			return c.subjectFor(e, true, &id)
		}
	}
	if chosen != newEntity {
		return openRow
	}
	key := refKey{part: string(c.kind), text: text}
	if s := c.chosen[key]; s != nil {
		return s.number
	}
	n := c.subjectFor(nil, false, &id)
	c.chosen[key] = c.subjects[n]
	c.learn(c.subjects[n].entry, text)
	return n
}

// doubt returns the entities a row may be about, and the cell that names them.
func (c *part) doubt(r record, id *identity) (column, text string, found []*listed) {
	d := c.dirs[c.kind]
	keys := append([]string{extKey(id.source, id.ext), "alias:" + id.ext}, id.natural...)
	for _, key := range keys {
		if len(d.keys[key]) > 1 {
			_, text, _ = strings.Cut(key, ":")
			if i := strings.LastIndex(text, sep); i >= 0 {
				text = text[i+len(sep):]
			}
			return c.columnWith(r, text), text, d.keys[key]
		}
	}
	for _, key := range nameKeys(c.kind, id) {
		if fit := c.fitting(d.keys[key], id); len(fit) > 1 {
			return c.columnWith(r, id.name), id.name, fit
		}
	}
	return "", id.name, nil
}

func (c *part) columnWith(r record, text string) string {
	for _, col := range c.columns {
		if strings.EqualFold(c.text(r, col), text) {
			return c.headerOf(col)
		}
	}
	return ""
}

// doubtError says why a row has no subject, and asks.
func (c *part) doubtError(r record) RowError {
	id, _ := c.identityOf(r)
	column, text, found := c.doubt(r, &id)
	return RowError{
		Line: r.line, Column: column, Code: codeAmbiguousRef, Got: text, Expected: "what is stored once",
		Hint: "several are stored that match: " + labels(found),
	}
}

func (c *part) askDoubt(r record) {
	id, _ := c.identityOf(r)
	column, text, found := c.doubt(r, &id)
	d := Decision{Code: codeAmbiguousRef, Column: column, Value: text, Question: "Several are stored that match " + text + ". Which one is the row about?"}
	for _, e := range found {
		d.Options = append(d.Options, Option{e.id, e.label()})
	}
	d.Options = append(d.Options, Option{newEntity, "none of them: make a new one"})
	c.ask(d)
}
