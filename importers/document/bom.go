package document

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"linchpin/graph"
)

// bom is a bill of materials, whatever format it came in.
type bom struct {
	version string
	root    *part // what it describes; nil where it does not say
	parts   []*part
	byRef   map[string]*part
	edges   []edge // in the order of the document
	stated  map[string]bool
	notices []Notice
}

// part is a component, service or package.
type part struct {
	line                int64
	ref                 string // its id within the document
	kind                string // its type, in the words of CycloneDX
	group, name         string
	version, purl, cpe  string
	description         string
	maker               party
	id                  string // its external id
	title               string // its name in the graph
	inside              *part  // the part it is nested in
	reached, dependedOn bool
}

// edge says that a part needs another.
type edge struct {
	from, to string // refs
	line     int64
	place    string
}

func newBOM() *bom { return &bom{byRef: map[string]*part{}, stated: map[string]bool{}} }

// begin takes a part in before its parts, though what it says comes later.
func (b *bom) begin(p *part) error {
	if len(b.parts) == maxParts {
		return refuse("has more than %d components; split it", maxParts)
	}
	b.parts = append(b.parts, p)
	return nil
}

// name makes a part known by its reference. One without cannot be referred to.
func (b *bom) name(p *part) error {
	switch other := b.byRef[p.ref]; {
	case p.name == "":
		return graph.FieldError("/file", "document", "line %d: a component has no name", p.line)
	case p.ref == "":
		return nil
	case other != nil:
		return graph.FieldError("/file", "document", "line %d: the reference %q is that of line %d too", p.line, shown(p.ref), other.line)
	}
	b.byRef[p.ref] = p
	return nil
}

func tooManyEdges() error { return refuse("has more than %d dependencies; split it", maxEdges) }

func (b *bom) notice(n int64, code, one, several string) {
	b.notices = Count(b.notices, n, code, one, several)
}

// identify gives each part its external id and its name. A package is known by
// its package URL: another version is another component and named so. A part
// without one is known by what it is called.
func (p *part) identify() {
	p.title, p.id = p.name, p.purl
	full := p.name
	if p.group != "" {
		full = p.group + "/" + p.name
	}
	if p.id == "" {
		p.id = full
		if p.version != "" {
			p.id += "@" + p.version
		}
	}
	if p.purl != "" && p.version != "" && !strings.HasSuffix(p.name, p.version) {
		p.title = p.name + " " + p.version
	}
	if len(p.id) > maxID {
		sum := sha256.Sum256([]byte(p.id))
		p.id = cutBytes(p.id, maxID-40) + "#" + hex.EncodeToString(sum[:8])
	}
}

// maxID is how long an external id may be.
const maxID = 200

// merge makes one of parts that have the same id: a document that lists a
// package once for each place it was found in means one component. What the
// first does not say is taken from the later ones.
func (b *bom) merge() {
	first := map[string]*part{}
	var kept []*part
	var again int64
	if b.root != nil {
		b.root.identify()
		first[b.root.id] = b.root
	}
	for _, p := range b.parts {
		p.identify()
		same := first[p.id]
		if same == nil {
			first[p.id] = p
			kept = append(kept, p)
			continue
		}
		again++
		if same != b.root || p.ref != b.root.ref {
			same.fill(p)
		}
		if p.ref != "" {
			b.byRef[p.ref] = same
		}
	}
	b.parts = kept
	b.notice(again, "repeated_components", "one component stands in the document twice and is taken once", "components stand in the document more than once and are taken as one")
}

func (p *part) fill(more *part) {
	p.cpe = cmp.Or(p.cpe, more.cpe)
	p.description = cmp.Or(p.description, more.description)
	if p.maker.name == "" {
		p.maker = more.maker
	}
}

