package neostore

import (
	"context"
	"errors"
	"fmt"

	"linchpin/graph"
)

// naturalKeys are the fields by which the world knows an entity: no two of a
// kind share the value of one. An external id counts together with its source.
func naturalKeys(b graph.Body) map[string]string {
	out := map[string]string{}
	if c := b.Base(); c.ExternalID != "" {
		out["externalId"] = c.Source + "\x1f" + c.ExternalID
	}
	for field, v := range keyFields(b) {
		if v != "" {
			out[field] = v
		}
	}
	return out
}

func keyFields(b graph.Body) map[string]string {
	switch b := b.(type) {
	case *graph.Partner:
		return map[string]string{"lei": b.LEI, "duns": b.DUNS}
	case *graph.RoadmapItem:
		return map[string]string{"key": b.Key}
	case *graph.Person:
		return map[string]string{"email": b.Email}
	}
	return nil
}

// keysTwice reports two edits of a call that state one key. What is stored is
// compared by the constraints of the schema.
func (d *draft) keysTwice() error {
	holder := map[string]*put{}
	for _, p := range d.puts {
		kind := p.now.Body.Kind()
		for field, v := range naturalKeys(p.now.Body) {
			key := string(kind) + "\x1f" + field + "\x1f" + v
			if other := holder[key]; other != nil {
				ref := graph.Ref{ID: other.now.ID, Kind: kind, Name: other.now.Body.Title(), ExternalID: other.now.Body.Base().ExternalID}
				return d.about(p.edit, taken(field, ref))
			}
			holder[key] = p
		}
	}
	return nil
}

// released lists the entities that give up a key, which another edit of the
// call may take: the schema compares keys row by row.
func (d *draft) released() (ids []string) {
	for _, p := range d.puts {
		if p.old == nil {
			continue
		}
		now := naturalKeys(p.now.Body)
		for field, v := range naturalKeys(p.old.Body) {
			if now[field] != v {
				ids = append(ids, p.now.ID)
				break
			}
		}
	}
	return ids
}

// conflict explains which key of which edit belongs to another entity, after
// the database has refused the write.
func (s *Store) conflict(ctx context.Context, edits []graph.Edit, cause error) error {
	if err := s.there(ctx, edits); err != nil {
		return err
	}
	var rows []map[string]any
	byID := map[string]*graph.Edit{}
	for i := range edits {
		e := &edits[i]
		if e.Body == nil {
			continue
		}
		byID[e.ID] = e
		row := map[string]any{"id": e.ID, "label": e.Body.Kind().Label(), "source": e.Body.Base().Source, "externalId": e.Body.Base().ExternalID}
		for field, v := range keyFields(e.Body) {
			row[field] = v
		}
		rows = append(rows, row)
	}
	rs, err := s.run(ctx, holdersQuery, map[string]any{"rows": rows})
	if err != nil || len(rs) == 0 {
		return errors.Join(cause, err)
	}
	holder := value[string](rs[0], "holder")
	found, err := refs(ctx, s, []string{holder})
	if err != nil {
		return errors.Join(cause, err)
	}
	return about(byID[value[string](rs[0], "id")], len(edits), taken(value[string](rs[0], "field"), found[holder]))
}

// there finds what should be new and is not: the schema knows no id twice.
func (s *Store) there(ctx context.Context, edits []graph.Edit) error {
	var fresh []graph.Edit
	for _, e := range edits {
		if e.IfVersion == graph.MustBeNew {
			fresh = append(fresh, e)
		}
	}
	st, err := load(ctx, s, fresh)
	if err != nil {
		return err
	}
	for i := range fresh {
		e := &fresh[i]
		r, isRecord := st.records[e.ID]
		l, isLink := st.links[e.ID]
		if err := versionFault(e, isRecord || isLink, r.Version+l.Version); err != nil {
			return about(e, len(edits), err)
		}
	}
	return nil
}

func taken(field string, by graph.Ref) error {
	detail := fmt.Sprintf("belongs to the %s %q", by.Kind, by.Name)
	return &graph.Error{
		Code: graph.Conflict, Detail: field + " " + detail, Refs: []graph.Ref{by},
		Fields: []graph.Field{{Pointer: "/" + field, Detail: detail, Code: "unique"}},
	}
}
