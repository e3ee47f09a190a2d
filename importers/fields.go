package importers

import (
	"slices"

	"linchpin/graph"
)

// FieldSpec describes one column that files of a kind may have.
type FieldSpec struct {
	Name     string          `json:"name"`
	Type     graph.FieldType `json:"type"` // ref and refs name entities; quarter is a date
	Required bool            `json:"required"`
	Enum     []string        `json:"enum,omitempty"`
	Synonyms []string        `json:"synonyms,omitempty"` // other headers that mean it
	Help     string          `json:"help,omitempty"`

	prop  string       // JSON name of the field of the body; empty for a link
	kinds []graph.Kind // that it may name
	link  graph.LinkKind
	back  bool // the link leads to the row's entity
	part  int  // of layerDepth: the layer's number from 1
}

// The types of columns that bodies do not have.
const (
	refs    graph.FieldType = "refs"    // several references, each a link
	quarter graph.FieldType = "quarter" // a date by its quarter
	depth   graph.FieldType = "depth"   // one of the depths of a person
)

// isList reports whether a cell may hold several values, and several columns
// fill the field.
func (f *FieldSpec) isList() bool { return f.Type == refs || f.Type == graph.Lines }

// Kinds lists the kinds of files, in the order in which several are applied.
func Kinds() []As {
	return []As{Partners, Products, Components, Offerings, Contracts, Certificates, Roadmap, People, Links, Bom, Mixed}
}

// KindOf is the kind of entity a row of such a file states; empty for links and
// mixed files.
func (a As) KindOf() graph.Kind {
	switch a {
	case Partners:
		return graph.KindPartner
	case Products:
		return graph.KindProduct
	case Components:
		return graph.KindComponent
	case Offerings:
		return graph.KindOffering
	case Contracts:
		return graph.KindContract
	case Certificates:
		return graph.KindCertificate
	case Roadmap:
		return graph.KindRoadmapItem
	case People:
		return graph.KindPerson
	default:
		return ""
	}
}

// Fields lists the columns that a kind of file may have, nil for an unknown
// kind.
func Fields(as As) []FieldSpec {
	if as.mixed() {
		return mixedFields()
	}
	table := columnsOf(as)
	bodies := graph.LinkFields()
	if k := as.KindOf(); k != "" {
		bodies = graph.Fields(k)
	}
	for i := range table {
		f := &table[i]
		if j := slices.IndexFunc(bodies, func(b graph.FieldInfo) bool { return b.Name == f.prop }); j >= 0 && f.Type == "" {
			f.Type, f.Enum = bodies[j].Type, bodies[j].Enum
			if bodies[j].Ref != "" {
				f.kinds = []graph.Kind{bodies[j].Ref}
			}
		}
	}
	return table
}

// columnsOf lists them as they stand in the table of each kind.
func columnsOf(as As) []FieldSpec { return withWords(as, ownColumns(as)) }

func ownColumns(as As) []FieldSpec {
	switch as {
	case Partners:
		common := commonColumns("supplier", "vendor", "partner", "creditor", "company", "organisation")
		common[0].Synonyms = append(common[0].Synonyms, codeHeaders...)
		return append(partnerColumns(), common...)
	case Products:
		return append(productColumns(), commonColumns("product")...)
	case Components:
		return append(componentColumns(), commonColumns("component", "item", "part")...)
	case Offerings:
		return append(offeringColumns(), commonColumns("offering", "source")...)
	case Contracts:
		return append(contractColumns(), commonColumns("agreement")...)
	case Certificates:
		return append(certificateColumns(), commonColumns("certificate")...)
	case Roadmap:
		return append(roadmapColumns(), commonColumns("item")...)
	case People:
		return append(personColumns(), commonColumns("person", "employee", "user")...)
	case Links:
		return linkColumns()
	default:
		return nil
	}
}

// codeHeaders mean an id where codes stand below them, beside a column of names.
var codeHeaders = []string{"supplier", "vendor", "creditor", "lieferant", "kreditor", "fournisseur"}

// commonColumns are those of all kinds of entities, the external id first. What a
// thing is called in such files makes headers for that.
func commonColumns(things ...string) []FieldSpec {
	id := FieldSpec{Name: "external_id", prop: "externalId", Help: "the id in the system the file comes from; kept as text"}
	for _, t := range things {
		id.Synonyms = append(id.Synonyms, t+" id", t+" number", t+" no", t+" code", t+" external id")
	}
	id.Synonyms = append(id.Synonyms, "id", "ext id", "reference id")
	return []FieldSpec{
		id,
		{Name: "source", prop: "source", Synonyms: []string{"source system", "id source"}, Help: "the system the row's external id comes from, where it is not that of the whole file"},
		{Name: "aliases", prop: "aliases", Synonyms: []string{"alias", "also known as", "aka", "other names", "trading as", "former names"}, Help: "other names; several are separated by ;"},
		{Name: "tags", prop: "tags", Synonyms: []string{"labels", "keywords"}, Help: "several are separated by ;"},
		{Name: "notes", prop: "description", Synonyms: []string{"note", "description", "comment", "comments", "remarks", "bemerkung", "bemerkungen"}},
		{Name: "as_of", prop: "asOf", Synonyms: []string{"as at", "data date"}, Help: "the day the facts were true"},
		{Name: "confidence", prop: "confidence"},
	}
}

func owner() FieldSpec {
	return FieldSpec{
		Name: "owner_email", Type: refs, link: graph.Owns, back: true, kinds: []graph.Kind{graph.KindPerson},
		Synonyms: []string{"owner", "owner e mail", "responsible", "contact email", "account manager"},
		Help:     "who answers for it; a person not stored yet is created",
	}
}
