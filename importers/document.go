package importers

import (
	"os"
	"slices"

	"linchpin/importers/document"
)

// readDocument reads a JSON document of a kind we know as the rows of a mixed
// file. The row that names the fields stands on line 0. It returns the sniff
// with what the document told. A document of no kind we read is an Invalid error
// of the field /file with the code "format"; one that is broken, with what is
// wrong where.
func readDocument(f *os.File, s Sniff, to put) (Sniff, error) {
	d, err := document.Read(f, document.Choices{Dependencies: s.Dependencies, Root: s.Root}, func(line int64, cells []string) error {
		for i, cell := range cells {
			cells[i] = Escape(cell) // a text is a text, whatever it begins with
		}
		return to(line, cells)
	})
	s.Format, s.Version = string(d.Format), d.Version
	s.Notices = append(s.Notices, d.Notices...)
	return s, err
}

// AsProposed reports whether a mapping says of a document what the document says
// itself, so that there is nothing to remember of it.
func (m Mapping) AsProposed(s Sniff) bool {
	return s.isDocument() && len(m.Constants) == 0 && !slices.ContainsFunc(m.Columns, func(c ColumnMap) bool { return c.Field != c.Header })
}

// isDocument reports whether a file is a document and no table.
func (s Sniff) isDocument() bool {
	if s.Format == registerFormat {
		return true
	}
	switch s.Format {
	case string(document.CycloneDX), string(document.SPDX), string(document.GLEIF), relationshipsFormat:
		return true
	default:
		return false
	}
}
