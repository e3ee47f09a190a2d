package neostore

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
)

// defaultLimit is the length of a page where nobody says.
const defaultLimit = 50

// List returns a page of the entities of one kind.
func (s *Store) List(ctx context.Context, l graph.List) (graph.Page[graph.Record], error) {
	var page graph.Page[graph.Record]
	if l.Limit <= 0 {
		l.Limit = defaultLimit
	}
	sel, err := s.selection(ctx, l)
	if err != nil || sel.none {
		return page, err
	}
	var rows []*neo4j.Record
	var places []string
	if l.Query != "" {
		rows, places, err = s.listText(ctx, l, sel)
	} else {
		rows, places, err = s.listSorted(ctx, l, sel)
	}
	if err != nil {
		return page, fmt.Errorf("list of %s: %w", l.Kind.Collection(), err)
	}
	page.Items = make([]graph.Record, min(len(rows), l.Limit))
	for i := range page.Items {
		if page.Items[i], err = recordOf(rows[i]); err != nil {
			return page, err
		}
	}
	if n := len(page.Items); len(rows) > n {
		page.Next = &graph.Place{Key: places[n-1], ID: page.Items[n-1].ID}
	}
	return page, nil
}

// Count returns how many entities a list has in all its pages.
func (s *Store) Count(ctx context.Context, l graph.List) (int64, error) {
	sel, err := s.selection(ctx, l)
	if err != nil || sel.none {
		return 0, err
	}
	q := countAll[l.Kind]
	switch {
	case l.Query != "":
		q = countText[l.Kind]
		if sel.params["query"] = lucene(l.Query); sel.params["query"] == "" {
			return 0, nil
		}
	case sel.among:
		q = countAmong[l.Kind]
	}
	rs, err := s.run(ctx, q, sel.params)
	if err != nil {
		return 0, err
	}
	return value[int64](rs[0], "n"), nil
}

// selection is the part of a list's parameters that its filter makes.
type selection struct {
	params map[string]any // filter, and ids where the list is among those
	among  bool
	none   bool // nothing can match
}

// selection turns the filter into parameters. What an index finds, the other
// end of a link or an external id, becomes a set of ids to choose among.
func (s *Store) selection(ctx context.Context, l graph.List) (selection, error) {
	sel := selection{params: map[string]any{"ids": nil}}
	fields := graph.Fields(l.Kind)
	if fields == nil {
		return sel, graph.Errorf(graph.Invalid, "%q is no kind of entity", l.Kind)
	}
	if l.Among != nil {
		sel.params["ids"], sel.among, sel.none = l.Among, true, len(l.Among) == 0
	}
	filter := []map[string]any{}
	for _, name := range slices.Sorted(maps.Keys(l.Filter)) {
		i := slices.IndexFunc(fields, func(f graph.FieldInfo) bool { return f.Name == name })
		if i < 0 || name == "parentPercent" {
			return sel, graph.FieldError("/"+name, "unknown", "cannot be filtered by")
		}
		v, err := filterValue(fields[i], l.Filter[name])
		if err != nil {
			return sel, err
		}
		var q query
		params := map[string]any{"end": v, "externalId": v}
		switch {
		case fields[i].Type == graph.EndID:
			q = byEnd[end{l.Kind, name}]
		case name == "externalId":
			q = byExternal[l.Kind]
		default:
			filter = append(filter, map[string]any{"field": name, "value": v, "entry": fields[i].Type == graph.Lines})
			continue
		}
		if err := s.narrow(ctx, &sel, q, params); err != nil {
			return sel, err
		}
	}
	sel.params["filter"] = filter
	return sel, nil
}

// narrow leaves in the selection only what q finds.
func (s *Store) narrow(ctx context.Context, sel *selection, q query, params map[string]any) error {
	rs, err := s.run(ctx, q, params)
	if err != nil {
		return err
	}
	before, _ := sel.params["ids"].([]string)
	allowed := map[string]bool{}
	for _, id := range before {
		allowed[id] = true
	}
	ids := []string{}
	for _, r := range rs {
		if id := value[string](r, "id"); !sel.among || allowed[id] {
			ids = append(ids, id)
		}
	}
	sel.params["ids"], sel.among, sel.none = ids, true, len(ids) == 0
	return nil
}

// filterValue is a filter's value as its property holds it.
func filterValue(f graph.FieldInfo, v any) (any, error) {
	pointer := "/" + f.Name
	switch v := v.(type) {
	case string:
		switch {
		case f.Type == graph.Day && graph.Date(v).Valid():
			return neo4j.Date(graph.Date(v).Time()), nil
		case f.Type == graph.Text, f.Type == graph.Lines, f.Type == graph.EndID:
			return v, nil
		case f.Type == graph.Day:
			return nil, graph.FieldError(pointer, "date", "is not a date like 2027-02-26")
		}
	case bool:
		if f.Type == graph.Boolean {
			return v, nil
		}
	case int64:
		switch f.Type {
		case graph.Integer:
			return v, nil
		case graph.Number:
			return float64(v), nil
		default:
		}
	case float64:
		if f.Type == graph.Number {
			return v, nil
		}
	}
	return nil, graph.FieldError(pointer, "type", "cannot be filtered by %v", v)
}

