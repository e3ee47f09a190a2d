package document

import (
	"strings"

	"linchpin/graph"
)

// spdx reads an SPDX 2 document.
type spdx struct {
	*reader
	*bom
	document string          // its id
	known    map[string]bool // ids of what is no package: files and snippets
	links    []relationship
	roots    []string // ids of what the document describes
}

// relationship is one of those that say what needs what.
type relationship struct {
	edge
	kind string
}

func readSPDX(r *reader) (*bom, error) {
	s := &spdx{reader: r, bom: newBOM(), known: map[string]bool{}}
	err := r.object(func(name string) error {
		switch name {
		case "spdxVersion":
			return s.spdxVersion()
		case "SPDXID":
			return r.text(&s.document)
		case "documentDescribes":
			return r.list(func() error {
				var id string
				if err := r.text(&id); err != nil {
					return err
				}
				return s.describes(id)
			})
		case "packages":
			return r.list(s.onePackage)
		case "files", "snippets":
			return r.list(s.file)
		case "relationships":
			return r.list(s.relationship)
		default:
			return r.skip()
		}
	})
	if err == nil {
		err = r.end()
	}
	if err == nil && s.version == "" {
		err = graph.FieldError("/file", "document", "/spdxVersion is missing; SPDX 2.0 to 2.3 is read")
	}
	if err == nil {
		err = s.whole()
	}
	return s.bom, err
}

func (s *spdx) spdxVersion() error {
	var text string
	if err := s.text(&text); err != nil {
		return err
	}
	version, ok := strings.CutPrefix(text, "SPDX-")
	switch {
	case ok && strings.HasPrefix(version, "2."):
		s.version = version
		return nil
	case strings.HasPrefix(version, "3"):
		return s.fail("is %q: SPDX 3 cannot be read yet; export the document as SPDX 2.3 JSON or CycloneDX JSON", shown(text))
	default:
		return s.fail("is %q; SPDX-2.0 to SPDX-2.3 is read", shown(text))
	}
}

func (s *spdx) onePackage() error {
	p := &part{kind: "library"}
	if err := s.begin(p); err != nil {
		return err
	}
	var supplier, originator party
	err := s.object(func(name string) error {
		if p.line == 0 {
			p.line = s.line()
		}
		switch name {
		case "SPDXID":
			return s.text(&p.ref)
		case "name":
			return s.text(&p.name)
		case "versionInfo":
			return s.text(&p.version)
		case "description":
			return s.text(&p.description)
		case "primaryPackagePurpose":
			return s.purpose(p)
		case "supplier":
			return s.who(&supplier, name)
		case "originator":
			return s.who(&originator, name)
		case "externalRefs":
			return s.list(func() error { return s.externalRef(p) })
		default:
			return s.skip()
		}
	})
	if err != nil {
		return err
	}
	if p.ref == "" {
		return s.fail("has no SPDXID")
	}
	p.maker = first(supplier, originator)
	return s.name(p)
}

// purpose reads what a package is for, in the words CycloneDX has for it.
func (s *spdx) purpose(p *part) error {
	var text string
	if err := s.text(&text); err != nil {
		return err
	}
	if kind := strings.ReplaceAll(strings.ToLower(text), "_", "-"); kind != "" {
		p.kind = kind
	}
	return nil
}

// who reads an actor: "Organization: Acme (info@example.org)", "Person: Ada".
func (s *spdx) who(into *party, as string) error {
	var text string
	if err := s.text(&text); err != nil {
		return err
	}
	kind, name, ok := strings.Cut(text, ":")
	if !ok {
		kind, name = "", text
	}
	switch *into = partyOf(name, as); kind {
	case "Person":
		into.person = into.name != ""
	case "Tool": // makes nothing
		*into = party{}
	}
	return nil
}

func (s *spdx) externalRef(p *part) error {
	var kind, locator string
	err := s.object(func(name string) error {
		switch name {
		case "referenceType":
			return s.text(&kind)
		case "referenceLocator":
			return s.text(&locator)
		default:
			return s.skip()
		}
	})
	switch kind {
	case "purl":
		if p.purl == "" {
			p.purl = locator
		}
	case "cpe23Type":
		if !strings.HasPrefix(p.cpe, "cpe:2.3") {
			p.cpe = locator
		}
	case "cpe22Type":
		if p.cpe == "" {
			p.cpe = locator
		}
	}
	return err
}

// file notes that an id is that of a file or snippet.
func (s *spdx) file() error {
	var id string
	err := s.object(func(name string) error {
		if name == "SPDXID" {
			return s.text(&id)
		}
		return s.skip()
	})
	if len(s.known) == maxEdges {
		return refuse("lists more than %d files; export it without files", maxEdges)
	}
	s.known[id] = true
	return err
}
