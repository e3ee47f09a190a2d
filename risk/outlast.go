package risk

// outlast makes the queue F(party) as blast does, with the day on which each
// node stops when the party fails on day 0: a component works on for the days
// that its stock covers. So
//
//	day(party) = 0
//	day(v) = stock cover of v + min over its groups of the day the group fails its owner
//
// which, as F, is what grows from the party alone: two that need each other
// do not stop by that. Days are settled in their order (Dijkstra 1959, for
// such rules Knuth 1977), and the queue is in it.
func (r *run) outlast(party int32) {
	r.begin()
	r.days, r.later = r.days[:0], r.later[:0]
	r.stop(event{0, party, -1, -1})
	for i := 0; r.goesOn(i); i++ {
		v := r.queue[i]
		for _, e := range r.g.entries(v) {
			if e.group < 0 {
				t := &r.tally[^e.group]
				if !r.add(t, v) {
					continue
				}
				e.group = t.group
			}
			if r.failed(e.owner) {
				continue
			}
			stop := event{r.days[i] + r.g.stock(e.owner), e.owner, e.group, num(i)}
			if stop.day > r.days[i] {
				r.later.add(stop)
			} else {
				r.stop(stop)
			}
		}
	}
}

// goesOn reports whether the queue has a place, after what stops on later days
// where it is needed.
func (r *run) goesOn(place int) bool {
	for place == len(r.queue) && len(r.later) > 0 {
		r.stop(r.later.next())
	}
	return place < len(r.queue)
}

// stop fails a node on a day.
func (r *run) stop(e event) {
	if !r.failed(e.node) {
		r.fail(e.node, e.group, e.last)
		r.days = append(r.days, e.day)
	}
}

// day returns the day on which a node of the queue stops, after outlast.
func (r *run) day(v int32) int64 { return r.days[r.state[v].place] }

// stock is the days that a component works on without its sources.
func (g *Graph) stock(v int32) int64 {
	if g.traits[v]&isStocked == 0 {
		return 0
	}
	return int64(g.stocked[v])
}
