package importers_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"linchpin/graph"
	"linchpin/importers"
)

// A file that has too many things of one name is refused, soon: each of them
// would be held against all others.
func TestCrowdsOfOneName(t *testing.T) {
	crowd := func(n int) string {
		var b strings.Builder
		b.WriteString("external_id,name,layer\n")
		for i := range n {
			fmt.Fprintf(&b, "%d,Resistor,device_hardware\n", i)
		}
		return file(t, b.String())
	}
	if o := checkFile(t, newEcosystem(), crowd(5000), job{as: importers.Components}); o.Counts.Create != 5000 {
		t.Errorf("%+v", o.Counts)
	}
	path := crowd(200_000)
	sniff, err := importers.Inspect(path, importers.Reading{})
	if err != nil {
		t.Fatal(err)
	}
	m, err := importers.Propose(sniff, importers.Components, "")
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	_, err = importers.Check(t.Context(), importers.Input{Path: path, Sniff: sniff, Mapping: m, Stored: newEcosystem(), Now: began}, &outcome{})
	if took := time.Since(began); graph.CodeOf(err) != graph.Invalid || !strings.Contains(fmt.Sprint(err), "more than 5000 different things") || took > 20*time.Second {
		t.Errorf("after %s: %v", took, err)
	}
}
