package importers

import (
	"context"
	"slices"
	"strings"

	"linchpin/graph"
	"linchpin/importers/match"
)

// codeSameAs is the code of the question whether a name that is new is another
// name of something known. It is optional: without an answer it is not.
const codeSameAs = "same_as"

// maxSuggestions bounds the optional questions; rows show what more there is.
const maxSuggestions = 5000

// inFile begins an option that names something of the same file.
const inFile = "name:"

// sameAs returns what a person has said a partner of a new name to be.
func (c *part) sameAs(id *identity) *listed {
	if c.kind != graph.KindPartner || id.name == "" {
		return nil
	}
	chosen := c.answer(codeSameAs, c.headerFor("name"), sameValue(id.name, id.country))
	if chosen == "" || chosen == newEntity {
		return nil
	}
	d := c.dirs[c.kind]
	key := "id:" + chosen
	if name, ok := strings.CutPrefix(chosen, inFile); ok {
		key = "name:" + d.nameKey(name)
	}
	found := d.keys[key]
	if len(found) != 1 {
		return nil
	}
	e := found[0]
	if differ(e.country, id.country) {
		c.learn(e, graph.AliasIn(id.name, id.country))
	}
	if differ(e.lei, id.lei) {
		c.learn(e, id.lei)
	}
	if differ(e.duns, id.duns) {
		c.learn(e, id.duns)
	}
	return e
}

// sameValue is what the question about a new name is about: the name, and the
// country where it is known, for the same name may be two companies.
func sameValue(name, country string) string {
	if country == "" {
		return name
	}
	return graph.AliasIn(name, country)
}

// learn notes that a text is to be another name of an entity from now on.
func (c *check) learn(e *listed, text string) {
	if text != "" && !slices.Contains(c.dirs[e.kind].keys["alias:"+text], e) && !slices.Contains(c.lessons[e], text) {
		if c.lessons == nil {
			c.lessons = map[*listed][]string{}
		}
		c.lessons[e] = append(c.lessons[e], text)
	}
}

// teach gives the subjects of the file the names that answers gave them.
func (c *check) teach() {
	for e, texts := range c.lessons {
		if s := e.subject; s != nil && s.planned() && s.body != nil {
			s.body = taught(s.body, texts)
		}
	}
}

// taught returns a body with further aliases, as far as it may have them.
func taught(body graph.Body, texts []string) graph.Body {
	for _, text := range texts {
		with := cloneOf(body)
		b := with.Base()
		if slices.Contains(b.Aliases, text) || len(b.Aliases) == maxAliases {
			continue
		}
		if b.Aliases = append(slices.Clip(b.Aliases), text); graph.Prepare(with) == nil {
			body = with
		}
	}
	return body
}

// teachStored plans to give stored entities that the file only names the names
// that answers gave them.
func (c *check) teachStored(ctx context.Context) error {
	var ids []string
	texts := map[string][]string{}
	for e, lesson := range c.lessons {
		if e.version > 0 && (e.subject == nil || !e.subject.planned()) {
			ids, texts[e.id] = append(ids, e.id), lesson
		}
	}
	slices.Sort(ids)
	for part := range slices.Chunk(ids, 1000) {
		stored, err := c.in.Stored.Records(ctx, part)
		if err != nil {
			return err
		}
		for _, id := range part {
			r, ok := stored[id]
			if !ok {
				continue
			}
			if body := taught(r.Body, texts[id]); !graph.Same(body, r.Body) {
				c.taughtEdits = append(c.taughtEdits, graph.Edit{ID: id, Body: body, IfVersion: r.Version})
			}
		}
	}
	return nil
}

// maxLike bounds the new partners for which names alike are looked for.
const maxLike = 20000

// likeOthers finds new partners whose names are like those of others, stored
// or before them in this file: a suggestion, which stops nothing.
func (c *check) likeOthers() {
	var fresh []*subject
	for _, s := range c.subjects {
		if s.kind == graph.KindPartner && s.isNew() && s.planned() {
			fresh = append(fresh, s)
		}
	}
	if len(fresh) > maxLike {
		c.notices["similar_not_looked"] = int64(len(fresh))
		return
	}
	if len(fresh) == 0 {
		return
	}
	all, entries := match.New(), map[string]*listed{}
	for _, e := range c.dirs[graph.KindPartner].entries {
		if e.version > 0 || e.subject != nil && e.subject.planned() {
			entries[e.id] = e
			all.Add(e.matchName())
		}
	}
	for _, s := range fresh {
		s.alike = c.sameNames(s)
		for _, like := range all.Like(s.entry.matchName()) {
			e := entries[like.ID]
			if e.version == 0 && e.subject.number > s.number || len(s.alike) == match.Most {
				continue // the other one's row is asked
			}
			s.alike = append(s.alike, suggestionOf(e, like.Reason, like.Score))
		}
		if len(s.alike) > 0 {
			c.notices["similar_names"]++
		}
	}
}

// sameNames suggests stored partners of the same name that a new one was kept
// apart from, because its country or an identifier differs.
func (c *check) sameNames(s *subject) (out []Suggestion) {
	d := c.dirs[s.kind]
	for _, e := range d.keys["name:"+d.nameKey(s.entry.name)] {
		if e == s.entry || e.version == 0 || len(out) == match.Most {
			continue
		}
		for _, f := range []struct{ what, old, now string }{
			{"country", e.country, s.entry.country}, {"LEI", e.lei, s.entry.lei}, {"D-U-N-S number", e.duns, s.entry.duns},
		} {
			if differ(f.old, f.now) {
				out = append(out, suggestionOf(e, "same name, but another "+f.what+": "+f.old, 1))
				break
			}
		}
	}
	return out
}

func suggestionOf(e *listed, reason string, score float64) Suggestion {
	s := Suggestion{Name: e.name, Reason: reason, Score: score}
	if e.version > 0 {
		s.Entity = e.id
	}
	return s
}

// matchName is what names are compared by, with what else is known.
func (e *listed) matchName() match.Name {
	x := match.Name{ID: e.id, Name: e.name, Country: e.country, Website: e.website}
	if s := e.subject; s != nil && s.body != nil {
		if p, ok := s.body.(*graph.Partner); ok {
			x.Name, x.Country, x.Website = p.Name, p.Country, p.Website
		}
	}
	return x
}

// askSame asks, without insisting, whether the name that a decision is about is
// another one of something.
func (c *check) askSame(d Decision, what string, alike []Suggestion, or ...Option) {
	d.Code, d.Optional, d.Question = codeSameAs, true, "Is "+d.Value+" another name of a "+what+" that is known?"
	if len(alike) == 0 {
		d.Question = "No " + what + " is known as " + d.Value + ". What shall its rows say?"
	}
	for _, s := range alike {
		o := Option{Value: s.Entity, Label: s.Name + " (" + s.Reason + ")"}
		if s.Entity == "" {
			o.Value = inFile + s.Name
		}
		d.Options = append(d.Options, o)
	}
	d.Options = append(d.Options, or...)
	c.ask(d)
}
