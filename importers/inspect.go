package importers

import (
	"context"
	"hash/maphash"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"linchpin/graph"
	"linchpin/importers/document"
)

// Inspect says how a file is to be read: its format, encoding, line ends,
// delimiter, header row, and what its columns hold. It reads the whole file, in
// memory that does not grow with the number of rows. What how states is not
// guessed. A file that cannot be read as rows is an Invalid error.
func Inspect(path string, how Reading) (s Sniff, err error) {
	s = Sniff{Columns: []Column{}, Suspects: []Suspect{}, Notices: []Notice{}}
	if s.Format, err = sniffFormat(path); err != nil {
		return Sniff{}, err
	}
	var src source
	if s.Format == csvFormat {
		src, err = s.openText(path, how)
	}
	if err == nil && s.Format == csvFormat {
		if other := s.otherThanTable(path, how); other != "" {
			src.close()
			s.Format, s.Columns = other, []Column{}
		}
	}
	if s.Format != csvFormat && err == nil {
		src, err = s.openRows(path, how)
	}
	if err != nil {
		return Sniff{}, err
	}
	defer src.close()
	v := survey{sniff: &s, seed: maphash.MakeSeed(), columns: make([]columnSurvey, len(s.Columns))}
	for i := range s.Columns {
		s.Columns[i].Header, s.Columns[i].Samples = cut(s.Columns[i].Header, 200), []string{}
		v.columns[i].distinct = map[uint64]votes{}
		v.columns[i].allDates, v.columns[i].allNumbers = true, true
	}
	for r, err := range src.rows(context.Background(), s.HeaderLine) {
		if err != nil {
			return Sniff{}, err
		}
		v.row(r)
	}
	if t, ok := src.(*textFile); ok {
		s.LineEnds = t.breaks.kind()
	}
	v.finish()
	return s, nil
}

// otherThanTable names the format of a file of text whose rows mean something
// only as a whole; empty for others.
func (s *Sniff) otherThanTable(path string, how Reading) string {
	switch {
	case s.isRelationships():
		return relationshipsFormat
	case how.HeaderLine+int64(how.HeaderRows) == 0 && !how.NoHeader && isRegisterTable(path, *s):
		return registerFormat
	default:
		return ""
	}
}

// openText finds out how a file of text is to be read.
func (s *Sniff) openText(path string, how Reading) (src source, err error) {
	if how.Dependencies+how.Root != "" {
		return nil, graph.FieldError("/reading", "unexpected", "dependencies and root are for bills of materials in JSON")
	}
	if how.Sheet != "" {
		return nil, graph.FieldError("/reading/sheet", "unexpected", "is for workbooks only")
	}
	if s.Encoding, s.EncodingFrom, err = sniffEncoding(path, how.Encoding); err != nil {
		return nil, err
	}
	delimiter, h, err := sniffOpening(path, s.Encoding, how)
	if err != nil {
		return nil, err
	}
	s.Delimiter = delimiter
	s.take(h)
	return openText(path, s.Encoding, s.Delimiter)
}

// openRows finds the headers of a file that is no text.
func (s *Sniff) openRows(path string, how Reading) (src source, err error) {
	s.Dependencies, s.Root, s.Sheet = how.Dependencies, how.Root, how.Sheet
	rows, told, err := openRows(path, *s)
	if err != nil {
		return nil, err
	}
	*s = told.Sniff
	s.Encoding, s.EncodingFrom, s.LineEnds, s.Delimiter = utf8Name, fromFormat, "lf", ","
	first, err := rows.first()
	var h heading
	switch {
	case err != nil:
	case s.isDocument() && len(first) > 0:
		for _, name := range first[0].cells {
			h.columns = append(h.columns, Column{Header: name})
		}
	default:
		h, err = findHeading(first, how, told.merges)
	}
	if err != nil {
		rows.close()
		return nil, err
	}
	s.take(h)
	return rows, nil
}

func (s *Sniff) take(h heading) {
	s.HeaderLine, s.HeaderRows, s.Columns = h.line, h.rows, append(s.Columns, h.columns...)
}

// survey gathers what a sniff says about all rows.
type survey struct {
	sniff     *Sniff
	columns   []columnSurvey
	blank     int64
	ragged    int64
	long      int64
	nul       int64
	suspected int64
	distinct  int64 // values noted as such, of all columns
	seed      maphash.Seed
}

// What is counted of distinct values: in one column, and in all of them.
const (
	maxDistinct    = 10_000
	maxAllDistinct = 200_000
)

type columnSurvey struct {
	distinct             map[uint64]votes // by hash of the values; nil once there are too many
	allDates, allNumbers bool
	dates                dateVotes
	numbers              numberVotes
}

