package document

import (
	"strings"

	"linchpin/graph"
)

// The columns of legal entities and of who owns whom. Roles are left open: that
// a company exists says nothing about what it is to us.
var (
	entityColumns = []string{"partner.lei", "partner.name", "partner.aliases", "partner.country", "partner.registration_no", "partner.status", "partner.roles"}
	ownerColumns  = []string{"link.from", "link.from_kind", "link.kind", "link.to", "link.to_kind"}
)

// register reads LEI records (level 1) and relationship records (level 2), in
// the form of GLEIF's API and in that of its golden copy, which wraps each text
// in an object.
type register struct {
	*reader
	entities  []entity
	relations []Relation
}

// entity is a legal entity.
type entity struct {
	line                           int64
	lei, name, country, no, status string
	others                         []string
}

// maxOthers is how many other names an entity may have; the graph takes no more.
const maxOthers = 1000

func readGLEIF(r *reader, put Put) ([]Notice, error) {
	g := &register{reader: r}
	err := r.object(func(name string) error {
		switch name {
		case "data", "records", "relations":
			return g.each(g.record)
		default:
			return r.skip()
		}
	})
	if err == nil {
		err = r.end()
	}
	if err != nil {
		return nil, err
	}
	if len(g.entities)+len(g.relations) == 0 {
		return nil, refuse("has neither LEI records nor relationship records")
	}
	return writeRegister(g.entities, g.relations, put)
}

// each calls a function for the values of a list, or for one value that stands
// alone.
func (g *register) each(do func() error) error {
	t, err := g.peek()
	if err != nil || t != openList {
		if err == nil {
			err = do()
		}
		return err
	}
	return g.list(do)
}

// record reads a record of either level.
func (g *register) record() error {
	e := entity{}
	var rel *Relation
	var read func(name string) error
	read = func(name string) error {
		if e.line == 0 {
			e.line = g.line()
		}
		switch name {
		case "attributes", "RelationshipRecord":
			return g.object(read)
		case "lei", "LEI":
			return g.value(&e.lei)
		case "entity", "Entity":
			return g.entity(&e)
		case "relationship", "Relationship":
			rel = &Relation{Line: g.line()}
			return g.relation(rel)
		default:
			return g.skip()
		}
	}
	if err := g.object(read); err != nil {
		return err
	}
	switch {
	case len(g.entities)+len(g.relations) == MaxRecords:
		return refuse("has more than %d records; split it", MaxRecords)
	case rel != nil:
		g.relations = append(g.relations, *rel)
	case e.lei == "":
		return g.fail("has neither an LEI nor a relationship")
	default:
		g.entities = append(g.entities, e)
	}
	return nil
}

func (g *register) entity(e *entity) error {
	return g.object(func(name string) error {
		switch name {
		case "legalName", "LegalName":
			return g.value(&e.name)
		case "otherNames", "transliteratedOtherNames":
			return g.list(func() error { return g.other(e) })
		case "OtherEntityNames", "TransliteratedOtherEntityNames":
			return g.object(func(string) error { return g.each(func() error { return g.other(e) }) })
		case "legalAddress", "LegalAddress":
			return g.object(func(name string) error {
				if strings.EqualFold(name, "country") {
					return g.value(&e.country)
				}
				return g.skip()
			})
		case "registeredAs":
			return g.value(&e.no)
		case "RegistrationAuthority":
			return g.object(func(name string) error {
				if name == "RegistrationAuthorityEntityID" {
					return g.value(&e.no)
				}
				return g.skip()
			})
		case "status", "EntityStatus":
			return g.value(&e.status)
		default:
			return g.skip()
		}
	})
}

func (g *register) other(e *entity) error {
	var name string
	err := g.value(&name)
	if name == "" || err != nil {
		return err
	}
	if len(e.others) == maxOthers {
		return g.fail("has more than %d other names", maxOthers)
	}
	e.others = append(e.others, name)
	return nil
}

func (g *register) relation(r *Relation) error {
	return g.object(func(name string) error {
		switch name {
		case "startNode", "StartNode":
			return g.node(&r.Child)
		case "endNode", "EndNode":
			return g.node(&r.Parent)
		case "type", "RelationshipType":
			return g.value(&r.Kind)
		case "status", "RelationshipStatus":
			return g.value(&r.Status)
		default:
			return g.skip()
		}
	})
}

func (g *register) node(id *string) error {
	return g.object(func(name string) error {
		switch name {
		case "id", "nodeID", "NodeID":
			return g.value(id)
		default:
			return g.skip()
		}
	})
}

// value reads a text that stands alone or in an object, as "name" or "$".
func (g *register) value(into *string) error {
	t, err := g.peek()
	if err != nil || t != openObject {
		if err == nil {
			err = g.text(into)
		}
		return err
	}
	return g.object(func(name string) error {
		if name == "name" || name == "$" {
			return g.text(into)
		}
		return g.skip()
	})
}

// writeRegister passes entities and who owns whom on as rows.
func writeRegister(entities []entity, relations []Relation, put Put) ([]Notice, error) {
	columns := []string{}
	if len(entities) > 0 {
		columns = append(columns, entityColumns...)
	}
	links, notices, err := owners(relations)
	if err != nil {
		return nil, err
	}
	if len(links) > 0 {
		columns = append(columns, ownerColumns...)
	}
	if len(columns) == 0 {
		return nil, graph.FieldError("/file", "required", "has no relationship that says who owns whom today")
	}
	if err := put(0, columns); err != nil {
		return nil, err
	}
	row := make([]string, len(columns))
	for _, e := range entities {
		clear(row)
		copy(row, e.cells())
		if err := put(e.line, row); err != nil {
			return nil, err
		}
	}
	for _, l := range links {
		clear(row)
		copy(row[len(columns)-len(ownerColumns):], l.cells())
		if err := put(l.Line, row); err != nil {
			return nil, err
		}
	}
	return notices, nil
}

// cells are the values of an entity. An active one leaves the status open: the
// register says that a company exists, not that we do business with it; one
// that has ceased to exist is former to everybody.
func (e entity) cells() []string {
	status := ""
	if e.status == "INACTIVE" {
		status = "former"
	}
	var others []string
	for _, o := range e.others {
		if o != e.name {
			others = append(others, strings.ReplaceAll(o, ";", ","))
		}
	}
	return []string{e.lei, e.name, strings.Join(others, ";"), e.country, e.no, status, ""}
}
