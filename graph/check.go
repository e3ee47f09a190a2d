package graph

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-playground/validator/v10"
)

// embedded stands in a path for a struct whose fields count as its owner's.
const embedded = "~"

var (
	rules   = newRules()
	pointer = strings.NewReplacer(embedded+".", "", ".", "/", "[", "/", "]", "")

	leiForm  = regexp.MustCompile(`^[A-Z0-9]{18}[0-9]{2}$`)
	dunsForm = regexp.MustCompile(`^[0-9]{9}$`)
)

func newRules() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string {
		for _, tag := range []string{"json", "form", "uri", "header"} {
			if name, _, _ := strings.Cut(f.Tag.Get(tag), ","); name != "" && name != "-" {
				return name
			}
		}
		if f.Anonymous {
			return embedded
		}
		return f.Name
	})
	for tag, rule := range map[string]validator.Func{
		"line":  func(f validator.FieldLevel) bool { return plain(f.Field().String(), "") },
		"text":  func(f validator.FieldLevel) bool { return plain(f.Field().String(), "\n\t") },
		"date":  func(f validator.FieldLevel) bool { return Date(f.Field().String()).Valid() },
		"money": func(f validator.FieldLevel) bool { return Money(f.Field().String()).Valid() },
		"lei":   func(f validator.FieldLevel) bool { return leiForm.MatchString(f.Field().String()) },
		"duns":  func(f validator.FieldLevel) bool { return dunsForm.MatchString(f.Field().String()) },
		"required_currency": func(f validator.FieldLevel) bool {
			return f.Parent().FieldByName("Currency").String() != ""
		},
	} {
		if err := v.RegisterValidation(tag, rule); err != nil {
			panic(err) // the tags above are constants
		}
	}
	return v
}

// plain refuses what could disguise a text: control and bidirectional
// characters, and what is no UTF-8. The character U+FFFD is none of them:
// published files have it where someone before lost a letter.
func plain(s, allowed string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return !strings.ContainsRune(allowed, r) &&
			(unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029')
	})
}

// Prepare brings a body into its stored form and checks it: HTTP bodies, CSV
// rows and demo files all pass through it.
func Prepare(b Body) error {
	b.normalize()
	err := Check(b)
	more := b.faults()
	if len(more) == 0 {
		return err
	}
	e, ok := errors.AsType[*Error](err)
	if err != nil && !ok {
		return err
	}
	if !ok {
		e = &Error{Code: Invalid}
	}
	e.Fields = append(e.Fields, more...)
	e.Detail = sentence(e.Fields)
	return e
}

// Check reports every field of x that breaks the rule in its validate tag, as
// one Invalid error.
func Check(x any) error {
	err := rules.Struct(x)
	faults, ok := errors.AsType[validator.ValidationErrors](err)
	if !ok {
		return err
	}
	e := &Error{Code: Invalid}
	for _, f := range faults {
		_, path, _ := strings.Cut(f.Namespace(), ".")
		e.Fields = append(e.Fields, Field{Pointer: "/" + pointer.Replace(path), Detail: explain(f), Code: f.Tag()})
	}
	e.Detail = sentence(e.Fields)
	return e
}

func sentence(fields []Field) string {
	s := strings.TrimPrefix(fields[0].Pointer, "/") + " " + fields[0].Detail
	if n := len(fields) - 1; n > 0 {
		s += fmt.Sprintf("; %d more", n)
	}
	return s
}

// explain says what a rule wants, as the end of a sentence that begins with
// the field's name.
func explain(f validator.FieldError) string {
	unit := ""
	switch f.Kind() {
	case reflect.String:
		unit = " characters"
	case reflect.Slice:
		unit = " entries"
	default:
	}
	switch f.Tag() {
	case "required", "required_with":
		return "is required"
	case "required_without":
		return "is required where " + strings.ToLower(f.Param()) + " is absent"
	case "required_currency":
		return "needs a currency"
	case "oneof":
		return "is not one of " + strings.ReplaceAll(f.Param(), " ", ", ")
	case "max", "lte":
		return "is more than " + f.Param() + unit
	case "min", "gte":
		return "is less than " + f.Param() + unit
	case "gt":
		return "is not more than " + f.Param()
	case "len":
		return "has not " + f.Param() + unit
	case "unique":
		return "has an entry twice"
	case "line", "text":
		return "has control or direction characters"
	case "date":
		return "is not a date like 2027-02-26"
	case "money":
		return "is not an amount like 1150000.00"
	case "iso3166_1_alpha2":
		return "is not a country code of two letters (ISO 3166-1)"
	case "iso4217":
		return "is not a currency code (ISO 4217)"
	case "http_url":
		return "is not an http or https address"
	case "email":
		return "is not an e-mail address"
	case "lei":
		return "is not an LEI: 18 letters or digits and 2 digits"
	case "duns":
		return "is not a D-U-N-S number: 9 digits"
	case "startswith":
		return "does not begin with " + f.Param()
	default:
		return strings.TrimSpace("breaks the rule " + f.Tag() + " " + f.Param())
	}
}
