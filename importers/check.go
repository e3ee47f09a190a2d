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
// what is stored, not with its text: of each row five bytes are kept.
//
// The file is read three times: to find what each row is about, to gather
// what its rows state, and to tell the outcome of each. An error is about the
// file or the mapping as a whole.
func Check(ctx context.Context, in Input, out Output) (Result, error) {
	if err := Validate(in.Mapping, in.Sniff); err != nil {
		return Result{}, err
	}
	c, err := newCheck(ctx, in, out)
	if err != nil {
		return Result{}, err
	}
	for i, pass := range []func(int, record) error{c.identify, c.gather, c.tell} {
		if err := c.read(ctx, i, pass); err != nil {
			return Result{}, err
		}
		switch i {
		case 0:
			c.sealed = true
			clear(c.refs)
			c.decideStyles()
			err = c.loadBodies(ctx)
		case 1:
			err = c.settle(ctx)
		}
		if err != nil {
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
	in      Input
	out     Output
	kind    graph.Kind // of the rows' entities; empty for links
	columns []*column
	props   props
	dirs    map[graph.Kind]*directory
	refs    map[refKey]reference
	open    map[string][]*listed // by decision: what an ambiguous reference may mean
	sealed  bool                 // all rows have said what they are about

	subjects []*subject
	about    []int32 // by row: its subject, or why it has none
	states   []uint8 // by row
	chosen   map[string]*subject
	linkKeys map[string]*subject
	stored   map[string]graph.Link // of a links file: by key, the links from where its links start
	people   []*subject            // persons that owner_email makes
	namedBy  map[string]int64      // by start of a planned link: the line that states it

	notices   map[string]int64
	decisions map[string]*Decision
	asked     []string // ids of decisions in the order they came up
	counts    Counts
	edits     int64
}

// column is a field of the rows and where its value stands.
type column struct {
	spec     *FieldSpec
	at       int // number of the file's column; -1 for a constant
	header   string
	constant string
	parsed   any  // the constant's value, once it was read
	weak     bool // the constant is for what has no value only
	dates    string
	numbers  string
	order    dateVotes
	style    numberVotes
	sample   string // an ambiguous value
}

// Why a row has no subject.
const (
	nothing     int32 = -1 - iota // it does not say enough, or wrongly
	blankRow                      // no mapped cell is filled
	totalsRow                     // sums of the rows above
	headerAgain                   // the header again
	openRow                       // it may be about several
)

// The states of rows.
const (
	good uint8 = iota
	rejected
	undecided
)

func newCheck(ctx context.Context, in Input, out Output) (*check, error) {
	c := &check{
		in: in, out: out, kind: in.Mapping.As.KindOf(), props: props{}, dirs: map[graph.Kind]*directory{}, refs: map[refKey]reference{}, open: map[string][]*listed{},
		chosen: map[string]*subject{}, linkKeys: map[string]*subject{}, notices: map[string]int64{}, decisions: map[string]*Decision{},
	}
	c.in.Mapping.Source = cmp.Or(in.Mapping.Source, graph.DefaultSource)
	fields := Fields(in.Mapping.As)
	needed := map[graph.Kind]bool{c.kind: c.kind != ""}
	for i := range fields {
		f := &fields[i]
		col := &column{spec: f, at: slices.IndexFunc(in.Mapping.Columns, func(m ColumnMap) bool { return m.Field == f.Name })}
		col.constant = in.Mapping.Constants[f.Name]
		if col.at >= 0 {
			m := in.Mapping.Columns[col.at]
			col.header, col.dates, col.numbers = columnName(m.Header, col.at), m.Dates, m.Numbers
		} else if col.constant == "" {
			continue
		}
		col.weak = f.Name == "roles"
		for _, k := range f.kinds {
			needed[k] = true
		}
		c.columns = append(c.columns, col)
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

// read passes each row to a pass and reports progress: a row counts a third in
// each of the three.
func (c *check) read(ctx context.Context, pass int, row func(int, record) error) error {
	src, err := open(c.in.Path, c.in.Sniff.Encoding, c.in.Sniff.Delimiter)
	if err != nil {
		return err
	}
	defer src.close()
	n := 0
	total := c.in.Sniff.Rows
	for r, err := range src.rows(ctx, c.in.Sniff.HeaderLine) {
		if err != nil {
			return err
		}
		if pass > 0 && n >= len(c.about) {
			return graph.Errorf(graph.Conflict, "the file has grown while it was read")
		}
		if err := row(n, r); err != nil {
			return err
		}
		n++
		if c.in.Progress != nil && n%500 == 0 {
			c.in.Progress(min(total, (int64(pass)*total+int64(n))/3), total)
		}
	}
	if c.in.Progress != nil {
		c.in.Progress(min(total, (int64(pass)+1)*total/3), total)
	}
	return nil
}

func (c *check) column(name string) *column {
	for _, col := range c.columns {
		if col.spec.Name == name {
			return col
		}
	}
	return nil
}

// decideStyles settles in which order dates and with which sign decimals are
// written: as the mapping says, as a decision says, as the column shows.
func (c *check) decideStyles() {
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
	for part := range slices.Chunk(ids, 1000) {
		some, err := c.in.Stored.Records(ctx, part)
		if err != nil {
			return err
		}
		maps.Copy(stored, some)
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
