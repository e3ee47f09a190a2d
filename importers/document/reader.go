package document

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"linchpin/graph"
)

// reader walks through a JSON text, value by value. A value that is not of the
// type a format has there is an error that names line and place; null stands
// for nothing.
type reader struct {
	guard *guard
	json  *json.Decoder
	next  json.Token // a token that was looked at
	ahead bool
	place []string // names and numbers that lead to the value
}

func newReader(in io.Reader) *reader {
	g := newGuard(in)
	d := json.NewDecoder(g)
	d.UseNumber()
	return &reader{guard: g, json: d}
}

// errFound ends a walk early.
var errFound = errors.New("found")

// line is where the value that was begun last stands.
func (r *reader) line() int64 { return r.guard.lineAt(r.json.InputOffset()) }

// fail says what is wrong at the current place.
func (r *reader) fail(format string, args ...any) error {
	return graph.FieldError("/file", "document", "line %d: /%s %s", r.line(), strings.Join(r.place, "/"), fmt.Sprintf(format, args...))
}

func (r *reader) peek() (json.Token, error) {
	if r.ahead {
		return r.next, nil
	}
	t, err := r.json.Token()
	if err != nil {
		return nil, r.broken(err)
	}
	r.next, r.ahead = t, true
	if len(r.guard.pending) > maxValue {
		r.line() // lets go of what was passed over without asking
	}
	return t, nil
}

func (r *reader) token() (json.Token, error) {
	t, err := r.peek()
	r.ahead = false
	return t, err
}

// broken turns an error of the decoder into one that a user can act on.
func (r *reader) broken(err error) error {
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return graph.FieldError("/file", "json", "line %d: ends in the middle of the JSON; it was cut off", r.guard.seen)
	case errors.As(err, &syntax):
		return graph.FieldError("/file", "json", "line %d: is no valid JSON: %s", r.line(), syntax.Error())
	default:
		return err
	}
}

// object calls a function for each name of an object, which has to read or
// skip its value; null is an object without any.
func (r *reader) object(each func(name string) error) error {
	t, err := r.token()
	if err != nil || t == nil {
		return err
	}
	if t != openObject {
		return r.fail("is %s; an object is expected", kindOf(t))
	}
	var seen texts
	for n := 0; r.json.More(); n++ {
		t, err := r.token()
		if err != nil {
			return err
		}
		name, _ := t.(string)
		if n == maxNames {
			return r.fail("has more than %d names", maxNames)
		}
		if !seen.add(name) {
			return r.fail("has the name %q twice", shown(name))
		}
		r.place = append(r.place, shown(name))
		if err := each(name); err != nil {
			return err
		}
		r.place = r.place[:len(r.place)-1]
	}
	_, err = r.token()
	return err
}

// list calls a function for each value of a list, which has to read or skip
// it; null is an empty list.
func (r *reader) list(each func() error) error {
	t, err := r.token()
	if err != nil || t == nil {
		return err
	}
	if t != openList {
		return r.fail("is %s; a list is expected", kindOf(t))
	}
	r.place = append(r.place, "")
	for n := 0; r.json.More(); n++ {
		r.place[len(r.place)-1] = strconv.Itoa(n)
		if err := each(); err != nil {
			return err
		}
	}
	r.place = r.place[:len(r.place)-1]
	_, err = r.token()
	return err
}

// text reads a text; null is an empty one.
func (r *reader) text(into *string) error {
	t, err := r.token()
	if err != nil || t == nil {
		return err
	}
	s, ok := t.(string)
	if !ok {
		return r.fail("is %s; a text is expected", kindOf(t))
	}
	*into = strings.TrimSpace(s)
	return nil
}

// skip passes over a value of any type.
func (r *reader) skip() error {
	t, err := r.peek()
	if err != nil {
		return err
	}
	switch t {
	case openObject:
		return r.object(func(string) error { return r.skip() })
	case openList:
		return r.list(r.skip)
	default:
		r.ahead = false
		return nil
	}
}

// end refuses what comes behind the document.
func (r *reader) end() error {
	if _, err := r.json.Token(); !errors.Is(err, io.EOF) {
		return graph.FieldError("/file", "json", "line %d: has more data behind the document", r.line())
	}
	return nil
}

func kindOf(t json.Token) string {
	switch t.(type) {
	case json.Delim:
		if t == openObject {
			return "an object"
		}
		return "a list"
	case string:
		return "a text"
	case bool:
		return "true or false"
	default:
		return "a number"
	}
}

// shown is as much of a name as an error has room for.
func shown(name string) string {
	if r := []rune(name); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return name
}

// texts is a set of texts that is small most of the time.
type texts struct {
	few  []string
	many map[string]bool
}

// add reports whether a name is new.
func (n *texts) add(name string) bool {
	if n.many == nil {
		if slices.Contains(n.few, name) {
			return false
		}
		if n.few = append(n.few, name); len(n.few) < 16 {
			return true
		}
		n.many = map[string]bool{}
		for _, f := range n.few {
			n.many[f] = true
		}
		return true
	}
	if n.many[name] {
		return false
	}
	n.many[name] = true
	return true
}

// What opens an object and a list.
const (
	openObject = json.Delim('{')
	openList   = json.Delim('[')
)
