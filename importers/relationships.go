package importers

import (
	"cmp"
	"context"
	"slices"

	"linchpin/graph"
	"linchpin/importers/document"
)

// relationshipsFormat is level 2 of GLEIF's golden copy as a table: rows say who
// consolidates whom, some of them twice and some no more, so that it is read as
// a document is.
const relationshipsFormat = "gleif_relationships"

// relationshipColumns are the headers that it is known by.
var relationshipColumns = []string{"Relationship.StartNode.NodeID", "Relationship.EndNode.NodeID", "Relationship.RelationshipType"}

const relationshipStatus = "Relationship.RelationshipStatus"

func (s *Sniff) isRelationships() bool {
	return !slices.ContainsFunc(relationshipColumns, func(h string) bool { return columnAt(s.Columns, h) < 0 })
}

func columnAt(columns []Column, header string) int {
	return slices.IndexFunc(columns, func(c Column) bool { return c.Header == header })
}

// readRelationships reads such a table as rows of owners.
func readRelationships(path string, s Sniff, to put) (Sniff, error) {
	encoding, _, err := sniffEncoding(path, "")
	if err != nil {
		return s, err
	}
	delimiter, h, err := sniffOpening(path, encoding, Reading{})
	if err != nil {
		return s, err
	}
	src, err := openText(path, encoding, delimiter)
	if err != nil {
		return s, err
	}
	defer src.close()
	var all []document.Relation
	at := func(r record, header string) string {
		if i := columnAt(h.columns, header); i >= 0 && i < len(r.cells) {
			return tidy(r.cells[i])
		}
		return ""
	}
	for r, err := range src.rows(context.Background(), h.line) {
		if err != nil {
			return s, err
		}
		rel := document.Relation{
			Line: r.line, Child: at(r, relationshipColumns[0]), Parent: at(r, relationshipColumns[1]),
			Kind: at(r, relationshipColumns[2]), Status: at(r, relationshipStatus),
		}
		if cmp.Or(rel.Child, rel.Parent, rel.Kind) == "" {
			continue
		}
		if all = append(all, rel); len(all) > document.MaxRecords {
			return s, graph.FieldError("/file", codeTooLong, "has more than %d relationships: split it", document.MaxRecords)
		}
	}
	notices, err := document.WriteOwners(all, document.Put(to))
	s.Notices = append(s.Notices, notices...)
	return s, err
}
