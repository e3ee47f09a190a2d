package importers

import (
	"slices"
	"strings"

	"linchpin/graph"
)

// CreateReference is the option of a decision that makes a partner of a name
// which a reference has and nobody knows.
const CreateReference = "create"

// make makes what a reference names that nobody knows: the person of an owner's
// address, and a partner where that was answered; nil for others.
func (c *check) make(col *column, text string) *listed {
	switch {
	case col.spec.Name == "owner_email" && strings.Contains(text, "@"):
		return c.enlist(&graph.Person{Name: text, Email: text}, "email:"+strings.ToLower(text))
	case partnersOnly(col.spec.kinds) && c.toldToCreate(text):
		return c.enlist(partnerOf(text), "name:"+c.dirs[graph.KindPartner].nameKey(text))
	default:
		return nil
	}
}

func partnersOnly(kinds []graph.Kind) bool {
	return len(kinds) == 1 && kinds[0] == graph.KindPartner
}

func partnerOf(name string) *graph.Partner {
	return &graph.Partner{Name: name, Roles: []string{"vendor"}}
}

// canCreate reports whether a partner may have a text as its name.
func (r *reference) canCreate() bool {
	return partnersOnly(r.kinds) && graph.Prepare(partnerOf(r.text)) == nil
}

// toldToCreate reports whether a person has said that a name is that of a new
// partner, in whichever column it was asked.
func (c *check) toldToCreate(text string) bool {
	return slices.ContainsFunc(c.parts, func(p *part) bool {
		return slices.ContainsFunc(p.columns, func(col *column) bool {
			return partnersOnly(col.spec.kinds) && c.answer(codeSameAs, p.headerOf(col), text) == CreateReference
		})
	})
}

// enlist makes a thing of which a reference is all that is known.
func (c *check) enlist(body graph.Body, key string) *listed {
	if graph.Prepare(body) != nil {
		return nil
	}
	kind := body.Kind()
	e := &listed{id: graph.NewID(c.in.Now), name: body.Title(), kind: kind}
	e.subject = &subject{entry: e, id: e.id, kind: kind, body: body, made: true}
	c.dirs[kind].put(e, key)
	c.made = append(c.made, e.subject)
	return e
}

// planMade passes those made things on that a row names which is to be applied.
func (c *check) planMade() error {
	rows := map[*subject]int64{}
	for _, s := range c.subjects {
		for _, n := range s.needs {
			if n.made && rows[n] == 0 && s.planned() {
				rows[n] = s.row
			}
		}
	}
	for _, s := range c.made {
		if rows[s] == 0 {
			continue
		}
		c.notices[map[graph.Kind]string{graph.KindPerson: "people_created", graph.KindPartner: "partners_created"}[s.kind]]++
		if err := c.edit(rows[s], graph.Edit{ID: s.id, Body: s.body, IfVersion: graph.MustBeNew}); err != nil {
			return err
		}
	}
	return nil
}
