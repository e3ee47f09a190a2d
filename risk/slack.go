package risk

import (
	"cmp"
	"slices"

	"linchpin/graph"
)

// ItemSlip is the slip of one item with what its date waits for.
type ItemSlip struct {
	Slip
	Needs      []Need `json:"needs"`
	NeedsCount int    `json:"needsCount"`
}

// Need is something that an item's date waits for, directly or not. SlackDays
// is by how many days it can be later before the item is; nil where no delay
// of it moves the item, or one of the two has no date.
type Need struct {
	Entity    graph.Ref   `json:"entity"`
	ReadyDate *graph.Date `json:"readyDate"`
	SlackDays *int64      `json:"slackDays"`
	Direct    bool        `json:"direct"` // the item itself needs it
	Driver    bool        `json:"driver"` // it is in the chain that decides the date
}

// needsShown is how many needs an answer lists.
const needsShown = 200

// Slip tells when one item is ready. A cycle among what it waits for is an
// Invalid error that names it. Needs are the entities that it waits for itself
// and those further down that are not ready at once, those with the least
// slack first, 200 of them.
func (g *Graph) Slip(item string, f SlipFilter) (ItemSlip, error) {
	v, ok := g.number(item)
	if !ok || g.kind(v) != graph.KindRoadmapItem {
		return ItemSlip{}, graph.Errorf(graph.NotFound, "no roadmap item %q", item)
	}
	d, err := g.dates(f.AsOf, f.Delays)
	if err != nil {
		return ItemSlip{}, err
	}
	defer g.giveBackDates(d)
	s := ItemSlip{Slip: d.slip(v), Needs: []Need{}}
	if s.Cycle != nil {
		return s, &graph.Error{
			Code: graph.Invalid, Detail: s.Sentence, Refs: s.Cycle,
			Fields: []graph.Field{{Pointer: "/id", Detail: s.Sentence, Code: "cycle"}},
		}
	}
	needs := d.needs(v)
	s.NeedsCount = len(needs)
	s.Needs = append(s.Needs, needs[:min(len(needs), needsShown)]...)
	return s, nil
}

// needs lists what an item's date waits for.
func (d *dates) needs(item int32) []Need {
	c, r := d.p50, d.g.borrow()
	defer d.g.giveBack(r)
	direct := c.members(item)
	r.cone.reset()
	r.cone.add(item)
	for i := 0; i < len(r.cone.list); i++ {
		v := r.cone.list[i]
		for _, list := range [][]int32{c.members(v), d.g.offers(v), d.g.prospects(v)} {
			for _, m := range list {
				r.cone.add(m)
			}
		}
	}
	var chain []int32
	if c.day[item] != never {
		chain = c.chain(item)
	}
	out := []Need{}
	for _, v := range r.cone.list[1:] {
		need := Need{d.g.ref(v), c.date(v), nil, slices.Contains(direct, v), slices.Contains(chain, v)}
		if !need.Direct && (c.day[v] == 0 || need.Entity.Kind == graph.KindOffering) {
			continue
		}
		need.SlackDays = c.slack(v, item, &r.cone)
		out = append(out, need)
	}
	slices.SortStableFunc(out, func(a, b Need) int {
		return cmp.Or(compareDays(a.SlackDays, b.SlackDays), cmp.Compare(a.Entity.Name, b.Entity.Name))
	})
	return out
}

// members lists what v itself waits for, offerings apart.
func (c *calendar) members(v int32) (out []int32) {
	for _, i := range c.g.groupsOf(v) {
		if c.g.dated(i) {
			out = append(out, c.g.membersOf(i)...)
		}
	}
	return out
}

// compareDays puts nil last.
func compareDays(a, b *int64) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	default:
		return cmp.Compare(*a, *b)
	}
}

// slack is the number of days by which v can be later before the item is. It
// is found by dating anew, since with alternates no formula from the end holds:
// a need that is ready later than the item either moves it or never will.
func (c *calendar) slack(v, item int32, cone *marks) *int64 {
	if c.day[item] == never || c.day[v] == never {
		return nil
	}
	free, moves := int64(0), max(0, c.day[item]-c.day[v])+1
	if !c.moves(v, item, moves, cone) {
		return nil
	}
	for free+1 < moves { // free days do not move it, or are 0; that many do
		if half := free + (moves-free)/2; c.moves(v, item, half, cone) {
			moves = half
		} else {
			free = half
		}
	}
	return &free
}

// moves reports whether the item is later when v is.
func (c *calendar) moves(v, item int32, days int64, cone *marks) bool {
	before := c.day[item]
	c.shift(nil, map[int32]int64{v: days}, cone)
	defer c.back()
	return c.day[item] != before
}
