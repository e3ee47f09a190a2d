package document

import (
	"slices"
	"strings"

	"linchpin/graph"
)

// cycloneVersions are those whose JSON is read.
var cycloneVersions = []string{"1.2", "1.3", "1.4", "1.5", "1.6"}

// cyclone reads a CycloneDX document.
type cyclone struct {
	*reader
	*bom
	format string
	made   party // who made the thing described, as the document's metadata say

	elsewhere int64 // dependencies on what another document describes
}

func readCycloneDX(r *reader) (*bom, error) {
	c := &cyclone{reader: r, bom: newBOM()}
	err := r.object(func(name string) error {
		switch name {
		case "bomFormat":
			return r.text(&c.format)
		case "specVersion":
			return c.specVersion()
		case "metadata":
			return c.metadata()
		case "components":
			return r.list(func() error { return c.part("", nil) })
		case "services":
			return r.list(func() error { return c.part("service", nil) })
		case "dependencies":
			return r.list(c.dependency)
		default:
			return r.skip()
		}
	})
	if err == nil {
		err = r.end()
	}
	if err == nil {
		err = c.whole()
	}
	c.notice(c.elsewhere, "other_documents", "one dependency leads to what another document describes, and is left out", "dependencies lead to what other documents describe, and are left out")
	return c.bom, err
}

func (c *cyclone) specVersion() error {
	if err := c.text(&c.version); err != nil {
		return err
	}
	if !slices.Contains(cycloneVersions, c.version) {
		return c.fail("is %q; CycloneDX JSON %s to %s is read", shown(c.version), cycloneVersions[0], cycloneVersions[len(cycloneVersions)-1])
	}
	return nil
}

// whole checks what can be said only when the document is read to its end.
func (c *cyclone) whole() error {
	switch {
	case c.format != "CycloneDX":
		return graph.FieldError("/file", "document", "/bomFormat is %q; a CycloneDX document says \"CycloneDX\" there", shown(c.format))
	case c.version == "":
		return graph.FieldError("/file", "document", "/specVersion is missing; CycloneDX JSON %s to %s is read", cycloneVersions[0], cycloneVersions[len(cycloneVersions)-1])
	case c.root == nil:
		return nil
	}
	if c.root.maker.name == "" {
		c.root.maker = c.made
	}
	if v := c.root.version; c.root.kind == "container" && c.root.purl == "" && v != "" && !strings.ContainsAny(v, "0123456789") {
		return graph.FieldError("/file", "document", "line %d: /metadata/component/version is %q, a tag that moves from image to image and no version: nobody can tell what %s the document is about; state its version or digest (sha256:...)", c.root.line, shown(v), shown(c.root.name))
	}
	return nil
}

func (c *cyclone) metadata() error {
	var supplier, manufacturer party
	err := c.object(func(name string) error {
		switch name {
		case "component":
			c.root = &part{}
			return c.read(c.root, nil)
		case "supplier":
			return c.organization(&supplier, name)
		case "manufacturer", "manufacture": // its name until 1.5
			return c.organization(&manufacturer, "manufacturer")
		default:
			return c.skip()
		}
	})
	c.made = first(supplier, manufacturer)
	return err
}

// part reads one of a list of components or services, and those within it.
func (c *cyclone) part(kind string, inside *part) error {
	p := &part{kind: kind, inside: inside}
	if err := c.begin(p); err != nil {
		return err
	}
	return c.read(p, p)
}

// read reads a component or service. The parts within it are inside of a part,
// or of the document as a whole.
func (c *cyclone) read(p, inside *part) error {
	var supplier, manufacturer, publisher, provider party
	err := c.object(func(name string) error {
		if p.line == 0 {
			p.line = c.line()
		}
		switch name {
		case "components":
			return c.list(func() error { return c.part("", inside) })
		case "services":
			return c.list(func() error { return c.part("service", inside) })
		case "supplier":
			return c.organization(&supplier, name)
		case "manufacturer":
			return c.organization(&manufacturer, name)
		case "provider":
			return c.organization(&provider, name)
		case "publisher":
			var text string
			err := c.text(&text)
			publisher = partyOf(text, name)
			return err
		default:
			return c.field(p, name)
		}
	})
	p.maker = first(supplier, manufacturer, publisher, provider)
	if err != nil {
		return err
	}
	return c.name(p)
}

func (c *cyclone) field(p *part, name string) error {
	switch name {
	case "bom-ref":
		return c.text(&p.ref)
	case "type":
		return c.text(&p.kind)
	case "group":
		return c.text(&p.group)
	case "name":
		return c.text(&p.name)
	case "version":
		return c.text(&p.version)
	case "description":
		return c.text(&p.description)
	case "purl":
		return c.text(&p.purl)
	case "cpe":
		return c.text(&p.cpe)
	default:
		return c.skip()
	}
}

// organization reads an organizational entity.
func (c *cyclone) organization(into *party, as string) error {
	var name, website string
	err := c.object(func(field string) error {
		switch field {
		case "name":
			return c.text(&name)
		case "url":
			return c.list(func() error {
				var url string
				err := c.text(&url)
				if website == "" && isWeb(url) {
					website = url
				}
				return err
			})
		default:
			return c.skip()
		}
	})
	if *into = partyOf(name, as); into.name != "" {
		into.website = website
	}
	return err
}

// dependency reads what one part needs. A reference into another document says
// nothing about this one.
func (c *cyclone) dependency() error {
	var ref string
	var edges []edge
	err := c.object(func(name string) error {
		switch name {
		case "ref":
			return c.text(&ref)
		case "dependsOn":
			return c.list(func() error {
				e := edge{line: c.line()}
				if err := c.text(&e.to); err != nil {
					return err
				}
				if strings.HasPrefix(e.to, "urn:cdx:") {
					c.elsewhere++
					return nil
				}
				if len(c.edges)+len(edges) == maxEdges {
					return tooManyEdges()
				}
				e.place = "/" + strings.Join(c.place, "/")
				edges = append(edges, e)
				return nil
			})
		default:
			return c.skip()
		}
	})
	if err != nil {
		return err
	}
	if ref == "" {
		return c.fail("has no ref")
	}
	c.stated[ref] = true
	for i := range edges {
		edges[i].from = ref
	}
	c.edges = append(c.edges, edges...)
	return nil
}
