package graph

import (
	"errors"
	"fmt"
)

// Code classifies an Error. It is part of the API: clients switch on it.
type Code string

// The codes a store and the rules use; package api adds those of HTTP.
const (
	Invalid        Code = "invalid"         // the input breaks a rule
	NotFound       Code = "not_found"       // the thing named does not exist
	Conflict       Code = "conflict"        // the write collides with what is stored
	Stale          Code = "stale"           // the write is based on an older version
	Busy           Code = "busy"            // others write; worth another try
	Unavailable    Code = "unavailable"     // the store cannot be reached; nothing was written
	OutcomeUnknown Code = "outcome_unknown" // it cannot be told whether the write happened
	TooBig         Code = "too_big"         // the question exceeds the store's limits
	Internal       Code = "internal"        // anything else; details go to the log only
)

// Error is an error a user may see: a code, a sentence, and where they are
// known the fields at fault.
type Error struct {
	Code    Code
	Detail  string
	Fields  []Field
	Version int64 // for Stale: the version now stored
	Refs    []Ref // for Conflict: the entities that stand in the way, at most 20
}

// Field names one faulty input by its JSON pointer and the rule it breaks.
type Field struct {
	Pointer string `json:"pointer"`
	Detail  string `json:"detail"`
	Code    string `json:"code"`
}

func (e *Error) Error() string { return string(e.Code) + ": " + e.Detail }

// Errorf returns an *Error with a formatted detail.
func Errorf(code Code, format string, args ...any) error {
	return &Error{Code: code, Detail: fmt.Sprintf(format, args...)}
}

// FieldError returns an Invalid error about one field.
func FieldError(pointer, code, format string, args ...any) error {
	detail := fmt.Sprintf(format, args...)
	name := pointer
	if len(name) > 0 && name[0] == '/' {
		name = name[1:]
	}
	return &Error{Code: Invalid, Detail: name + ": " + detail, Fields: []Field{{pointer, detail, code}}}
}

// CodeOf reports the code of the first *Error in err's chain, Internal if none.
func CodeOf(err error) Code {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return Internal
}
