package importers

import (
	"bytes"
	"errors"
	"io"

	"linchpin/graph"
)

// What a row may have at most. What is longer is cut and its row rejected;
// nothing longer than that is ever kept in memory.
const (
	maxCell    = 1 << 17 // bytes
	maxRow     = 1 << 20 // bytes
	maxColumns = 16384
)

// record is one row of a file. The cells are valid until the next one is read.
type record struct {
	line    int64 // the line it begins on, or its number in a sheet
	n       int   // its place among the rows behind the header, from 0
	cells   []string
	carried bool // it is about what the row above is
	cut     int  // column, from 1, at which the row was too long; 0 if it was not
}

// place is where a row stands below the headers, counted from 1.
func (r record) place() int64 { return int64(r.n) + 1 }

// scanner splits a text into rows as RFC 4180 has it, and reads what spreadsheets
// and scripts write beside it: a quote inside an unquoted cell, or inside a
// quoted one before anything but a delimiter, stands for itself. Unlike
// encoding/csv it bounds what a row takes, and returns blank lines as rows.
type scanner struct {
	r        io.Reader
	comma    byte
	buf      []byte
	pos, end int

	line   int64 // of the byte at pos
	opened int64 // line of the quote that was opened last
	state  int
	row    []byte
	ends   []int
	cells  []string
	cut    int
	done   bool
}

const (
	atStart  = iota // of a cell
	plain           // in an unquoted cell
	quoted          // in a quoted cell
	afterEnd        // behind a quote in a quoted cell
)

func newScanner(r io.Reader, comma byte) *scanner {
	return &scanner{r: r, comma: comma, buf: make([]byte, 1<<16), line: 1}
}

// next returns the next row, io.EOF at the end.
func (s *scanner) next() (record, error) {
	s.row, s.ends, s.cut, s.state = s.row[:0], s.ends[:0], 0, atStart
	begin := s.line
	for {
		if s.pos == s.end {
			if err := s.fill(); errors.Is(err, io.EOF) {
				return s.last(begin)
			} else if err != nil {
				return record{}, err
			}
		}
		if s.step() {
			return s.record(begin), nil
		}
	}
}

func (s *scanner) fill() error {
	for tries := 0; ; tries++ {
		if s.done {
			return io.EOF
		}
		n, err := s.r.Read(s.buf)
		s.pos, s.end = 0, n
		if errors.Is(err, io.EOF) {
			s.done, err = true, nil
		}
		switch {
		case err != nil:
			return err
		case n > 0:
			return nil
		case tries > 100:
			return io.ErrNoProgress
		}
	}
}

// last ends the text: a row without a line end counts, an open quote does not.
func (s *scanner) last(begin int64) (record, error) {
	switch {
	case s.state == quoted:
		return record{}, graph.FieldError("/file", "quote", "a quote opens on line %d and never closes", s.opened)
	case s.state == atStart && len(s.ends) == 0:
		return record{}, io.EOF
	}
	s.endCell()
	s.state = atStart
	return s.record(begin), nil
}

// step consumes some bytes; it reports whether the row is complete.
func (s *scanner) step() bool {
	rest := s.buf[s.pos:s.end]
	switch s.state {
	case quoted:
		n := bytes.IndexByte(rest, '"')
		if n < 0 {
			n = len(rest)
		} else {
			s.state = afterEnd
			s.pos++
		}
		s.line += int64(bytes.Count(rest[:n], []byte{'\n'}))
		s.keep(rest[:n])
		s.pos += n
		return false
	case atStart:
		if rest[0] == '"' {
			s.state, s.opened = quoted, s.line
			s.pos++
			return false
		}
		s.state = plain
	case afterEnd:
		if rest[0] == '"' {
			s.keep(rest[:1])
			s.state = quoted
			s.pos++
			return false
		}
		if rest[0] != s.comma && rest[0] != '\n' {
			s.keep([]byte{'"'})
			s.state = quoted
			return false
		}
	}
	n := cellEnd(rest, s.comma)
	if n == len(rest) {
		s.keep(rest)
		s.pos = s.end
		return false
	}
	s.keep(rest[:n])
	s.pos += n + 1
	s.endCell()
	s.state = atStart
	if rest[n] == '\n' {
		s.line++
		return true
	}
	return false
}

// cellEnd finds the end of an unquoted cell: most are short; what is long is
// searched in blocks.
func cellEnd(b []byte, comma byte) int {
	const short, block = 128, 4096
	for n, c := range b[:min(len(b), short)] {
		if c == comma || c == '\n' {
			return n
		}
	}
	for from := short; from < len(b); from += block {
		part := b[from:min(len(b), from+block)]
		for _, c := range []byte{comma, '\n'} {
			if n := bytes.IndexByte(part, c); n >= 0 {
				part = part[:n]
			}
		}
		if end := from + len(part); end < min(len(b), from+block) {
			return end
		}
	}
	return len(b)
}

func (s *scanner) keep(b []byte) {
	begin := 0
	if len(s.ends) > 0 {
		begin = s.ends[len(s.ends)-1]
	}
	room := min(maxCell-(len(s.row)-begin), maxRow-len(s.row))
	if len(b) > room {
		b = b[:room]
		if s.cut == 0 {
			s.cut = len(s.ends) + 1
		}
	}
	s.row = append(s.row, b...)
}

func (s *scanner) endCell() {
	if len(s.ends) == maxColumns {
		if s.cut == 0 {
			s.cut = maxColumns + 1
		}
		s.row = s.row[:s.ends[maxColumns-1]]
		return
	}
	s.ends = append(s.ends, len(s.row))
}

func (s *scanner) record(begin int64) record {
	text, from := string(s.row), 0
	s.cells = s.cells[:0]
	for _, end := range s.ends {
		s.cells = append(s.cells, text[from:end])
		from = end
	}
	return record{line: begin, cells: s.cells, cut: s.cut}
}
