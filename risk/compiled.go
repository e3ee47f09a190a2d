package risk

import (
	"errors"
	"slices"
	"sync"
	"sync/atomic"

	"linchpin/graph"
)

// Graph is a snapshot compiled to arrays, in which nodes and groups are small
// numbers and lists of them lie end to end. It is safe for concurrent use;
// what is expensive is computed once, when first asked for.
type Graph struct {
	facts     graph.Snapshot   // its nodes have the same numbers here
	derived   []derived        // numbered after the nodes
	derivedAt map[string]int32 // of derived nodes, by id
	kinds     []uint8          // by node: place in nodeKinds
	traits    []trait          // by node

	groups           []group
	memberAt, member []int32 // members of group i: member[memberAt[i]:memberAt[i+1]]
	ownAt, own       []int32 // in the same way, the groups that node v owns
	inAt             []int32 // and those it is a member of
	in               []entry
	fulfils          []int32              // of an offering, its component; -1 for none
	layer            []uint8              // of a component, the bit of its layer; 0 for any other node
	counted          []int32              // groups that need more than one failure, by counter
	share            []int32              // of an offering, in millionths of a percent; nil unless a component asks for shares
	stocked          []int32              // of a component, the days its stock covers; nil unless some is recorded
	rank             []int32              // of a top, its place among all tops by date; -1 for any other node
	lags             map[membership]int64 // days after the member is ready, where there are any
	involved         []involvement

	idle      sync.Pool        // of *run
	points    [3]once[*points] // by cause: partner, country, person
	certain   once[*certainty]
	ranks     once[[]int32]
	circles   once[[]Circular]
	layered   once[*strata]
	boards    [4][3]once[*board] // by rows and columns
	teamed    once[*Graph]       // with the rule that layers rest on people
	questions once[*unanswered]
	tenures   once[*owners]
	costs     once[*tolls]
	offered   once[[]int32] // offerings, by what they fulfil
	almanac   almanac

	proved      sync.Map // of single points without a top: rows by party
	provedCount atomic.Int64
	planned     once[map[int32][]int32]
	makers      once[map[uint8][]int32]
	worths      once[[]annual] // by rank
	suffice     once[[]int32]
	heads       headcounts
	held        [4]once[*holdings] // by partner, parent, country, layer
	shares      [4]once[*ranking]  // in the same way
	holder      once[[]uint8]
}

// group fails its owner once the failed members weigh need or more.
type group struct {
	need    int64
	owner   int32
	counter int32 // place of its counter in a run; -1 when one failure is enough
	rule    Rule
	shares  bool // members weigh their share, else 1 each
}

// entry is a group as one of its members sees it.
type entry struct {
	group int32 // ^counter when it has one
	owner int32
}

// groupOf is the number of the group of an entry.
func (g *Graph) groupOf(e entry) int32 {
	if e.group < 0 {
		return g.counted[^e.group]
	}
	return e.group
}

// membership is a node in a group.
type membership struct{ group, member int32 }

// derived is a node that is no entity.
type derived struct {
	id, name string
	kind     graph.Kind
	of       int32 // the product or component of a service or route
}

// involvement is a partner that takes part in an item without being required.
type involvement struct {
	item, partner int32
	role          string
}

// trait is what the inner loops ask of a node.
type trait uint16

const (
	isPartner trait = 1 << iota
	isComponent
	isItem    // a roadmap item that is a top
	isProduct // always a top
	isDiverse // a component with counting offerings of two or more makers
	isClosed  // a roadmap item shipped or dropped
	isOffering
	isSource   // an offering that counts
	isUnsure   // a fact may be missing that a verdict needs: see missing
	isShared   // a component that needs a share of its supply
	isStocked  // a component whose stock cover is recorded
	isProspect // an offering that may become a source: see prospective
	isPlural   // a component that needs more than one source
	isLost     // a prospect that has failed, or a component that works without any of its sources: waited for, or waiting, in vain
	isTop      = isItem | isProduct
)

// once computes a value when it is first asked for.
type once[T any] struct {
	sync.Once
	value T
}

func (o *once[T]) get(compute func() T) T {
	o.Do(func() { o.value = compute() })
	return o.value
}

// Change returns the number of the last change the answers include.
func (g *Graph) Change() int64 { return g.facts.Change }

func (g *Graph) size() int { return g.facts.Len() + len(g.derived) }

func (g *Graph) membersOf(i int32) []int32 { return g.member[g.memberAt[i]:g.memberAt[i+1]] }
func (g *Graph) groupsOf(v int32) []int32  { return g.own[g.ownAt[v]:g.ownAt[v+1]] }
func (g *Graph) entries(v int32) []entry   { return g.in[g.inAt[v]:g.inAt[v+1]] }

func (g *Graph) kind(v int32) graph.Kind { return nodeKinds[g.kinds[v]] }

// nodeKinds are the kinds of nodes, derived ones too.
var nodeKinds = append(graph.Kinds(), graph.KindCountry, graph.KindService, graph.KindRoute, graph.KindLayer)

func kindNumber(k graph.Kind) uint8 { return uint8(slices.Index(nodeKinds, k)) } //nolint:gosec // there are few

// node returns the facts of v; of a derived node only its id, kind and name.
func (g *Graph) node(v int32) graph.Node {
	if i := int(v) - g.facts.Len(); i >= 0 {
		d := g.derived[i]
		return graph.Node{ID: d.id, Kind: d.kind, Name: d.name}
	}
	return g.facts.Node(int(v))
}

// id returns the id of v.
func (g *Graph) id(v int32) string {
	if i := int(v) - g.facts.Len(); i >= 0 {
		return g.derived[i].id
	}
	return g.facts.ID(int(v))
}

// target returns the one member of v's group of a rule, -1 for none.
func (g *Graph) target(v int32, rule Rule) int32 {
	for _, i := range g.groupsOf(v) {
		if g.groups[i].rule == rule {
			return g.membersOf(i)[0]
		}
	}
	return -1
}

// makerOf returns an offering's maker, the seller where none is given.
func (g *Graph) makerOf(offering int32) int32 {
	if m := g.target(offering, MadeBy); m >= 0 {
		return m
	}
	return g.target(offering, SoldBy)
}

// componentOf returns what an offering is a source of, -1 for nothing.
func (g *Graph) componentOf(offering int32) int32 { return g.fulfils[offering] }

// number returns the node with an id. An entity goes before a derived node.
func (g *Graph) number(id string) (v int32, ok bool) {
	if i, ok := g.facts.Number(id); ok {
		return num(i), true
	}
	v, ok = g.derivedAt[id]
	return v, ok
}

// find returns the node with an id.
func (g *Graph) find(id string) (int32, error) {
	if v, ok := g.number(id); ok {
		return v, nil
	}
	return 0, graph.Errorf(graph.NotFound, "nothing has the id %q", id)
}

// findAt is find of what a field of a question names.
func (g *Graph) findAt(field, id string) (int32, error) {
	v, err := g.find(id)
	if e, ok := errors.AsType[*graph.Error](err); ok {
		e.Fields = []graph.Field{{Pointer: field, Detail: e.Detail, Code: "unknown_ref"}}
	}
	return v, err
}

// num makes a node's or group's number; a snapshot has fewer than 2^31 of either.
func num(i int) int32 { return int32(i) } //nolint:gosec // see above
