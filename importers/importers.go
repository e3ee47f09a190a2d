// Package importers turns a vendor's file into a plan of changes: it says how
// the file is to be read (Inspect), proposes what its columns mean (Propose),
// and checks every row against the rules and against what is stored (Check).
// It never writes to the graph: the plan is a list of edits for whoever does.
package importers

import (
	"context"
	"time"

	"linchpin/graph"
	"linchpin/importers/document"
)

// As names a kind of file: the first column of the table of columns.
type As string

// The kinds of files, in the order in which several are applied.
const (
	Partners     As = "partners"
	Products     As = "products"
	Components   As = "components"
	Offerings    As = "offerings"
	Contracts    As = "contracts"
	Certificates As = "certificates"
	Roadmap      As = "roadmap"
	People       As = "people"
	Links        As = "links"
	Mixed        As = "mixed" // rows about things of several kinds; fields are written component.name
	Bom          As = "bom"   // a list of parts: mixed, with the headers that such lists have
)

// Reading overrides what the sniff would find; empty fields leave it to it.
type Reading struct {
	Encoding   string `json:"encoding,omitempty"`                                // one of encodings
	Delimiter  string `json:"delimiter,omitempty"`                               // one of , ; | and tab
	Sheet      string `json:"sheet,omitempty" validate:"max=100"`                // of a workbook
	HeaderLine int64  `json:"headerLine,omitempty" validate:"min=0,max=1048576"` // the line the header row begins on; the last one where headers take several
	HeaderRows int    `json:"headerRows,omitempty" validate:"min=0,max=10"`      // rows that the headers take
	NoHeader   bool   `json:"noHeader,omitempty"`                                // the first row is data

	// Of a bill of materials in JSON.
	Dependencies string `json:"dependencies,omitempty"` // direct: those of the thing described, which is the default; or all
	Root         string `json:"root,omitempty"`         // what the thing described becomes: a component, which is the default, or a product
}

// Sniff is how a file is understood before anything is made of it.
type Sniff struct {
	Format       string    `json:"format"`            // csv, xlsx, or the name of a kind of document: cyclonedx, spdx, gleif, dora, gleif_relationships
	Version      string    `json:"version,omitempty"` // of the kind of document, where it has any
	Encoding     string    `json:"encoding"`          // as in Reading
	EncodingFrom string    `json:"encodingFrom"`      // byte_order_mark, valid_utf8, fallback, chosen or format
	LineEnds     string    `json:"lineEnds"`          // lf, crlf, cr or mixed; of the reject file where this one is no text
	Delimiter    string    `json:"delimiter"`
	Sheet        string    `json:"sheet,omitempty"`  // of a workbook: the one that is read
	Sheets       []string  `json:"sheets,omitempty"` // those it has
	HeaderLine   int64     `json:"headerLine"`       // the line the header begins on, counted from 1; 0 where there is none
	HeaderRows   int       `json:"headerRows"`       // rows the headers take
	Rows         int64     `json:"rows"`             // after the header, blank ones too
	Columns      []Column  `json:"columns"`
	Suspects     []Suspect `json:"suspects"` // at most 100; Notices counts them all
	Notices      []Notice  `json:"notices"`
	Dependencies string    `json:"dependencies,omitempty"` // as in Reading
	Root         string    `json:"root,omitempty"`         // as in Reading
}

// Column is what a file has in one column.
type Column struct {
	Header   string   `json:"header"`
	Group    string   `json:"group,omitempty"`    // what stands above several headers, and before this one
	Also     []int    `json:"also,omitempty"`     // numbers, from 0, of the columns that the header is merged over too
	Filled   int64    `json:"filled"`             // rows with a value
	Distinct int64    `json:"distinct,omitempty"` // values, exactly; 0 when there are more than is counted
	Samples  []string `json:"samples"`            // the first distinct values, at most five
	Dates    string   `json:"dates,omitempty"`    // iso, dmy, mdy, or ambiguous, when all values are dates
	Numbers  string   `json:"numbers,omitempty"`  // point, comma, or ambiguous, when all values are numbers
}

// Suspect is a place where the text looks wrongly encoded in the file itself.
// It is shown and left as it is.
type Suspect struct {
	Line   int64  `json:"line"`
	Column string `json:"column"`
	Text   string `json:"text"` // the place with a little around it
}

// Notice is something counted that a user should know and need not act on.
type Notice = document.Notice

// Mapping says what each column of a file means.
type Mapping struct {
	As        As                `json:"as"`
	Source    string            `json:"source"` // the system the external ids come from
	Reading   Reading           `json:"reading,omitzero"`
	Columns   []ColumnMap       `json:"columns"`             // one a column of the file, in its order
	Constants map[string]string `json:"constants,omitempty"` // by field: the value of every row whose cell is blank; roles are for partners without any
}

// ColumnMap says what one column means.
type ColumnMap struct {
	Header  string `json:"header"`
	Field   string `json:"field"`             // a column name of the kind of file; empty: left out. Several columns may fill a list
	By      string `json:"by,omitempty"`      // name, synonym, similar (a suggestion), remembered or chosen
	Dates   string `json:"dates,omitempty"`   // dmy or mdy, where the column fits both
	Numbers string `json:"numbers,omitempty"` // point or comma, where the column fits both

	// Values are the words of the file that stand for others: "Done" for shipped.
	// Case does not matter; one that stands for "" says nothing.
	Values map[string]string `json:"values,omitempty"`

	// What the column says goes before what another column of the field says.
	Over bool `json:"over,omitempty"`

	// A row may name several ways to get a thing: a second maker and part number,
	// a column a seller. Sets are the numbers of those that the column is about;
	// none: it is about all. With are values by field that hold for them when the
	// column is filled, as its header has them: the seller of a column "Mouser".
	Sets []int             `json:"sets,omitempty"`
	With map[string]string `json:"with,omitempty"`

	Down bool     `json:"down,omitempty"` // of a list of parts: a row with a maker or seller and nothing here is more about the part above
	Join []string `json:"join,omitempty"` // of a mixed file: headers of the columns whose values go behind
}