// votes are those of a value, so that it need not be read again; nil for none.
type votes struct{ date, number *int64 }

func (v *survey) row(r record) {
	s := v.sniff
	s.Rows++
	filled := false
	for i, cell := range r.cells {
		if cell == "" {
			continue
		}
		if i >= len(v.columns) {
			if tidy(cell) != "" {
				filled = true
			}
			continue
		}
		if v.cell(r.line, i, cell) {
			filled = true
		}
	}
	switch {
	case !filled:
		v.blank++
	case len(r.cells) > len(v.columns), len(r.cells) < len(v.columns) && s.EncodingFrom != fromFormat: // a sheet keeps no blanks
		v.ragged++
	}
	if r.cut > 0 {
		v.long++
	}
}

// cell notes one value; it reports whether there is one.
func (v *survey) cell(line int64, i int, cell string) bool {
	if strings.IndexByte(cell, 0) >= 0 {
		v.nul++
	}
	column, seen := &v.sniff.Columns[i], &v.columns[i]
	suspects(cell, func(around string) {
		v.suspected++
		if len(v.sniff.Suspects) < maxSuspects {
			v.sniff.Suspects = append(v.sniff.Suspects, Suspect{Line: line, Column: column.Header, Text: around})
		}
	})
	cell = tidy(cell)
	if cell == "" {
		return false
	}
	column.Filled++
	hash := maphash.String(v.seed, cell)
	same, again := seen.distinct[hash]
	if !again {
		same = v.votes(column, seen, cell)
		v.count(seen, hash, same)
	}
	if same.date != nil {
		*same.date++
	}
	if same.number != nil {
		*same.number++
	}
	return true
}

// votes reads a value that was not seen before, or not noted.
func (v *survey) votes(column *Column, seen *columnSurvey, cell string) (of votes) {
	if sample := cut(cell, 120); len(column.Samples) < 5 && !slices.Contains(column.Samples, sample) {
		column.Samples = append(column.Samples, sample)
	}
	if saysNothing(cell) {
		return of
	}
	if seen.allDates {
		var d dateReadings
		if d, seen.allDates = readDate(cell); seen.allDates {
			of.date = seen.dates.of(d)
		}
	}
	if seen.allNumbers {
		var n numberReadings
		if n, seen.allNumbers = readNumber(cell); seen.allNumbers {
			of.number = seen.numbers.of(n)
		}
	}
	return of
}

// count notes a value among the distinct ones of a column.
func (v *survey) count(seen *columnSurvey, hash uint64, of votes) {
	if seen.distinct == nil {
		return
	}
	if v.distinct++; len(seen.distinct) == maxDistinct || v.distinct > maxAllDistinct {
		seen.distinct = nil
		return
	}
	seen.distinct[hash] = of
}

func (v *survey) finish() {
	s := v.sniff
	for i := range s.Columns {
		s.Columns[i].Distinct = int64(len(v.columns[i].distinct))
	}
	headers := map[string]bool{}
	var twice, unnamed int64
	for i := range s.Columns {
		c, seen := &s.Columns[i], &v.columns[i]
		if seen.allDates {
			c.Dates = seen.dates.order()
		}
		if seen.allNumbers && c.Dates == "" {
			c.Numbers = seen.numbers.style()
		}
		switch {
		case c.Header == "":
			unnamed++
		case headers[c.Header]:
			twice++
		}
		headers[c.Header] = true
	}
	for _, n := range []struct {
		code, one, several string
		count              int64
	}{
		{"suspected_encoding", "one place looks wrongly encoded in the file itself; it is left as it is", "places look wrongly encoded in the file itself; they are left as they are", v.suspected},
		{"title_lines", "one line above the header row is left out", "lines above the header row are left out", s.HeaderLine - int64(s.HeaderRows)},
		{"blank_rows", "one row has no value", "rows have no value", v.blank},
		{"ragged_rows", "one row has more or fewer cells than the header row", "rows have more or fewer cells than the header row", v.ragged},
		{"long_rows", "one row is longer than is read", "rows are longer than is read", v.long},
		{"nul_characters", "one cell has a NUL character", "cells have a NUL character", v.nul},
		{"repeated_headers", "one column has the header of one before it", "columns have the header of one before them", twice},
		{"unnamed_columns", "one column has no header", "columns have no header", unnamed},
	} {
		s.Notices = document.Count(s.Notices, n.count, n.code, n.one, n.several)
	}
}

// cut shortens a text to n characters.
func cut(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}

func columnName(header string, i int) string {
	if header != "" {
		return header
	}
	return "column " + strconv.Itoa(i+1)
}
