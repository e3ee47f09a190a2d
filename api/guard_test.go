package api

import (
	"strings"
	"testing"

	"linchpin/risk"
)

// A fault in one answer is the error of those who asked for it; the next
// question is answered.
func TestAPanicIsTheErrorOfItsQuestion(t *testing.T) {
	w := newStudies()
	_, err := worked(t.Context(), w, "faulty", func(risk.Limits) (int, error) {
		var none []int
		return none[3], nil
	})
	if err == nil || !strings.Contains(err.Error(), "index out of range") || !strings.Contains(err.Error(), "guard_test.go") {
		t.Errorf("got %v, want the fault and its place", err)
	}
	n, err := worked(t.Context(), w, "sound", func(risk.Limits) (int, error) { return 7, nil })
	if n != 7 || err != nil {
		t.Errorf("afterwards: got %d, %v", n, err)
	}
}
