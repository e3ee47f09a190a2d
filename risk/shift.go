package risk

// edit is what a shift of a calendar has changed, to be put back.
type edit struct {
	some    bool  // not all is dated anew
	todo    marks // but this
	gone    marks // what is lost
	late    map[int32]int64
	nodes   []pastNode
	groups  []pastGroup
	settled int32
}

func newEdit(n int) edit {
	e := edit{todo: newMarks(n), gone: newMarks(n)}
	e.todo.reset()
	e.gone.reset()
	return e
}

// only lets all be dated that is in a cone.
func (e *edit) only(cone *marks) {
	e.some = true
	for _, v := range cone.list {
		e.todo.add(v)
	}
}

// leaves reports whether v keeps its day.
func (e *edit) leaves(v int32) bool { return e.some && !e.todo.has(v) }

type pastNode struct {
	v, place, waits, source int32
	day                     int64
}

type pastGroup struct {
	group int32
	met   meeting
}

// shift dates anew what a loss of nodes or the lateness of some moves; where
// within is given, only what is in there. back undoes it and comes before the
// next one.
//
// A node is dated anew when one is that it rests on: one of those that were
// enough of a group. Others keep their day, and nothing is ready earlier, so
// what is left rests on days that hold.
func (c *calendar) shift(lost []int32, late map[int32]int64, within *marks) {
	e := &c.edit
	e.todo.reset()
	e.gone.reset()
	e.some, e.late, e.settled = true, late, c.settled
	for _, v := range lost {
		e.gone.add(v)
		c.moved(v, within)
	}
	for v := range late {
		c.moved(v, within)
	}
	for i := 0; i < len(e.todo.list); i++ {
		c.spread(e.todo.list[i], within)
	}
	for _, v := range e.todo.list {
		c.retract(v)
	}
	for _, v := range e.todo.list {
		if !e.gone.has(v) {
			c.resume(v)
		}
	}
	c.run()
}

// back puts back what the last shift has changed.
func (c *calendar) back() {
	e := &c.edit
	for _, n := range e.nodes {
		c.day[n.v], c.place[n.v], c.waits[n.v], c.source[n.v] = n.day, n.place, n.waits, n.source
	}
	for _, g := range e.groups {
		c.met[g.group] = g.met
	}
	e.nodes, e.groups, e.late = e.nodes[:0], e.groups[:0], nil
	e.gone.reset()
	c.settled = e.settled
}

// moved puts v on the list of what is dated anew, if it has a date.
func (c *calendar) moved(v int32, within *marks) {
	if c.day[v] != never && (within == nil || within.has(v)) {
		c.edit.todo.add(v)
	}
}

// spread puts what rests on v on the list.
func (c *calendar) spread(v int32, within *marks) {
	for _, e := range c.g.entries(v) {
		if i := c.g.groupOf(e); c.g.dated(i) && c.rests(i, v) {
			c.moved(e.owner, within)
		}
	}
	if to := c.g.componentOf(v); to >= 0 && c.source[to] == v {
		c.moved(to, within)
	}
}

// rests reports whether a group rests on a member: it was ready when there
// were enough.
func (c *calendar) rests(i, member int32) bool {
	m := c.met[i]
	if m.place == 0 {
		return false
	}
	day := c.day[member]
	if day == never {
		return false
	}
	day += c.g.lags[membership{i, member}]
	return day < m.day || day == m.day && c.place[member] <= m.place
}

// retract takes the day of v back.
func (c *calendar) retract(v int32) {
	e := &c.edit
	e.nodes = append(e.nodes, pastNode{v, c.place[v], c.waits[v], c.source[v], c.day[v]})
	c.day[v], c.source[v], c.waits[v] = never, -1, c.groups(v)
	for _, i := range c.g.groupsOf(v) {
		if c.g.dated(i) {
			e.groups = append(e.groups, pastGroup{i, c.met[i]})
			c.met[i] = meeting{}
		}
	}
}

// resume lets v wait again for what has kept its day.
func (c *calendar) resume(v int32) {
	for _, i := range c.g.groupsOf(v) {
		if !c.g.dated(i) {
			continue
		}
		for _, m := range c.g.membersOf(i) {
			if c.holds(m) {
				c.agenda.add(event{c.day[m] + c.g.lags[membership{i, m}], v, i, -1})
			}
		}
	}
	for _, offers := range [][]int32{c.g.offers(v), c.g.prospects(v)} {
		for _, o := range offers {
			if c.holds(o) {
				c.agenda.add(event{c.day[o], v, bySource, o})
			}
		}
	}
	c.begin(v)
}

// holds reports whether v has a day and keeps it.
func (c *calendar) holds(v int32) bool { return c.day[v] != never && c.edit.leaves(v) }

// lateness is the days by which v is later than else.
func (c *calendar) lateness(v int32) int64 { return c.late[v] + c.edit.late[v] }
