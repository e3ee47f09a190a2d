package importers

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"iter"
	"os"
	"slices"

	"linchpin/graph"
)

// maxSpool bounds the text that a file of another format than text comes to.
const maxSpool = 1 << 30 // bytes

// put takes a row of a file that is no text. The line is that of the document,
// or the number of the row in its sheet; the cells are copied.
type put func(line int64, cells []string) error

// spool is a file of another format than text as a source: its rows are read
// once and kept in a file of our own, from which they can be read again.
type spool struct {
	file *os.File
	size int64
	buf  *bufio.Writer
	row  []byte   // that is put
	down []merged // cells of them that have one value over several rows
}

// newSpool makes an empty one.
func newSpool() (*spool, error) {
	f, err := namelessFile("linchpin-rows-*")
	if err != nil {
		return nil, err
	}
	return &spool{file: f, buf: bufio.NewWriterSize(f, 1<<16)}, nil
}

// namelessFile makes a file without a name: it goes with the process.
func namelessFile(pattern string) (*os.File, error) {
	f, err := os.CreateTemp("", pattern)
	if err != nil {
		return nil, err
	}
	if err := os.Remove(f.Name()); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func (s *spool) close() { _ = s.file.Close() } // nobody reads it again

// put appends a row. What is longer than a row may be is cut, as it is in text.
func (s *spool) put(line int64, cells []string) error {
	cut, left := 0, maxRow
	if len(cells) > maxColumns {
		cells, cut = cells[:maxColumns], maxColumns+1
	}
	row := binary.AppendUvarint(s.row[:0], uint64(line)) //nolint:gosec // lines are not negative
	row = binary.AppendUvarint(row, uint64(len(cells)))
	for i, cell := range cells {
		if room := min(maxCell, left); len(cell) > room {
			cell = cell[:room]
			if cut == 0 {
				cut = i + 1
			}
		}
		left -= len(cell)
		row = append(binary.AppendUvarint(row, uint64(len(cell))), cell...)
	}
	s.row = binary.AppendUvarint(row, uint64(cut))
	if s.size += int64(len(s.row)); s.size > maxSpool {
		return graph.FieldError("/file", codeTooLong, "has more than %d MiB of text", maxSpool>>20)
	}
	_, err := s.buf.Write(s.row)
	return err
}

func (s *spool) rows(ctx context.Context, after int64) iter.Seq2[record, error] {
	return func(yield func(record, error) bool) {
		err := s.buf.Flush()
		if err == nil {
			_, err = s.file.Seek(0, io.SeekStart)
		}
		if err != nil {
			yield(record{}, err)
			return
		}
		in := spoolReader{r: bufio.NewReaderSize(s.file, 1<<16), down: mergedDown{waiting: slices.Clone(s.down)}}
		pass(ctx, in.next, after, yield)
	}
}

// first returns the first rows.
func (s *spool) first() (out []record, err error) {
	for r, err := range s.rows(context.Background(), -1) {
		if err != nil {
			return nil, err
		}
		r.cells = slices.Clone(r.cells)
		if out = append(out, r); len(out) == openingRows {
			break
		}
	}
	return out, nil
}

// spoolReader reads rows back.
type spoolReader struct {
	r     *bufio.Reader
	row   []byte
	ends  []int
	cells []string
	down  mergedDown
	err   error
}

func (s *spoolReader) number() int {
	n, err := binary.ReadUvarint(s.r)
	if err != nil && s.err == nil {
		s.err = err
	}
	return int(n) //nolint:gosec // as it was written
}

// next returns the next row, io.EOF at the end.
func (s *spoolReader) next() (record, error) {
	line := s.number()
	if s.err != nil {
		return record{}, s.err
	}
	count := s.number()
	s.row, s.ends, s.cells = s.row[:0], s.ends[:0], s.cells[:0]
	for range count {
		n := s.number()
		from := len(s.row)
		if cap(s.row) < from+n {
			s.row = append(make([]byte, 0, 2*(from+n)), s.row...)
		}
		s.row = s.row[:from+n]
		if _, err := io.ReadFull(s.r, s.row[from:]); err != nil {
			return record{}, err
		}
		s.ends = append(s.ends, from+n)
	}
	text, from := string(s.row), 0
	for _, end := range s.ends {
		s.cells = append(s.cells, text[from:end])
		from = end
	}
	if count > 0 {
		s.cells = s.down.fill(int64(line), s.cells)
	}
	return record{line: int64(line), cells: s.cells, cut: s.number()}, s.err
}
