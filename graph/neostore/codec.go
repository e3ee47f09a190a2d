package neostore

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"linchpin/graph"
)

// codec turns the fields of one struct into properties and back.
type codec []column

type column struct {
	name  string
	typ   graph.FieldType
	index []int
}

var (
	bodyCodecs = newBodyCodecs()
	linkCodec  = newCodec(reflect.TypeFor[graph.LinkBody](), graph.LinkFields(), "from", "kind", "to")
)

func newBodyCodecs() map[graph.Kind]codec {
	out := map[graph.Kind]codec{}
	for _, k := range graph.Kinds() {
		out[k] = newCodec(reflect.TypeOf(graph.New(k)).Elem(), graph.Fields(k), "parentPercent") // a property of the link
	}
	return out
}

func newCodec(t reflect.Type, fields []graph.FieldInfo, except ...string) (out codec) {
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		i := slices.IndexFunc(fields, func(info graph.FieldInfo) bool { return info.Name == name })
		if f.Anonymous || i < 0 || fields[i].Type == graph.EndID || slices.Contains(except, name) {
			continue
		}
		out = append(out, column{name, fields[i].Type, f.Index})
	}
	return out
}

// props writes what a struct states into properties; what it leaves out is in
// none.
func (c codec) props(x any, out map[string]any) error {
	v := reflect.Indirect(reflect.ValueOf(x))
	currency := ""
	if f := v.FieldByName("Currency"); f.IsValid() {
		currency = f.String()
	}
	for _, col := range c {
		f := v.FieldByIndex(col.index)
		if f.IsZero() {
			continue
		}
		switch col.typ {
		case graph.Day:
			out[col.name] = neo4j.Date(graph.Date(f.String()).Time())
		case graph.Amount:
			n, err := graph.Money(f.String()).Int(graph.MoneyScale(col.name, currency))
			if err != nil {
				return fmt.Errorf("%s: %w", col.name, err)
			}
			out[col.name] = n
		case graph.Lines, graph.Depths:
			out[col.name] = f.Interface()
		case graph.Integer, graph.Number, graph.Boolean:
			out[col.name] = f.Elem().Interface()
		default:
			out[col.name] = f.String()
		}
	}
	return nil
}

// read fills a struct from properties. A property of another type than its
// field's is an error: nothing but this package writes them.
func (c codec) read(props map[string]any, x any) error {
	v := reflect.ValueOf(x).Elem()
	currency, _ := props["currency"].(string)
	for _, col := range c {
		p, ok := props[col.name]
		if !ok || p == nil {
			continue
		}
		if !set(v.FieldByIndex(col.index), col, p, currency) {
			return fmt.Errorf("property %s is a %T", col.name, p)
		}
	}
	return nil
}

func set(f reflect.Value, col column, p any, currency string) (ok bool) {
	switch p := p.(type) {
	case string:
		if ok = col.typ == graph.Text; ok {
			f.SetString(p)
		}
	case int64:
		switch {
		case col.typ == graph.Integer:
			f.Set(reflect.ValueOf(&p))
			ok = true
		case col.typ == graph.Amount && p >= 0:
			f.SetString(string(graph.MoneyOf(p, graph.MoneyScale(col.name, currency), graph.MinorUnits(currency))))
			ok = true
		}
	case float64:
		if ok = col.typ == graph.Number; ok {
			f.Set(reflect.ValueOf(&p))
		}
	case bool:
		if ok = col.typ == graph.Boolean; ok {
			f.Set(reflect.ValueOf(&p))
		}
	case neo4j.Date:
		if ok = col.typ == graph.Day; ok {
			f.SetString(string(graph.DateOf(time.Time(p))))
		}
	case []any:
		switch col.typ {
		case graph.Lines:
			ok = setList[string](f, p)
		case graph.Depths:
			ok = setList[int64](f, p)
		default:
		}
	}
	return ok
}

func setList[T any](f reflect.Value, values []any) bool {
	list := make([]T, len(values))
	for i, v := range values {
		t, ok := v.(T)
		if !ok {
			return false
		}
		list[i] = t
	}
	f.Set(reflect.ValueOf(list))
	return true
}
