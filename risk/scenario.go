package risk

import (
	"fmt"

	"linchpin/graph"
)

// Scenario is what a what-if supposes. Remove lists ids of anything that can
// fail; Countries ISO 3166-1 codes of countries in which everything fails; Add
// what there might be besides; Delay what is ready later. First all is added,
// then all fails and is late at once. Dates are counted from AsOf.
type Scenario struct {
	Remove    []string
	Countries []string
	Add       []Addition
	Delay     []Delay
	AsOf      graph.Date
}

// Addition is an entity or a link that might exist. An entity may have an ID
// of its own, by which the scenario's links, bodies and failures name it.
type Addition struct {
	ID   string
	Body graph.Body      // of an entity, else nil
	Link *graph.LinkBody // of a link, else nil
}

// about puts an error's pointers below the place of an addition.
func about(err error, at string) error {
	e, ok := err.(*graph.Error) //nolint:errorlint // made here or by package graph, wrapped by nobody
	if !ok {
		return err
	}
	out := *e
	out.Fields = make([]graph.Field, len(e.Fields))
	for i, f := range e.Fields {
		f.Pointer = at + f.Pointer
		out.Fields[i] = f
	}
	out.Detail = at[1:] + ": " + e.Detail
	return &out
}

// additionID names what an addition made, where the scenario does not.
func additionID(i int) string { return fmt.Sprintf("add.%d", i) }
