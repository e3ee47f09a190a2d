package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Kept is something that an undo leaves as it is, and why.
type Kept struct {
	Detail string
	Ref    *Ref // the entity it is about; nil for a link
}

// wayBack is how to get from the graph as it is to what it was before some
// changes.
type wayBack struct {
	now     Snapshot
	edges   map[string]Edge     // links of their own, by id
	going   map[string]*Touched // entities to delete
	back    map[string]Record   // entities to restore
	order   []string            // of both, as they were touched
	gone    map[string]bool     // links to delete, or to lead elsewhere
	drops   []Edit              // links to delete
	links   []Edit              // links to restore
	kept    []Kept
	version map[string]int64
}

// WayBack plans how to restore what was touched in the graph as it is now. What
// was changed since stays, and what that rests on: see kept. Of the graph it
// reads the entities and links touched, the links at entities touched, and the
// names of their ends. The edits delete links first; what was deleted comes
// back before what refers to it, and what is new goes after what refers to it.
// Links that lead back, and entities that name each other, belong in one call.
func WayBack(touched []*Touched, now Snapshot) (edits []Edit, kept []Kept, err error) {
	w := &wayBack{
		now: now, edges: map[string]Edge{}, going: map[string]*Touched{}, gone: map[string]bool{},
		back: map[string]Record{}, version: map[string]int64{},
	}
	for e := range now.Edges() {
		if Stater(e.ID) == "" {
			w.edges[e.ID] = e
		}
	}
	for _, t := range touched {
		done, err := t.restored()
		if err == nil && !done {
			if t.isLink() {
				err = w.addLink(t)
			} else {
				err = w.addEntity(t)
			}
		}
		if err != nil {
			return nil, nil, fmt.Errorf("%s %s: %w", t.Kind, t.ID, err)
		}
	}
	w.keepWhatIsUsed()
	return w.edits(), w.kept, nil
}

func (w *wayBack) addLink(t *Touched) error {
	e, there := w.edges[t.ID]
	switch {
	case !there && t.Before == nil: // somebody deleted it: so much the better
		return nil
	case !there && t.After != nil:
		w.keep("a link "+t.Kind+" was deleted since", nil)
		return nil
	case there && (t.After == nil || e.Version != t.Version):
		w.keep(fmt.Sprintf("the link %q %s %q was changed since", w.name(e.From), t.Kind, w.name(e.To)), nil)
		return nil
	case t.Before == nil:
		w.gone[t.ID] = true
		w.drops = append(w.drops, Edit{ID: t.ID, Delete: true, IfVersion: t.Version})
		return nil
	}
	l, err := t.link()
	if err != nil {
		return err
	}
	version := t.Version
	if !there {
		version = MustBeNew
	}
	w.gone[t.ID] = there && (l.From != e.From || l.To != e.To)
	w.links = append(w.links, Edit{ID: t.ID, Link: &l.LinkBody, IfVersion: version})
	return nil
}

func (w *wayBack) addEntity(t *Touched) error {
	n, there := w.now.Find(t.ID)
	if t.Before == nil {
		switch {
		case !there:
		case n.Version != t.Version:
			w.keep("it was changed since", refOf(n))
		default:
			w.going[t.ID] = t
			w.order, w.version[t.ID] = append(w.order, t.ID), t.Version
		}
		return nil
	}
	r, err := t.record()
	switch {
	case err != nil:
		return err
	case !there && t.After != nil:
		w.keep("it was deleted since", &Ref{ID: t.ID, Kind: Kind(t.Kind), Name: r.Body.Title()})
		return nil
	case there && t.After == nil:
		w.keep("it was made again since", refOf(n))
		return nil
	case there && n.Version != t.Version:
		w.keep("it was changed since", refOf(n))
		return nil
	}
	w.back[t.ID] = r
	w.order, w.version[t.ID] = append(w.order, t.ID), t.Version
	if !there {
		w.version[t.ID] = MustBeNew
	}
	return nil
}

// keepWhatIsUsed keeps entities that something else refers to, and then what
// these refer to.
func (w *wayBack) keepWhatIsUsed() {
	for again := true; again; {
		again = false
		for e := range w.now.Edges() {
			if !w.stays(e) {
				continue
			}
			for _, end := range []string{e.From, e.To} {
				other := e.From
				if end == other {
					other = e.To
				}
				if w.going[end] != nil {
					n, _ := w.now.Find(end)
					w.keep(fmt.Sprintf("it is used since, by %q", w.name(other)), refOf(n))
					delete(w.going, end)
					again = true
				}
			}
		}
	}
}

// stays reports whether a link is still there when all else is restored.
func (w *wayBack) stays(e Edge) bool {
	by := Stater(e.ID)
	if by == "" {
		return !w.gone[e.ID]
	}
	if w.going[by] != nil {
		return false
	}
	r, ok := w.back[by]
	return !ok || slices.ContainsFunc(EdgesOf(r), func(b Edge) bool { return b.ID == e.ID && b.From == e.From && b.To == e.To })
}

// edits lists what to do: links that go, entities that were there before, links
// that were, then entities that are new, what refers to others before these.
func (w *wayBack) edits() []Edit {
	slices.Reverse(w.drops)
	slices.Reverse(w.links)
	out := w.drops
	var changed, last []string
	for _, id := range slices.Backward(w.order) {
		switch {
		case w.going[id] != nil:
			last = append(last, id)
		case w.back[id].Body == nil: // kept, because it is used
		case w.version[id] == MustBeNew:
			out = append(out, w.edit(id))
		default:
			changed = append(changed, id)
		}
	}
	for _, id := range changed {
		out = append(out, w.edit(id))
	}
	out = append(out, w.links...)
	depth := w.depths()
	slices.SortStableFunc(last, func(a, b string) int { return cmp.Compare(depth[a], depth[b]) })
	for _, id := range last {
		out = append(out, Edit{ID: id, Delete: true, Alone: true, IfVersion: w.version[id]})
	}
	return out
}

func (w *wayBack) edit(id string) Edit {
	return Edit{ID: id, Body: w.back[id].Body, IfVersion: w.version[id]}
}

// depths counts, for each entity that goes, how long the longest chain is of
// entities going too that state a link to it.
func (w *wayBack) depths() map[string]int {
	users := map[string][]string{}
	for e := range w.now.Edges() {
		by, to := Stater(e.ID), e.To
		if by == e.To {
			to = e.From
		}
		if by != "" && w.going[by] != nil && w.going[to] != nil {
			users[to] = append(users[to], by)
		}
	}
	depth := map[string]int{}
	var of func(id string) int
	of = func(id string) int {
		if n, ok := depth[id]; ok {
			return n
		}
		depth[id] = 0 // ends a loop, which the rules exclude
		for _, u := range users[id] {
			depth[id] = max(depth[id], of(u)+1)
		}
		return depth[id]
	}
	for id := range w.going {
		of(id)
	}
	return depth
}

func (w *wayBack) keep(why string, ref *Ref) { w.kept = append(w.kept, Kept{why, ref}) }

func (w *wayBack) name(id string) string {
	n, _ := w.now.Find(id)
	return n.Name
}

func refOf(n Node) *Ref { return &Ref{ID: n.ID, Kind: n.Kind, Name: n.Name, ExternalID: n.ExternalID} }

// Stater is the id of the entity whose body states a link, empty for a link of
// its own.
func Stater(linkID string) string {
	id, _, found := strings.Cut(linkID, ".")
	if !found {
		return ""
	}
	return id
}
