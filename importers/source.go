package importers

import (
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"unicode/utf8"

	"linchpin/graph"
)

// source is an opened file, row by row.
type source struct {
	file   *os.File
	breaks *breaks
	scan   *scanner
}

func open(path, encoding, delimiter string) (*source, error) {
	f, err := os.Open(path) //nolint:gosec // the caller's own upload
	if err != nil {
		return nil, err
	}
	b := &breaks{r: decode(f, encoding)}
	return &source{f, b, newScanner(b, delimiter[0])}, nil
}

func (s *source) close() { _ = s.file.Close() } // only read

// rows iterates over the rows behind the header. It ends after an error.
func (s *source) rows(ctx context.Context, headerLine int64) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		for n := 0; ; n++ {
			if n%1024 == 0 && ctx.Err() != nil {
				yield(record{}, ctx.Err())
				return
			}
			r, err := s.scan.next()
			switch {
			case errors.Is(err, io.EOF):
				return
			case err != nil:
				yield(record{}, err)
				return
			case r.line > headerLine && !yield(r, nil):
				return
			}
		}
	}
}

// opening is what the beginning of a file says about the rest.
type opening struct {
	delimiter  string
	headerLine int64
	header     []string
}

const (
	openingBytes = 1 << 18
	openingRows  = 200
)

// sniffOpening finds delimiter and header row in the first rows of a file.
func sniffOpening(path, encoding string, how Reading) (opening, error) {
	f, err := os.Open(path) //nolint:gosec // the caller's own upload
	if err != nil {
		return opening{}, err
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(&breaks{r: decode(f, encoding)}, openingBytes))
	if err != nil {
		return opening{}, err
	}
	delimiter, stated := statedDelimiter(head)
	switch {
	case how.Delimiter != "":
		if !knownDelimiter(how.Delimiter) {
			return opening{}, graph.FieldError("/reading/delimiter", "oneof", "is none of comma, semicolon, bar and tab")
		}
		delimiter = how.Delimiter
	case !stated:
		delimiter = sniffDelimiter(head)
	}
	rows := firstRows(head, delimiter[0])
	if stated && len(rows) > 0 {
		rows = rows[1:]
	}
	i, err := headerRow(rows, how.HeaderLine)
	if err != nil {
		return opening{}, err
	}
	if rows[i].cut > 0 {
		return opening{}, graph.FieldError("/file", codeTooLong, "has a header row of more than %d columns, or too long a header", maxColumns)
	}
	o := opening{delimiter: delimiter, headerLine: rows[i].line}
	for _, cell := range rows[i].cells {
		if !utf8.ValidString(cell) {
			return o, graph.FieldError("/reading/encoding", "encoding", "the header row is no %s text", encoding)
		}
		o.header = append(o.header, tidy(cell))
	}
	return o, nil
}
