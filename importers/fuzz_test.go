package importers_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"linchpin/graph"
	"linchpin/importers"
)

// FuzzCheck holds for any text as any kind of file: each row has one outcome,
// the plan can be applied in its order, and the same file again changes nothing.
func FuzzCheck(f *testing.F) {
	for i, k := range allKinds() {
		f.Add(uint8(i), k.text)
	}
	f.Add(uint8(0), "name,parent\nA,B\nB,C\nC,A\nD,A\n")
	f.Add(uint8(0), "external_id,name,country\n1,A,DE\n1,B,FR\n2,A,FR\n,a,\n3,B,\n")
	f.Add(uint8(0), "name,owner_email,aliases\nA,x@example.org,B;C\nB,x@example.org;y@example.org,A\n")
	f.Add(uint8(6), "key,title,depends_on,owner_email\nA,a,B,p@example.org\nB,b,A,\nB,c,,\n")
	f.Add(uint8(6), jiraIssues)
	f.Add(uint8(9), `{"bomFormat":"CycloneDX","specVersion":"1.5","metadata":{"component":{"type":"device","name":"Hub"}},"components":[{"type":"device","name":"Radio SoC","supplier":{"name":"Norchip"}}]}`)
	f.Add(uint8(9), `{"data":[{"attributes":{"lei":"529900GRZ2BQY5ZM9N49","entity":{"legalName":{"name":"PUMA SE"}}}}]}`)
	for i, name := range []string{"spend-oxford-2016q1.csv", "contracts-sydney-2013.csv", "companies-cleanco.csv", "osh-facilities-15.csv", "bom-beaglebone-black.csv", "bom-ulx3s.csv", "bom-esp-rust-board.csv"} {
		b, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		at := bytes.IndexAny(b[min(len(b), 4000):], "\r\n")
		f.Add(uint8(max(0, i-3)*10%11), string(b[:min(len(b), 4000+at+1)]))
	}
	for _, name := range []string{"hbom-pcie-sata-cdx.json", "saasbom-cdx.json", "sbom-cdx-invalid-version.json"} {
		b, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(uint8(9), string(b))
	}
	f.Fuzz(func(t *testing.T, kind uint8, text string) {
		as := importers.Kinds()[int(kind)%len(importers.Kinds())]
		s := newEcosystem()
		for _, k := range allKinds()[:3] {
			if k.as != as {
				if _, _, ok := tryCheck(t, s, k.as, k.text); !ok {
					t.Fatalf("%s does not load", k.as)
				}
			}
		}
		first, sniff, ok := tryCheck(t, s, as, text)
		if !ok {
			return
		}
		c := first.Counts
		if sum := c.Create + c.Update + c.Unchanged + c.Undecided + c.Rejected + c.Skipped; sum != sniff.Rows || len(first.rows) != int(sniff.Rows) {
			t.Fatalf("%d rows, outcomes %+v", sniff.Rows, c)
		}
		if again, _, _ := tryCheck(t, s, as, text); again.Edits != 0 {
			t.Fatalf("the same file again makes %d edits: %+v\nrows %+v", again.Edits, again.edits[0], again.rows)
		}
	})
}

// tryCheck checks a text and applies the plan; a file that is refused is no fault.
func tryCheck(t *testing.T, s *ecosystem, as importers.As, text string) (*outcome, importers.Sniff, bool) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	refused := func(err error) bool {
		if err != nil && graph.CodeOf(err) != graph.Invalid {
			t.Fatal(err)
		}
		return err != nil
	}
	sniff, err := importers.Inspect(path, importers.Reading{})
	if refused(err) {
		return nil, sniff, false
	}
	m, err := importers.Propose(sniff, as, "")
	if refused(err) {
		return nil, sniff, false
	}
	o := &outcome{}
	o.Result, err = importers.Check(context.Background(), importers.Input{Path: path, Sniff: sniff, Mapping: m, Stored: s, Now: time.Unix(1e9, 0)}, o)
	if refused(err) {
		return nil, sniff, false
	}
	s.applyAll(t, o)
	return o, sniff, true
}
