package risk

import (
	"cmp"
	"errors"
	"math/big"
	"slices"
	"sync"
	"sync/atomic"

	"linchpin/graph"
	"linchpin/risk/faulttree"
)

// CutSetQuestion asks for the minimal cut sets of a top: the smallest sets of
// parties whose failures together stop it. Order is the most parties of a set;
// 0 means all sets.
type CutSetQuestion struct {
	Top   string
	Order int
	Cause Cause
	Odds
}

// Methods of answers about fault trees.
const (
	MethodExact     = "exact"     // everything that was asked
	MethodTruncated = "truncated" // cut sets of a lower order than asked
	MethodBounds    = "bounds"
	MethodSimulated = "simulated"
)

// CutSets is the answer: all minimal cut sets up to Order, or all there are
// where it is nil. Complete says that this is what was asked; where not,
// Reason says why. It holds the sets in diagrams: Page lists some of them.
type CutSets struct {
	Change      int64      `json:"change"`
	Top         graph.Ref  `json:"top"`
	Cause       Cause      `json:"cause"`
	HorizonDays int64      `json:"horizonDays"`
	Method      string     `json:"method"`
	Order       *int       `json:"order"`
	Complete    bool       `json:"complete"`
	Reason      *string    `json:"reason"`
	Count       *big.Int   `json:"count"`
	ByOrder     []*big.Int `json:"byOrder"` // of order 1, 2, ...

	g       *Graph
	top     int32
	parties []int32
	p       []float64
	family  *faulttree.Family

	mu      sync.Mutex // guards what follows
	listing *faulttree.Listing
	listed  [][]int32 // so far
	bytes   atomic.Int64
}

// CutSet is a minimal set of parties whose failures stop a top, with the
// probability that all of them fail, and the proof that they stop it.
type CutSet struct {
	Events      []graph.Ref `json:"events"`
	Probability float64     `json:"probability"`
	Proof
}

// CutSets finds the minimal cut sets of a top. Where the limits do not allow
// what is asked it answers less and says so: all sets, then those of order 3,
// 2 and 1.
func (g *Graph) CutSets(q CutSetQuestion, l Limits) (*CutSets, error) {
	v, kind, err := g.about(q.Top, q.Cause)
	if err != nil {
		return nil, err
	}
	if q.Order < 0 {
		return nil, graph.FieldError("/order", "min", "is less than 1")
	}
	t := g.treeOf(v, kind)
	horizon, _, err := q.checked()
	if err != nil {
		return nil, err
	}
	p, _, err := g.chances(t.parties, q.Odds)
	if err != nil {
		return nil, err
	}
	c := &CutSets{
		Change: g.Change(), Top: g.ref(v), Cause: q.Cause.orPartner(), HorizonDays: horizon,
		g: g, top: v, parties: t.parties, p: p,
	}
	return c, c.find(&t.Tree, q.Order, l)
}

// about returns what a question names as its top, and the kind of who may fail.
func (g *Graph) about(top string, c Cause) (int32, graph.Kind, error) {
	kind, err := c.kind()
	if err != nil {
		return 0, "", err
	}
	if top == "" {
		return 0, "", graph.FieldError("/top", "required", "is required")
	}
	v, err := g.asked(top)
	return v, kind, err
}

func (c Cause) orPartner() Cause { return cmp.Or(c, CausePartner) }

// find computes the family, or as much of it as the limits allow.
func (c *CutSets) find(t *faulttree.Tree, order int, l Limits) error {
	type way struct {
		order int
		until float64
	}
	ways := []way{{order, .7}}
	for _, less := range []way{{3, .85}, {2, .95}, {1, 1}} {
		if order == 0 || less.order < order {
			ways = append(ways, less)
		}
	}
	var first error
	for i, w := range ways {
		f, err := cutSets(t, w.order, l, w.until)
		if err == nil {
			c.take(f, w.order, first)
			return nil
		}
		if !tooLarge(err) || l.gone() || i == len(ways)-1 {
			return slow(err)
		}
		if first == nil {
			first = err
		}
	}
	return nil
}

// cutSets computes the sets of an order. All of them come from the function
// where its diagram is small enough, else from below.
func cutSets(t *faulttree.Tree, order int, l Limits, until float64) (*faulttree.Family, error) {
	if order > 0 {
		return faulttree.CutSets(t, order, l.until(until))
	}
	f, err := faulttree.Solve(t, l.until(until*.6))
	if err == nil {
		return f.CutSets(l.until(until))
	}
	if e, ok := errors.AsType[*faulttree.TooLargeError](err); ok && e.Width > 0 {
		return nil, err // no diagram of all sets would be smaller
	}
	return faulttree.CutSets(t, 0, l.until(until))
}

func (c *CutSets) take(f *faulttree.Family, order int, why error) {
	c.family, c.ByOrder, c.Count = f, f.ByOrder(), f.Count()
	c.bytes.Store(f.Bytes())
	c.Method, c.Complete = MethodExact, why == nil
	if order > 0 {
		c.Order = &order
	}
	if why != nil {
		reason := "only the minimal cut sets of " + upTo(order) + " are listed, as the others are out of reach: " + why.Error()
		c.Method, c.Reason = MethodTruncated, &reason
	}
}

// Page lists some of the minimal cut sets, all of the rest for limit 0:
// smallest first, of as many parties the most probable first. What has been
// listed before is not computed again.
func (c *CutSets) Page(offset, limit int, l Limits) ([]CutSet, error) {
	sets, err := c.sets(offset, limit, l)
	if err != nil {
		return nil, err
	}
	out := make([]CutSet, 0, len(sets))
	r := c.g.borrow()
	defer c.g.giveBack(r)
	for _, set := range sets {
		out = append(out, c.set(r, set))
	}
	return out, nil
}

// Bytes is about how much memory the answer holds.
func (c *CutSets) Bytes() int64 { return c.bytes.Load() }

func (c *CutSets) sets(offset, limit int, l Limits) ([][]int32, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.listing == nil {
		c.listing = c.family.List(faulttree.SmallestFirst, c.p, faulttree.Budget{Bytes: l.Bytes})
	}
	for limit == 0 || len(c.listed) < offset+limit {
		set, err := c.listing.Next()
		if err == nil && l.gone() {
			err = &faulttree.TooLargeError{Cause: errLate}
		}
		if err != nil {
			return nil, slow(err)
		}
		if set == nil {
			break
		}
		c.listed = append(c.listed, set)
	}
	const each = 64 // bytes of a listed set
	c.bytes.Store(c.family.Bytes() + c.listing.Bytes() + each*int64(len(c.listed)))
	return page(c.listed, offset, limit), nil
}

func (c *CutSets) set(r *run, events []int32) CutSet {
	vs, p := make([]int32, len(events)), 1.0
	for i, e := range events {
		vs[i] = c.parties[e]
		p *= c.p[e]
	}
	slices.SortFunc(vs, c.g.byName)
	r.blast(vs...)
	return CutSet{c.g.refs(vs), p, c.g.proof(c.g.stopsHead(vs, c.top), r.witness(c.top))}
}
