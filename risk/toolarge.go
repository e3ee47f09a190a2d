package risk

import (
	"errors"
	"fmt"

	"linchpin/graph"
	"linchpin/risk/faulttree"
)

// tooLarge reports whether a computation ended at its limits.
func tooLarge(err error) bool {
	var t *faulttree.TooLargeError
	return errors.As(err, &t)
}

// slow makes the error of a computation that ended at its limits one that a
// user may see.
func slow(err error) error {
	if tooLarge(err) {
		return graph.Errorf(graph.TooBig, "even the smallest answer to this question is too large: %v", err)
	}
	return err
}

func upTo(order int) string {
	if order == 1 {
		return "order 1"
	}
	return fmt.Sprintf("order up to %d", order)
}
