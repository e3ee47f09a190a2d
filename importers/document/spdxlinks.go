package document

import (
	"cmp"
	"slices"
	"strings"

	"linchpin/graph"
)

func (s *spdx) relationship() error {
	l := relationship{edge: edge{line: s.line(), place: "/" + strings.Join(s.place, "/")}}
	err := s.object(func(name string) error {
		switch name {
		case "spdxElementId":
			return s.text(&l.from)
		case "relatedSpdxElement":
			return s.text(&l.to)
		case "relationshipType":
			return s.text(&l.kind)
		default:
			return s.skip()
		}
	})
	if err != nil {
		return err
	}
	switch l.kind {
	case "DESCRIBES":
		return s.describes(l.to)
	case "DESCRIBED_BY":
		return s.describes(l.from)
	case "DEPENDS_ON", "CONTAINS":
	case "DEPENDENCY_OF", "RUNTIME_DEPENDENCY_OF", "CONTAINED_BY":
		l.from, l.to = l.to, l.from
	default: // says nothing about what needs what when it runs
		return nil
	}
	if len(s.links) == maxEdges {
		return refuse("has more than %d relationships; split it, or export it without files", maxEdges)
	}
	s.links = append(s.links, l)
	return nil
}

// describes notes what the document says that it describes.
func (s *spdx) describes(id string) error {
	if len(s.roots) == maxParts {
		return refuse("describes more than %d things; split it", maxParts)
	}
	s.roots = append(s.roots, id)
	return nil
}

// whole checks what can be said only when the document is read to its end: the
// references, and which package is the one described.
func (s *spdx) whole() error {
	root, err := s.described()
	if err != nil {
		return err
	}
	for _, l := range s.links {
		if s.elsewhere(l.from) || s.elsewhere(l.to) || s.isFile(l.from) || s.isFile(l.to) {
			continue
		}
		s.stated[l.from] = true
		s.edges = append(s.edges, l.edge)
	}
	if root != nil {
		s.root = root
		s.parts = slices.DeleteFunc(s.parts, func(p *part) bool { return p == root })
	}
	return nil
}

// described is the package the document is about, nil where it is about files
// or several packages.
func (s *spdx) described() (root *part, err error) {
	several := false
	for _, id := range s.roots {
		p := s.byRef[id]
		if p == nil && !s.known[id] {
			return nil, graph.FieldError("/file", "document", "the document describes %q, which is none of its packages and files", shown(id))
		}
		several = several || p != nil && root != nil && p != root
		root = cmp.Or(p, root)
	}
	if several {
		return nil, nil
	}
	return root, nil
}

// isFile reports whether an id is that of a file or snippet: no component.
func (s *spdx) isFile(id string) bool { return s.byRef[id] == nil && s.known[id] }

// elsewhere reports whether an id is nothing of this document, or the document.
func (s *spdx) elsewhere(id string) bool {
	return id == s.document || id == "NONE" || id == "NOASSERTION" || strings.HasPrefix(id, "DocumentRef-")
}
