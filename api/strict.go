package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"

	"linchpin/graph"
)

const maxDepth = 32

// strict reads one JSON value into a variable and refuses what encoding/json
// lets pass: repeated and unknown names, names in another case, data after the
// value, broken UTF-8, null where something is expected, and great depth.
func strict(b []byte, into any) error {
	v, err := parse(b)
	if err != nil {
		return graph.Errorf(badRequest, "body: %v", err)
	}
	f := filler{}
	f.fill(v, reflect.ValueOf(into).Elem(), "")
	return f.err()
}

// parse reads one JSON value; numbers stay texts.
func parse(b []byte) (any, error) {
	if !utf8.Valid(b) {
		return nil, errors.New("it is not UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	v, err := value(d, 0)
	if err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("data after the value")
	}
	return v, nil
}

func value(d *json.Decoder, depth int) (any, error) {
	t, err := d.Token()
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	open, ok := t.(json.Delim)
	if err != nil || !ok {
		return t, err
	}
	if depth == maxDepth {
		return nil, errors.New("nested too deeply")
	}
	if open == '[' {
		return array(d, depth)
	}
	return object(d, depth)
}

func array(d *json.Decoder, depth int) (any, error) {
	out := []any{}
	for d.More() {
		v, err := value(d, depth+1)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	_, err := d.Token()
	return out, err
}

func object(d *json.Decoder, depth int) (any, error) {
	out, seen := map[string]any{}, map[string]bool{}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return nil, err
		}
		name, _ := t.(string)
		fold := strings.ToLower(name) // readers that ignore case take either
		if seen[fold] {
			return nil, fmt.Errorf("the name %q comes twice", name)
		}
		seen[fold] = true
		if out[name], err = value(d, depth+1); err != nil {
			return nil, err
		}
	}
	_, err := d.Token()
	return out, err
}

// merge applies a JSON merge patch (RFC 7396).
func merge(target, patch any) any {
	changes, ok := patch.(map[string]any)
	if !ok {
		return patch
	}
	old, _ := target.(map[string]any)
	out := make(map[string]any, len(old)+len(changes))
	for name, v := range old {
		out[name] = v
	}
	for name, v := range changes {
		if v == nil {
			delete(out, name)
		} else {
			out[name] = merge(out[name], v)
		}
	}
	return out
}