// Outcome is what becomes of a row.
type Outcome string

// The outcomes.
const (
	Create    Outcome = "create"
	Update    Outcome = "update"
	Unchanged Outcome = "unchanged"
	Undecided Outcome = "undecided"
	Rejected  Outcome = "rejected"
	Skipped   Outcome = "skipped"
)

// Counts is the number of rows by outcome.
type Counts struct {
	Create    int64 `json:"create"`
	Update    int64 `json:"update"`
	Unchanged int64 `json:"unchanged"`
	Undecided int64 `json:"undecided"`
	Rejected  int64 `json:"rejected"`
	Skipped   int64 `json:"skipped"`
}

// KindCount is what becomes of the things of one kind that a file is about. A row
// of a wide file is about several.
type KindCount struct {
	Kind      string `json:"kind"` // of entities, or link: those that are no field of an entity
	Create    int64  `json:"create"`
	Update    int64  `json:"update"`
	Unchanged int64  `json:"unchanged"`
	Delete    int64  `json:"delete"`
}

// Row is what the check found about one row of a file.
type Row struct {
	Row     int64       `json:"row"`             // its place below the headers, counted from 1
	Line    int64       `json:"line"`            // the line the row begins on; a document may have all on one
	Sheet   string      `json:"sheet,omitempty"` // that the row stands on, of a file of several
	Outcome Outcome     `json:"outcome"`
	Name    string      `json:"name,omitempty"`    // what the row is about, as far as it says so
	Entity  string      `json:"entity,omitempty"`  // id of the entity or link it makes, changes or leaves
	Changes []FieldDiff `json:"changes,omitempty"` // of an update, as the check finds it
	Errors  []RowError  `json:"errors,omitempty"`  // of a rejected or undecided row
	Reason  string      `json:"reason,omitempty"`  // why a row is skipped, or what is worth a look at a good one
	Cells   []string    `json:"cells,omitempty"`   // the row itself, of rejected and undecided rows

	Suggestions []Suggestion `json:"suggestions,omitempty"` // what a new name, or one that names nothing, may be another name of
}

// Suggestion is something known that a name is like.
type Suggestion struct {
	Entity string  `json:"entity,omitempty"` // id of what is stored; empty for something of this file
	Name   string  `json:"name"`
	Reason string  `json:"reason"` // "91 % alike and same country"
	Score  float64 `json:"score"`  // 0 to 1
}

// FieldDiff is the change of one field.
type FieldDiff struct {
	Field string `json:"field"`
	Old   any    `json:"old"` // null where there was none
	New   any    `json:"new"`
	Back  bool   `json:"back,omitempty"` // the field is a kind of link that leads here, and the value where from
}

// RowError says what is wrong with a cell, and what to do.
type RowError struct {
	Line     int64  `json:"line"`
	Column   string `json:"column"` // header of the file; empty when the row as a whole is at fault
	Code     string `json:"code"`   // required, bad_date, ambiguous_date, bad_number, ambiguous_number, unknown_ref, ambiguous_ref, duplicate_in_file, conflict, too_long, bad_value, formula
	Got      string `json:"got"`
	Expected string `json:"expected"`
	Hint     string `json:"hint"`
}

// Decision is a question that only a person can answer, asked once for each
// distinct value.
type Decision struct {
	ID       string   `json:"id"`
	Code     string   `json:"code"` // as in RowError
	Column   string   `json:"column"`
	Value    string   `json:"value"`
	Question string   `json:"question"`
	Options  []Option `json:"options"`
	Rows     int64    `json:"rows"`               // that wait for it, or that it is about
	Optional bool     `json:"optional,omitempty"` // it need not be answered: its rows go in as they are
	Rejects  bool     `json:"rejects,omitempty"`  // or, where this is true, stay rejected
	Chosen   string   `json:"chosen,omitempty"`   // value of an option
}

// Option is one answer to a decision.
type Option struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// Stored is what a check needs to know of the graph.
type Stored interface {
	// Index returns the keys of all entities of a kind.
	Index(ctx context.Context, kind graph.Kind) ([]graph.Keys, error)
	// Records returns stored entities by id; unknown ids are left out.
	Records(ctx context.Context, ids []string) (map[string]graph.Record, error)
	// LinksFrom returns the links of their own that start from the given entities.
	LinksFrom(ctx context.Context, ids []string) ([]graph.Link, error)
}

// Input is what Check works on.
type Input struct {
	Path      string // of the file
	Sniff     Sniff
	Mapping   Mapping
	Decisions map[string]string // by Decision.ID: the chosen option
	Stored    Stored
	Now       time.Time               // for the ids of new entities
	Progress  func(done, total int64) // in rows; may be nil
}

// Output takes what Check finds, row by row in the order of the file. The
// edits are in an order in which they can be applied: what is referred to
// comes first; edits of one batch may refer to each other.
type Output interface {
	Row(Row) error
	// Edit passes on what a row asks for; 0 is the row of what none of them does.
	Edit(row int64, e graph.Edit) error
}

// Result sums up a check.
type Result struct {
	Counts    Counts      `json:"counts"`
	Kinds     []KindCount `json:"kinds"` // those that the file is about, links last
	Notices   []Notice    `json:"notices"`
	Decisions []Decision  `json:"decisions"`
	Edits     int64       `json:"edits"` // changes the plan makes; 0 for a file that says nothing new
}