// The two parts of a sorted list: first what has the field it is sorted by,
// then, by name, what has not. A place begins with the mark of its part.
const (
	withField    = "="
	withoutField = "-"
)

func (s *Store) listSorted(ctx context.Context, l graph.List, sel selection) (rows []*neo4j.Record, places []string, err error) {
	name, down := strings.CutPrefix(l.Sort, "-")
	if name == "" {
		name = "name"
	}
	if !slices.Contains(graph.SortFields(l.Kind), name) {
		return nil, nil, graph.FieldError("/sort", "oneof", "is not one of %s", strings.Join(graph.SortFields(l.Kind), ", "))
	}
	by := sorting{l.Kind, sortProperty(name), sel.among}
	part, key := withField, ""
	if l.After != (graph.Place{}) {
		if l.After.Key == "" {
			return nil, nil, badPlace()
		}
		part, key = l.After.Key[:1], l.After.Key[1:]
	}
	after := l.After.ID
	if part == withField {
		q := listUp[by]
		if down {
			q = listDown[by]
		}
		bound, err := sortKey(by.field, key, down, l.After == (graph.Place{}))
		if err != nil {
			return nil, nil, err
		}
		if rows, places, err = s.listPart(ctx, q, part, sel, bound, after, l.Limit+1); err != nil {
			return nil, nil, err
		}
		if len(rows) > l.Limit || !mayLack(by.field) {
			return rows, places, nil
		}
		part, key, after = withoutField, "", ""
	}
	if part != withoutField || !mayLack(by.field) {
		return nil, nil, badPlace()
	}
	rest, restPlaces, err := s.listPart(ctx, listWithout[by], part, sel, key, after, l.Limit+1-len(rows))
	return append(rows, rest...), append(places, restPlaces...), err
}

func (s *Store) listPart(ctx context.Context, q query, part string, sel selection, key any, after string, limit int) ([]*neo4j.Record, []string, error) {
	params := maps.Clone(sel.params)
	params["key"], params["id"], params["limit"] = key, after, limit
	rows, err := s.run(ctx, q, params)
	places := make([]string, len(rows))
	for i, r := range rows {
		places[i] = part + placeKey(value[any](r, "at"))
	}
	return rows, places, err
}

func badPlace() error { return graph.FieldError("/cursor", "cursor", "is not a place in this list") }

func sortProperty(name string) string {
	if name == "name" {
		return "nameKey"
	}
	return name
}

// mayLack reports whether entities without this property exist.
func mayLack(field string) bool { return field != "nameKey" && field != "key" && field != "updatedAt" }

// sortKey is the bound from which a list goes on; at its start one that
// everything passes.
func sortKey(field, key string, down, start bool) (any, error) {
	switch field {
	case "updatedAt":
		t, err := time.Parse(time.RFC3339Nano, key)
		if start {
			t, err = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC), nil
			if down {
				t = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
			}
		}
		if err != nil {
			return nil, badPlace()
		}
		return t.UTC(), nil
	case "targetDate", "endsOn", "expiresOn":
		if start {
			key = "1900-01-01"
			if down {
				key = "2999-12-31"
			}
		}
		if !graph.Date(key).Valid() {
			return nil, badPlace()
		}
		return neo4j.Date(graph.Date(key).Time()), nil
	}
	if start && down {
		return strings.Repeat("\U0010FFFF", 8), nil
	}
	return key, nil
}

// placeKey writes a property so that sortKey reads it.
func placeKey(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case time.Time:
		return v.UTC().Format(time.RFC3339Nano)
	case neo4j.Date:
		return string(graph.DateOf(time.Time(v)))
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return ""
}

// listText returns the best matches first.
func (s *Store) listText(ctx context.Context, l graph.List, sel selection) (rows []*neo4j.Record, places []string, err error) {
	text, score := lucene(l.Query), math.MaxFloat64
	if text == "" {
		return nil, nil, nil
	}
	if l.After != (graph.Place{}) {
		if score, err = strconv.ParseFloat(l.After.Key, 64); err != nil || math.IsNaN(score) {
			return nil, nil, badPlace()
		}
	}
	params := maps.Clone(sel.params)
	params["query"], params["score"], params["id"], params["limit"] = text, score, l.After.ID, l.Limit+1
	if rows, err = s.run(ctx, listText[l.Kind], params); err != nil {
		return nil, nil, err
	}
	for _, r := range rows {
		places = append(places, placeKey(value[any](r, "at")))
	}
	return rows, places, nil
}
