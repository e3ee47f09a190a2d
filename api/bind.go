package api

import (
	"errors"
	"io"
	"math"
	"mime"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"linchpin/graph"
)

const maxBody = 1 << 20

// Fields of an In with a form tag are query parameters, with a uri tag path
// parameters. An In may also have a body, a precondition, or take the whole
// query, which it then checks itself.
type (
	bodied      interface{ body() any }          // where the JSON body goes
	conditional interface{ match(string) error } // takes If-Match
	querying    interface{ query(url.Values) }   // takes all parameters
)

// bind fills an In and checks it.
func bind(c *gin.Context, in any) error {
	query, err := parameters(c.Request.URL)
	if err != nil {
		return err
	}
	if !query.Has(formatName) && takesFormat(in) {
		c.Writer.Header().Add("Vary", "Accept")
		if header := c.GetHeader("Accept"); quality(header, "text/csv") > quality(header, "application/json") {
			query.Set(formatName, "csv")
		}
	}
	if q, ok := in.(querying); ok {
		q.query(query)
	} else if err := fromQuery(query, reflect.ValueOf(in).Elem()); err != nil {
		return err
	}
	if b, ok := in.(bodied); ok {
		if err := bindBody(c, b.body()); err != nil {
			return err
		}
	}
	if err := fromPath(c, reflect.ValueOf(in).Elem()); err != nil {
		return err
	}
	if m, ok := in.(conditional); ok {
		if err := m.match(c.GetHeader("If-Match")); err != nil {
			return err
		}
	}
	return graph.Check(in)
}

// formatName is the parameter that says as what an answer comes. Without it the
// header Accept decides.
const formatName = "format"

// takesFormat reports whether an In has that parameter: lists and questions of
// rows do.
func takesFormat(in any) bool {
	if _, ok := in.(*listing); ok {
		return true
	}
	return slices.ContainsFunc(reflect.VisibleFields(reflect.TypeOf(in).Elem()), func(f reflect.StructField) bool {
		return f.Tag.Get("form") == formatName
	})
}

// parameters parses a query and refuses what net/url lets pass or drops.
func parameters(u *url.URL) (url.Values, error) {
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return nil, graph.Errorf(badRequest, "query: %v", err)
	}
	for name, values := range query {
		for _, v := range values {
			if !utf8.ValidString(v) || !utf8.ValidString(name) {
				return nil, fault(badRequest, "/"+strings.ToValidUTF8(name, "?"), "encoding", "is not UTF-8")
			}
		}
	}
	return query, nil
}

// fault is an error of any code about one field.
func fault(code graph.Code, pointer, rule, detail string) error {
	return &graph.Error{
		Code: code, Detail: strings.TrimPrefix(pointer, "/") + " " + detail,
		Fields: []graph.Field{{Pointer: pointer, Detail: detail, Code: rule}},
	}
}

// fromQuery fills the fields that have a form tag.
func fromQuery(query url.Values, into reflect.Value) error {
	var known []string
	for _, f := range reflect.VisibleFields(into.Type()) {
		name := f.Tag.Get("form")
		if name == "" {
			continue
		}
		known = append(known, name)
		values, ok := query[name]
		if text, set := f.Tag.Lookup("default"); set && !ok {
			values, ok = []string{text}, true
		}
		if ok {
			if err := parameter(name, values, into.FieldByIndex(f.Index)); err != nil {
				return err
			}
		}
	}
	for name := range query {
		if !slices.Contains(known, name) {
			return fault(badRequest, "/"+name, "unknown", "is no parameter of this address")
		}
	}
	return nil
}

// parameter sets a field to the values of a parameter. A list may stand in
// several parameters, one of words also in one with commas.
func parameter(name string, values []string, field reflect.Value) error {
	if field.Kind() == reflect.Slice {
		if each := field.Type().Elem(); each != reflect.TypeFor[string]() { // a text may have a comma
			values = strings.Split(strings.Join(values, ","), ",")
		}
		for _, v := range values {
			field.Set(reflect.Append(field, reflect.ValueOf(v).Convert(field.Type().Elem())))
		}
		return nil
	}
	if len(values) > 1 {
		return fault(badRequest, "/"+name, "unique", "stands there twice")
	}
	if field.Kind() == reflect.Pointer { // one whose absence matters
		field.Set(reflect.New(field.Type().Elem()))
		field = field.Elem()
	}
	v := values[0]
	switch field.Kind() {
	case reflect.Float64:
		x, err := strconv.ParseFloat(v, 64)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			return fault(badRequest, "/"+name, "type", "is not a number")
		}
		field.SetFloat(x)
	case reflect.String:
		field.SetString(v)
	case reflect.Bool:
		if v != "true" && v != "false" {
			return fault(badRequest, "/"+name, "type", "is neither true nor false")
		}
		field.SetBool(v == "true")
	default:
		n, err := strconv.ParseInt(v, 10, 64)
		if err != nil {
			return fault(badRequest, "/"+name, "type", "is not a whole number")
		}
		field.SetInt(n)
	}
	return nil
}

// fromPath fills the fields that have a uri tag.
func fromPath(c *gin.Context, into reflect.Value) error {
	for _, f := range reflect.VisibleFields(into.Type()) {
		name := f.Tag.Get("uri")
		if name == "" {
			continue
		}
		v := c.Param(name)
		if !utf8.ValidString(v) {
			return fault(badRequest, "/"+name, "encoding", "is not UTF-8")
		}
		into.FieldByIndex(f.Index).SetString(v)
	}
	return nil
}

func bindBody(c *gin.Context, into any) error {
	want := []string{"application/json"}
	if c.Request.Method == http.MethodPatch {
		want = append(want, "application/merge-patch+json")
	}
	if got, _, _ := mime.ParseMediaType(c.GetHeader("Content-Type")); !slices.Contains(want, got) {
		return graph.Errorf(unsupportedMediaType, "the body must be %s", strings.Join(want, " or "))
	}
	b, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, maxBody))
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return graph.Errorf(bodyTooLarge, "the body is larger than %d bytes", maxBody)
	}
	if err != nil {
		return graph.Errorf(badRequest, "body: %v", err)
	}
	return strict(b, into)
}
