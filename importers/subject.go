package importers

import (
	"linchpin/graph"
)

// subject is one entity or link that rows of the file are about.
type subject struct {
	entry   *listed // of an entity; nil for a link
	part    *part   // that found it first
	id      string
	kind    graph.Kind
	line    int64  // of its first good row; 0 while it has none
	row     int64  // the place of that row, from 1
	rows    int64  // good rows
	last    uint64 // the sum of the last of them; 0 where the next may count though it says the same
	version int64  // stored version; 0 for a new one
	byID    bool   // the first row found it by an identifier, not by its name
	named   bool   // a row of the file has said its name

	before, body         graph.Body      // of an entity
	start                graph.Body      // of a new entity: what it states before its rows say more
	linkBefore, linkBody *graph.LinkBody // of a link

	filled []int64 // by slot of the part's columns: the line that filled it first
	links  []wish
	clears []graph.LinkKind // links from it that shall go
	needs  []*subject       // new entities of this file that its fields and links name

	fault *RowError    // of all its rows: they contradict each other, or what they need is rejected
	drops []graph.Link // stored links that shall go

	changes     []FieldDiff
	linkChanges []FieldDiff
	changed     bool         // the entity or link itself, not its links
	alike       []Suggestion // what its name is like
	made        bool         // of what a reference says: planned before all others
	told        bool
	noted       map[string]bool
	number      int32 // its place among the subjects
}

// wish is a link that a column of a row states.
type wish struct {
	body   graph.LinkBody
	row    int64
	line   int64
	column string
	label  string // of the other end
	field  string
	stored bool // there already
}

// reset forgets what the rows said.
func (s *subject) reset() {
	s.line, s.row, s.rows, s.named, s.told, s.fault, s.alike = 0, 0, 0, false, false, nil, nil
	s.links, s.clears, s.needs, s.drops, s.changes, s.linkChanges, s.noted = nil, nil, nil, nil, nil, nil, nil
	s.changed, s.last = false, 0
	clear(s.filled)
	switch {
	case s.made:
	case s.linkBody != nil:
		s.linkBody = cloneOf(s.linkStart())
	case s.isNew():
		s.body = s.start
	default:
		s.body = s.before
	}
}

func (s *subject) isNew() bool { return s.version == 0 }

// alive reports whether the entity or link exists after the import.
func (s *subject) alive() bool { return !s.isNew() || s.made || s.rows > 0 && s.fault == nil }

// planned reports whether the rows about it are to be applied.
func (s *subject) planned() bool { return s.rows > 0 && s.fault == nil }

func (s *subject) record() any {
	if s.linkBody != nil {
		return s.linkBody
	}
	return s.body
}
