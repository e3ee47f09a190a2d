package api

import (
	"fmt"
	"runtime/debug"
)

// guarded turns a panic of work into an error that tells where. Work for
// several askers runs in a goroutine of its own, where nobody else would catch
// it and a fault in one answer would end the program.
func guarded[T any](work func() (T, error)) (out T, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return work()
}
