package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf16"
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
	if half(b) {
		return nil, errors.New("half of a surrogate pair")
	}
	return v, nil
}

// half reports whether valid JSON has an escape of half a surrogate pair, for
// which encoding/json puts another character.
func half(b []byte) bool {
	for i := 0; i+6 <= len(b); i++ {
		if b[i] != '\\' {
			continue
		}
		r := unit(b[i:])
		switch {
		case utf16.IsSurrogate(r) && utf16.DecodeRune(r, unit(b[i+6:])) != utf8.RuneError:
			i += 11
		case utf16.IsSurrogate(r):
			return true
		default:
			i++ // what follows a backslash begins no escape
		}
	}
	return false
}

// unit reads \uXXXX at the start of b; 0 when it is something else.
func unit(b []byte) rune {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0
	}
	n, err := strconv.ParseUint(string(b[2:6]), 16, 16)
	if err != nil {
		return 0
	}
	return rune(n)
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
	maps.Copy(out, old)
	for name, v := range changes {
		if v == nil {
			delete(out, name)
		} else {
			out[name] = merge(out[name], v)
		}
	}
	return out
}
