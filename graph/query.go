package graph

// Place is a position in a list ordered by a key, then by id; the zero Place
// is its start.
type Place struct {
	Key string `json:"k"`
	ID  string `json:"i"`
}

// Page is a part of a list; Next is nil at its end.
type Page[T any] struct {
	Items []T
	Next  *Place
}

// List asks for entities of one kind. The filter holds values by field name:
// a string (for an EndID field the id it names), a bool, an int64 or a
// float64. Sort is a field of SortFields, with a minus for descending; empty
// means name.
type List struct {
	Kind   Kind
	Query  string // full text; then the best match comes first and Sort is ignored
	Filter map[string]any
	Among  []string // only of these ids; nil for any
	Sort   string
	After  Place
	Limit  int
}

// SortFields lists what lists of a kind may be sorted by. "name" stands for
// what the kind is called by.
func SortFields(k Kind) []string {
	switch k {
	case KindRoadmapItem:
		return []string{"name", "targetDate", "key", "updatedAt"}
	case KindContract:
		return []string{"name", "endsOn", "updatedAt"}
	case KindCertificate:
		return []string{"name", "expiresOn", "updatedAt"}
	case KindPartner:
		return []string{"name", "country", "updatedAt"}
	default:
		return []string{"name", "updatedAt"}
	}
}

// LinkList asks for links by either end and kind; empty means any. The order
// is by id.
type LinkList struct {
	From, To string
	Kind     LinkKind
	After    string // id of the last link seen
	Limit    int
}

// Hit is an entity that a search found, and what of it matched.
type Hit struct {
	Ref
	Layer   Layer  `json:"layer,omitempty"`
	Matched string `json:"matched"` // the field
	Text    string `json:"text"`    // its value
}

// Neighbourhood is what surrounds an entity, up to some hops away, with no more
// than a cap of entities by link kind and direction at each.
type Neighbourhood struct {
	Focus  Ref         `json:"focus"`
	Nodes  []Neighbour `json:"nodes"`  // the focus among them, nearest first
	Links  []Arrow     `json:"links"`  // among the nodes shown
	Groups []Ring      `json:"groups"` // where the cap left some out
	Shown  int         `json:"shown"`  // number of nodes
	Total  int         `json:"total"`  // what Shown would be without a cap at the last entities shown
}

// Neighbour is an entity near the focus.
type Neighbour struct {
	Ref
	Layer Layer `json:"layer,omitempty"`
	Hop   int   `json:"hop"` // links away from the focus
	Date  Date  `json:"date,omitempty"`
}

// Arrow is a link between two entities shown.
type Arrow struct {
	ID    string   `json:"id"`
	From  string   `json:"from"`
	Kind  LinkKind `json:"kind"`
	To    string   `json:"to"`
	Group string   `json:"group,omitempty"`
}

// Ring is the entities at one end of the links of one kind of one entity.
type Ring struct {
	Of    string   `json:"of"` // id of the entity
	Kind  LinkKind `json:"kind"`
	Out   bool     `json:"out"` // the links start from it
	Shown int      `json:"shown"`
	Total int      `json:"total"`
}

// Hop is one link of a path; Reverse says that it is walked against its direction.
type Hop struct {
	From    Ref      `json:"from"`
	Kind    LinkKind `json:"kind"`
	To      Ref      `json:"to"`
	Reverse bool     `json:"reverse"`
}

// Keys is what identifies a stored entity to a file: everything that a row can
// name it by.
type Keys struct {
	ID         string
	Version    int64
	Source     string
	ExternalID string
	Name       string   // as Body.Title; the key of a roadmap item stands in Natural
	NameKey    string   // as NameKey
	Natural    []string // "lei:...", "duns:...", "purl:...", "sku:...", "key:...", "url:...", "email:..."
	Aliases    []string
	Layer      Layer
	Country    string
	LEI, DUNS  string
	Website    string
	Refs       map[string]string // body links by field
	Parts      [2]string         // mpn and sku of an offering; reference of a contract; standard and scope of a certificate
}

// Finding is a fault that a check of the stored graph found.
type Finding struct {
	Rule   string `json:"rule"`   // what should hold
	Entity string `json:"entity"` // id, or a change number
	Detail string `json:"detail"`
}
