package importers

import (
	"context"
	"errors"
	"io"
	"iter"
	"os"

	"linchpin/graph"
)

// source is an opened file, row by row.
type source interface {
	// rows iterates over the rows behind a line, from the first one at each
	// call. It ends after an error.
	rows(ctx context.Context, after int64) iter.Seq2[record, error]
	close()
}

// open opens a file that was inspected.
func open(path string, s Sniff) (source, error) {
	if s.Format == csvFormat {
		return openText(path, s.Encoding, s.Delimiter)
	}
	s.Notices = nil
	rows, _, err := openRows(path, s)
	return rows, err
}

// textFile is a file of text as a source.
type textFile struct {
	file                *os.File
	encoding, delimiter string
	breaks              *breaks // of the last reading
}

func openText(path, encoding, delimiter string) (*textFile, error) {
	f, err := os.Open(path) //nolint:gosec // the caller's own upload
	if err != nil {
		return nil, err
	}
	return &textFile{file: f, encoding: encoding, delimiter: delimiter}, nil
}

func (t *textFile) close() { _ = t.file.Close() } // only read

func (t *textFile) rows(ctx context.Context, after int64) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		if _, err := t.file.Seek(0, io.SeekStart); err != nil {
			yield(record{}, err)
			return
		}
		t.breaks = &breaks{r: decode(t.file, t.encoding)}
		scan := newScanner(t.breaks, t.delimiter[0])
		pass(ctx, scan.next, after, yield)
	}
}

// pass hands on the records that next reads and that begin after a line, up to
// the end.
func pass(ctx context.Context, next func() (record, error), after int64, yield func(record, error) bool) {
	for n := 0; ; n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			yield(record{}, ctx.Err())
			return
		}
		r, err := next()
		switch {
		case errors.Is(err, io.EOF):
			return
		case err != nil:
			yield(record{}, err)
			return
		case r.line > after && !yield(r, nil):
			return
		}
	}
}

const (
	openingBytes = 1 << 18
	openingRows  = 200
)

// opening is the beginning of a file of text.
func opening(path, encoding string) ([]byte, error) {
	f, err := os.Open(path) //nolint:gosec // the caller's own upload
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(&breaks{r: decode(f, encoding)}, openingBytes))
}

// sniffOpening finds delimiter and headers in the first rows of a file of text.
func sniffOpening(path, encoding string, how Reading) (delimiter string, h heading, err error) {
	head, err := opening(path, encoding)
	if err != nil {
		return "", h, err
	}
	delimiter, stated := statedDelimiter(head)
	switch {
	case how.Delimiter != "":
		if !knownDelimiter(how.Delimiter) {
			return "", h, graph.FieldError("/reading/delimiter", "oneof", "is none of comma, semicolon, bar and tab")
		}
		delimiter = how.Delimiter
	case !stated:
		delimiter = sniffDelimiter(head)
	}
	rows := firstRows(head, delimiter[0])
	if stated && len(rows) > 0 {
		rows = rows[1:]
	}
	h, err = findHeading(rows, how, nil)
	return delimiter, h, err
}
