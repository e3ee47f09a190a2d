package jobs

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"linchpin/graph"
)

// way is how to get from the graph as it is to what it was before an import.
type way struct {
	now     graph.Snapshot
	edges   map[string]graph.Edge   // links of their own, by id
	links   []graph.Edit            // links to delete or restore
	going   map[string]*touched     // entities to delete
	gone    map[string]bool         // links to delete
	back    map[string]graph.Record // entities to restore
	order   []string                // of both, as the import touched them
	kept    []Fault
	version map[string]int64
}

type link struct{ graph.LinkBody }

func decodeLink(b []byte) (l link, err error) {
	var stored graph.Link
	err = json.Unmarshal(b, &stored)
	return link{stored.LinkBody}, err
}

func (l link) same(m link) bool {
	a, errA := json.Marshal(l.LinkBody)
	b, errB := json.Marshal(m.LinkBody)
	return errA == nil && errB == nil && string(a) == string(b)
}

// wayBack plans how to restore what an import touched. What was changed since
// stays, and what it rests on.
func wayBack(all []*touched, now graph.Snapshot) (*way, error) {
	w := &way{
		now: now, edges: map[string]graph.Edge{}, going: map[string]*touched{}, gone: map[string]bool{},
		back: map[string]graph.Record{}, version: map[string]int64{},
	}
	for _, e := range now.Edges {
		if stater(e.ID) == "" {
			w.edges[e.ID] = e
		}
	}
	for _, t := range all {
		done, err := t.restored()
		if err == nil && !done {
			if t.link {
				err = w.addLink(t)
			} else {
				err = w.addEntity(t)
			}
		}
		if err != nil {
			return nil, fmt.Errorf("%s %s: %w", t.kind, t.id, err)
		}
	}
	w.keepWhatIsUsed()
	return w, nil
}

func (w *way) addLink(t *touched) error {
	e, there := w.edges[t.id]
	switch {
	case !there && t.before == nil: // somebody deleted it: so much the better
	case !there:
		w.keep("a link "+t.kind+" was deleted since", nil)
	case e.Version != t.version:
		w.keep(fmt.Sprintf("the link %q %s %q was changed since", w.name(e.From), t.kind, w.name(e.To)), nil)
	case t.before == nil:
		w.gone[t.id] = true
		w.links = append(w.links, graph.Edit{ID: t.id, Delete: true, IfVersion: t.version})
	default:
		l, err := decodeLink(t.before)
		if err != nil {
			return err
		}
		w.links = append(w.links, graph.Edit{ID: t.id, Link: &l.LinkBody, IfVersion: t.version})
	}
	return nil
}

func (w *way) addEntity(t *touched) error {
	n, there := w.now.Find(t.id)
	switch {
	case !there && t.before == nil:
		return nil
	case !there:
		r, err := graph.DecodeRecord(graph.Kind(t.kind), t.before)
		if err != nil {
			return err
		}
		w.keep("it was deleted since", &graph.Ref{ID: t.id, Kind: graph.Kind(t.kind), Name: r.Body.Title()})
		return nil
	case n.Version != t.version:
		w.keep("it was changed since", refOf(n))
		return nil
	case t.before == nil:
		w.going[t.id] = t
	default:
		r, err := graph.DecodeRecord(graph.Kind(t.kind), t.before)
		if err != nil {
			return err
		}
		w.back[t.id] = r
	}
	w.order, w.version[t.id] = append(w.order, t.id), t.version
	return nil
}

// keepWhatIsUsed keeps entities that something else refers to, and then what
// these refer to.
func (w *way) keepWhatIsUsed() {
	for again := true; again; {
		again = false
		for _, e := range w.now.Edges {
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
func (w *way) stays(e graph.Edge) bool {
	by := stater(e.ID)
	if by == "" {
		return !w.gone[e.ID]
	}
	if w.going[by] != nil {
		return false
	}
	r, ok := w.back[by]
	return !ok || slices.ContainsFunc(graph.EdgesOf(r), func(b graph.Edge) bool { return b.ID == e.ID && b.From == e.From && b.To == e.To })
}

// edits lists what to do: links first, then entities that were there before,
// then those that are new, what refers to others before these.
func (w *way) edits() []graph.Edit {
	out := slices.Clone(w.links)
	slices.Reverse(out)
	for _, id := range slices.Backward(w.order) {
		if r, ok := w.back[id]; ok {
			out = append(out, graph.Edit{ID: id, Body: r.Body, IfVersion: w.version[id]})
		}
	}
	depth := w.depths()
	var last []string
	for _, id := range slices.Backward(w.order) {
		if w.going[id] != nil {
			last = append(last, id)
		}
	}
	slices.SortStableFunc(last, func(a, b string) int { return cmp.Compare(depth[a], depth[b]) })
	for _, id := range last {
		out = append(out, graph.Edit{ID: id, Delete: true, IfVersion: w.version[id]})
	}
	return out
}

// depths counts, for each entity that goes, how long the longest chain is of
// entities going too that state a link to it.
func (w *way) depths() map[string]int {
	users := map[string][]string{}
	for _, e := range w.now.Edges {
		by, to := stater(e.ID), e.To
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

func (w *way) keep(why string, ref *graph.Ref) {
	w.kept = append(w.kept, Fault{Code: graph.Conflict, Detail: why, Ref: ref})
}

// faults lists what is left alone.
func (w *way) faults() []Fault {
	if len(w.kept) > maxFaults {
		more := len(w.kept) - maxFaults
		return append(w.kept[:maxFaults:maxFaults], Fault{Code: graph.Conflict, Detail: fmt.Sprintf("and %d more", more)})
	}
	return append([]Fault{}, w.kept...)
}

func (w *way) name(id string) string {
	n, _ := w.now.Find(id)
	return n.Name
}

func refOf(n graph.Node) *graph.Ref {
	return &graph.Ref{ID: n.ID, Kind: n.Kind, Name: n.Name, ExternalID: n.ExternalID}
}

// stater is the id of the entity whose body states a link, empty for a link of
// its own.
func stater(linkID string) string {
	id, _, found := strings.Cut(linkID, ".")
	if !found {
		return ""
	}
	return id
}
