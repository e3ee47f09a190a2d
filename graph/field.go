package graph

import (
	"reflect"
	"strings"
)

// FieldType says what a field of a body holds.
type FieldType string

// The types of fields.
const (
	Text    FieldType = "text"
	Lines   FieldType = "lines" // a list of texts
	Integer FieldType = "integer"
	Number  FieldType = "number"
	Boolean FieldType = "boolean"
	Day     FieldType = "date"
	Amount  FieldType = "money"
	Depths  FieldType = "depths" // a list of integers
	EndID   FieldType = "ref"    // the id of another entity: a link, no property
)

// FieldInfo describes a field of a kind of entity, as its struct states it.
type FieldInfo struct {
	Name     string // JSON name, and the property's name in the database
	Type     FieldType
	Required bool
	Enum     []string // the allowed values, nil when free
	Ref      Kind     // for EndID: the kind it names
	Common   bool     // shared by all kinds
}

// Fields lists the fields of a kind in the order of its struct.
func Fields(k Kind) []FieldInfo {
	b := New(k)
	if b == nil {
		return nil
	}
	return fieldsOf(reflect.TypeOf(b).Elem(), false)
}

// LinkFields lists the fields of a link, its ends and kind included.
func LinkFields() []FieldInfo { return fieldsOf(reflect.TypeFor[LinkBody](), false) }

func fieldsOf(t reflect.Type, common bool) (out []FieldInfo) {
	for f := range t.Fields() {
		if f.Anonymous {
			out = append(out, fieldsOf(f.Type, true)...)
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		info := FieldInfo{Name: name, Type: typeOf(f.Type), Ref: Kind(f.Tag.Get("ref")), Common: common}
		if info.Ref != "" {
			info.Type = EndID
		}
		own, _, _ := strings.Cut(f.Tag.Get("validate"), ",dive") // what follows is about the entries of a list
		for rule := range strings.SplitSeq(own, ",") {
			info.Required = info.Required || rule == "required"
		}
		if _, each, ok := strings.Cut(f.Tag.Get("validate"), "oneof="); ok {
			values, _, _ := strings.Cut(each, ",")
			info.Enum = strings.Fields(values)
		}
		out = append(out, info)
	}
	return out
}

func typeOf(t reflect.Type) FieldType {
	switch t {
	case reflect.TypeFor[Date]():
		return Day
	case reflect.TypeFor[Money]():
		return Amount
	case reflect.TypeFor[[]string]():
		return Lines
	case reflect.TypeFor[[]int64]():
		return Depths
	case reflect.TypeFor[*int64]():
		return Integer
	case reflect.TypeFor[*float64]():
		return Number
	case reflect.TypeFor[*bool]():
		return Boolean
	default:
		return Text
	}
}

// MoneyScale is the number of decimals in which an amount is stored as a whole
// number: those of its currency, PriceScale for unit prices.
func MoneyScale(field, currency string) int {
	if field == "unitPrice" {
		return PriceScale
	}
	return MinorUnits(currency)
}
