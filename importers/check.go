package importers

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"linchpin/graph"
)

// Check reads a whole file and says what becomes of each row and which edits
// would bring the graph to what the file states. Nothing is written. What is
// kept in memory grows with the distinct things the file is about and with
// what is stored, not with its text: of each row a byte is kept, and four for
// each part it has.
//
// The file is read to find what each row is about, to gather what its rows
// state, and to tell the outcome of each. An error is about the file or the
// mapping as a whole.
func Check(ctx context.Context, in Input, out Output) (Result, error) {
	if err := Validate(in.Mapping, in.Sniff); err != nil {
		return Result{}, err
	}
	c, err := newCheck(ctx, in, out)
	if err != nil {
		return Result{}, err
	}
	if c.src, err = open(in.Path, in.Sniff); err != nil { //nolint:contextcheck // reading a file on disk takes none
		return Result{}, err
	}
	defer c.src.close()
	for _, step := range []func(context.Context) error{c.identifyAll, c.gatherAll, c.teachStored, c.tellAll} {
		if err := step(ctx); err != nil {
			return Result{}, err
		}
	}
	if err := c.plan(); err != nil {
		return Result{}, err
	}
	return c.result(), nil
}

// check is the state of one Check.
type check struct {
	in                    Input
	out                   Output
	src                   source
	reads                 int64 // times the file was read
	parts                 []*part
	sets                  []alternative
	said                  []bool                  // of present
	mapped, down, sources []int                   // columns of the file: those that mean something, are carried down, name a maker, seller or offering
	heads                 []int                   // those that only the first row of a part fills: how many, and where they sit
	nobodies              []bool                  // by column of the file: whether it names makers or sellers
	ids                   []bool                  // by column of the file: whether it has ids of the thing
	above                 []string                // what stood last in those that are carried down
	slots                 map[graph.Kind][]string // fields of which a subject notes who filled them
	props                 props
	dirs                  map[graph.Kind]*directory
	refs                  map[refKey]reference
	open                  map[string][]*listed // by decision: what an ambiguous reference may mean

	again    again
	sealed   bool  // all rows have said what they are about
	crowd    error // there are too many things of one name
	subjects []*subject
	states   []uint8             // by row
	struck   map[int]struckRow   // rows that go with the fault of something they are about
	chosen   map[refKey]*subject // new things of a name that several have
	linkKeys map[string]*subject
	stored   map[string]graph.Link // by key, the links from where links of the file start
	made     []*subject            // what references make
	lessons  map[*listed][]string  // names that answers gave

	taughtEdits []graph.Edit // of stored entities that only get such names

	notices   map[string]int64
	decisions map[string]*Decision
	asked     []string // ids of decisions in the order they came up
	optional  int      // of them those that need no answer
	counts    Counts
	kinds     map[string]*KindCount
	edits     int64
}

// Why a row has no subject in a part.
const (
	nothing int32 = -1 - iota // it does not say enough, or wrongly
	absent                    // it is not about such a thing
	openRow                   // it may be about several
)

// The states of rows.
const (
	good uint8 = iota
	rejected
	undecided
	faulted     // something it is about is at fault
	blankRow    // no mapped cell is filled
	totalsRow   // sums of the rows above
	headerAgain // the header again
	noteRow     // about the file as a whole
	remarkRow   // of a list of parts: no part is on it
)

func newCheck(ctx context.Context, in Input, out Output) (*check, error) {
	c := &check{
		in: in, out: out, props: props{}, dirs: map[graph.Kind]*directory{}, refs: map[refKey]reference{}, open: map[string][]*listed{},
		slots: map[graph.Kind][]string{}, struck: map[int]struckRow{}, chosen: map[refKey]*subject{}, linkKeys: map[string]*subject{},
		notices: map[string]int64{}, decisions: map[string]*Decision{}, kinds: map[string]*KindCount{},
	}
	c.in.Mapping.Source = cmp.Or(in.Mapping.Source, graph.DefaultSource)
	c.addParts()
	if len(c.parts) == 0 {
		return nil, graph.FieldError("/columns", "required", "mean nothing that a row could be about: choose what at least one of them means")
	}
	c.findSets()
	c.said = make([]bool, len(c.parts))
	c.findColumns()
	c.watchRows()
	needed := map[graph.Kind]bool{}
	for _, p := range c.parts {
		needed[p.kind] = p.kind != ""
		for _, col := range p.columns {
			for _, k := range col.spec.kinds {
				needed[k] = true
			}
		}
	}
	for _, k := range graph.Kinds() {
		if !needed[k] {
			continue
		}
		d, err := loadDirectory(ctx, in.Stored, k)
		if err != nil {
			return nil, err
		}
		c.dirs[k] = d
	}
	return c, nil
}

// read passes each row on and reports progress: a row counts a share in each
// reading.
func (c *check) read(ctx context.Context, row func(record) error) error {
	first, n := c.reads == 0, 0
	c.above = nil
	total, all := c.in.Sniff.Rows, max(3, c.reads+1)
	for r, err := range c.src.rows(ctx, c.in.Sniff.HeaderLine) {
		if err != nil {
			return err
		}
		if !first && n >= len(c.states) {
			return graph.Errorf(graph.Conflict, "the file has grown while it was read")
		}
		r.n = n
		c.carry(&r)
		if err := row(r); err != nil {
			return err
		}
		n++
		if c.in.Progress != nil && n%500 == 0 {
			c.in.Progress(min(total, (c.reads*total+int64(n))/all), total)
		}
	}
	c.reads++
	if c.in.Progress != nil {
		c.in.Progress(min(total, c.reads*total/all), total)
	}
	return nil
}

// decideStyles settles in which order dates and with which sign decimals are
// written: as the mapping says, as a decision says, as the column shows.
func (c *part) decideStyles() {
	for _, col := range c.columns {
		if col.dates == "" {
			col.dates = col.order.order()
			if col.dates == ambiguous {
				col.dates = cmp.Or(c.answer(codeAmbiguousDate, col.header, col.header), ambiguous)
			}
		}
		if col.numbers == "" {
			col.numbers = cmp.Or(col.style.style(), pointNumbers)
			if col.numbers == ambiguous {
				col.numbers = cmp.Or(c.answer(codeAmbiguousNumber, col.header, col.header), ambiguous)
			}
		}
	}
}

// loadBodies fetches what is stored of the entities the rows are about.
func (c *check) loadBodies(ctx context.Context) error {
	var ids []string
	for _, s := range c.subjects {
		if s.entry != nil && !s.isNew() {
			ids = append(ids, s.id)
		}
	}
	stored := map[string]graph.Record{}
	for some := range slices.Chunk(ids, 1000) {
		found, err := c.in.Stored.Records(ctx, some)
		if err != nil {
			return err
		}
		maps.Copy(stored, found)
	}
	for _, s := range c.subjects {
		switch {
		case s.entry == nil:
			continue
		case s.isNew():
			s.body = s.start
			continue
		}
		r, ok := stored[s.id]
		if !ok {
			return graph.Errorf(graph.Conflict, "%s was deleted while the file was checked: check again", s.entry.name)
		}
		s.before, s.body, s.version = r.Body, r.Body, r.Version
	}
	return c.loadLinks(ctx)
}
