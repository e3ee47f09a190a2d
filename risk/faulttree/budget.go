package faulttree

import (
	"fmt"
	"math"
)

// Budget limits one computation. Bytes bounds the memory of its diagrams; 0
// means 1 GiB. Check, where given, is called every few thousand steps; the
// computation ends with the error it returns, such as that of a deadline.
type Budget struct {
	Bytes int64
	Check func() error
}

// TooLargeError is the error of a computation that would exceed its budget. Nothing
// of it is wrong or half: the question has to be made smaller.
type TooLargeError struct {
	Bytes int64 // the limit it ran into; 0 when something else ended it
	Cause error // what Check returned
	Width int   // the treewidth, at least, for which it was given up
}

func (e *TooLargeError) Error() string {
	if e.Cause != nil {
		return e.Cause.Error()
	}
	if e.Width > 0 {
		return fmt.Sprintf("too much of it is used in several places for diagrams (its treewidth is at least %d)", e.Width)
	}
	return fmt.Sprintf("the diagrams would take more than %d MiB", e.Bytes>>20)
}

func (e *TooLargeError) Unwrap() error { return e.Cause }

const defaultBytes = 1 << 30

// meter watches a budget while a computation goes on. It ends it by a panic
// that guard turns into the error: recursion over diagrams has too many
// returns to hand an error through each.
type meter struct {
	limit int64
	used  int64 // by diagrams that are kept
	check func() error
	steps int
	last  int // step at which an attempt is given up
}

func (b Budget) meter() *meter {
	m := &meter{limit: b.Bytes, check: b.Check, last: math.MaxInt}
	if m.limit <= 0 {
		m.limit = defaultBytes
	}
	return m
}

// left returns the bytes that may still be taken.
func (m *meter) left() int64 { return m.limit - m.used }

// keep counts bytes that stay in use, negative when they are given back.
func (m *meter) keep(bytes int64) {
	m.used += bytes
	if m.used > m.limit {
		panic(&TooLargeError{Bytes: m.limit})
	}
}

// step counts one step.
func (m *meter) step() {
	const often = 1 << 13
	if m.steps++; m.steps > m.last {
		panic(&TooLargeError{Bytes: m.limit})
	}
	if m.steps%often == 0 {
		m.look()
	}
}

// look asks whether to go on.
func (m *meter) look() {
	if m.check == nil {
		return
	}
	if err := m.check(); err != nil {
		panic(&TooLargeError{Cause: err})
	}
}

// guard makes the panic of a meter an error.
func guard(err *error) {
	switch p := recover().(type) {
	case nil:
	case *TooLargeError:
		*err = p
	default:
		panic(p)
	}
}
