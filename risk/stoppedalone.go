package risk

import (
	"slices"

	"linchpin/graph"
)

// alone is what one partner alone stops, before and after a scenario, and how
// that has changed: tops by date, those that ended still work.
type alone struct {
	before, after []int32
	pointChange
}

func (a alone) when(w When) []int32 {
	switch w {
	case WhenBefore:
		return a.before
	case WhenNew:
		return a.now
	case WhenEnded:
		return a.ended
	default:
		return a.after
	}
}

// stoppedAlone lets one partner fail before and after. What has failed stops
// nothing by itself any more.
func (c *comparison) stoppedAlone(p int32) alone {
	if c.whole.kind(p) != graph.KindPartner {
		return alone{}
	}
	rb, ra := c.before.borrow(), c.after.borrow()
	defer c.before.giveBack(rb)
	defer c.after.giveBack(ra)
	var out alone
	if at := c.old[p]; at >= 0 {
		rb.blast(at)
		for _, t := range c.before.tops(rb.queue) {
			out.before = append(out.before, c.place[t])
		}
	}
	if c.r.failed(p) {
		return out
	}
	out.pointChange = c.comparePoint(rb, ra, p)
	out.after = c.whole.tops(ra.queue)
	return out
}

// partner tells what one partner alone stops before and after, and proves that
// of the first: of what it has come to stop, else of what it still stops, else
// of what it no longer stops.
func (c *comparison) partner(p int32, out *Affected) claim {
	a := c.stoppedAlone(p)
	if c.old[p] >= 0 {
		out.StopsBefore = new(c.whole.stops(a.before))
	}
	if !c.r.failed(p) {
		out.StopsAfter = new(c.whole.stops(a.after))
	}
	switch now := slices.Concat(a.now, a.after); {
	case c.r.failed(p):
		return c.prove(p)
	case len(now) > 0:
		return c.threat(p, now[0])
	case len(a.ended) > 0:
		return c.relief(p, a.ended[0])
	case len(a.before) > 0:
		top := a.before[0]
		return claim{c.r.witness(top), c.whole.title(top) + ", which " + c.whole.label(p) + " alone stopped, is stopped already", -1}
	default:
		return claim{nil, c.whole.label(p) + " stops nothing alone", -1}
	}
}
