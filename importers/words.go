package importers

import (
	"slices"
	"strings"

	"linchpin/graph"
	"linchpin/graph/names"
)

// words lists what a cell of a column may say where it may say a few words
// only, nil where it may say more.
func (f *FieldSpec) words() []string {
	if f.Type == graph.Boolean {
		return []string{"yes", "no"}
	}
	return f.Enum
}

// parseWords parses the text of a cell; a word that means nothing stands for
// what a person has said it to.
func (c *part) parseWords(col *column, text string) (any, *RowError) {
	for {
		v, e := parse(col.spec, text, col.dates, col.numbers)
		if e == nil || e.Code != codeBadValue || col.spec.words() == nil {
			return v, e
		}
		word, known := c.meaning(col, e.Got)
		if !known {
			return v, e
		}
		said := text
		if text = replaceWord(text, e.Got, word); text == "" {
			return leftOut, nil
		}
		if text == said {
			return v, e
		}
	}
}

// meaning is what a word of a column stands for, by the mapping or by an answer.
func (c *part) meaning(col *column, word string) (means string, known bool) {
	if means, known = col.values[names.Fold(word)]; known {
		return means, true
	}
	switch means = c.answer(codeBadValue, c.headerOf(col), word); means {
	case "":
		return "", false
	case noReference:
		return "", true
	default:
		return means, true
	}
}

// replaceWord puts another word for one of those that a cell has.
func replaceWord(text, word, by string) string {
	var out []string
	for part := range strings.SplitSeq(text, ";") {
		if part = tidy(part); part == word {
			part = by
		}
		if part != "" {
			out = append(out, part)
		}
	}
	return strings.Join(out, ";")
}

// askWord asks what a word stands for that means nothing in its column.
func (c *part) askWord(col *column, word string) {
	if _, e := parse(col.spec, word, col.dates, col.numbers); e == nil || strings.Contains(word, ";") {
		return // the cell has the word, and another one too
	}
	d := Decision{
		Code: codeBadValue, Column: c.headerOf(col), Value: word, Optional: true, Rejects: true,
		Question: "What does " + word + " stand for in " + c.headerOf(col) + "?",
	}
	for _, w := range col.spec.words() {
		d.Options = append(d.Options, Option{w, strings.ReplaceAll(w, "_", " ")})
	}
	if !col.spec.Required {
		d.Options = append(d.Options, Option{noReference, "nothing: leave the cell blank"})
	}
	c.ask(d)
}

// layerOf is the layer that a row says, in our word for it; assumed tells that
// no cell does, and that it is but for what has none.
func (c *part) layerOf(r record) (layer string, assumed bool) {
	col := c.column("layer")
	if col == nil {
		return "", false
	}
	v, _ := c.parseWords(col, c.textOf(r, "layer"))
	if layer, _ = v.(string); !slices.Contains(col.spec.Enum, layer) {
		return "", false
	}
	text, _ := c.raw(r, col)
	return layer, col.weak && c.noValue(col.at, text)
}

// overruled is the text of the column whose words go before those of another
// one of the same field: an issue that is done, but as "Won't do".
func (c *check) overruled(r record, col *column) (text string, formula bool) {
	if col.over == nil {
		return "", false
	}
	if text, formula = c.one(r, col.over, col.over.at); c.noValue(col.over.at, text) {
		return "", false
	}
	return text, formula
}
