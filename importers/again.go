package importers

import "hash/maphash"

// again knows rows that say just what one before them said: most rows of a list
// of payments do. They are about the same thing and state nothing new.
type again struct {
	seed    maphash.Seed
	on      bool             // one cell is all that a column is read from
	columns []int            // of the file, that mean something
	about   map[uint64]found // by the sum of a row
}

// found is what a row turned out to be about while the directories had so many
// keys.
type found struct {
	subject int32
	keys    int
}

// mostAgain bounds the rows that are known by their sums.
const mostAgain = 1 << 16

// watchRows tells whether rows of a file can be known again: those of one
// part, whose values are each in a cell of their own and name nothing else.
func (c *check) watchRows() {
	c.again = again{seed: maphash.MakeSeed(), columns: c.mapped, about: map[uint64]found{}}
	if len(c.parts) != 1 || c.parts[0].kind == "" || len(c.down) > 0 {
		return
	}
	for _, col := range c.parts[0].columns {
		if col.spec.link != "" || len(col.spec.kinds) > 0 || len(col.also)+len(col.join) > 0 || col.over != nil || col.of != nil || col.when >= 0 {
			return
		}
		if col.at >= 0 && len(c.in.Sniff.Columns[col.at].Also) > 0 {
			return
		}
	}
	c.again.on = true
}

// sum is the same for rows that say the same; false for one that cannot be
// known again.
func (c *check) sum(r record) (sum uint64, ok bool) {
	if !c.again.on || r.cut > 0 || c.overflows(r) {
		return 0, false
	}
	var h maphash.Hash
	h.SetSeed(c.again.seed)
	for _, at := range c.again.columns {
		if at < len(r.cells) {
			_, _ = h.WriteString(r.cells[at])
		}
		_ = h.WriteByte(0)
	}
	return h.Sum64(), true
}
