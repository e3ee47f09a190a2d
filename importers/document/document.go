// Package document reads files that hold records but are no tables, and makes
// rows of them: bills of materials (CycloneDX and SPDX, as JSON) and
// legal entities with their parents (GLEIF, as JSON and, for the parents, CSV).
//
// Columns bear the names of the fields of mixed files: component.name, link.from.
// What a document says
// wrongly as a whole, such as a version nobody knows or a reference to nothing,
// is an Invalid error with the line and the place in the document; what a rule
// of the graph says about a single value is left to the check of the rows.
//
// A document is read as a stream of tokens, once, after its beginning has told
// its format. Nesting, the length of a value and the number of parts and links
// are bounded, so memory is too; names that stand twice in an object, wrong
// types, invalid UTF-8 and data after the end are refused.
package document

import (
	"io"
	"slices"

	"linchpin/graph"
)

// Format names a kind of document.
type Format string

// The formats that Read knows.
const (
	CycloneDX Format = "cyclonedx"
	SPDX      Format = "spdx"
	GLEIF     Format = "gleif"
)

// Document is what there is to know of a document beside its rows.
type Document struct {
	Format  Format
	Version string // of the format; empty where it has none
	Notices []Notice
}

// Put takes a row: the names of the columns on line 0 first, then one for each
// thing the document states, on the line on which that begins.
type Put func(line int64, cells []string) error

// Notice is something counted that a user should know. The detail speaks of one
// where there is but one.
type Notice struct {
	Code   string `json:"code"`
	Detail string `json:"detail"`
	Count  int64  `json:"count"`
}

// Count adds a notice in the words for one or for several; none for none.
func Count(to []Notice, n int64, code, one, several string) []Notice {
	switch {
	case n <= 0:
		return to
	case n == 1:
		return append(to, Notice{code, one, n})
	default:
		return append(to, Notice{code, several, n})
	}
}

// Choices are what a user may choose about a bill of materials; the zero value
// is what is proposed.
type Choices struct {
	Dependencies string // direct: those of the thing described; or all
	Root         string // component or product: what the thing described becomes
}

// The values of Choices.
const (
	Direct    = "direct"
	All       = "all"
	Component = "component"
	Product   = "product"
)

// Bounds of what a document may have.
const (
	maxParts = 200_000   // components, services or packages
	maxEdges = 1_000_000 // dependencies or relationships between them
)

// MaxRecords is how many records of legal entities and relationships a document
// may have.
const MaxRecords = 200_000

// Read reads a JSON document and passes its rows on.
func Read(in io.ReadSeeker, how Choices, put Put) (Document, error) {
	if err := how.check(); err != nil {
		return Document{}, err
	}
	f, err := sniff(in)
	if err != nil {
		return Document{}, err
	}
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return Document{}, err
	}
	r := newReader(in)
	d := Document{Format: f}
	switch f {
	case CycloneDX, SPDX:
		var b *bom
		if f == CycloneDX {
			b, err = readCycloneDX(r)
		} else {
			b, err = readSPDX(r)
		}
		if err == nil && b.root == nil && len(b.parts) == 0 {
			err = refuse("is a bill of materials without any component")
		}
		if err == nil {
			err = b.write(how, put)
			d.Version, d.Notices = b.version, b.notices
		}
	default:
		d.Notices, err = readGLEIF(r, put)
	}
	return d, err
}

func (c Choices) check() error {
	if !slices.Contains([]string{"", Direct, All}, c.Dependencies) {
		return graph.FieldError("/reading/dependencies", "oneof", "is neither direct nor all")
	}
	if !slices.Contains([]string{"", Component, Product}, c.Root) {
		return graph.FieldError("/reading/root", "oneof", "is neither component nor product")
	}
	return nil
}

// sniff tells the format of a document by the first of its names that does.
func sniff(in io.Reader) (Format, error) {
	r := newReader(in)
	var found Format
	err := r.object(func(name string) error {
		switch name {
		case "bomFormat", "specVersion":
			found = CycloneDX
		case "spdxVersion", "SPDXID":
			found = SPDX
		case "@context", "@graph":
			return refuse("is linked data (JSON-LD), which SPDX 3 is written in: SPDX 3 cannot be read yet; export the document as SPDX 2.3 JSON or CycloneDX JSON")
		case "data", "records", "relations":
			found = GLEIF
		default:
			return r.skip()
		}
		return errFound
	})
	switch {
	case found != "":
		return found, nil
	case err != nil:
		return "", err
	default:
		return "", refuse("is JSON, but neither CycloneDX, SPDX 2 nor GLEIF; other data is imported as a table, .csv or .xlsx")
	}
}

func refuse(format string, args ...any) error {
	return graph.FieldError("/file", "format", format, args...)
}