// layers says to which layer a component of a type belongs where its maker
// does not say. What has no place of its own goes with the thing described.
var layers = map[string]graph.Layer{
	"device":           graph.DeviceHardware,
	"firmware":         graph.DeviceSoftware,
	"device-driver":    graph.DeviceSoftware,
	"operating-system": graph.DeviceSoftware,
	"container":        graph.CloudPlatform,
	"platform":         graph.CloudPlatform,
	"service":          graph.CloudPlatform,
	"application":      graph.Applications,
}

// layer proposes the layer of a part.
func (b *bom) layer(p *part) graph.Layer {
	if l, ok := layers[p.kind]; ok {
		return l
	}
	if b.root == nil {
		return graph.Applications
	}
	switch l := layers[b.root.kind]; l {
	case graph.DeviceHardware:
		return graph.DeviceSoftware
	case "":
		return graph.Applications
	default:
		return l
	}
}

// resolve turns the edges into links between parts, and refuses a reference to
// nothing.
func (b *bom) resolve() ([][2]*part, error) {
	var out [][2]*part
	for _, e := range b.edges {
		from, to := b.byRef[e.from], b.byRef[e.to]
		for _, end := range []struct {
			ref string
			p   *part
		}{{e.from, from}, {e.to, to}} {
			if end.p == nil {
				return nil, graph.FieldError("/file", "unknown_ref", "line %d: %s refers to %q, which is no component or service of the document", e.line, e.place, shown(end.ref))
			}
		}
		if from != to {
			out = append(out, [2]*part{from, to})
		}
	}
	return out, nil
}

// needs are the links of the document that are asked for. Those of the thing
// described are always there: where the document does not state them, it needs
// whatever nothing else in the document leads to, and says so.
func (b *bom) needs(how Choices) (links [][2]*part, inferred map[*part]bool, err error) {
	all, err := b.resolve()
	if err != nil {
		return nil, nil, err
	}
	for _, p := range b.parts {
		if p.inside != nil {
			all = append(all, [2]*part{b.byRefOr(p.inside), p})
		}
	}
	inferred = map[*part]bool{}
	if b.root == nil {
		b.notices = append(b.notices, Notice{"no_root", "the document does not say which one thing it describes: its components are linked to none", 1})
	}
	if b.root != nil && !b.stated[b.root.ref] {
		for _, p := range b.unreached(all) {
			inferred[p] = true
			links = append(links, [2]*part{b.root, p})
		}
		to := " linked to " + shown(b.root.title) + ", whose own dependencies the document does not state, because nothing else in it leads to "
		b.notice(int64(len(inferred)), "inferred_dependencies", "one component is"+to+"it", "components are"+to+"them")
	}
	left := int64(0)
	for _, l := range all {
		if l[0] == b.root || how.Dependencies == All {
			links = append(links, l)
		} else {
			left++
		}
	}
	b.notice(left, "indirect_dependencies", "one dependency between components is left out; choose all to have it", "dependencies between components are left out; choose all to have them")
	return links, inferred, nil
}

// byRefOr is the part that stands for one after the merge.
func (b *bom) byRefOr(p *part) *part {
	if same := b.byRef[p.ref]; p.ref != "" && same != nil {
		return same
	}
	return p
}

// unreached are the parts that together lead to all others: those that nothing
// leads to, and of circles that nothing else leads to the first.
func (b *bom) unreached(links [][2]*part) (out []*part) {
	next := map[*part][]*part{}
	for _, l := range links {
		next[l[0]] = append(next[l[0]], l[1])
		l[1].dependedOn = true
	}
	for _, tops := range []bool{true, false} {
		for _, p := range b.parts {
			if p.reached || tops && p.dependedOn {
				continue
			}
			out = append(out, p)
			stack := []*part{p}
			for len(stack) > 0 {
				at := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				if !at.reached {
					at.reached = true
					stack = append(stack, next[at]...)
				}
			}
		}
	}
	return slices.DeleteFunc(out, func(p *part) bool { return p == b.root })
}
