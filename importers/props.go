package importers

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"linchpin/graph"
)

// props reads and writes the fields of bodies and links by their JSON names.
type props map[reflect.Type]map[string][]int

func (p props) field(record any, name string) reflect.Value {
	v := reflect.ValueOf(record).Elem()
	byName := p[v.Type()]
	if byName == nil {
		byName = map[string][]int{}
		for _, f := range reflect.VisibleFields(v.Type()) {
			if tag, _, _ := strings.Cut(f.Tag.Get("json"), ","); tag != "" {
				byName[tag] = f.Index
			}
		}
		p[v.Type()] = byName
	}
	index, ok := byName[name]
	if !ok {
		return reflect.Value{}
	}
	return v.FieldByIndex(index)
}

// set puts a parsed value into a field; nil clears it.
func (p props) set(record any, name string, value any) {
	f := p.field(record, name)
	if !f.IsValid() {
		return
	}
	v := reflect.ValueOf(value)
	switch {
	case value == nil:
		f.SetZero()
	case f.Kind() == reflect.Pointer:
		x := reflect.New(f.Type().Elem())
		x.Elem().Set(v.Convert(f.Type().Elem()))
		f.Set(x)
	default:
		f.Set(v.Convert(f.Type()))
	}
}

// same reports whether a field is equal in two records.
func (p props) same(a, b any, name string) bool {
	x, y := p.field(a, name), p.field(b, name)
	return !x.IsValid() || reflect.DeepEqual(x.Interface(), y.Interface())
}

// empty reports whether a field states nothing.
func (p props) empty(record any, name string) bool {
	f := p.field(record, name)
	return !f.IsValid() || f.IsZero()
}

// cloneOf copies a record; lists are shared and never changed in place.
func cloneOf[T any](record T) T {
	v := reflect.New(reflect.TypeOf(record).Elem())
	v.Elem().Set(reflect.ValueOf(record).Elem())
	out, _ := reflect.TypeAssert[T](v)
	return out
}

// diff lists the fields that differ between two records, by name.
func diff(before, after any) ([]FieldDiff, error) {
	x, err := flat(before)
	if err != nil {
		return nil, err
	}
	y, err := flat(after)
	if err != nil {
		return nil, err
	}
	var out []FieldDiff
	for name, v := range y {
		if !reflect.DeepEqual(x[name], v) {
			out = append(out, FieldDiff{Field: name, Old: x[name], New: v})
		}
	}
	for name, v := range x {
		if _, ok := y[name]; !ok {
			out = append(out, FieldDiff{Field: name, Old: v})
		}
	}
	slices.SortFunc(out, func(a, b FieldDiff) int { return strings.Compare(a.Field, b.Field) })
	return out, nil
}

func flat(record any) (out map[string]any, err error) {
	b, err := json.Marshal(record)
	if err != nil {
		return nil, err
	}
	return out, json.Unmarshal(b, &out)
}

// prepare brings a record into its stored form and checks it.
func prepare(record any) error {
	switch r := record.(type) {
	case *graph.LinkBody:
		return graph.PrepareLink(r)
	case graph.Body:
		return graph.Prepare(r)
	default:
		return graph.Errorf(graph.Internal, "%T is no record", record)
	}
}
