package risk

import "sync"

func nodesOf(rows []boardRow) [][]int32 {
	out := make([][]int32, len(rows))
	for i, r := range rows {
		out[i] = r.nodes
	}
	return out
}

// countRests counts on how many columns each row rests, and the reverse.
func (g *Graph) countRests(b *board) {
	var guard sync.Mutex
	g.sweeps(nodesOf(b.rows), workers(), func(_ int, s *sweep, first int, batch [][]int32) {
		supports, rests := make([]int32, len(b.columns)), tallies{}
		for i, c := range b.columns {
			rows := s.rows(c.party)
			supports[i] = num(rows.ones())
			rests.add(rows)
		}
		for i := range batch {
			b.rows[first+i].restsOn = rests.count(i)
		}
		guard.Lock()
		defer guard.Unlock()
		for i, n := range supports {
			b.columns[i].supports += n
		}
	})
}

// countPoints counts who stops products or items by their single points, which
// are known once a change; only where some rows are left out each of these
// parties fails again.
func (g *Graph) countPoints(b *board, f MatrixFilter) {
	p, _ := g.pointsOf(f.Columns) // a cause it knows
	if f.Quarter != "" || f.Layer != "" {
		alone := make(map[int32]bool, len(p.rows))
		for _, row := range p.rows {
			alone[row.party] = true
		}
		g.countStops(b, func(party int32) bool { return alone[party] })
		return
	}
	for i := range b.rows {
		b.rows[i].stoppedBy = p.stopBy[b.rows[i].nodes[0]]
	}
	loads := make(map[int32]load, len(p.rows))
	for _, row := range p.rows {
		loads[row.party] = row.load
	}
	for i := range b.columns {
		c := &b.columns[i]
		if c.supports == 0 {
			continue
		}
		c.load = loads[c.party]
		if c.stops = c.load.items; f.Rows == RowsProducts {
			c.stops = c.load.products
		}
	}
}

// countStops lets each column fail that a row rests on and that may stop one.
func (g *Graph) countStops(b *board, may func(party int32) bool) {
	rowOf, columnOf := make([]int32, g.size()), make([]int32, g.size())
	for i := range rowOf {
		rowOf[i] = -1
	}
	for i, r := range b.rows {
		for _, v := range r.nodes {
			rowOf[v] = num(i)
		}
	}
	var parties []int32
	for i, c := range b.columns {
		if c.supports > 0 && may(c.party) {
			columnOf[c.party] = num(i)
			parties = append(parties, c.party)
		}
	}
	by := make([][]int32, workers()) // of each row, by worker
	for i := range by {
		by[i] = make([]int32, len(b.rows))
	}
	g.forEach(parties, len(by), func(r *run, worker int, p int32) {
		r.blast(p)
		c := &b.columns[columnOf[p]]
		c.load = r.load()
		r.reach.reset() // the rows stopped, each once
		for _, v := range r.queue {
			if row := rowOf[v]; row >= 0 {
				r.reach.add(b.rows[row].nodes[0])
			}
		}
		c.stops = num(len(r.reach.list))
		for _, v := range r.reach.list {
			by[worker][rowOf[v]]++
		}
	})
	for _, counts := range by {
		for i, n := range counts {
			b.rows[i].stoppedBy += n
		}
	}
}

// countInvolved marks items and partners joined by no more than taking part.
func (g *Graph) countInvolved(b *board) {
	takes := map[int32]bool{}
	for _, i := range g.involved {
		takes[i.item] = true
	}
	rows := map[int32]bool{}
	for i, r := range b.rows {
		if takes[r.nodes[0]] {
			b.rows[i].involves = true
			rows[r.nodes[0]] = true
		}
	}
	takes = map[int32]bool{}
	for _, i := range g.involved {
		if rows[i.item] {
			takes[i.partner] = true
		}
	}
	for i, c := range b.columns {
		b.columns[i].involved = takes[c.party]
	}
}
