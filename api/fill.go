package api

import (
	"encoding/json"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"linchpin/graph"
)

// filler brings a JSON value into Go variables and collects every fault with
// its pointer. Unknown names are bad requests; wrong types break a rule.
type filler struct {
	unknown []graph.Field
	faults  []graph.Field
}

func (f *filler) err() error {
	code, fields := badRequest, f.unknown
	if len(fields) == 0 {
		code, fields = graph.Invalid, f.faults
	}
	if len(fields) == 0 {
		return nil
	}
	return &graph.Error{Code: code, Detail: strings.TrimPrefix(fields[0].Pointer, "/") + " " + fields[0].Detail, Fields: fields}
}

func (f *filler) wrong(at, want string) {
	f.faults = append(f.faults, graph.Field{Pointer: at, Detail: "is not " + want, Code: "type"})
}

func (f *filler) fill(v any, into reflect.Value, at string) {
	switch into.Kind() {
	case reflect.Interface:
		into.Set(reflect.ValueOf(&v).Elem())
	case reflect.Pointer:
		p := reflect.New(into.Type().Elem())
		f.fill(v, p.Elem(), at)
		into.Set(p)
	case reflect.Struct:
		f.structure(v, into, at)
	case reflect.Map:
		f.table(v, into, at)
	case reflect.Slice:
		f.list(v, into, at)
	default:
		f.scalar(v, into, at)
	}
}

func (f *filler) structure(v any, into reflect.Value, at string) {
	object, ok := v.(map[string]any)
	if !ok {
		f.wrong(at, "an object")
		return
	}
	fields := map[string]reflect.Value{}
	for _, sf := range reflect.VisibleFields(into.Type()) {
		if name, _, _ := strings.Cut(sf.Tag.Get("json"), ","); name != "" {
			fields[name] = into.FieldByIndex(sf.Index)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(object)) {
		field, ok := fields[name]
		if !ok {
			f.unknown = append(f.unknown, graph.Field{Pointer: at + "/" + escape(name), Detail: "is an unknown field", Code: "unknown"})
			continue
		}
		f.fill(object[name], field, at+"/"+escape(name))
	}
}

func (f *filler) table(v any, into reflect.Value, at string) {
	object, ok := v.(map[string]any)
	if !ok {
		f.wrong(at, "an object")
		return
	}
	into.Set(reflect.MakeMapWithSize(into.Type(), len(object)))
	for _, name := range slices.Sorted(maps.Keys(object)) {
		e := reflect.New(into.Type().Elem()).Elem()
		if object[name] == nil && e.Kind() == reflect.Interface {
			into.SetMapIndex(reflect.ValueOf(name), e) // of a patch: to be taken away
			continue
		}
		f.fill(object[name], e, at+"/"+escape(name))
		into.SetMapIndex(reflect.ValueOf(name), e)
	}
}

func (f *filler) list(v any, into reflect.Value, at string) {
	items, ok := v.([]any)
	if !ok {
		f.wrong(at, "a list")
		return
	}
	into.Set(reflect.MakeSlice(into.Type(), len(items), len(items)))
	for i, item := range items {
		f.fill(item, into.Index(i), at+"/"+strconv.Itoa(i))
	}
}

func (f *filler) scalar(v any, into reflect.Value, at string) {
	switch into.Kind() {
	case reflect.String:
		if s, ok := v.(string); ok {
			into.SetString(s)
			return
		}
		f.wrong(at, "a text")
	case reflect.Bool:
		if b, ok := v.(bool); ok {
			into.SetBool(b)
			return
		}
		f.wrong(at, "true or false")
	case reflect.Float64:
		if x, ok := number(v); ok {
			into.SetFloat(x)
			return
		}
		f.wrong(at, "a number")
	default:
		if n, ok := whole(v); ok {
			into.SetInt(n)
			return
		}
		f.wrong(at, "a whole number")
	}
}

func number(v any) (float64, bool) {
	n, ok := v.(json.Number)
	if !ok {
		return 0, false
	}
	x, err := n.Float64()
	return x, err == nil
}

// whole takes 12, and 12.0, which JSON holds to be the same.
func whole(v any) (int64, bool) {
	n, ok := v.(json.Number)
	if !ok {
		return 0, false
	}
	if i, err := n.Int64(); err == nil {
		return i, true
	}
	x, ok := number(v)
	return int64(x), ok && x == math.Trunc(x) && math.Abs(x) < 1<<53
}

// escape writes a name as part of a JSON pointer (RFC 6901).
func escape(name string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
}
