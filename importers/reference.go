package importers

import (
	"strings"

	"linchpin/graph"
	"linchpin/importers/match"
)

// reference is what the text of a reference came to: an entity, or why not.
type reference struct {
	text     string
	entry    *listed
	several  []*listed
	kinds    []graph.Kind
	alike    []Suggestion // names that are like it
	decision string
}

type refKey struct{ part, column, text string }

// resolve finds the entity that a cell names. What was found once stays so in
// one check, but for what the file itself has yet to bring.
func (c *part) resolve(col *column, text string) reference {
	key := refKey{c.name, col.spec.Name, text}
	if ref, ok := c.refs[key]; ok && (ref.entry != nil || c.sealed) {
		return ref
	}
	ref := c.lookUp(c.headerOf(col), text, col.spec.kinds)
	if ref.entry == nil && len(ref.several) == 0 {
		ref.entry = c.make(col, text)
	}
	if ref.entry != nil || len(c.refs) < maxOpenRefs {
		c.refs[key] = ref
	}
	return ref
}

const (
	maxOpenRefs = 100_000 // references that are remembered although they name nothing
	maxHints    = 2000    // of them those that get the name they are like
)

func (c *check) lookUp(column, text string, kinds []graph.Kind) reference {
	ref := reference{text: text, kinds: kinds}
	var dirs []*directory
	for _, k := range kinds {
		if d := c.dirs[k]; d != nil {
			dirs = append(dirs, d)
		}
	}
	if len(dirs) == 0 {
		return ref
	}
	found := named(dirs, text, c.in.Mapping.Source)
	if len(found) == 0 {
		ref.entry = c.toldToMean(dirs, column, text)
	}
	switch {
	case len(found) == 1:
		ref.entry = found[0]
	case len(found) > 1:
		ref.several = found
		ref.decision = decisionID(codeAmbiguousRef, column, text)
		c.open[ref.decision] = found
		for _, e := range found {
			if e.id == c.in.Decisions[ref.decision] {
				ref.entry = e
				c.learn(e, text)
			}
		}
	}
	return ref
}

// toldToMean is what a person has said a reference to mean that names nothing.
func (c *check) toldToMean(dirs []*directory, column, text string) *listed {
	chosen := c.answer(codeSameAs, column, text)
	for _, d := range dirs {
		if found := d.keys["id:"+chosen]; chosen != "" && len(found) == 1 {
			c.learn(found[0], text)
			return found[0]
		}
	}
	return nil
}

// leftOut stands for the value of a cell that counts as blank, as it was answered.
const leftOut = "\x00left out"

// noReference is the option of a decision that takes cells with a reference that
// names nothing as blank.
const noReference = "blank"

// dispensable reports whether a row makes sense without a reference.
func (col *column) dispensable() bool {
	return !col.spec.Required && col.spec.Name != "maker" && col.spec.Name != "seller"
}

// leaves reports whether a person has said that a reference counts as blank.
func (c *part) leaves(col *column, text string) bool {
	return col.dispensable() && c.answer(codeSameAs, c.headerOf(col), text) == noReference
}

// err says why a reference names nothing.
func (r *reference) err() *RowError {
	switch {
	case r.entry != nil:
		return nil
	case len(r.several) > 0:
		e := &RowError{
			Code: codeAmbiguousRef, Got: r.text, Expected: "a reference to one " + kindList(r.kinds),
			Hint: "it names " + labels(r.several) + "; write the external id, or decide which is meant",
		}
		return e
	default:
		e := &RowError{
			Code: codeUnknownRef, Got: r.text, Expected: "the id, external id, key or exact name of a " + kindList(r.kinds),
			Hint: "import it first, or write it as it is stored",
		}
		if partnersOnly(r.kinds) {
			e.Hint = "import it first, write it as it is stored, or answer that it is to be made"
		}
		if len(r.alike) > 0 {
			e.Hint = "did you mean " + r.alike[0].Name + " (" + r.alike[0].Reason + ")?"
		}
		return e
	}
}

func labels(entries []*listed) string {
	var out []string
	for i, e := range entries {
		if i == 5 {
			out = append(out, "more")
			break
		}
		out = append(out, e.label())
	}
	return strings.Join(out, " and ")
}

// label names an entity so that it can be told from others of its name.
func (e *listed) label() string {
	s := e.name
	if s == "" {
		s = string(e.kind)
	}
	var more []string
	for _, m := range []string{e.ext, e.country} {
		if m != "" {
			more = append(more, m)
		}
	}
	if len(more) == 0 {
		more = append(more, e.id)
	}
	return s + " (" + strings.Join(more, ", ") + ")"
}

func kindList(kinds []graph.Kind) string {
	if len(kinds) > 3 {
		return "stored entity"
	}
	var out []string
	for _, k := range kinds {
		out = append(out, strings.ReplaceAll(string(k), "_", " "))
	}
	return strings.Join(out, " or ")
}

// suggest puts the likest stored name into references that name nothing.
func (c *check) suggest() {
	var sets map[graph.Kind]*match.Names
	hints := 0
	for key, ref := range c.refs {
		if ref.entry != nil || len(ref.several) > 0 || len(ref.kinds) != 1 {
			continue
		}
		if hints++; hints > maxHints {
			c.notices["hints_not_looked"] = int64(hints - maxHints)
			continue
		}
		k := ref.kinds[0]
		if sets == nil {
			sets = map[graph.Kind]*match.Names{}
		}
		if sets[k] == nil {
			sets[k] = match.New()
			for _, e := range c.dirs[k].entries {
				if e.version > 0 {
					sets[k].Add(match.Name{ID: e.id, Name: e.name, Country: e.country})
				}
			}
		}
		for _, like := range sets[k].Like(match.Name{Name: ref.text}) {
			ref.alike = append(ref.alike, Suggestion{Entity: like.ID, Name: like.Name, Reason: like.Reason, Score: like.Score})
			c.refs[key] = ref
		}
	}
}
